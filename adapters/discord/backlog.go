package discord

import (
	"context"
	"sync"

	"golang.org/x/time/rate"

	"samepage/bot"
)

// backlog is the chats that are yet to be asked for what was missed in them, each with the
// message after which. They are asked for one by one; but one in which something comes is
// asked for at once, so that whoever writes now waits behind nobody.
type backlog struct {
	slow *rate.Limiter

	mu    sync.Mutex
	after map[string]string // by chat
}

// catchUpRate is how many chats a second are asked for: few of all the calls there may be.
const catchUpRate = 20

func newBacklog() *backlog {
	return &backlog{slow: rate.NewLimiter(catchUpRate, catchUpRate), after: map[string]string{}}
}

// add has a chat asked for. One that a session before this has not come to keeps the
// earlier message, after which nothing of it was heard.
func (b *backlog) add(chat, after string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if was, waits := b.after[chat]; !waits || older(after, was) < 0 {
		b.after[chat] = after
	}
}

func (b *backlog) has(chat string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, waits := b.after[chat]
	return waits
}

// take calls fetch for a chat that waits, which then waits no more. Nobody finds it gone
// before fetch has begun.
func (b *backlog) take(chat string, fetch func(after string)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if after, waits := b.after[chat]; waits {
		delete(b.after, chat)
		fetch(after)
	}
}

// catchUp has what was written since asked for, in each chat before all that comes there
// from now on.
func (d *Discord) catchUp(ctx context.Context, marks []bot.Mark) {
	for _, m := range marks {
		d.heard.message(m.At.Chat, m.Mark)
		d.backlog.add(m.At.Chat, m.Mark)
	}
	d.aside(func() { d.feed(ctx, marks) })
}

// feed asks for the chats that wait, one by one.
func (d *Discord) feed(ctx context.Context, marks []bot.Mark) {
	for _, m := range marks {
		if d.backlog.has(m.At.Chat) && d.backlog.slow.Wait(ctx) == nil {
			d.look(ctx, m.At.Chat)
		}
	}
}

// look begins to ask for what was missed in a chat, where that is yet to be done.
func (d *Discord) look(ctx context.Context, chat string) {
	d.backlog.take(chat, func(after string) {
		d.lanes.begin(ctx, chat, func(ctx context.Context) { d.fetch(ctx, chat, after) })
	})
}

// begin runs job once those before it in its chat are done, and what was missed there is
// heard.
func (d *Discord) begin(ctx context.Context, chat string, job func(context.Context)) {
	d.look(ctx, chat)
	d.lanes.begin(ctx, chat, job)
}
