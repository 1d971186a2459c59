package discord

import (
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
)

// waits is how long a back-off waits next.
func waits(t *testing.T, b *bot.Backoff) time.Duration {
	began := time.Now()
	b.Sleep(t.Context(), nil)
	return time.Since(began)
}

// Connections that end soon are trouble: a session may go on three times, and what is
// waited grows. One that has lasted ends it.
func TestTroubleIsOverOnceAConnectionLasts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := newTrouble()
		for ends := 1; ends <= 4; ends++ {
			if again := now.ended(steady); again != (ends <= 3) {
				t.Errorf("after %d ends it may go on: %v", ends, again)
			}
			waits(t, now.begin)
			waits(t, now.goOn)
		}
		if took := waits(t, now.begin); took < 5*time.Second {
			t.Errorf("the fifth wait was %s", took)
		}
		if !now.ended(steady+1) || now.fails != 1 {
			t.Errorf("after one that lasted, %d have failed", now.fails)
		}
		if begin, goOn := waits(t, now.begin), waits(t, now.goOn); begin > time.Second || goOn > time.Second {
			t.Errorf("after one that lasted it waited %s, and %s to go on", begin, goOn)
		}
	})
}

// With a new session, going on is tried as if none had failed.
func TestANewSessionHasNoTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := newTrouble()
		for range 4 {
			now.ended(0)
			waits(t, now.goOn)
		}
		now.anew()
		if took := waits(t, now.goOn); took > time.Second || !now.ended(0) {
			t.Errorf("it waited %s", took)
		}
	})
}
