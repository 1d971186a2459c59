package bot

import "time"

// Clock tells the time. There is one for the whole program.
type Clock interface{ Now() time.Time }

// WallClock is the clock of the machine.
type WallClock struct{}

// Now is the time, to the millisecond, which is what the store keeps.
func (WallClock) Now() time.Time { return time.Now().Truncate(time.Millisecond) }
