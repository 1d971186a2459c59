package discord

import (
	"context"
	"sync"
)

// lanes runs jobs: chats side by side, one chat in order.
type lanes struct {
	guarded func(func())

	mu      sync.Mutex
	waiting map[string][]func(context.Context) // by chat, while one of its jobs runs
	running tasks
}

func newLanes(guarded func(func())) *lanes {
	return &lanes{guarded: guarded, waiting: map[string][]func(context.Context){}}
}

// begin runs job once those before it in its chat are done. What has not begun when ctx
// ends is not begun: Discord is asked for it again.
func (l *lanes) begin(ctx context.Context, chat string, job func(context.Context)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, busy := l.waiting[chat]
	l.waiting[chat] = append(queue, job)
	if !busy {
		l.running.begin(func() { l.drain(ctx, chat) })
	}
}

func (l *lanes) drain(ctx context.Context, chat string) {
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
		if ctx.Err() == nil {
			l.guarded(func() { queue[0](ctx) })
		}
	}
}
