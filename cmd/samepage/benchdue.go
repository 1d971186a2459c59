package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"samepage/bot"
	"samepage/storage"
)

// benchDue is "samepage bench due".
type benchDue struct {
	Sizes []int  `help:"How many people there are, each with a prompt. Default: 1000 100000 1000000."`
	Dir   string `help:"Make the data in this folder. Default: the folder for temporary files." placeholder:"DIR"`
}

// Run prints what asking what is due costs, and spending it, for each size against the first.
func (c *benchDue) Run(ctx context.Context, s streams) error {
	dir, err := os.MkdirTemp(c.Dir, "samepage-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	root, err := storage.MakeRoot(filepath.Join(dir, "key"))
	if err != nil {
		return err
	}
	if len(c.Sizes) == 0 {
		c.Sizes = []int{1_000, 100_000, 1_000_000}
	}
	var first costs
	for _, n := range c.Sizes {
		conf := storage.Config{Dir: filepath.Join(dir, strconv.Itoa(n)), Root: root}
		var now costs
		if err := living(ctx, conf, func(db *storage.DB) error { now, err = weigh(ctx, db, n); return err }); err != nil {
			return err
		}
		if first == (costs{}) {
			first = now
		}
		fmt.Fprintf(s.stdout, "%d people: poll %v, %.2f of the first; claim %v of CPU, %.2f of the first\n", n,
			now.poll.Round(time.Microsecond/10), now.poll.Seconds()/first.poll.Seconds(), now.claim.Round(time.Microsecond), now.claim.Seconds()/first.claim.Seconds())
	}
	return nil
}

// costs are of asking once what is due, where nothing is, and of spending one prompt and
// planning the next.
type costs struct{ poll, claim time.Duration }

// claimed is how many people are really there.
const claimed = 500

func weigh(ctx context.Context, db *storage.DB, n int) (c costs, err error) {
	midnight := time.Now().Truncate(24 * time.Hour)
	real, err := owing(ctx, db, midnight)
	if err != nil {
		return c, err
	}
	if err := db.Crowd(ctx, n, midnight.AddDate(1, 0, 0)); err != nil {
		return c, err
	}
	c.poll, err = polling(ctx, db, midnight.Add(-time.Hour))
	if err != nil {
		return c, err
	}
	used := cpu()
	err = claim(ctx, db, real)
	return costs{c.poll, (cpu() - used) / claimed}, err
}

// polling is the median of many polls.
func polling(ctx context.Context, db *storage.DB, now time.Time) (time.Duration, error) {
	var took []time.Duration
	for range 2000 {
		began := time.Now()
		if _, _, err := db.Due(ctx, now, 100); err != nil {
			return 0, err
		}
		took = append(took, time.Since(began))
	}
	return median(took), nil
}

// owing is people with a prompt that is due.
func owing(ctx context.Context, db *storage.DB, due time.Time) (people []bot.PersonID, err error) {
	for range claimed {
		p, err := db.Create(ctx)
		if err != nil {
			return nil, err
		}
		people = append(people, p)
		if err := db.With(ctx, p, func(r bot.Records) error { r.SavePrompt(daily(due)); return nil }); err != nil {
			return nil, err
		}
	}
	return people, nil
}

func daily(due time.Time) bot.Prompt {
	return bot.Prompt{PromptKey: bot.PromptKey{Kind: "checkin", Occurrence: due.Format(time.DateOnly)}, Due: due, Stale: due.AddDate(0, 0, 1)}
}

// claim spends everybody's prompt, and plans the next, side by side.
func claim(ctx context.Context, db *storage.DB, people []bot.PersonID) error {
	errs := make(chan error, len(people))
	var claiming sync.WaitGroup
	for _, p := range people {
		claiming.Go(func() {
			errs <- db.With(ctx, p, func(r bot.Records) error {
				for _, due := range r.Prompts(r.Now()) {
					if spent, ok := r.Consume(due.PromptKey); ok {
						r.SavePrompt(daily(spent.Due.AddDate(0, 0, 1)))
					}
				}
				return nil
			})
		})
	}
	claiming.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
