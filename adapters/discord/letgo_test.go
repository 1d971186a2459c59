package discord

import (
	"context"
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// nowhere is a bot that reaches nothing.
func nowhere(t *testing.T) *Discord {
	dial := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route to host") }
	d, err := New(Config{Token: "token", API: "http://nowhere/api/v10", Dial: dial})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Of an interaction that was answered, as well as it could be, nothing is kept.
func TestAnAnswerIsLetGoOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := nowhere(t)
		d.deliver = func(context.Context, bot.Event) error {
			if d.answers.of("secret") == nil {
				t.Error("it is not being answered")
			}
			return nil
		}
		d.take(t.Context(), interaction{ID: "1", Token: "secret", Channel: "2", came: time.Now()}, bot.Event{}, callback{Type: changed})
		d.lanes.running.finish()
		d.beside.finish()
		if n := len(d.answers.open); n > 0 {
			t.Errorf("%d answers are kept", n)
		}
	})
}

// An acknowledgement that comes too late, since the machine was asleep or had much to do, is
// none. The words need not wait for it, and go as a message.
func TestALateAcknowledgementHoldsUpNoAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := nowhere(t)
		d.self.ID = "7"
		close(d.ready)
		late := interaction{ID: "1", App: "7", Token: "secret", Channel: "2", came: time.Now()}
		m := bot.Message{Text: text.Lit("hello"), Reply: handle{App: late.App, Token: late.Token, Came: late.came}.String()}
		time.Sleep(answerWithin)
		d.deliver = func(ctx context.Context, _ bot.Event) error {
			began := time.Now()
			ctx, cancel := context.WithTimeout(ctx, time.Hour)
			defer cancel()
			if _, err := d.Send(ctx, d.address("2"), m); err == nil || time.Since(began) > time.Second {
				t.Errorf("after %s it was sent with %v", time.Since(began), err)
			}
			return nil
		}
		d.take(t.Context(), late, bot.Event{Reply: m.Reply}, callback{Type: sayLater})
		d.lanes.running.finish()
		d.beside.finish()
	})
}
