package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"samepage/bot/text"
	"samepage/bot/when"
)

// Some day a turn fails on what somebody sent, and fails again. Such an event is poison:
// it must neither be lost nor hold up what comes after it. So it is tried a few times,
// then set aside in sealed form, and the person is told. A store that takes nothing at
// all is another matter: nothing can be set aside then, and the network keeps the event
// and hands it over again.

// tries is how often a turn is run that fails. They follow at once: what passes by itself
// is the store's trouble, and that is no poison.
const tries = 3

// attempt runs something up to three times, as long as it fails by itself. A panic in it
// is a failure like any other.
func attempt(ctx context.Context, run func() error) (err error) {
	for range tries {
		if err = Guarded(run); !poisonous(ctx, err) {
			return err
		}
	}
	return err
}

// poisonous says whether err lies in what was to be done, and not in the store as a
// whole or with whoever gave up waiting.
func poisonous(ctx context.Context, err error) bool {
	return err != nil && CodeOf(err) != Storage && ctx.Err() == nil
}

// setEventAside takes an event out of the way. It is an error where the store cannot do even
// that.
func (b *Bot) setEventAside(ctx context.Context, ev Event, why error) error {
	return Guarded(func() error {
		err := b.putAside(ctx, ev)
		if CodeOf(err) == Invalid { // forgotten since they were found: they are told otherwise
			err = b.putAside(ctx, ev)
		}
		if err != nil {
			return err
		}
		b.log.Error("an event failed and is set aside", "network", ev.From.Network, "tries", tries, "code", CodeOf(why), "fault", FaultOf(why))
		return nil
	})
}

func (b *Bot) putAside(ctx context.Context, ev Event) error {
	person, err := b.store.Find(ctx, ev.From)
	if err != nil {
		return fmt.Errorf("finding who wrote: %w", err)
	}
	words := Aside{Text: ev.written()}
	told := Outgoing{To: ev.From, Message: Message{Text: asideText(text.Printer{}, person, words), Reply: ev.Reply}}
	if err := b.store.SetAside(ctx, person, ev.From, ev.ID, words, told); err != nil {
		return fmt.Errorf("setting an event aside: %w", err)
	}
	return nil
}

// asideText is what the person is told: that it is not theirs to mend, and what became
// of their words.
func asideText(p text.Printer, person PersonID, words Aside) text.Text {
	switch {
	case person == "":
		return p.T("Something went wrong on my side, not yours. I kept nothing of that. You can send it again.")
	case words.Text == "":
		return p.T("Something went wrong on my side, not yours. Nothing is lost. You can go on.")
	default:
		return p.T("Something went wrong on my side, not yours. Your words are set aside in sealed form, so nothing is lost. You can go on.")
	}
}

// Replay makes notes of what was set aside, now that the program has been started
// anew: what was wrong with it may have been mended.
func (b *Bot) Replay(ctx context.Context) {
	who, err := b.store.WithAsides(ctx)
	for _, person := range who {
		err = errors.Join(err, Guarded(func() error { return b.with(ctx, person, (*Turn).takeAsides) }))
	}
	if err != nil && ctx.Err() == nil {
		b.log.Error("what was set aside cannot be heard yet", "code", CodeOf(err))
	}
}

// takeAsides keeps what was set aside as notes of the day it was sent: what it would
// have meant then, nobody can tell any more. A command is over.
func (t *Turn) takeAsides() {
	for _, a := range t.records.Asides() {
		if !t.Person().Young && !strings.HasPrefix(a.Text, "/") {
			p, words := t.addressed(a.Text)
			n := t.newNote(p, words)
			n.Day, n.Said = when.Civil(a.At, t.Zone()).Date, a.At
			t.save(n)
		}
		t.records.DropAside(a.ID)
	}
}

// letGo spends a prompt that cannot be said. Where an appointment is near, the person is
// told that something was to come; an unasked question that is lost is no loss.
func letGo(r Records, key PromptKey) {
	p, waited := r.Consume(key)
	if chats := slices.DeleteFunc(r.Addresses(), noChat); waited && is[timely](p) && len(chats) > 0 {
		r.Queue(Outgoing{To: chats[0], Rank: Timely, Message: Message{Text: lostPromptText(text.Printer{})}})
	}
}

func lostPromptText(p text.Printer) text.Text {
	return p.T("I had something for you just now, and it went wrong on my side. All you kept is still there.")
}
