package bottest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// fails sends m, which must fail as want and as nothing else; nil is a failure that may
// be tried again.
func (l *line) fails(to bot.Address, m bot.Message, want error) error {
	l.Helper()
	_, err := l.net.Send(l.Context(), to, m)
	if err == nil {
		l.Errorf("%q was sent", m.Text)
	}
	for _, kind := range []error{bot.ErrUnreachable, bot.ErrRefused} {
		if errors.Is(err, kind) != (kind == want) {
			l.Errorf("it failed with %v, which was to be %v", err, want)
		}
	}
	return err
}

// each are messages that travel in different ways.
func each() []bot.Message {
	file := said("A file.")
	file.File = &bot.File{Name: "a.json", Type: "application/json", Data: []byte("{}")}
	return []bot.Message{said("Words.", "Yes"), drawing("A picture."), file}
}

// refuses has messages refused for good. A picture that is not taken may come as its
// words, which say the same.
func (l *line) refuses() {
	if l.Refuse == nil {
		return
	}
	to := l.meet(l.peer)
	for _, m := range each() {
		l.Refuse()
		if m.Picture == nil {
			l.fails(to, m, bot.ErrRefused)
		} else if _, err := l.net.Send(l.Context(), to, m); err == nil {
			l.shows(l.peer, m.Text.String())
		} else if !errors.Is(err, bot.ErrRefused) {
			l.Errorf("a picture that is not taken: %v", err)
		}
	}
	l.send(to, said("After it."))
}

func (l *line) waits() {
	if l.Slow == nil {
		return
	}
	to := l.meet(l.peer)
	for _, m := range each() {
		l.Slow(17 * time.Second)
		var wait *bot.Wait
		if err := l.fails(to, m, nil); !errors.As(err, &wait) || wait.For < 17*time.Second || wait.For > 18*time.Second {
			l.Errorf("to wait 17 s came as %v", err)
		}
	}
}

// triesAgain sends what failed once more, as the courier does: words that take several
// messages too, of which the second fails.
func (l *line) triesAgain() {
	to := l.meet(l.peer)
	long := said(strings.Repeat("long. ", 2000))
	for name, c := range map[string]struct {
		fault func(after int)
		most  int // how often it may be shown
	}{"broken": {l.Break, 1}, "lost": {l.Lose, l.mostOfLost()}} {
		if c.fault == nil {
			continue
		}
		for i, m := range append(each(), long) {
			m.Text = text.Lit(fmt.Sprintf("%s %d. %s", name, i, m.Text))
			m.Nonce = fmt.Sprintf("nonce-%s-%d", name, i)
			if i < len(each()) {
				c.fault(0)
			} else {
				c.fault(1)
			}
			l.fails(to, m, nil)
			l.send(to, m)
			l.showsUpTo(c.most, fmt.Sprintf("%s %d.", name, i))
		}
	}
}

func (l *line) showsUpTo(most int, words string) {
	l.Helper()
	if n := shown(l.peer, words); n < 1 || n > most {
		l.Errorf("%q is shown %d times, %d at most", words, n, most)
	}
}

func (l *line) mostOfLost() int {
	if l.Once {
		return 1
	}
	return 2
}

func (l *line) blocked() {
	p, can := l.peer.(Blocker)
	if !can {
		return
	}
	to := l.meet(l.peer)
	p.Block()
	for _, m := range each() {
		l.fails(to, m, bot.ErrUnreachable)
	}
	p.Unblock()
	l.peer.Say("I am back")
	for ev := l.next(); ev.Text != "I am back"; ev = l.next() {
	}
	l.send(to, said("Good to read you."))
	l.shows(l.peer, "Good to read you.")
}
