package bottest

import (
	"context"
	"time"

	"samepage/bot"
)

// Advance moves clock on to a time, saying every prompt on the way when it is due.
func Advance(ctx context.Context, b *bot.Bot, clock *bot.SimulatedClock, to time.Time) error {
	for {
		next, err := b.Tick(ctx)
		if err == nil {
			err = b.Flush(ctx)
		}
		switch {
		case err != nil:
			return err
		case !clock.Now().Before(to):
			return nil
		case next.After(to):
			next = to
		}
		clock.Set(next)
	}
}
