package telegram_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
)

func TestTheTokenIsNeverSeen(t *testing.T) {
	t.Parallel()
	var seen safeLog
	l := connect(t, nil)
	to := l.meet()
	_, secret, _ := strings.Cut(l.server.Token(), ":")
	for _, f := range []*fake.Fault{
		fake.Reset(), fake.Lost(), fake.Page(502), fake.Silent(500), fake.TooMany(time.Second), fake.Empty(),
		fake.Refused(401, "Unauthorized"), fake.Refused(404, "no method /bot"+l.server.Token()+"/x"), fake.Refused(400, secret),
	} {
		for _, m := range []bot.Message{saying("hello"), picture("hello")} {
			l.server.Fail("sendMessage", f)
			l.server.Fail("sendPhoto", f)
			_, err := l.net.Send(context.Background(), to, m)
			fmt.Fprintf(&seen, "%v %+v %#v\n", err, err, err)
		}
		l.server.Fail("getUpdates", f)
		l.mia.Say("again")
		l.next()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	l.server.Fail("sendMessage", fake.Hang())
	_, err := l.net.Send(ctx, to, saying("hello"))
	fmt.Fprintf(&seen, "%v %+v %#v\n", err, err, err)
	l.stop()
	nowhere, _ := telegram.New(telegram.Config{Token: l.server.Token(), API: "http://" + closedPort(t), Log: slog.New(slog.NewTextHandler(&seen, nil))})
	ctx, cancel = context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	fmt.Fprintln(&seen, nowhere.Run(ctx, nil))
	for name, said := range map[string]string{"an error": seen.String(), "the log": l.log.String()} {
		if said == "" || strings.Contains(said, secret) || strings.Contains(said, "hello") {
			t.Errorf("%s has the token, or words:\n%s", name, said)
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
	n, err := telegram.New(telegram.Config{Token: "123:wrong_token", API: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Run(t.Context(), nil); bot.CodeOf(err) != bot.Invalid || !strings.Contains(bot.SentenceOf(err), "@BotFather") {
		t.Errorf("got %v", err)
	}
	for _, bad := range []telegram.Config{{Token: ""}, {Token: "123:abc\n"}, {Token: "123:abc", API: "nowhere"}, {Token: "123:abc", API: "ftp://x"}} {
		if _, err := telegram.New(bad); bot.CodeOf(err) != bot.Invalid {
			t.Errorf("%+v: got %v", bad, err)
		}
	}
}
