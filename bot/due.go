package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// prompting is how many prompts are said side by side: the store commits them together.
const prompting = 128

// Tick says every prompt that is due, into the outbox, and returns when to look again.
// One that fails holds up no other: it is tried again a little later, and let go when it
// has failed three times. An error is of the store, for which all of them wait.
func (b *Bot) Tick(ctx context.Context) (next time.Time, err error) {
	for {
		if err := b.feel(ctx); err != nil {
			return next, err
		}
		now := b.clock.Now()
		resting, again := b.failing.at(now)
		due, next, err := b.store.Due(ctx, now, prompting+len(resting))
		if err != nil {
			return next, fmt.Errorf("looking for what is due: %w", err)
		}
		ready := byPerson(due, resting)
		if len(ready) == 0 {
			return b.pulse.lookAt(sooner(sooner(next, again), now.Add(lookAgain))), nil
		}
		people := slices.Collect(maps.Keys(ready))
		if err := sideBySide(people, func(p PersonID) error { return b.promptOne(ctx, p, ready[p][0], resting) }); err != nil {
			return next, err
		}
	}
}

// byPerson is who is owed something, and what of it is not resting.
func byPerson(due []Owed, resting map[Owed]bool) map[PersonID][]PromptKey {
	ready := map[PersonID][]PromptKey{}
	for _, o := range due {
		if !resting[o] {
			ready[o.Person] = append(ready[o.Person], o.Key)
		}
	}
	return ready
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// sideBySide runs a turn of each person, and returns an error of one, if there is any.
func sideBySide(people []PersonID, turn func(PersonID) error) error {
	var turns sync.WaitGroup
	failed := make(chan error, len(people))
	for _, person := range people {
		turns.Go(func() {
			if err := turn(person); err != nil {
				failed <- err
			}
		})
	}
	turns.Wait()
	close(failed)
	return <-failed
}

// promptOne is a turn of one person. An error is of the store.
func (b *Bot) promptOne(ctx context.Context, person PersonID, first PromptKey, resting map[Owed]bool) error {
	var turn *Turn
	err := b.with(ctx, person, func(t *Turn) {
		turn = t
		t.owed(func(key PromptKey) bool { return resting[Owed{person, key}] })
	})
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil || CodeOf(err) == Storage:
		return fmt.Errorf("saying a prompt: %w", err)
	}
	failed := Owed{person, first}
	if turn != nil && turn.prompt != (PromptKey{}) {
		failed.Key = turn.prompt
	}
	return b.setAside(ctx, failed, err)
}

// setAside has a prompt that failed rest, and lets it go for good where it always does.
func (b *Bot) setAside(ctx context.Context, o Owed, why error) error {
	tries := b.failing.note(o, b.clock.Now())
	b.log.Error("a prompt failed", "kind", o.Key.Kind, "tries", tries, "code", CodeOf(why), "fault", FaultOf(why))
	if tries < promptTries {
		return nil
	}
	if err := b.giveUp(ctx, o); CodeOf(err) == Storage {
		return fmt.Errorf("setting a prompt aside: %w", err)
	}
	return nil // one that cannot even be spent goes on resting
}

// giveUp lets a prompt go and has what comes after it planned, if that much can be done.
func (b *Bot) giveUp(ctx context.Context, o Owed) error {
	err := Guarded(func() error {
		return b.with(ctx, o.Person, func(t *Turn) {
			letGo(t.records, o.Key)
			t.moved = true
		})
	})
	if err == nil || CodeOf(err) == Storage {
		return err
	}
	return b.store.With(ctx, o.Person, func(r Records) error { letGo(r, o.Key); return nil })
}

const (
	promptTries = 3           // of one that fails
	promptRest  = time.Minute // between them
	givenUp     = 24 * time.Hour
)

// failing is the prompts that failed.
type failing struct {
	mu sync.Mutex
	of map[Owed]*failure
}

type failure struct {
	tries int
	until time.Time // when it is tried again
}

// note keeps that one failed, and says how often it has.
func (f *failing) note(o Owed, now time.Time) (tries int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of == nil {
		f.of = map[Owed]*failure{}
	}
	if f.of[o] == nil {
		f.of[o] = &failure{}
	}
	one, rest := f.of[o], promptRest
	one.tries++
	if one.tries >= promptTries {
		rest = givenUp
	}
	one.until = now.Add(rest)
	return one.tries
}

// at is those that rest now, and when the first of them is tried again.
func (f *failing) at(now time.Time) (resting map[Owed]bool, again time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	resting = map[Owed]bool{}
	for o, one := range f.of {
		switch left := one.until.Sub(now); {
		case left <= 0 && one.tries >= promptTries, left <= -givenUp, left > givenUp:
			// It was given up; or has not failed again, so it was said; or the clock went back.
			delete(f.of, o)
		case left > 0:
			resting[o] = true
			again = sooner(again, one.until)
		}
	}
	return resting, again
}
