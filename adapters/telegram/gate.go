package telegram

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"samepage/bot"
)

// Line is what waits to be sent under Telegram's limit for a bot: the lowest rank goes
// first, and of one rank what came first. So what somebody waits for overtakes a crowd.
type Line[T any] struct {
	tokens  *rate.Limiter
	waiting map[bot.Rank][]T
}

// NewLine is one in which nobody waits.
func NewLine[T any]() *Line[T] { return newLine[T](rate.NewLimiter(perSecond, burst)) }

func newLine[T any](tokens *rate.Limiter) *Line[T] {
	return &Line[T]{tokens: tokens, waiting: map[bot.Rank][]T{}}
}

// Join puts one at the end of its rank.
func (l *Line[T]) Join(rank bot.Rank, one T) { l.waiting[rank] = append(l.waiting[rank], one) }

// Next is whoever may go at now. Where somebody has to wait, again says how long it takes.
func (l *Line[T]) Next(now time.Time) (one T, ok bool, again time.Duration) {
	for rank := bot.Answer; rank <= bot.Whenever; rank++ {
		if len(l.waiting[rank]) == 0 {
			continue
		}
		if !l.tokens.AllowN(now, 1) {
			missing := (1 - l.tokens.TokensAt(now)) / float64(l.tokens.Limit())
			return one, false, time.Duration(missing*float64(time.Second)) + time.Nanosecond
		}
		one, l.waiting[rank] = l.waiting[rank][0], l.waiting[rank][1:]
		return one, true, 0
	}
	return one, false, 0
}

// gate is a line in which callers wait.
type gate struct {
	mu    sync.Mutex
	line  *Line[chan struct{}]
	timed bool // it is looked at again by itself
}

func newGate(tokens *rate.Limiter) *gate { return &gate{line: newLine[chan struct{}](tokens)} }

// wait returns once the caller may send.
func (g *gate) wait(ctx context.Context, rank bot.Rank) error {
	through := make(chan struct{})
	g.mu.Lock()
	g.line.Join(rank, through)
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
	through, ok, again := g.line.Next(time.Now())
	for ok {
		close(through)
		through, ok, again = g.line.Next(time.Now())
	}
	if again == 0 || g.timed {
		return
	}
	g.timed = true
	time.AfterFunc(again, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.timed = false
		g.open()
	})
}

func (g *gate) leave(rank bot.Rank, through chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.line.waiting[rank] = slices.DeleteFunc(g.line.waiting[rank], func(c chan struct{}) bool { return c == through })
}
