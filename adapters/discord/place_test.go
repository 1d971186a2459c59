package discord_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/discord/fake"
	"samepage/bot"
)

// answering gives a command, and returns what answers it.
func (l *line) answering(words string) (bot.Address, bot.Message) {
	l.t.Helper()
	ev := l.slash("help")
	synctest.Wait()
	m := saying(words)
	m.Reply = ev.Reply
	return ev.From, m
}

// Discord may be slow to say that it took an answer: it stands there, and stays.
func TestAnAnswerInItsPlaceStays(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.meet()
		to, m := l.answering("Mostly 3.")
		answered := make(chan struct{})
		l.server.Fail(fills, fake.Slow(answered))
		time.AfterFunc(12*time.Second, func() { close(answered) })
		l.send(to, m)
		time.Sleep(time.Hour)
		if own := l.own(); len(own) != 1 || own[0].Text != "Mostly 3." || len(l.server.Calls(clears)) != 0 {
			t.Errorf("cleared %d times, there stands %v", len(l.server.Calls(clears)), own)
		}
	})
}

// Words that come while their place is being taken away come as a message.
func TestWordsDoNotGoWhereThePlaceIsBeingTakenAway(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.meet()
		to, m := l.answering("Mostly 3.")
		taken := make(chan struct{})
		l.server.Fail(clears, fake.Held(taken))
		time.Sleep(11 * time.Second)
		l.send(to, m)
		close(taken)
		time.Sleep(time.Minute)
		if own := l.own(); len(own) != 1 || own[0].Text != "Mostly 3." || len(l.server.Calls(fills)) != 0 {
			t.Errorf("filled %d times, there stands %v", len(l.server.Calls(fills)), own)
		}
	})
}

// Words that failed have their place as long as they are tried again, and come there.
func TestWordsThatFailedComeToTheirPlaceYet(t *testing.T) {
	for name, fault := range map[string]*fake.Fault{"not shown": fake.Page(502), "shown": fake.Lost()} {
		t.Run(name, func(t *testing.T) {
			simulated(t, func(t *testing.T) {
				l := connect(t, nil, fake.Piped())
				l.meet()
				to, m := l.answering("Mostly 3.")
				l.server.Fail(fills, fault)
				if _, err := l.net.Send(context.Background(), to, m); err == nil {
					t.Error("it did not fail")
				}
				time.Sleep(2 * time.Minute)
				l.send(to, m)
				time.Sleep(time.Hour)
				if own := l.own(); len(own) != 1 || own[0].Loading || len(l.server.Calls(clears)) != 0 {
					t.Errorf("cleared %d times, there stands %v", len(l.server.Calls(clears)), own)
				}
			})
		})
	}
}

// Where the words never come, "is thinking" does not stay.
func TestThePlaceOfRefusedWordsIsTakenAway(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.meet()
		to, m := l.answering("Mostly 3.")
		l.server.Fail(fills, fake.Refused(fake.No{Status: 400, Code: 50035, Message: "Invalid Form Body"}))
		if _, err := l.net.Send(context.Background(), to, m); !errors.Is(err, bot.ErrRefused) {
			t.Errorf("it failed with %v", err)
		}
		time.Sleep(time.Hour)
		if own := l.own(); len(own) != 0 || len(l.server.Calls(clears)) != 1 {
			t.Errorf("cleared %d times, there stands %v", len(l.server.Calls(clears)), own)
		}
	})
}

// Stopping waits for no place that Discord is slow to take away, longer than for what is
// being said.
func TestStoppingDoesNotWaitForAPlace(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		id := l.send(to, saying("How was it?", "good"))
		l.server.FailAlways(clears, fake.Hang())
		l.answering("")
		time.Sleep(11 * time.Second) // one that nobody took
		_, m := l.answering("Cleared.")
		l.edit(to, id, m) // and one that is not needed
		synctest.Wait()
		began := time.Now()
		l.stop()
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("it took %s to stop", took)
		}
	})
}
