package bot_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// What changes a message that is on its way comes as soon as that has arrived.
func TestAChangeComesAfterWhatItChanges(t *testing.T) {
	p := &mailbag{}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		go func() {
			synctest.Wait()
			post(func(r bot.Records) {
				r.Queue(bot.Outgoing{ID: "q", To: p.chat("a"), Message: bot.Message{Text: text.Lit("question")}})
				r.Queue(bot.Outgoing{Edits: "q", To: p.chat("a"), Message: bot.Message{Text: text.Lit("answered")}})
			})
		}()
		p.run(t, store, time.Minute)
	})
	if p.at["question"] != 100*time.Millisecond || p.at["answered"] != 200*time.Millisecond {
		t.Errorf("arrived at %v", p.at)
	}
}

// A farewell is put into the outbox by no turn, and maybe while something else is on its
// way to the chat: it comes as soon as that has arrived.
func TestAFarewellWaitsForNothingElse(t *testing.T) {
	p := &mailbag{}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		go func() {
			synctest.Wait()
			post(func(r bot.Records) {
				r.Attach(p.chat("a"))
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("answer")}})
			})
			time.Sleep(50 * time.Millisecond)
			post(func(r bot.Records) {
				r.Forget(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("farewell")}})
			})
		}()
		p.run(t, store, time.Minute)
	})
	if p.at["answer"] != 100*time.Millisecond || p.at["farewell"] != 200*time.Millisecond {
		t.Errorf("arrived at %v", p.at)
	}
}

// Nothing is sent any more of somebody who was forgotten while their chat had to wait.
func TestNothingIsSentOfTheForgotten(t *testing.T) {
	p := &mailbag{fail: func(_, _ string, try int) error {
		if try == 1 {
			return &bot.Wait{For: 5 * time.Second}
		}
		return nil
	}}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		go func() {
			synctest.Wait()
			post(func(r bot.Records) {
				r.Attach(p.chat("a"))
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("what they said")}})
			})
			time.Sleep(time.Second)
			post(func(r bot.Records) {
				r.Forget(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("farewell")}})
			})
		}()
		p.run(t, store, time.Minute)
	})
	if fmt.Sprint(p.carried) != "map[a:[farewell]]" {
		t.Errorf("it carried %v", p.carried)
	}
}

// Nothing is sent any more of somebody who left a chat while it had to wait, but that they
// did; what waits for them elsewhere is.
func TestNothingIsSentToAChatThatWasLeft(t *testing.T) {
	p := &mailbag{fail: func(_, _ string, try int) error {
		if try == 1 {
			return &bot.Wait{For: 5 * time.Second}
		}
		return nil
	}}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		say := func(r bot.Records, chat, words string) {
			r.Queue(bot.Outgoing{To: p.chat(chat), Message: bot.Message{Text: text.Lit(words)}})
		}
		go func() {
			synctest.Wait()
			post(func(r bot.Records) {
				r.Attach(p.chat("a"))
				r.Attach(p.chat("b"))
				say(r, "a", "what they said")
				say(r, "b", "elsewhere")
			})
			time.Sleep(time.Second)
			post(func(r bot.Records) {
				r.Detach(p.chat("a"))
				say(r, "a", "left")
			})
		}()
		p.run(t, store, time.Minute)
	})
	if fmt.Sprint(p.carried) != "map[a:[left] b:[elsewhere]]" {
		t.Errorf("it carried %v", p.carried)
	}
}

// Whatever is put into the outbox while the courier runs, by whomever, and however the
// network fails: each chat gets all of it, once, in its order. The courier is ended now and
// then, and another one goes on.
func TestAllArrivesOnceInOrder(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			allArrives(t, rand.New(rand.NewPCG(seed, 1)))
		})
	}
}

func allArrives(t *testing.T, random *rand.Rand) {
	p := &mailbag{fail: sometimes(rand.New(rand.NewPCG(random.Uint64(), 2)))}
	want := map[string][]string{}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		post(func(r bot.Records) {
			for chat := range 4 {
				r.Attach(p.chat(fmt.Sprint(chat)))
			}
		})
		for range 4 {
			until := time.Now().Add(time.Duration(random.IntN(40)) * time.Second)
			var writing sync.WaitGroup
			writing.Go(func() {
				for i := 0; time.Now().Before(until) && i < 60; i++ {
					seed, before := random.Uint64(), want
					post(func(r bot.Records) { want = p.pile(r, rand.New(rand.NewPCG(seed, 3)), maps.Clone(before)) })
					time.Sleep(time.Duration(random.IntN(300)) * time.Millisecond)
				}
			})
			p.run(t, store, time.Until(until))
			writing.Wait()
		}
		p.run(t, store, time.Hour)
	})
	for chat, words := range want {
		if !slices.Equal(p.carried[chat], words) {
			t.Errorf("chat %s got %v, want %v", chat, p.carried[chat], words)
		}
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

// pile is one turn, which may run more than once: a few messages, answers most of them, some
// of which change earlier ones. It returns what has to arrive.
func (p *mailbag) pile(r bot.Records, random *rand.Rand, want map[string][]string) map[string][]string {
	for range 1 + random.IntN(3) {
		chat := fmt.Sprint(random.IntN(4))
		words := fmt.Sprint(len(want[chat]))
		m := bot.Outgoing{To: p.chat(chat), Message: bot.Message{Text: text.Lit(words)}}
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
	return want
}
