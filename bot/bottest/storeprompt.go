package bottest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"samepage/bot"
)

func prompt(kind, occurrence string, due time.Time) bot.Prompt {
	return bot.Prompt{
		PromptKey: bot.PromptKey{Kind: kind, Occurrence: occurrence},
		Due:       due, Stale: due.Add(time.Hour), About: "about " + occurrence,
	}
}

func knowsWhatIsDue(s *shelf) {
	one, other := s.personAt(chat("a")), s.personAt(chat("b"))
	s.with(one, func(r bot.Records) {
		r.SavePrompt(prompt("checkin", "late", noon.Add(2*time.Hour)))
		r.SavePrompt(prompt("checkin", "now", noon))
		spent := prompt("checkin", "spent", noon.Add(-time.Hour))
		spent.Spent = true
		r.SavePrompt(spent)
	})
	s.with(other, func(r bot.Records) { r.SavePrompt(prompt("agenda", "before", noon.Add(-time.Minute))) })
	s.restart()
	due, next := s.due()
	equal(s, "due", len(due), 2)
	equal(s, "first", due[0], bot.Owed{Person: other, Key: bot.PromptKey{Kind: "agenda", Occurrence: "before"}})
	equal(s, "second", due[1], bot.Owed{Person: one, Key: bot.PromptKey{Kind: "checkin", Occurrence: "now"}})
	equal(s, "next", next.Equal(noon.Add(2*time.Hour)), true)
	few, _, err := s.Due(context.Background(), noon, 1)
	s.check(err)
	equal(s, "with a limit", len(few), 1)
	s.pass(3 * time.Hour)
	due, next = s.due()
	equal(s, "due later", len(due), 3)
	equal(s, "no next", next.IsZero(), true)
}

func spendsOnce(s *shelf) {
	id := s.personAt(chat("a"))
	p := prompt("checkin", "1", noon.Add(time.Hour))
	s.with(id, func(r bot.Records) {
		r.SavePrompt(p)
		_, early := r.Consume(p.PromptKey)
		equal(s, "before it is due", early, false)
	})
	s.pass(time.Hour)
	_ = s.try(id, func(r bot.Records) error { r.Consume(p.PromptKey); return errTurn })
	var spent atomic.Int32
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			s.check(s.try(id, func(r bot.Records) error {
				if got, ok := r.Consume(p.PromptKey); ok {
					spent.Add(1)
					equal(s, "about", got.About, p.About)
				}
				return nil
			}))
		})
	}
	wait.Wait()
	equal(s, "times spent", spent.Load(), 1)
}

func holdsTheKey(s *shelf) {
	id := s.personAt(chat("a"))
	p := prompt("checkin", "1", noon)
	s.with(id, func(r bot.Records) {
		r.SavePrompt(p)
		r.Consume(p.PromptKey)
	})
	s.restart()
	s.with(id, func(r bot.Records) {
		equal(s, "of old", len(r.Prompts(noon.Add(time.Second))), 0)
		kept := r.Prompts(noon.Add(-time.Second))
		equal(s, "kept", len(kept), 1)
		equal(s, "spent", kept[0].Spent, true)
		equal(s, "about", kept[0].About, p.About)
		equal(s, "due", kept[0].Due.Equal(p.Due), true)
		equal(s, "stale", kept[0].Stale.Equal(p.Stale), true)
		equal(s, "of old, after that", len(r.Prompts(noon.Add(time.Second))), 0)
		p.Due = noon.Add(time.Hour)
		r.SavePrompt(p) // snoozed: the same key, later
	})
	_, next := s.due()
	equal(s, "next", next.Equal(p.Due), true)
}

func dropsPrompt(s *shelf) {
	id := s.personAt(chat("a"))
	p := prompt("checkin", "1", noon)
	s.with(id, func(r bot.Records) {
		r.SavePrompt(p)
		r.DropPrompt(p.PromptKey)
		r.DropPrompt(p.PromptKey)
		equal(s, "prompts", len(r.Prompts(noon.Add(-time.Hour))), 0)
		_, ok := r.Consume(p.PromptKey)
		equal(s, "consumed", ok, false)
	})
}

// What a turn has changed it reads as the next one will.
func readsChangedPrompts(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) {
		for i := range 4 {
			r.SavePrompt(prompt("checkin", fmt.Sprint(i), noon.Add(time.Duration(i-2)*time.Hour)))
		}
	})
	read := func(r bot.Records) []bot.Prompt { return r.Prompts(noon.Add(-90 * time.Minute)) }
	var changed []bot.Prompt
	s.with(id, func(r bot.Records) {
		r.Consume(bot.PromptKey{Kind: "checkin", Occurrence: "0"}) // which is older than what is asked for
		r.Consume(bot.PromptKey{Kind: "checkin", Occurrence: "1"})
		r.DropPrompt(bot.PromptKey{Kind: "checkin", Occurrence: "2"})
		for _, kind := range []string{"page", "agenda"} {
			for _, due := range []time.Duration{3, 0, 1} {
				r.SavePrompt(prompt(kind, fmt.Sprint(due), noon.Add(due*time.Hour+time.Microsecond)))
			}
		}
		changed = read(r)
	})
	s.with(id, func(r bot.Records) { equal(s, "prompts", fmt.Sprint(changed), fmt.Sprint(read(r))) })
	equal(s, "how many", len(changed), 8)
}

func knowsWhenAwake(s *shelf) {
	never, err := s.Awake(context.Background())
	s.check(err)
	equal(s, "at first", never, bot.Awake{})
	for _, at := range []time.Time{noon, noon.Add(-time.Hour)} {
		s.check(s.KeepAwake(context.Background(), bot.Awake{At: at, From: noon.Add(-72 * time.Hour), To: noon}))
		s.restart()
		got, err := s.Awake(context.Background())
		s.check(err)
		equal(s, "awake", got.At.Equal(at) && got.To.Equal(noon) && got.To.Sub(got.From) == 72*time.Hour, true)
	}
}

// Whoever is due at the same time as others has their place among them, the same each day.
func spreadsTheSameEachDay(s *shelf) {
	var people []bot.PersonID
	for i := range 20 {
		people = append(people, s.personAt(chat(fmt.Sprint(i))))
	}
	order := func(day string, due time.Time) (order []bot.PersonID) {
		for _, i := range rand.Perm(len(people)) {
			s.with(people[i], func(r bot.Records) { r.SavePrompt(prompt("checkin", day, due)) })
		}
		owed, _ := s.due()
		for _, o := range owed {
			order = append(order, o.Person)
			s.with(o.Person, func(r bot.Records) { r.Consume(o.Key) })
		}
		return order
	}
	first := order("1", noon)
	equal(s, "due", len(first), len(people))
	equal(s, "the same again", slices.Equal(first, order("2", noon)), true)
}
