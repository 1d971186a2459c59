package discord

import (
	"context"
	"errors"
	"sync"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// outcomeWithin is how long somebody in a server waits to be told whether we could write
// to them privately.
const outcomeWithin = 8 * time.Second

// elsewhere moves what somebody did in a server or in a chat with others to the private
// chat. Where they did it they see one line, and nobody else sees that.
func (d *Discord) elsewhere(ctx context.Context, in interaction) {
	thinking := map[string]int{"flags": onlyThem}
	d.aside(func() {
		if in.Type != command || d.answer(ctx, in, callback{Type: sayLater, Data: thinking}) != nil {
			_ = d.answer(ctx, in, only(privately().String()))
			return
		}
		line := d.move(ctx, in)
		_, err := d.fill(ctx, handle{App: in.App, Token: in.Token, Came: in.came}.String(), piece{body: newBody(markup(line), "")})
		if err != nil {
			d.log.Debug("discord: answering in a server", "error", reason(err))
		}
	})
}

func privately() text.Text {
	return text.Printer{}.T("Write to me privately, please. I say nothing where others could see it.")
}

// move hears a command as if it had been typed in the private chat, and says what became
// of it.
func (d *Discord) move(ctx context.Context, in interaction) text.Text {
	var p text.Printer
	unreachable := p.T("I can't write to you privately. Open my profile and send me a message there, or allow direct messages from this server.")
	who := in.from()
	if who == nil || !snowflake(who.ID) {
		return privately()
	}
	var chat struct {
		ID string `json:"id"`
	}
	err := d.client.patiently(ctx, post("/users/@me/channels").with(map[string]string{"recipient_id": who.ID}), &chat)
	if err != nil || !snowflake(chat.ID) {
		return unreachable
	}
	said := d.outcomes.watch(chat.ID)
	defer d.outcomes.forget(chat.ID, said)
	ev, _, ok := d.meant(in, d.address(chat.ID))
	if !ok {
		return privately()
	}
	ev.Reply = ""
	d.begin(ctx, chat.ID, func(ctx context.Context) { d.handle(ctx, ev) })
	timer := time.NewTimer(outcomeWithin)
	defer timer.Stop()
	select {
	case err := <-said:
		if errors.Is(err, bot.ErrUnreachable) {
			return unreachable
		}
	case <-timer.C:
	case <-ctx.Done():
	}
	return p.T("I answered in our private chat, where only you see it.")
}

// outcomes tells whoever waits for it whether something could be sent to a channel.
type outcomes struct {
	mu      sync.Mutex
	waiting map[string][]chan error
}

func (o *outcomes) watch(channel string) chan error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.waiting == nil {
		o.waiting = map[string][]chan error{}
	}
	told := make(chan error, 1)
	o.waiting[channel] = append(o.waiting[channel], told)
	return told
}

// tell tells how it went, where nobody did so before. What is tried again is no outcome.
func (o *outcomes) tell(channel string, err error) {
	if err != nil && !errors.Is(err, bot.ErrUnreachable) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, told := range o.waiting[channel] {
		select {
		case told <- err:
		default:
		}
	}
}

func (o *outcomes) forget(channel string, told chan error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var left []chan error
	for _, w := range o.waiting[channel] {
		if w != told {
			left = append(left, w)
		}
	}
	if o.waiting[channel] = left; len(left) == 0 {
		delete(o.waiting, channel)
	}
}
