package bot

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"samepage/bot/text"
	"samepage/bot/when"
)

// Awake is what the bot knows of its own time: when it last looked at the clock, and when
// it was last away for long. It says nothing of anybody.
type Awake struct {
	At       time.Time `json:"t,omitzero"`
	From, To time.Time `json:",omitzero"`
}

const (
	longAway  = 24 * time.Hour  // an absence as long as this is told of
	lookAgain = 20 * time.Hour  // so that time which only passes is none
	noted     = 5 * time.Minute // how often it is kept that the bot is there

	toldOfAbsence = 30 * 24 * time.Hour // and then it is of no use to anybody
)

// pulse is Awake as it was last read or kept. A turn, which holds the store's one
// transaction, asks for it: so the lock that turns take is never held while the store is
// waited for.
type pulse struct {
	feeling sync.Mutex // one look at the clock at a time
	saved   time.Time
	known   bool
	first   sync.Once
	felt    chan struct{} // closed once it is known how long the bot was away

	mu    sync.Mutex
	now   Awake
	since time.Time // since when it has looked whenever something was due
	next  time.Time // when it is to look next: at once, until it knows that nothing is due
	said  time.Time // the first of what came to be due since it began to look; zero: nothing did
}

func (p *pulse) set(now Awake, since time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now, p.since, p.next, p.said = now, since, now.At, time.Time{}
}

// feel looks at the clock. Where it says that the bot has been away for long, that is
// kept, to be told; where it went back, all that is to come is planned anew, since much of
// it may have passed by a clock that was wrong.
func (b *Bot) feel(ctx context.Context) error {
	p := &b.pulse
	p.feeling.Lock()
	defer p.feeling.Unlock()
	if !p.known {
		kept, err := b.store.Awake(ctx)
		if err != nil {
			return fmt.Errorf("reading when the bot was last awake: %w", err)
		}
		p.set(kept, time.Time{})
		p.saved, p.known = kept.At, true
	}
	now, then, since := b.clock.Now(), p.now, p.since
	gap := now.Sub(then.At)
	if p.missed(now) > lateness || gap < -lateness {
		since = now
	}
	switch {
	case then.At.IsZero():
	case gap < -lateness:
		if err := b.planAnew(ctx); err != nil {
			return err
		}
		p.saved = time.Time{}
		if then.To.After(now) { // it was never away
			then.From, then.To = time.Time{}, time.Time{}
		}
	case gap > longAway:
		then.From, then.To, p.saved = then.At, now, time.Time{}
	}
	then.At = now
	p.set(then, since)
	p.first.Do(func() { close(p.felt) })
	return p.keep(ctx, b.store)
}

// missed is for how long it was not there although something may have been due.
func (p *pulse) missed(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Sub(p.next)
}

func (p *pulse) keep(ctx context.Context, store Store) error {
	if p.now.At.Sub(p.saved) < noted {
		return nil
	}
	if err := store.KeepAwake(ctx, p.now); err != nil {
		return fmt.Errorf("keeping that the bot is awake: %w", err)
	}
	p.saved = p.now.At
	return nil
}

// absence is when the bot was last away for long, if it ever was.
func (b *Bot) absence() (from, to time.Time) {
	b.pulse.mu.Lock()
	defer b.pulse.mu.Unlock()
	return b.pulse.now.From, b.pulse.now.To
}

// lookAt keeps when the clock is to be looked at next, which is sooner where something
// came to be due meanwhile.
func (p *pulse) lookAt(next time.Time) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = sooner(next, p.said)
	return p.next
}

// expect notes that something is due at a time, or now where that is past, and says whether
// that is sooner than the clock would be looked at.
func (p *pulse) expect(due, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if due.IsZero() {
		return false
	}
	if due.Before(now) {
		due = now
	}
	p.said = sooner(p.said, due)
	return due.Before(p.next)
}

// resumed is since when the bot has been there whenever something was due.
func (b *Bot) resumed() time.Time {
	b.pulse.mu.Lock()
	defer b.pulse.mu.Unlock()
	return b.pulse.since
}

// planAnew plans everybody's prompts from their records: also of whom nothing waits, since
// the last of it may have been let go by a clock that was wrong.
func (b *Bot) planAnew(ctx context.Context) error {
	people, err := b.store.Everybody(ctx)
	if err != nil {
		return fmt.Errorf("looking for whom to plan: %w", err)
	}
	for some := range slices.Chunk(people, prompting) {
		err := sideBySide(some, func(person PersonID) error {
			return b.with(ctx, person, func(t *Turn) { t.moved = true })
		})
		if CodeOf(err) == Storage || ctx.Err() != nil {
			return fmt.Errorf("planning anew: %w", err)
		}
	}
	return nil
}

// wasAway says, once, whether the bot was away for long while this person was there, so
// that it has to be said with whatever is said next. Nothing stands above a card.
func (t *Turn) wasAway() bool {
	_, to := t.bot.absence()
	if to.IsZero() || t.inDanger || t.Now.Sub(to) > toldOfAbsence || !t.Person().Consent.At.Before(to) || t.latest().Back.Equal(to) {
		return false
	}
	t.latest().Back = to
	return true
}

func (t *Turn) absenceText() text.Text {
	from, to := t.bot.absence()
	at := func(moment time.Time) text.Text { return t.At(when.Civil(moment, t.Zone()), t.Today()) }
	return t.T("I was away from %s to %s. What you sent then may not have reached me.", at(from), at(to))
}
