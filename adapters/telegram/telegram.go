// Package telegram is the network of private chats with one Telegram bot.
//
// Updates come by long poll. They are confirmed to Telegram only once what they meant
// is durable: a crash brings them again, and the bot knows those it has heard. Chats
// run side by side, one chat in order (poll.go, lanes.go).
//
// What goes out is text with entities counted in UTF-16, never markup, so nothing a
// person wrote is read as formatting (text.go). Limits are kept before Telegram has to
// say so, and what it says is obeyed to the second (limit.go, error.go).
//
// The bot's token stands in every address that is called. It is taken out of every
// error at the one place where calls are made (client.go).
//
// Groups are told to write privately and channels are not heard (group.go).
package telegram

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"strconv"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// Name is the network's own.
const Name = "telegram"

var (
	_ bot.Network   = (*Telegram)(nil)
	_ bot.Editor    = (*Telegram)(nil)
	_ bot.Deleter   = (*Telegram)(nil)
	_ bot.Describer = (*Telegram)(nil)
)

// Config is what a Telegram is made of.
type Config struct {
	Token string
	API   string // the base address; "" is Telegram's own
	Log   *slog.Logger
	// Poll is how long an empty poll is held; 0 is 50 s, the longest Telegram does.
	Poll time.Duration
	// Unpaced leaves out the limits Telegram asks for, where something else stands in
	// for it.
	Unpaced bool
	// Languages are those the bot speaks beside English, by their two letters (ISO 639-1).
	Languages map[string]text.Printer
	// Transport carries the calls; nil is one that keeps its connections.
	Transport http.RoundTripper
}

// Telegram is a bot.Network over the Bot API.
type Telegram struct {
	client *client
	log    *slog.Logger
	poll   time.Duration
	pace   *pace
	parts  partly
	told   groups
	beside bot.Crew // calls made beside the turn they belong to

	languages map[string]text.Printer // "" is English, for whoever has none of them

	ready chan struct{} // closed once self is known
	self  user
}

// New is a Telegram that has called nothing yet.
func New(c Config) (*Telegram, error) {
	log := c.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	client, err := newClient(c)
	if err != nil {
		return nil, err
	}
	t := &Telegram{client: client, log: log, poll: c.Poll, pace: newPace(c.Unpaced), ready: make(chan struct{})}
	t.languages = map[string]text.Printer{"": {}}
	maps.Copy(t.languages, c.Languages)
	if t.poll == 0 {
		t.poll = longestPoll
	}
	return t, nil
}

// Name is "telegram".
func (*Telegram) Name() string { return Name }

// Limits are those of a Telegram chat.
func (*Telegram) Limits() bot.Limits {
	return bot.Limits{Carrier: "Telegram", Edits: true, Deletes: deletable}
}

// Run delivers what people send until ctx ends. It finishes what it has begun. A token
// that Telegram does not take is an error at once; everything else is tried again.
func (t *Telegram) Run(ctx context.Context, deliver func(context.Context, bot.Event) error) error {
	defer t.beside.Wait()
	if err := t.introduce(ctx); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil
	}
	close(t.ready)
	t.log.Info("telegram: connected", "bot", t.self.Username)
	t.aside(func() { t.present(ctx) })
	return t.listen(ctx, deliver)
}

// introduce asks who we are, as often as it takes.
func (t *Telegram) introduce(ctx context.Context) error {
	for wait := bot.NewBackoff(); ctx.Err() == nil; {
		err := t.client.call(ctx, "getMe", params{}, &t.self)
		if err == nil {
			return nil
		}
		if e := refused(err); e != nil {
			return e
		}
		t.log.Warn("telegram: cannot be reached, trying again", "error", reason(err))
		wait.Sleep(ctx, err)
	}
	return nil
}

// instance is our name in addresses. It waits until it is known.
func (t *Telegram) instance(ctx context.Context) (string, error) {
	select {
	case <-t.ready:
		return strconv.FormatInt(t.self.ID, 10), nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// address is a chat's. What it holds is read by chatOf alone.
func (t *Telegram) address(chat int64) bot.Address {
	return bot.Address{Network: Name, Instance: strconv.FormatInt(t.self.ID, 10), Chat: strconv.FormatInt(chat, 10)}
}

// chatOf is the chat at an address of ours.
func (t *Telegram) chatOf(ctx context.Context, to bot.Address) (int64, error) {
	instance, err := t.instance(ctx)
	if err != nil {
		return 0, err
	}
	if to.Instance != instance {
		return 0, fmt.Errorf("the chat belongs to another bot: %w", bot.ErrUnreachable)
	}
	chat, err := strconv.ParseInt(to.Chat, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("reading an address: %w", bot.ErrUnreachable)
	}
	return chat, nil
}

// aside does something beside the turn it belongs to. A fault of ours in it does not end
// the program.
func (t *Telegram) aside(do func()) {
	t.beside.Go(func() {
		if err := bot.Guarded(func() error { do(); return nil }); err != nil {
			t.log.Error("telegram: a fault of ours", "fault", bot.FaultOf(err))
		}
	})
}
