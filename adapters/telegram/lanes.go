package telegram

import (
	"context"
	"sync"
	"time"

	"samepage/bot"
)

// lanes runs updates: chats side by side, one chat in order. It knows which update is
// the first that is not settled, and so how far Telegram may be told to forget.
type lanes struct {
	run func(context.Context, update) (settled bool)

	mu      sync.Mutex
	waiting map[int64][]update // by chat, while one of its updates runs
	known   map[int64]bool     // by update: false while it is open, true once settled
	next    int64              // one above the highest update so far; 0 for none
	floor   int64              // what lies below has been confirmed
	changed chan struct{}      // an update was settled
	running bot.Crew
}

func newLanes(run func(context.Context, update) bool) *lanes {
	return &lanes{run: run, waiting: map[int64][]update{}, known: map[int64]bool{}, changed: make(chan struct{}, 1)}
}

// begin runs u once those before it in its chat are done; false where it is known.
func (l *lanes) begin(ctx context.Context, u update) (fresh bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.known[u.ID]; known || u.ID < l.floor {
		return false
	}
	l.known[u.ID] = false
	l.next = max(l.next, u.ID+1)
	chat := u.chat().ID
	queue, busy := l.waiting[chat]
	l.waiting[chat] = append(queue, u)
	if !busy {
		l.running.Go(func() { l.drain(ctx, chat) })
	}
	return true
}

// drain runs what waits in a chat. Once ctx has ended it begins nothing more: what was
// not settled comes again.
func (l *lanes) drain(ctx context.Context, chat int64) {
	for {
		l.mu.Lock()
		queue := l.waiting[chat]
		if len(queue) == 0 {
			delete(l.waiting, chat)
			l.mu.Unlock()
			return
		}
		l.waiting[chat] = queue[1:]
		l.mu.Unlock()
		if ctx.Err() == nil && l.run(ctx, queue[0]) {
			l.settle(queue[0].ID)
		}
	}
}

func (l *lanes) settle(id int64) {
	l.mu.Lock()
	l.known[id] = true
	l.mu.Unlock()
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// offset is the first update Telegram must still keep; 0 where it may tell any.
func (l *lanes) offset() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := l.next
	for id, settled := range l.known {
		if !settled {
			first = min(first, id)
		}
	}
	for id := range l.known {
		if id < first {
			delete(l.known, id)
		}
	}
	l.floor = first
	return first
}

// open is how many updates are not settled.
func (l *lanes) open() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, settled := range l.known {
		if !settled {
			n++
		}
	}
	return n
}

// forget is called when Telegram has no more: all is confirmed, and after a week without
// updates their ids may begin anywhere (https://core.telegram.org/bots/api#update).
func (l *lanes) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.next, l.floor = 0, 0
	clear(l.known)
}

// rest waits until the update from, which may yet be open, is settled and few others are
// open, but not longer than d. The next poll then confirms something, and brings what is
// new while the rest goes on.
func (l *lanes) rest(ctx context.Context, from int64, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for l.offset() <= from || l.open() > few {
		select {
		case <-l.changed:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
