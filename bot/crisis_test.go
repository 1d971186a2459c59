package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

var errFull = errors.New("disk full")

// broken is a store that can do nothing, stuck one that never answers, and torn one with a
// fault of ours.
type (
	broken struct{ bot.Store }
	stuck  struct{ bot.Store }
	torn   struct{ bot.Store }
)

func (torn) Find(context.Context, bot.Address) (bot.PersonID, error) { panic("torn") }

func (broken) Find(context.Context, bot.Address) (bot.PersonID, error) { return "", errFull }

func (stuck) Find(ctx context.Context, _ bot.Address) (bot.PersonID, error) {
	<-ctx.Done()
	return "", ctx.Err()
}

func hears(t *testing.T, store bot.Store, words string) (*post, error) {
	net := &post{}
	b := bot.New(bot.Config{
		Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{net}, Settings: bot.DefaultSettings(), Patience: time.Millisecond,
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	return net, b.Hear(ctx, bot.Event{ID: "1", From: bot.Address{Network: "post", Chat: "1"}, Text: words})
}

// With the disk full or the database gone the card still comes. Whoever delivered a bare
// call for help need not deliver it again; other words have yet to be kept.
func TestTheCardNeedsNoStore(t *testing.T) {
	for name, store := range map[string]bot.Store{"broken": broken{}, "stuck": stuck{}, "torn": torn{}} {
		for _, words := range []string{"sos", "/crisis", "Help me", "I want to die"} {
			net, err := hears(t, store, words)
			if (err != nil) != (words == "I want to die") || len(net.sent) != 1 || !strings.Contains(net.sent[0].m.Text.String(), "findahelpline.com") {
				t.Errorf("%s, %q: %v, %d cards", name, words, err, len(net.sent))
			}
		}
	}
}

func TestOtherWordsAreNotLostWithoutAStore(t *testing.T) {
	net, err := hears(t, broken{}, "slept badly")
	if !errors.Is(err, errFull) || len(net.sent) != 0 {
		t.Errorf("%v, %d messages", err, len(net.sent))
	}
}

// A network that panics over the card shows none of it, and then the card waits in the
// outbox like anything else.
func TestACardThatPanicsIsSaidByTheTurn(t *testing.T) {
	store, shut := openStore(t, t.TempDir(), bot.WallClock{})
	defer shut()
	net := &mailbag{tries: map[string]int{}, fail: func(string, string, int) error { return panics() }}
	b := bot.New(bot.Config{Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{net}, Settings: bot.DefaultSettings()})
	if err := b.Hear(t.Context(), bot.Event{ID: "1", From: net.chat("a"), Text: "sos"}); err != nil || len(net.tries) != 1 {
		t.Fatalf("%v, after %v", err, net.tries)
	}
	waiting, err := store.Unsent(t.Context(), 10)
	if err != nil || len(waiting) != 1 || !strings.Contains(waiting[0].Message.Text.String(), "findahelpline.com") {
		t.Errorf("%v waits, %v", waiting, err)
	}
}
