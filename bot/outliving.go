package bot

import (
	"context"
	"time"
)

// Outliving is a context that ends a grace later than ctx: what was begun is finished, and
// yet no server that hangs holds up a program that ends.
func Outliving(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	patient, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return patient, func() { stop(); cancel() }
}
