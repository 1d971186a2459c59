package bot_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// What is on its way when the program ends arrives, and is marked so. Nothing behind it is
// begun any more: that is for the next program, and each message comes once.
func TestWhatIsOnItsWayArrivesAtTheEnd(t *testing.T) { eachWay(t, arrivesAtTheEnd) }

func arrivesAtTheEnd(t *testing.T, live bool) {
	p := &mailbag{}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		filling(live, func() {
			post(func(r bot.Records) {
				for i := range 5 {
					r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit(fmt.Sprint(i))}})
				}
			})
		})
		p.run(t, store, 250*time.Millisecond)
		if got := fmt.Sprint(p.carried["a"]); got != "[0 1 2]" {
			t.Errorf("at the end it had carried %s", got)
		}
		p.run(t, store, time.Minute)
	})
	if got := fmt.Sprint(p.carried["a"], p.tries); got != "[0 1 2 3 4] map[0:1 1:1 2:1 3:1 4:1]" {
		t.Errorf("carried and tried %s", got)
	}
}

// What is said to a chat that has to wait waits along.
func TestAnAnswerWaitsWithItsChat(t *testing.T) {
	p := &mailbag{fail: func(_, words string, try int) error {
		if words == "first" && try == 1 {
			return &bot.Wait{For: 17 * time.Second}
		}
		return nil
	}}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		say := func(words string) {
			post(func(r bot.Records) {
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit(words)}})
			})
		}
		go func() {
			synctest.Wait()
			say("first")
			time.Sleep(5 * time.Second)
			say("second")
		}()
		p.run(t, store, time.Minute)
	})
	if p.at["first"] != 17200*time.Millisecond || p.at["second"] != 17300*time.Millisecond {
		t.Errorf("arrived at %v", p.at)
	}
}

// unheeding is a store that cannot keep that a chat is unreachable for a while.
type unheeding struct {
	bot.Store
	until time.Time
}

func (s *unheeding) Unreachable(ctx context.Context, a bot.Address) error {
	if time.Now().Before(s.until) {
		return errors.New("the disk is full")
	}
	return s.Store.Unreachable(ctx, a)
}

// A chat whose person cannot be reached is tried again now and then as long as that cannot
// be kept, and what waits for it is not lost.
func TestWhoIsNotKnownToBeUnreachableIsTriedAgain(t *testing.T) { eachWay(t, triedAgain) }

func triedAgain(t *testing.T, live bool) {
	p := &mailbag{}
	p.fail = func(_, _ string, _ int) error {
		if time.Since(p.began) < 10*time.Second {
			return fmt.Errorf("403: %w", bot.ErrUnreachable)
		}
		return nil
	}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		filling(live, func() {
			post(func(r bot.Records) {
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("first")}})
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("second")}})
			})
		})
		p.run(t, &unheeding{store, p.began.Add(10 * time.Second)}, time.Minute)
	})
	if got := fmt.Sprint(p.carried["a"]); got != "[first second]" || p.tries["first"] > 10 {
		t.Errorf("carried %s, tried %v", got, p.tries)
	}
}

// leisurely is a store that takes its time to say what waits.
type leisurely struct {
	bot.Store
	takes time.Duration
}

func (s *leisurely) Unsent(ctx context.Context, limit int, except ...bot.Address) ([]bot.Outgoing, error) {
	rows, err := s.Store.Unsent(ctx, limit, except...)
	if len(rows) > 0 {
		bot.Nap(ctx, s.takes)
	}
	return rows, err
}

// An answer that fails while the outbox is being read waits as long as any that failed, and
// is sent before what was found there.
func TestAnAnswerThatFailsDuringALookIsNotLost(t *testing.T) {
	p := &mailbag{fail: func(_, words string, try int) error {
		if words == "answer" && try == 1 {
			return &bot.Wait{For: 17 * time.Second}
		}
		return nil
	}}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		say := func(words string, rank bot.Rank) {
			post(func(r bot.Records) {
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit(words)}, Rank: rank})
			})
		}
		filling(true, func() { say("answer", bot.Answer); say("prompt", bot.Whenever) })
		p.run(t, &leisurely{store, 150 * time.Millisecond}, time.Minute)
	})
	if got := fmt.Sprint(p.carried["a"], p.tries["answer"]); got != "[answer prompt] 2" || p.at["answer"] != 17200*time.Millisecond {
		t.Errorf("carried, after so many tries, %s, the answer after %s", got, p.at["answer"])
	}
}
