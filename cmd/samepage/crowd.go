package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"samepage/bot"
)

// crowd is a network within the process, full of people who each live the same story and
// wait for the answer before they go on. It ends when all of them are through.
type crowd struct {
	name, instance string
	first, people  int // their chats are numbers from first on
	at             int // how many act at the same time

	story  story
	cancel context.CancelFunc // called when all are through

	mu     sync.Mutex
	hears  map[string]listener // by chat, while its person acts
	failed error
	sent   atomic.Int64
}

var (
	_ bot.Network   = (*crowd)(nil)
	_ bot.Editor    = (*crowd)(nil)
	_ bot.Describer = (*crowd)(nil)
)

// Name is the network's whose people they are.
func (c *crowd) Name() string { return c.name }

// Limits are those of Telegram.
func (*crowd) Limits() bot.Limits { return bot.Limits{Carrier: "Telegram", Edits: true} }

// story is what somebody does, and how the last answer to it begins.
type story struct {
	does []string
	end  string
}

// live has everybody live a story, on a bot of their own over db.
func (c *crowd) live(ctx context.Context, db bot.Store, s story) error {
	ctx, c.cancel = context.WithCancel(ctx)
	defer c.cancel()
	c.story, c.hears = s, map[string]listener{}
	b := bot.New(bot.Config{Store: db, Clock: bot.WallClock{}, Networks: []bot.Network{c}, Settings: bot.DefaultSettings()})
	return b.Run(ctx)
}

// Run has everybody act, some at a time, and then waits for ctx to end.
func (c *crowd) Run(ctx context.Context, deliver func(context.Context, bot.Event) error) error {
	next := make(chan int)
	var acting sync.WaitGroup
	for range c.at {
		acting.Go(func() {
			for n := range next {
				if err := c.act(ctx, n, deliver); err != nil {
					c.fail(fmt.Errorf("person %d: %w", n, err))
				}
			}
		})
	}
	for n := range c.people {
		next <- c.first + n
	}
	close(next)
	acting.Wait()
	c.cancel()
	<-ctx.Done()
	return c.failed
}

func (c *crowd) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed == nil {
		c.failed = err
	}
}

// listener is a person who waits for an answer.
type listener struct {
	pressed bot.MessageID // the message whose button they pressed, which may be changed
	answer  chan *answer
}

type answer struct {
	id bot.MessageID
	bot.Message
}

// act is one person living the story: a label of a button that stands on the latest
// message is pressed, everything else is written.
func (c *crowd) act(ctx context.Context, n int, deliver func(context.Context, bot.Event) error) error {
	chat := strconv.Itoa(n)
	defer c.leave(chat)
	latest := &answer{}
	for step, does := range c.story.does {
		ev := bot.Event{ID: fmt.Sprintf("%s %s %d", c.story.does[0], chat, step), From: bot.Address{Network: c.name, Instance: c.instance, Chat: chat}}
		l := listener{answer: make(chan *answer, 8)}
		if ev.Press = pressing(latest.Message, does); ev.Press != (bot.Press{}) {
			ev.Message, l.pressed = latest.id, latest.id
		} else {
			ev.Message, ev.Text = bot.MessageID(ev.ID), does
		}
		c.listen(chat, l)
		if err := deliver(ctx, ev); err != nil {
			return err
		}
		select {
		case latest = <-l.answer:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if !strings.HasPrefix(latest.Text.String(), c.story.end) {
		return fmt.Errorf("the last answer is %q", latest.Text.String())
	}
	return nil
}

func (c *crowd) listen(chat string, l listener) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hears[chat] = l
}

func (c *crowd) leave(chat string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.hears, chat)
}

// pressing is the button on m that words are the beginning of.
func pressing(m bot.Message, words string) bot.Press {
	for _, b := range m.Buttons {
		if strings.HasPrefix(b.Label.String(), words) {
			return b.Press
		}
	}
	return bot.Press{}
}

// Send lets a person hear.
func (c *crowd) Send(_ context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	id := bot.MessageID(strconv.FormatInt(c.sent.Add(1), 10))
	c.say(to, func(listener) bool { return true }, &answer{id, m})
	return id, nil
}

// Edit does too, where they pressed a button there; a question that only loses its buttons
// is no answer.
func (c *crowd) Edit(_ context.Context, to bot.Address, id bot.MessageID, m bot.Message) (bot.MessageID, error) {
	c.say(to, func(l listener) bool { return l.pressed == id }, &answer{id, m})
	return id, nil
}

func (c *crowd) say(to bot.Address, answers func(listener) bool, a *answer) {
	c.mu.Lock()
	l, acts := c.hears[to.Chat]
	c.mu.Unlock()
	if acts && answers(l) {
		l.answer <- a
	}
}
