package telegram

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"samepage/bot"
)

// What Telegram takes: about thirty messages a second from a bot, and one a second to a
// chat, though short bursts pass (https://core.telegram.org/bots/faq). A little below it
// nothing is refused.
const (
	perSecond  = 29.5
	burst      = 25
	chatBurst  = 3
	sweepAfter = 4096 // chats
)

// pace keeps to the limits before Telegram has to say so.
type pace struct {
	all   *gate
	mu    sync.Mutex
	chats map[int64]*rate.Limiter
}

func newPace(none bool) *pace {
	p := &pace{chats: map[int64]*rate.Limiter{}}
	if !none {
		p.all = newGate(rate.NewLimiter(perSecond, burst))
	}
	return p
}

// take is leave to send to a chat. Where the chat had too much, it is a bot.Wait at
// once, so that others go first; where the bot had, it waits. What is urgent waits for
// neither.
func (p *pace) take(ctx context.Context, chat int64, m bot.Message) error {
	if p.all == nil || m.Urgent {
		return nil
	}
	if r := p.chat(chat).Reserve(); r.Delay() > 0 {
		wait := r.Delay()
		r.Cancel()
		return &bot.Wait{For: wait}
	}
	return p.any(ctx, m.Rank)
}

// any is leave for what changes a message, and so is no new one in its chat.
func (p *pace) any(ctx context.Context, rank bot.Rank) error {
	if p.all == nil {
		return nil
	}
	return p.all.wait(ctx, rank)
}

func (p *pace) chat(id int64) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l := p.chats[id]; l != nil {
		return l
	}
	if len(p.chats) >= sweepAfter {
		for id, l := range p.chats {
			if l.Tokens() >= chatBurst {
				delete(p.chats, id)
			}
		}
	}
	l := rate.NewLimiter(rate.Every(time.Second), chatBurst)
	p.chats[id] = l
	return l
}
