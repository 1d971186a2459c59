package discord_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord/fake"
	"samepage/bot"
)

// nowadays is a test in simulated time after 2015, when Discord's ids begin.
func nowadays(t *testing.T, test func(*testing.T)) {
	t.Helper()
	simulated(t, func(t *testing.T) {
		time.Sleep(26 * 365 * 24 * time.Hour)
		test(t)
	})
}

// queued is m as the bot has it sent: with a nonce, and the time it was said at.
func queued(m bot.Message) bot.Message {
	m.Nonce, m.Queued = "abcdefghijklmnopqrstuvwxy", time.Now()
	return m
}

// restart is the end of a process and the beginning of another.
func (l *line) restart() {
	l.stop()
	l.start(nil)
}

// What Discord took without our hearing of it is not sent twice, however long it takes to
// try again, and whichever process does.
func TestALostAnswerDoublesNothingLater(t *testing.T) {
	long := saying(strings.Repeat("A sentence of some length. ", 300), "Done")
	for name, c := range map[string]struct {
		m     bot.Message
		parts int
	}{
		"words":     {saying("Your page for today.", "Say it", "Later"), 1},
		"a picture": {picture(" Mostly 3.\n"), 1},
		"a list":    {saying("Which?", strings.Split(strings.Repeat("a ", 30), " ")[:30]...), 1},
		"parts":     {long, 5},
	} {
		for _, later := range []time.Duration{time.Minute, 20 * time.Minute, 26 * time.Hour} {
			t.Run(name+" after "+later.String(), func(t *testing.T) {
				nowadays(t, func(t *testing.T) {
					l := connect(t, nil, fake.Piped())
					to := l.meet()
					m := queued(c.m)
					l.server.Fail(sends, append(make([]*fake.Fault, (c.parts-1)/2), fake.Lost())...)
					if _, err := l.net.Send(context.Background(), to, m); err == nil {
						t.Error("it did not fail")
					}
					l.restart()
					time.Sleep(later)
					id := l.send(to, m)
					if own := l.own(); len(own) != c.parts {
						t.Errorf("there stand %d messages: %v", len(own), own)
					}
					l.edit(to, id, saying("Cleared."))
					if own := l.own(); len(own) != 1 || own[0].Text != "Cleared." {
						t.Errorf("it is not known which it was: %v", own)
					}
				})
			})
		}
	}
}

// A message is looked for only where its nonce may be forgotten; one that was held back is
// looked for once and sent.
func TestOnlyOldMessagesAreLookedFor(t *testing.T) {
	nowadays(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		before := len(l.server.Calls(looks))
		for i, waited := range []time.Duration{0, time.Minute, time.Hour} {
			m := queued(saying("Your page for today."))
			time.Sleep(waited)
			m.Nonce = "n" + waited.String()
			l.send(to, m)
			if n := len(l.own()); n != i+1 {
				t.Errorf("%d messages after %s", n, waited)
			}
		}
		l.send(to, saying("Your page for today."))
		if n := len(l.server.Calls(looks)) - before; n != 1 {
			t.Errorf("it was looked for %d times", n)
		}
	})
}

// What was said before in the same words is another message, and so is what is known to be
// one; or does something else, or was written by the person.
func TestAnotherMessageIsNotTakenForIt(t *testing.T) {
	nowadays(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		l.send(to, saying("How was it?", "good"))
		l.restart()
		time.Sleep(time.Minute)
		m := queued(saying("How was it?", "good"))
		l.send(to, saying("How was it?", "good"))
		time.Sleep(time.Hour)
		l.send(to, m)
		if own := l.own(); len(own) != 3 {
			t.Errorf("there stands %v", own)
		}
		time.Sleep(time.Minute)
		m = queued(saying("How was it?", "good"))
		l.send(to, saying("How was it?", "bad"))
		l.send(to, saying("How was it?"))
		l.send(to, picture("How was it?"))
		l.mia.Say("How was it?")
		l.restart()
		time.Sleep(time.Hour)
		l.send(to, m)
		if own := l.own(); len(own) != 7 {
			t.Errorf("there stands %v", own)
		}
	})
}

// It is looked for behind whatever else was said meanwhile.
func TestItIsFoundBehindOthers(t *testing.T) {
	nowadays(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		m := queued(saying("Your page for today."))
		for range 150 {
			l.mia.Say("hello")
			l.next()
		}
		l.server.Fail(sends, fake.Lost())
		if _, err := l.net.Send(context.Background(), to, m); err == nil {
			t.Error("it did not fail")
		}
		time.Sleep(time.Hour)
		l.send(to, m)
		if own := l.own(); len(own) != 1 {
			t.Errorf("there stands %v", own)
		}
	})
}

// Where it cannot be looked for now it is not sent now; where it never can be, it is sent.
func TestWhereItCannotBeLookedFor(t *testing.T) {
	nowadays(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		m := queued(saying("Your page for today."))
		time.Sleep(time.Hour)
		l.server.Fail(looks, fake.Page(502), fake.Page(403), fake.TooMany(3*time.Second), fake.Refused(fake.UnknownChannel))
		for _, want := range []struct {
			wait time.Duration
			is   bool
		}{{}, {}, {wait: 3 * time.Second}, {is: true}} {
			_, err := l.net.Send(context.Background(), to, m)
			if err == nil || waitOf(err) != want.wait || errors.Is(err, bot.ErrUnreachable) != want.is || len(l.own()) != 0 {
				t.Errorf("it failed with %v, and there stands %v", err, l.own())
			}
		}
		l.server.Fail(looks, fake.Refused(fake.No{Status: 403, Code: 50013, Message: "Missing Permissions"}))
		l.send(to, m)
		if len(l.own()) != 1 {
			t.Errorf("there stands %v", l.own())
		}
	})
}
