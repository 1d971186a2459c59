// Package console is the network of one person at one terminal: what they type goes
// in, what is said comes out, and no company stands between.
//
// On a terminal there is line editing without a history: what people write here is
// about their health, and an arrow key must not show it to whoever sits down next.
// Where input or output is a file or a pipe, lines go in, are echoed and are answered
// one after the other, so that the output reads as a transcript and is the same every
// time; it holds no escape codes.
//
// Whatever is printed has first lost everything a terminal would obey (see plain), so
// words kept once can never move a cursor or set a title later.
package console

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"sync"

	"samepage/bot"
	"samepage/bot/dialog"
)

// Name is the network's own.
const Name = "console"

// Address is the one chat there is.
var Address = bot.Address{Network: Name, Chat: "you"}

var (
	_ bot.Network   = (*Console)(nil)
	_ bot.Describer = (*Console)(nil)
)

// Console is a bot.Network over a terminal or a pair of pipes.
type Console struct {
	// Clock is given the words after "/clock". Where it is nil that line is a message
	// like any other.
	Clock func(ctx context.Context, words string) error
	// Interrupt is called for every Ctrl-C on a terminal, where it is no signal.
	Interrupt func()
	// Dir is where files handed over are written; "" is the current directory.
	Dir string

	screen  screen
	mu      sync.Mutex
	asked   question
	heading string // goes above the next message
}

// screen is where lines come from and where messages go.
type screen interface {
	// start makes line ready to be called; stop undoes it.
	start(ctx context.Context, interrupt func()) error
	stop()
	line() (string, error) // io.EOF after the last, and once ctx has ended
	print(block string)
	width() int // in columns; 0 where lines may be as long as they are
}

// New is a console over in and out: a person's, where both are a terminal.
func New(in io.Reader, out io.Writer) *Console {
	if keys, display, ok := person(in, out); ok {
		return &Console{screen: newTerminal(keys, display, sizeOf(display), rawOn(keys))}
	}
	return &Console{screen: &pipe{in: in, out: out}}
}

// Live says whether a person sits at it.
func (c *Console) Live() bool {
	_, piped := c.screen.(*pipe)
	return !piped
}

// Name is "console".
func (c *Console) Name() string { return Name }

// Limits are those of a terminal: nobody carries the words, so nobody reads along.
func (c *Console) Limits() bot.Limits { return bot.Limits{} }

// Run delivers what is typed, line by line, until the input or ctx ends; both are a
// good end. Where input is piped, a turn that fails for another reason than the words
// themselves is the end too: a script whose line was not kept must not go on.
func (c *Console) Run(ctx context.Context, deliver func(context.Context, bot.Event) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := c.screen.start(ctx, c.Interrupt); err != nil {
		return err
	}
	defer c.screen.stop()
	for {
		line, err := c.screen.line()
		if err == nil {
			err = c.hear(ctx, line, deliver)
		}
		switch {
		case errors.Is(err, io.EOF) || ctx.Err() != nil:
			return nil
		case err != nil && bot.CodeOf(err) != bot.Invalid && !c.Live():
			return err
		case err != nil:
			c.Say(bot.SentenceOf(err))
		}
	}
}

// hear hands one line on: to the clock, as the button its number stands for, or as it is.
func (c *Console) hear(ctx context.Context, line string, deliver func(context.Context, bot.Event) error) error {
	if words := strings.Fields(line); c.Clock != nil && len(words) > 0 && words[0] == "/clock" {
		return c.Clock(ctx, strings.Join(words[1:], " "))
	}
	return deliver(ctx, c.event(line))
}

// event has an id that no other has, of this run or another.
func (c *Console) event(line string) bot.Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := rand.Text()
	if press, ok := c.asked.pick(line); ok {
		return bot.Event{ID: id, From: Address, Press: press, Message: c.asked.id}
	}
	if file := c.handed(line); file != nil {
		return bot.Event{ID: id, From: Address, File: file, Message: bot.MessageID(id)}
	}
	return bot.Event{ID: id, From: Address, Text: line, Message: bot.MessageID(id)}
}

// Send prints m. It may be called before Run, and while a person is typing.
func (c *Console) Send(ctx context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	id := bot.MessageID(rand.Text())
	block := render(m, c.screen.width(), c.keep(m.File))
	c.mu.Lock()
	defer c.mu.Unlock()
	if words := m.Kind == dialog.Line || m.Kind == dialog.Lines; len(m.Buttons) > 0 || words {
		c.asked = question{id, m}
	}
	if c.heading != "" {
		block, c.heading = c.heading+"\n"+block, ""
	}
	c.screen.print(block)
	return id, nil
}

// Head puts a line above the next message, if one comes, in place of an earlier one
// that is still waiting; "" is none. It says whether one was waiting.
func (c *Console) Head(line string) (waiting bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	waiting = c.heading != ""
	c.heading = wrap(plain(line), c.screen.width())
	return waiting
}

// Say prints a sentence that is no message of the chat.
func (c *Console) Say(sentence string) {
	c.screen.print(wrap(plain(sentence), c.screen.width()))
}
