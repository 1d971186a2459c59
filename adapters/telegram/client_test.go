package telegram_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/text"
)

// Whatever fails, and however: nowhere is the token, nor a word of anybody's. Not in what
// is returned, and not in what is logged.
func TestTheTokenIsNeverSeen(t *testing.T) {
	t.Parallel()
	_, secret, _ := strings.Cut(fake.Token, ":")
	for name, fault := range fake.Faults("no method /bot" + fake.Token + "/x") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var said strings.Builder
			l := connect(t, nil)
			l.failAll(&said, fault)
			l.stop()
			l.failFirst(&said, fault)
			for name, said := range map[string]string{"an error": said.String(), "the log": l.log.String()} {
				if said == "" || strings.Contains(said, secret) || strings.Contains(said, "hello") {
					t.Errorf("%s has the token, or words:\n%s", name, said)
				}
			}
		})
	}
}

// failAll makes calls of every kind, once where what sends fails, and once where all else
// does; then the polls.
func (l *line) failAll(said *strings.Builder, fault *fake.Fault) {
	to := l.meet()
	id := l.send(to, saying("hello", "Yes"))
	drawn := l.send(to, picture("hello"))
	l.failing(fault, []string{"sendMessage", "sendPhoto", "sendDocument"}, func() {
		for _, m := range []bot.Message{saying("hello"), picture("hello"), filed("hello")} {
			l.try(said, func(ctx context.Context) (bot.MessageID, error) { return l.net.Send(ctx, to, m) })
		}
	})
	l.failing(fault, []string{"editMessageText", "editMessageMedia", "editMessageReplyMarkup", "editMessageCaption", "deleteMessage",
		"sendChatAction", "answerCallbackQuery", "getFile", "download", "getChatMemberCount", "leaveChat"}, func() {
		l.mia.Press("Yes")
		l.mia.Document("a.ics", []byte("hello"))
		g := l.server.Group(-100, "Family", l.mia)
		g.Say(l.mia, "hello")
		g.Leave(l.mia)
		l.try(said, func(ctx context.Context) (bot.MessageID, error) {
			return l.net.Edit(ctx, to, id, saying("hello again"))
		})
		l.try(said, func(ctx context.Context) (bot.MessageID, error) { return l.net.Edit(ctx, to, id, picture("hello")) })
		l.try(said, func(ctx context.Context) (bot.MessageID, error) { return l.net.Edit(ctx, to, drawn, saying("hello")) })
	})
	polls := len(l.server.Calls("getUpdates"))
	stop := l.server.FailAlways("getUpdates", fault)
	for l.mia.Say("hello"); len(l.server.Calls("getUpdates")) == polls; time.Sleep(time.Millisecond) {
	}
	stop()
	for l.mia.Press("Yes"); l.next().Press.Option != "Yes"; {
	}
}

// failing does something while methods fail.
func (l *line) failing(fault *fake.Fault, methods []string, do func()) {
	for _, method := range methods {
		defer l.server.FailAlways(method, fault)()
	}
	do()
}

// try makes a call, and notes how it fails, if it does; for no longer than a moment.
func (l *line) try(said *strings.Builder, call func(context.Context) (bot.MessageID, error)) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	_, err := call(ctx)
	fmt.Fprintf(said, "%v %+v %#v\n", err, err, err)
}

func filed(words string) bot.Message {
	return bot.Message{Text: text.Lit(words), File: &bot.File{Name: "a.json", Type: "application/json", Data: []byte(words)}}
}

// failFirst is the same for what is called when it starts, the last time with nobody there.
func (l *line) failFirst(said *strings.Builder, fault *fake.Fault) {
	stop := l.server.FailAlways("", fault)
	for _, api := range []string{l.server.URL(), "http://" + closedPort(l.t)} {
		n, err := telegram.New(telegram.Config{Token: l.server.Token(), API: api, Log: slog.New(slog.NewTextHandler(&l.log, nil))})
		if err != nil {
			l.t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		fmt.Fprintln(said, n.Run(ctx, nil))
		cancel()
	}
	stop()
	l.server.FailAlways("getMyCommands", fault)
	l.server.FailAlways("getMyDescription", fault)
	l.server.FailAlways("setMyShortDescription", fault)
	l.start(nil)
	for l.mia.Say("hello"); l.next().Text != "hello"; {
	}
	l.stop()
}

// Where the API sends on to another address, that one is not called: the token stands in
// what would be called.
func TestTheTokenIsNotHandedOn(t *testing.T) {
	var called atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called.Add(1) }))
	defer other.Close()
	l := connect(t, nil)
	to := l.meet()
	l.server.FailAlways("sendMessage", fake.Elsewhere(other.URL))
	if _, err := l.net.Send(t.Context(), to, saying("hello")); err == nil || called.Load() > 0 {
		t.Errorf("got %v, and the other was called %d times", err, called.Load())
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
