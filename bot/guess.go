package bot

import (
	"slices"
	"sync"
	"time"
)

// guesses counts codes that did not fit, by the chat they came from, so that nobody
// finds one by trying. It forgets when the program ends, and a code is long over by the
// time that would help anyone.
type guesses struct {
	mu    sync.Mutex
	wrong map[Address][]time.Time
}

const (
	mostGuesses = 5
	guessesFor  = time.Hour
)

// many says whether a chat has to wait.
func (g *guesses) many(from Address, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sweep(now)
	return len(g.wrong[from]) >= mostGuesses
}

func (g *guesses) add(from Address, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wrong == nil {
		g.wrong = map[Address][]time.Time{}
	}
	g.wrong[from] = append(g.wrong[from], now)
}

func (g *guesses) sweep(now time.Time) {
	for from, times := range g.wrong {
		times = slices.DeleteFunc(times, func(at time.Time) bool { return now.Sub(at) >= guessesFor })
		if g.wrong[from] = times; len(times) == 0 {
			delete(g.wrong, from)
		}
	}
}
