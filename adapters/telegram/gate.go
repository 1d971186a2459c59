package telegram

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"samepage/bot"
)

// gate lets through as many as there are tokens for: those of the lowest rank first, and of
// one rank in the order they came. What somebody waits for overtakes a crowd that way.
type gate struct {
	tokens *rate.Limiter

	mu      sync.Mutex
	waiting map[bot.Rank][]chan struct{}
	timed   bool // it is looked at again by itself
}

// wait returns once there is a token.
func (g *gate) wait(ctx context.Context, rank bot.Rank) error {
	through := make(chan struct{})
	g.mu.Lock()
	if g.waiting == nil {
		g.waiting = map[bot.Rank][]chan struct{}{}
	}
	g.waiting[rank] = append(g.waiting[rank], through)
	g.open()
	g.mu.Unlock()
	select {
	case <-through:
		return nil
	case <-ctx.Done():
		g.leave(rank, through)
		return ctx.Err()
	}
}

// open lets through whoever may go now, and comes back for the others.
func (g *gate) open() {
	for rank := bot.Answer; rank <= bot.Whenever; {
		switch {
		case len(g.waiting[rank]) == 0:
			rank++
		case !g.tokens.Allow():
			g.later()
			return
		default:
			close(g.waiting[rank][0])
			g.waiting[rank] = g.waiting[rank][1:]
		}
	}
}

// later opens the gate when there is a token again.
func (g *gate) later() {
	if g.timed {
		return
	}
	g.timed = true
	missing := (1 - g.tokens.Tokens()) / float64(g.tokens.Limit())
	time.AfterFunc(time.Duration(missing*float64(time.Second)), func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.timed = false
		g.open()
	})
}

func (g *gate) leave(rank bot.Rank, through chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting[rank] = slices.DeleteFunc(g.waiting[rank], func(c chan struct{}) bool { return c == through })
}
