package bot_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// Whatever is put into the outbox while the courier runs, by whomever, and however the
// network fails: each chat gets all of it, once, in its order. The courier is ended now and
// then, and another one goes on.
func TestAllArrivesOnceInOrder(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			allArrives(t, t.TempDir(), rand.New(rand.NewPCG(seed, 1)))
		})
	}
}

// What changes a message that is on its way comes as soon as that has arrived.
func TestAChangeComesAfterWhatItChanges(t *testing.T) {
	dir := t.TempDir()
	p := &mailbag{carried: map[string][]string{}, at: map[string]time.Duration{}, tries: map[string]int{}}
	synctest.Test(t, func(t *testing.T) {
		store, shut := openStore(t, dir, bot.WallClock{})
		defer shut()
		person, err := store.Create(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p.began = time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		go func() {
			synctest.Wait()
			_ = store.With(t.Context(), person, func(r bot.Records) error {
				question := bot.Outgoing{ID: "q", To: bot.Address{Network: "post", Chat: "a"}, Message: bot.Message{Text: text.Lit("question")}}
				answered := bot.Outgoing{To: question.To, Message: bot.Message{Text: text.Lit("answered")}, Edits: "q"}
				r.Queue(question)
				r.Queue(answered)
				return nil
			})
		}()
		carriedOn(ctx, t, store, p)
	})
	if p.at["question"] != 100*time.Millisecond || p.at["answered"] != 200*time.Millisecond {
		t.Errorf("arrived at %v", p.at)
	}
}

// A farewell is put into the outbox by no turn, and maybe while something else is on its
// way to the chat: it comes as soon as that has arrived.
func TestAFarewellWaitsForNothingElse(t *testing.T) {
	dir := t.TempDir()
	p := &mailbag{carried: map[string][]string{}, at: map[string]time.Duration{}, tries: map[string]int{}}
	to := bot.Address{Network: "post", Chat: "a"}
	synctest.Test(t, func(t *testing.T) {
		store, shut := openStore(t, dir, bot.WallClock{})
		defer shut()
		person, err := store.Create(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p.began = time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		go func() {
			synctest.Wait()
			_ = store.With(t.Context(), person, func(r bot.Records) error {
				r.Attach(to)
				r.Queue(bot.Outgoing{To: to, Message: bot.Message{Text: text.Lit("answer")}})
				return nil
			})
			_ = store.With(t.Context(), person, func(r bot.Records) error {
				r.Forget(bot.Outgoing{To: to, Message: bot.Message{Text: text.Lit("farewell")}})
				return nil
			})
		}()
		carriedOn(ctx, t, store, p)
	})
	if p.at["answer"] != 100*time.Millisecond || p.at["farewell"] != 200*time.Millisecond {
		t.Errorf("arrived at %v", p.at)
	}
}

func allArrives(t *testing.T, dir string, random *rand.Rand) {
	p := &mailbag{carried: map[string][]string{}, at: map[string]time.Duration{}, tries: map[string]int{}, fail: sometimes(rand.New(rand.NewPCG(random.Uint64(), 2)))}
	want := map[string][]string{}
	synctest.Test(t, func(t *testing.T) {
		store, shut := openStore(t, dir, bot.WallClock{})
		defer shut()
		person, err := store.Create(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := store.With(t.Context(), person, attachAll); err != nil {
			t.Fatal(err)
		}
		p.began = time.Now()
		for range 4 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random.IntN(40))*time.Second)
			go func() {
				for i := 0; ctx.Err() == nil && i < 60; i++ {
					if err := store.With(t.Context(), person, func(r bot.Records) error { pile(r, random, want); return nil }); err != nil {
						t.Error(err)
					}
					time.Sleep(time.Duration(random.IntN(300)) * time.Millisecond)
				}
			}()
			carriedOn(ctx, t, store, p)
			cancel()
			synctest.Wait()
			time.Sleep(time.Second)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		carriedOn(ctx, t, store, p)
	})
	for chat, words := range want {
		if !slices.Equal(p.carried[chat], words) {
			t.Errorf("chat %s got %v, want %v", chat, p.carried[chat], words)
		}
	}
}

func attachAll(r bot.Records) error {
	for chat := range 4 {
		r.Attach(bot.Address{Network: "post", Chat: fmt.Sprint(chat)})
	}
	return nil
}

func carriedOn(ctx context.Context, t *testing.T, store bot.Store, p *mailbag) {
	b := bot.New(bot.Config{Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{p}, Settings: bot.DefaultSettings()})
	if err := b.Run(ctx); err != nil {
		t.Error(err)
	}
}

// sometimes fails, in one way or another, but not often enough for a message to be refused.
func sometimes(random *rand.Rand) func(string, string, int) error {
	return func(string, string, int) error {
		switch random.IntN(12) {
		case 0:
			return errors.New("no")
		case 1:
			return &bot.Wait{For: time.Duration(random.IntN(3000)) * time.Millisecond}
		}
		return nil
	}
}

// pile is one turn: a few messages, answers most of them, some of which change earlier ones.
func pile(r bot.Records, random *rand.Rand, want map[string][]string) {
	for range 1 + random.IntN(3) {
		chat := fmt.Sprint(random.IntN(4))
		m := bot.Outgoing{ID: r.NewID(), To: bot.Address{Network: "post", Chat: chat}, Rank: bot.Answer}
		words := fmt.Sprint(len(want[chat]))
		m.Message.Text = text.Lit(words)
		switch random.IntN(5) {
		case 0:
			m.Rank = bot.Whenever
		case 1:
			if posted := r.Posted(time.Time{}); len(posted) > 0 {
				m.Edits = posted[len(posted)-1].ID
			}
		}
		want[chat] = append(want[chat], words)
		r.Queue(m)
	}
}
