package discord

import "sync"

// tasks is work under way. discordgo hands events over until its last goroutine has
// ended, which is nobody's to wait for: once finish was called, nothing new begins.
type tasks struct {
	mu      sync.Mutex
	over    bool
	running sync.WaitGroup
}

// begin runs do beside everything else, unless it is over.
func (t *tasks) begin(do func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.over {
		t.running.Go(do)
	}
}

// finish waits for what was begun, and has nothing begin any more.
func (t *tasks) finish() {
	t.mu.Lock()
	t.over = true
	t.mu.Unlock()
	t.running.Wait()
}
