package telegram

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
)

// asks is how long a pace says to wait, or has somebody wait.
func asks(t *testing.T, p *pace, chat int64, m bot.Message) time.Duration {
	t.Helper()
	began := time.Now()
	err := p.take(context.Background(), chat, m)
	var wait *bot.Wait
	if err != nil && !errors.As(err, &wait) {
		t.Fatal(err)
	}
	if wait != nil {
		return wait.For
	}
	return time.Since(began)
}

// Asking too early costs a chat nothing: it may be written to when it was said.
func TestAskingTooEarlyCostsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(false)
		for range chatBurst {
			asks(t, p, 1, bot.Message{})
		}
		for range 10 {
			if wait := asks(t, p, 1, bot.Message{}); wait != time.Second {
				t.Fatalf("it is to wait %s", wait)
			}
		}
		time.Sleep(time.Second)
		if wait := asks(t, p, 1, bot.Message{}); wait != 0 {
			t.Errorf("it is to wait %s more", wait)
		}
	})
}

// A call for help waits neither for its chat nor for the others.
func TestACallForHelpIsNotPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(false)
		for chat := range int64(burst) {
			asks(t, p, chat, bot.Message{})
		}
		if asks(t, p, burst, bot.Message{}) == 0 {
			t.Error("nobody has to wait")
		}
		for range 2 * chatBurst {
			if wait := asks(t, p, 1, bot.Message{Urgent: true}); wait != 0 {
				t.Errorf("it waits %s", wait)
			}
		}
	})
}

// Of many chats those are forgotten that may be written to anyway, and no others.
func TestQuietChatsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(false)
		for chat := range int64(sweepAfter - 1) {
			p.chat(chat).Reserve()
		}
		time.Sleep(time.Second)
		for range chatBurst {
			p.chat(-1).Reserve()
		}
		p.chat(-2)
		if n := len(p.chats); n != 2 || asks(t, p, -1, bot.Message{}) == 0 {
			t.Errorf("%d chats are known", n)
		}
	})
}
