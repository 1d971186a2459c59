package bot_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// forgetful is a store that cannot mark anything sent for a while.
type forgetful struct {
	bot.Store
	until time.Time
}

func (s *forgetful) Sent(ctx context.Context, m bot.Outgoing, as bot.MessageID) error {
	if time.Now().Before(s.until) {
		return errors.New("the disk is full")
	}
	return s.Store.Sent(ctx, m, as)
}

// What was shown, and could not be marked so, is not shown again; what is behind it waits.
func TestWhatIsNotMarkedIsShownOnce(t *testing.T) { eachWay(t, notMarked) }

func notMarked(t *testing.T, live bool) {
	p := &mailbag{}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		filling(live, func() {
			post(func(r bot.Records) {
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("first")}})
				r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("second")}})
			})
		})
		p.run(t, &forgetful{store, p.began.Add(20 * time.Second)}, 5*time.Minute)
		if left, err := store.Unsent(t.Context(), 10); err != nil || len(left) != 0 {
			t.Errorf("%d wait to be sent, %v", len(left), err)
		}
	})
	if fmt.Sprint(p.tries) != "map[first:1 second:1]" || p.at["second"] < 20*time.Second {
		t.Errorf("tried %v at %v", p.tries, p.at)
	}
}
