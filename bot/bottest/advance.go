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
		if err != nil {
			return err
		}
		if next.IsZero() || next.After(to) {
			clock.Set(to)
			return nil
		}
		clock.Set(next)
	}
}
