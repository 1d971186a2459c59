package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"samepage/bot"
	"samepage/storage"
)

// benchTurns is "samepage bench turns".
type benchTurns struct {
	N   int    `help:"How many people check in." default:"3000"`
	At  int    `help:"How many of them at the same time: more than share a commit, so that some act while others' turns are written." default:"256"`
	Dir string `help:"Make the data in this folder, on the disk that is to be measured. Default: the folder for temporary files." placeholder:"DIR"`
}

// Help says what is compared with what.
func (benchTurns) Help() string {
	return `People check in through the engine and the storage, with no network between. Then SQLite alone
writes the same, on a copy of the data as it was before: the statements of a second such crowd, without
reading, sealing or an engine. Every commit is durable (synchronous=FULL). They take turns, a few people
at a time, and the medians are told, since a machine and its disk are not always as fast.`
}

const (
	rounds   = 5          // at most are measured
	recorded = "recorded" // the copy of the data on which what the engine writes is written down
)

// groups are how many turns SQLite alone writes in a transaction.
var groups = []int{100, 1}

// Run prints how the engine compares.
func (c *benchTurns) Run(ctx context.Context, s streams) error {
	if c.N < 1 || c.At < 1 {
		return &bot.Error{Code: bot.Invalid, Sentence: "Somebody must check in, so --n and --at are 1 at least."}
	}
	dir, err := os.MkdirTemp(c.Dir, "samepage-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	conf, err := c.people(ctx, dir)
	if err != nil {
		return err
	}
	crowds := c.crowds()
	turns, err := writings(ctx, conf, filepath.Join(dir, recorded), crowds)
	if err != nil {
		return err
	}
	var alone []runner
	for _, each := range groups {
		bare, err := storage.OpenBare(ctx, filepath.Join(dir, strconv.Itoa(each)))
		if err != nil {
			return err
		}
		defer bare.Close()
		alone = append(alone, func(i int) error { return bare.Write(ctx, turns[i], each) })
	}
	return living(ctx, conf, func(db *storage.DB) error {
		return race(s, turns, func(i int) error { return crowds[i].live(ctx, db, checkingIn) }, alone)
	})
}

// people makes a folder of people, with copies beside it.
func (c *benchTurns) people(ctx context.Context, dir string) (conf storage.Config, err error) {
	root, err := storage.MakeRoot(filepath.Join(dir, "key"))
	if err != nil {
		return conf, err
	}
	conf = storage.Config{Dir: filepath.Join(dir, "data"), Root: root}
	all := c.crowd(0, c.N)
	if err := living(ctx, conf, func(db *storage.DB) error { return all.live(ctx, db, coming(time.Now())) }); err != nil {
		return conf, err
	}
	copies := []string{recorded}
	for _, each := range groups {
		copies = append(copies, strconv.Itoa(each))
	}
	for _, beside := range copies {
		if err := os.CopyFS(filepath.Join(dir, beside), os.DirFS(conf.Dir)); err != nil {
			return conf, err
		}
	}
	return conf, nil
}

func (c *benchTurns) crowd(first, n int) *crowd {
	return &crowd{name: "bench", instance: "1", first: first, people: n, at: c.At}
}

// crowds are those who check in in each round.
func (c *benchTurns) crowds() (crowds []*crowd) {
	each := (c.N + rounds - 1) / rounds
	for first := 0; first < c.N; first += each {
		crowds = append(crowds, c.crowd(first, min(each, c.N-first)))
	}
	return crowds
}

// writings are what each turn of each crowd writes. The folder is closed before they are
// looked at: marks of what was sent may be on their way yet when a crowd is through.
func writings(ctx context.Context, conf storage.Config, dir string, crowds []*crowd) (turns [][][]storage.Statement, err error) {
	conf.Dir = dir
	for _, people := range crowds {
		var wrote []storage.Statement
		conf.Written = func(statements []storage.Statement) { wrote = append(wrote, statements...) }
		if err := living(ctx, conf, func(db *storage.DB) error { return people.live(ctx, db, checkingIn) }); err != nil {
			return nil, err
		}
		turns = append(turns, shares(wrote, people.people*len(checkingIn.does)))
	}
	return turns, nil
}

// runner runs one round of a race.
type runner func(round int) error

// race has the engine and SQLite alone run in turn, and prints the medians of how they
// compare within a round.
func race(s streams, turns [][][]storage.Statement, engine runner, alone []runner) error {
	var speed, used []float64
	ratios := make([]struct{ speed, cpu []float64 }, len(alone))
	for i := range turns {
		live, err := timed(i, engine)
		if err != nil {
			return err
		}
		n := float64(len(turns[i]))
		speed, used = append(speed, n/live.took), append(used, live.cpu*1000/n)
		for k, runs := range alone {
			raw, err := timed(i, runs)
			if err != nil {
				return err
			}
			r := &ratios[k]
			r.speed, r.cpu = append(r.speed, raw.took/live.took), append(r.cpu, live.cpu/raw.cpu)
		}
	}
	fmt.Fprintf(s.stdout, "the engine: %.0f turns/s, %.3f ms of CPU a turn\n", median(speed), median(used))
	for k, each := range groups {
		fmt.Fprintf(s.stdout, "SQLite alone, %d in a transaction: the engine makes %.2f of its turns/s, with %.2f times the CPU\n",
			each, median(ratios[k].speed), median(ratios[k].cpu))
	}
	return nil
}

// cost is what something takes, in seconds.
type cost struct{ took, cpu float64 }

func timed(round int, run runner) (cost, error) {
	began, used := time.Now(), cpu()
	err := run(round)
	return cost{time.Since(began).Seconds(), (cpu() - used).Seconds()}, err
}

// median is of one at least.
func median[T cmp.Ordered](of []T) T {
	slices.Sort(of)
	return of[len(of)/2]
}

func living(ctx context.Context, conf storage.Config, do func(*storage.DB) error) error {
	db, err := storage.Open(ctx, conf)
	if err != nil {
		return err
	}
	defer db.Close()
	return do(db)
}

// shares is what was written in n parts: a turn, and marking its answer sent, stand apart in
// it, and SQLite alone writes them together.
func shares(wrote []storage.Statement, n int) [][]storage.Statement {
	turns := make([][]storage.Statement, n)
	for i := range turns {
		turns[i] = wrote[i*len(wrote)/n : (i+1)*len(wrote)/n]
	}
	return turns
}

// cpu is how long the processors have worked for this process.
func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
