package bot_test

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
)

// Each wait is between half of what it may be and all of it, up to half a minute; what is
// asked for is waited to the moment, and lengthens nothing.
func TestBackoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := bot.NewBackoff()
		slept := func(err error) time.Duration {
			began := time.Now()
			b.Sleep(t.Context(), err)
			return time.Since(began)
		}
		for _, most := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
			if d := slept(errors.New("down")); d < most*time.Second/2 || d > most*time.Second {
				t.Errorf("it waited %s, at most %ds was due", d, most)
			}
		}
		if d := slept(fmt.Errorf("calling: %w", &bot.Wait{For: 7 * time.Second})); d != 7*time.Second {
			t.Errorf("asked for 7 s it waited %s", d)
		}
		b.Reset()
		if d := slept(nil); d > time.Second {
			t.Errorf("begun again it waited %s", d)
		}
	})
}
