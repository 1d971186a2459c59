package discord_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
)

// Each way a call can fail, and nowhere is a token: not in what is returned, not in what
// is logged; nor are words.
func TestNoTokenIsEverSeen(t *testing.T) {
	t.Parallel()
	var seen safeLog
	l := connect(t, nil, fake.Lenient())
	to := l.meet()
	tokens := []string{l.server.Token()}
	for _, f := range []*fake.Fault{
		fake.Reset(), fake.Lost(), fake.Page(502), fake.Page(429), fake.Silent(500), fake.TooMany(10 * time.Millisecond), fake.TooManyGlobal(10 * time.Millisecond),
		fake.Refused(fake.No{Status: 401, Message: "no such token " + l.server.Token()}),
		fake.Refused(fake.No{Status: 400, Code: 50035, Message: l.server.Token()}),
	} {
		if err := l.mia.Slash("help", nil); err != nil {
			t.Fatal(err)
		}
		ev := l.next()
		handle := ev.Reply[strings.Index(ev.Reply, `"t":"`)+5:]
		tokens = append(tokens, handle[:strings.IndexByte(handle, '"')])
		for _, reply := range []string{"", ev.Reply} {
			m := saying("hello there")
			m.Reply = reply
			l.server.Fail(sends, f)
			l.server.Fail("PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original", f)
			_, err := l.net.Send(context.Background(), to, m)
			fmt.Fprintf(&seen, "%v %+v %#v\n", err, err, err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	stop := l.server.FailAlways(sends, fake.Hang())
	_, err := l.net.Send(ctx, to, saying("hello there"))
	fmt.Fprintf(&seen, "%v %+v %#v\n", err, err, err)
	stop()
	l.stop()
	nowhere, _ := discord.New(discord.Config{Token: l.server.Token(), API: "http://" + closedPort(t), Log: slog.New(slog.NewTextHandler(&seen, nil))})
	ctx, cancel = context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	fmt.Fprintln(&seen, nowhere.Run(ctx, nil))
	for name, said := range map[string]string{"an error": seen.String(), "the log": l.log.String()} {
		for _, secret := range append(tokens, "hello there") {
			if said == "" || strings.Contains(said, secret) {
				t.Errorf("%s has a token, or words:\n%s", name, said)
			}
		}
	}
}

func closedPort(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestATokenThatIsNotTaken(t *testing.T) {
	s := fake.New(t, fake.Lenient())
	n, err := discord.New(discord.Config{Token: "wrong_wrong.wrong1.wrong_wrong_wrong", API: s.API()})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Run(t.Context(), nil); bot.CodeOf(err) != bot.Invalid || !strings.Contains(bot.SentenceOf(err), "does not take this token") {
		t.Errorf("got %v", err)
	}
	for _, bad := range []discord.Config{{Token: ""}, {Token: "abc.def\n"}, {Token: fake.Token, API: "nowhere"}, {Token: fake.Token, API: "ftp://x"}} {
		if _, err := discord.New(bad); bot.CodeOf(err) != bot.Invalid {
			t.Errorf("%+v: got %v", bad, err)
		}
	}
}

// A chat that had its share is told to wait at once, before Discord has to say so; a call
// for help goes past that.
func TestAChatHasItsShare(t *testing.T) {
	t.Parallel()
	l := connect(t, nil, fake.Limits(time.Now))
	to := l.meet()
	l.stop()
	n, err := discord.New(discord.Config{Token: l.server.Token(), API: l.server.API()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx, func(context.Context, bot.Event) error { return nil }) }()
	defer func() { cancel(); <-done }()
	for range 8 {
		_, err = n.Send(ctx, to, saying("hello"))
	}
	if wait := waitOf(err); wait <= 0 || wait > 6*time.Second || l.server.TooFast() > 0 {
		t.Errorf("got %v, %d refused", err, l.server.TooFast())
	}
	urgent := saying("help")
	urgent.Urgent = true
	if _, err := n.Send(ctx, to, urgent); err != nil && l.server.TooFast() == 0 {
		t.Errorf("a call for help was held back: %v", err)
	}
}
