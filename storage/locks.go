package storage

import (
	"context"
	"sync"

	"samepage/bot"
)

// locks has turns of one person come one after the other, in the order they asked. It
// knows only those who have a turn.
type locks struct {
	mu   sync.Mutex
	held map[bot.PersonID]*lockOf
}

type lockOf struct {
	in    chan struct{} // holds whoever has it
	users int           // who have it or wait for it
}

// take waits for the lock of a person until ctx ends.
func (l *locks) take(ctx context.Context, person bot.PersonID) (giveBack func(), err error) {
	of := l.use(person)
	select {
	case of.in <- struct{}{}:
		return func() { <-of.in; l.leave(person, of) }, nil
	case <-ctx.Done():
		l.leave(person, of)
		return nil, ctx.Err()
	}
}

func (l *locks) use(person bot.PersonID) *lockOf {
	l.mu.Lock()
	defer l.mu.Unlock()
	of := l.held[person]
	if of == nil {
		of = &lockOf{in: make(chan struct{}, 1)}
		l.held[person] = of
	}
	of.users++
	return of
}

func (l *locks) leave(person bot.PersonID, of *lockOf) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if of.users--; of.users == 0 {
		delete(l.held, person)
	}
}
