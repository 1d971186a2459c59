package bot

import (
	"sync"
	"time"
)

// Clock tells the time. There is one for the whole program.
type Clock interface{ Now() time.Time }

// WallClock is the clock of the machine.
type WallClock struct{}

// Now is the time, to the millisecond, which is what the store keeps.
func (WallClock) Now() time.Time { return time.Now().Truncate(time.Millisecond) }

// SimulatedClock stands still until it is set.
type SimulatedClock struct {
	mu  sync.Mutex
	now time.Time
}

// NewSimulatedClock stands at now.
func NewSimulatedClock(now time.Time) *SimulatedClock { return &SimulatedClock{now: now} }

// Now is the time it stands at.
func (c *SimulatedClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves it.
func (c *SimulatedClock) Set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}
