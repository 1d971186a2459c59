package discord

import (
	"context"
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
)

// Of an interaction that was answered, as well as it could be, nothing is kept.
func TestAnAnswerIsLetGoOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nowhere := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route to host") }
		d, err := New(Config{Token: "token", API: "http://nowhere/api/v10", Dial: nowhere})
		if err != nil {
			t.Fatal(err)
		}
		d.deliver = func(context.Context, bot.Event) error { return nil }
		d.take(t.Context(), interaction{ID: "1", Token: "secret", Channel: "2", came: time.Now()}, bot.Event{}, callback{Type: changed})
		if d.answers.of("secret") == nil {
			t.Error("it is not being answered")
		}
		d.lanes.running.finish()
		d.beside.finish()
		if n := len(d.answers.open); n > 0 {
			t.Errorf("%d answers are kept", n)
		}
	})
}
