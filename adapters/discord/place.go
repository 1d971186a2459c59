package discord

import (
	"context"
	"sync"
)

// answers are the interactions that are being answered, by their token.
type answers struct {
	mu   sync.Mutex
	open map[string]*answer
}

// answer is how far one has come.
type answer struct {
	kept     chan struct{} // what it means is durable
	settled  chan struct{} // the acknowledgement was made, or failed
	good     bool          // Discord took the acknowledgement
	keeping  sync.Once
	settling sync.Once

	// Its place is either for words or taken away. Discord may be slow to say what became
	// of a call, so whose it is is settled before one is made.
	mu     sync.Mutex
	words  bool          // they are on their way there, or stand there
	over   chan struct{} // closed once words stand there, or it is taken away
	failed chan struct{} // words could not be shown, and it is nobody's again
}

func (a *answers) begin(token string) *answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open == nil {
		a.open = map[string]*answer{}
	}
	w := &answer{kept: make(chan struct{}), settled: make(chan struct{}), over: make(chan struct{}), failed: make(chan struct{}, 1)}
	a.open[token] = w
	return w
}

func (a *answers) end(token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.open, token)
}

// of is the answer with a token; nil where it is none of this process.
func (a *answers) of(token string) *answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.open[token]
}

func (w *answer) keep() { w.keeping.Do(func() { close(w.kept) }) }
func (w *answer) settle(good bool) {
	w.settling.Do(func() { w.good = good; close(w.settled) })
}

// isSettled waits until the acknowledgement was made or failed; false where ctx ends before.
func (w *answer) isSettled(ctx context.Context) bool {
	select {
	case <-w.settled:
		return true
	case <-ctx.Done():
		return false
	}
}

// claim has the place for words that are about to be shown; false where it is taken away.
func (w *answer) claim() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.words = w.words || !w.isOver()
	return w.words
}

// came says whether the words have come to stand there. Those that failed give the place
// back: it may be that they never come.
func (w *answer) came(there bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.isOver():
	case there:
		close(w.over)
	default:
		w.words = false
		select {
		case w.failed <- struct{}{}:
		default:
		}
	}
}

// takeAway has the place to take it away; false where words have it, or somebody did.
func (w *answer) takeAway() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.words || w.isOver() {
		return false
	}
	close(w.over)
	return true
}

func (w *answer) isOver() bool {
	select {
	case <-w.over:
		return true
	default:
		return false
	}
}
