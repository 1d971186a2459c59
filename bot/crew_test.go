package bot_test

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
)

// All is done, side by side, by as many as it takes, and nobody is left once it is over.
func TestACrewDoesAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which fails where a goroutine is left
		var c bot.Crew
		var done atomic.Int32
		began := time.Now()
		for range 3 {
			for range 200 {
				c.Go(func() { time.Sleep(time.Second); done.Add(1) })
			}
			synctest.Wait()
			time.Sleep(time.Second)
			synctest.Wait()
		}
		if took := time.Since(began); took != 3*time.Second || done.Load() != 600 {
			t.Errorf("%d were done in %s", done.Load(), took)
		}
		c.Go(func() { time.Sleep(time.Second) })
		c.Wait()
		if took := time.Since(began); took != 4*time.Second {
			t.Errorf("it waited until %s", took)
		}
		c.Go(func() { done.Add(1) })
		if c.Wait(); done.Load() != 601 {
			t.Error("what came after was not done")
		}
	})
}

// Few are kept who have nothing to do.
func TestACrewIsSmall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c bot.Crew
		for range 1000 {
			c.Go(func() { time.Sleep(time.Second) })
		}
		time.Sleep(2 * time.Second)
		if n := c.Waiting(); n > 100 {
			t.Errorf("%d wait", n)
		}
		c.Wait()
		if n := c.Waiting(); n != 0 {
			t.Errorf("%d wait in the end", n)
		}
	})
}
