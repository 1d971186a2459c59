package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"samepage/bot"
)

// What somebody waits for goes before what is tied to an appointment, and that before the
// rest, in whatever order they came; nobody goes earlier than there is a token.
func TestTheGateLetsTheUrgentThroughFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(rate.NewLimiter(10, 1))
		began := time.Now()
		var mu sync.Mutex
		var order []string
		for i, rank := range []bot.Rank{bot.Whenever, bot.Whenever, bot.Timely, bot.Whenever, bot.Answer} {
			go func() {
				if err := g.wait(t.Context(), rank); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				order = append(order, fmt.Sprintf("%d at %d", i, time.Since(began).Milliseconds()))
			}()
			synctest.Wait()
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if want := []string{"0 at 0", "4 at 100", "2 at 200", "1 at 300", "3 at 400"}; !slices.Equal(order, want) {
			t.Errorf("got %v, want %v", order, want)
		}
	})
}

// Whoever gives up takes no token from the others.
func TestTheGateForgetsWhoGaveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(rate.NewLimiter(1, 1))
		if err := g.wait(t.Context(), bot.Answer); err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		if err := g.wait(ctx, bot.Answer); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		began := time.Now()
		if err := g.wait(t.Context(), bot.Whenever); err != nil || time.Since(began) > 600*time.Millisecond {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}
