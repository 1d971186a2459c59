package bot

import "sync"

// Crew does things side by side, like a sync.WaitGroup. Whoever is through with one waits
// for the next, so that what a message takes of a goroutine's stack is there already: to
// grow it anew for each costs as much as to write the message.
type Crew struct {
	busy sync.WaitGroup
	mu   sync.Mutex
	free []chan func() // of those who wait, the last of whom has waited least
}

// mostFree is how many may wait.
const mostFree = 64

// Go does something beside everything else.
func (c *Crew) Go(do func()) {
	c.busy.Add(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(c.free)
	if n == 0 {
		go c.serve(do)
		return
	}
	c.free[n-1] <- do
	c.free = c.free[:n-1]
}

// Wait waits until all is done, and lets go of those who have nothing to do.
func (c *Crew) Wait() {
	c.busy.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, next := range c.free {
		close(next)
	}
	c.free = nil
}

func (c *Crew) serve(do func()) {
	next := make(chan func(), 1)
	for c.perform(do, next) {
		if do = <-next; do == nil {
			return
		}
	}
}

// perform says whether whoever did it is one of those who wait now: before it counts as
// done, so that Wait finds them.
func (c *Crew) perform(do func(), next chan func()) (waits bool) {
	defer c.busy.Done()
	do()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.free) < mostFree {
		c.free, waits = append(c.free, next), true
	}
	return waits
}
