package bot

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// Backoff is how long a network waits before it tries again: longer after each failure,
// a second to half a minute, spread so that many do not come back at once. What a Wait
// asks for goes before.
type Backoff struct{ next time.Duration }

const (
	firstWait   = time.Second
	longestWait = 30 * time.Second
)

// NewBackoff is one that nothing has failed of yet.
func NewBackoff() *Backoff { return &Backoff{firstWait} }

// Reset makes the next wait the shortest again.
func (b *Backoff) Reset() { b.next = firstWait }

// Sleep waits after err, or until ctx ends.
func (b *Backoff) Sleep(ctx context.Context, err error) { Nap(ctx, b.wait(err)) }

func (b *Backoff) wait(err error) time.Duration {
	var asked *Wait
	if errors.As(err, &asked) {
		return asked.For
	}
	d := b.next/2 + rand.N(b.next/2)
	b.next = min(2*b.next, longestWait)
	return d
}

// Nap waits, or until ctx ends.
func Nap(ctx context.Context, d time.Duration) { napUnless(ctx, d, nil) }

// napUnless is Nap, or until somebody stirs.
func napUnless(ctx context.Context, d time.Duration, stirred <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-stirred:
	case <-ctx.Done():
	}
}
