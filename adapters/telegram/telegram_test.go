package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/chart"
	"samepage/bot/text"
	"samepage/bot/when"
)

// line is an adapter on the fake server, and what it heard and logged.
type line struct {
	t      *testing.T
	server *fake.Server
	mia    *fake.Person
	net    *telegram.Telegram
	log    safeLog
	heard  chan bot.Event
	stop   func()
}

type safeLog struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *safeLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *safeLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func connect(t *testing.T, hear func(bot.Event) error, options ...fake.Option) *line {
	l := &line{t: t, server: fake.New(t, options...), heard: make(chan bot.Event, 1000)}
	l.mia = l.server.Person(4711, "Mia")
	l.start(hear)
	return l
}

func (l *line) start(hear func(bot.Event) error) {
	l.t.Helper()
	var err error
	log := slog.New(slog.NewTextHandler(&l.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	l.net, err = telegram.New(telegram.Config{Token: l.server.Token(), API: l.server.URL(), Log: log, Unpaced: true})
	if err != nil {
		l.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- l.net.Run(ctx, func(_ context.Context, ev bot.Event) error {
			l.heard <- ev
			if hear != nil {
				return hear(ev)
			}
			return nil
		})
	}()
	l.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			l.t.Errorf("it ended with %v", err)
		}
	})
	l.t.Cleanup(l.stop)
}

// settle waits until the bot has nothing left to do.
func (l *line) settle() {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := l.server.Settle(ctx); err != nil {
		l.t.Fatal(err)
	}
}

// next is what was heard next.
func (l *line) next() bot.Event {
	l.t.Helper()
	select {
	case ev := <-l.heard:
		return ev
	case <-time.After(20 * time.Second):
		l.t.Fatal("nothing was heard")
		return bot.Event{}
	}
}

// meet has Mia write, and returns where.
func (l *line) meet() bot.Address {
	l.mia.Say("hello")
	return l.next().From
}

func saying(words string, labels ...string) bot.Message {
	m := bot.Message{Text: text.Lit(words)}
	for _, label := range labels {
		m.Buttons = append(m.Buttons, bot.Button{Label: text.Lit(label), Press: bot.Press{On: "d", Key: "q", Option: label}})
	}
	return m
}

func (l *line) send(to bot.Address, m bot.Message) bot.MessageID {
	l.t.Helper()
	id, err := l.net.Send(context.Background(), to, m)
	if err != nil {
		l.t.Fatal(err)
	}
	return id
}

func (l *line) edit(to bot.Address, id bot.MessageID, m bot.Message) bot.MessageID {
	l.t.Helper()
	id, err := l.net.Edit(context.Background(), to, id, m)
	if err != nil {
		l.t.Fatal(err)
	}
	return id
}

// An update is confirmed only once it is durable: nothing that was not is gone.
func TestNothingIsConfirmedBeforeItIsKept(t *testing.T) {
	t.Parallel()
	kept := make(chan struct{})
	l := connect(t, func(ev bot.Event) error {
		if ev.Text == "slow" {
			<-kept
		}
		return nil
	})
	other := l.server.Person(4712, "Ben")
	l.mia.Say("slow")
	l.next()
	other.Say("quick")
	if ev := l.next(); ev.Text != "quick" {
		t.Errorf("heard %q", ev.Text)
	}
	other.Say("quick again")
	if ev := l.next(); ev.Text != "quick again" {
		t.Errorf("heard %q", ev.Text)
	}
	if n := l.server.Pending(); n != 3 {
		t.Errorf("%d updates are left, and none was to be confirmed", n)
	}
	close(kept)
	l.settle()
	if n := l.server.Pending(); n != 0 || len(l.heard) != 0 {
		t.Errorf("%d updates are left, %d heard twice", n, len(l.heard))
	}
}

// What was not kept when the program ended comes again, in order.
func TestWhatWasNotKeptComesAgain(t *testing.T) {
	fails := func(bot.Event) error { return &bot.Error{Code: bot.Storage} }
	l := connect(t, fails)
	l.mia.Say("one")
	l.mia.Say("two")
	l.next()
	l.stop()
	l.start(nil)
	for _, want := range []string{"one", "two"} {
		if ev := l.next(); ev.Text != want {
			t.Errorf("heard %q, want %q", ev.Text, want)
		}
	}
}

func TestAChatIsHeardInOrderAndAFailureGoesBy(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	tried := map[string]int{}
	l := connect(t, func(ev bot.Event) error {
		mu.Lock()
		defer mu.Unlock()
		tried[ev.Text]++
		switch ev.Text {
		case "poison":
			return errors.New("no")
		case "panic":
			panic("at the words of " + ev.Text)
		}
		return nil
	})
	for _, words := range []string{"one", "poison", "panic", "last"} {
		l.mia.Say(words)
	}
	l.settle()
	mu.Lock()
	defer mu.Unlock()
	if fmt.Sprint(tried) != "map[last:1 one:1 panic:3 poison:3]" {
		t.Errorf("tried %v", tried)
	}
	if strings.Contains(l.log.String(), "words of") || !strings.Contains(l.log.String(), "passed over") {
		t.Errorf("the log says %s", l.log.String())
	}
}

func TestEverythingPeopleDo(t *testing.T) {
	l := connect(t, nil)
	hear := func(id int) bot.Event {
		t.Helper()
		return l.next()
	}
	if ev := hear(l.mia.Say("hi 😀 <b>")); ev.Text != "hi 😀 <b>" || ev.From.Network != "telegram" || ev.From.Instance == "" || ev.ID == "" {
		t.Errorf("got %+v", ev)
	}
	first := l.mia.Say("a thing")
	ev := hear(first)
	l.mia.Edit(first, "another thing")
	if edit := l.next(); !edit.Edited || edit.Text != "another thing" || edit.Message != ev.Message {
		t.Errorf("got %+v", edit)
	}
	for want, send := range map[bot.Media]func() int{
		bot.Voice: l.mia.Voice, bot.Photo: l.mia.Photo, bot.Sticker: l.mia.Sticker,
		bot.Other: func() int { return l.mia.Poll("Which?", "This", "That") },
	} {
		if ev := hear(send()); ev.Media != want || ev.Text != "" {
			t.Errorf("%s: got %+v", want, ev)
		}
	}
	for _, id := range []int{l.mia.Dice(), l.mia.Contact("Ben", "+49"), l.mia.Document("scan.pdf", []byte("%PDF"))} {
		if ev := hear(id); ev.Media != bot.Other || ev.File != nil {
			t.Errorf("got %+v", ev)
		}
	}
	if ev := hear(l.mia.Location(52.5, 13.4)); ev.Location == nil || ev.Location.Lat != 52.5 || ev.Media != "" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Document("Visits.ICS", []byte("BEGIN:VCALENDAR"))); ev.File == nil || string(ev.File.Data) != "BEGIN:VCALENDAR" || ev.Media != "" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Forward("said by another")); ev.Text != "said by another" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Start("link-7KQ2")); ev.Text != "/start link-7KQ2" {
		t.Errorf("got %+v", ev)
	}
	l.settle()
}

func TestAButtonComesBackAsItWas(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, saying("How was it?", "good", "bad"))
	l.mia.Press("bad")
	want := bot.Press{On: "d", Key: "q", Option: "bad"}
	if ev := l.next(); ev.Press != want || ev.Message != id || ev.Text != "" {
		t.Errorf("got %+v", ev)
	}
	shown := l.mia.Last()
	l.mia.PressFaded(shown, "good") // too old to be shown to the bot
	if ev := l.next(); ev.Press.Option != "good" || ev.From != to {
		t.Errorf("got %+v", ev)
	}
	l.mia.PressInline("whatever")
	l.next()
	l.stop() // answering a button goes on beside its turn
	if left := l.server.Unanswered(); len(left) != 0 {
		t.Errorf("%d buttons still wait", len(left))
	}
}

func TestAnExpiredButtonIsNoHarm(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	l.send(to, saying("How was it?", "good"))
	l.server.Fail("answerCallbackQuery", fake.Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"))
	l.mia.Press("good")
	if ev := l.next(); ev.Press.Option != "good" {
		t.Errorf("got %+v", ev)
	}
	l.settle()
}

func TestUnknownUpdatesAreSkipped(t *testing.T) {
	l := connect(t, nil)
	l.meet()
	l.server.PushRaw("some_new_kind", map[string]any{"x": 1})
	l.mia.Say("after")
	if ev := l.next(); ev.Text != "after" {
		t.Errorf("heard %+v", ev)
	}
	l.settle()
}

func TestGroups(t *testing.T) {
	t.Parallel()
	l := connect(t, nil, fake.NoPrivacy())
	ben := l.server.Person(4712, "Ben")
	g := l.server.Group(-100, "Family", l.mia, ben)
	g.Say(l.mia, "what I told my therapist")
	g.Say(ben, "what?")
	l.settle()
	if chat := g.Chat(); len(l.heard) != 0 || count(chat) != 1 || !strings.Contains(last(chat).Text, "Write to me privately") {
		t.Errorf("heard %d, said %v", len(l.heard), chat)
	}
	g.Leave(ben)
	l.settle()
	if g.Left() {
		t.Error("it left while somebody was there")
	}
	g.Leave(l.mia)
	l.settle()
	if !g.Left() {
		t.Error("it stayed where nobody was left")
	}
	l.server.Channel(-200, "News").Post("hello")
	l.settle()
	if len(l.heard) != 0 {
		t.Error("a channel was heard")
	}
}

func count(chat []fake.Shown) (own int) {
	for _, m := range chat {
		if m.Own {
			own++
		}
	}
	return own
}

func last(chat []fake.Shown) (own fake.Shown) {
	for _, m := range chat {
		if m.Own {
			own = m
		}
	}
	return own
}

func TestMessagesAreShown(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	strong := text.Text{{Text: "Say: ", Style: text.Strong}, {Text: "*_<b>&amp;[x](http://y.example)", Style: text.Literal}}
	l.send(to, bot.Message{Text: strong})
	if m := l.mia.Last(); m.Text != "Say: *_<b>&amp;[x](http://y.example)" || len(m.Spans("bold")) != 1 || m.Spans("bold")[0] != "Say:" && m.Spans("bold")[0] != "Say: " {
		t.Errorf("got %+v", m)
	}
	long := l.send(to, saying(strings.Repeat("A sentence of some length. ", 400), "Done"))
	parts := l.mia.Chat()
	if l.mia.Last().Labels() == nil || len(parts[len(parts)-2].Labels()) != 0 {
		t.Error("the buttons do not stand on the last part")
	}
	l.edit(to, long, saying("Cleared."))
	if chat := l.mia.Chat(); last(chat).Text != "Cleared." || count(chat) != 2 || len(last(chat).Labels()) != 0 {
		t.Errorf("after clearing there is %v", chat)
	}
	l.send(to, bot.Message{Text: text.Lit("Here."), File: &bot.File{Name: "export.json", Type: "application/json", Data: []byte("{}")}})
	if m := l.mia.Last(); m.Document == nil || m.Document.Name != "export.json" || m.Text != "Here." {
		t.Errorf("got %+v", m)
	}
}

func picture(words string) bot.Message {
	three := 3
	return bot.Message{Text: text.Lit(words), Picture: &chart.Spec{
		Title: "A week", From: when.Date{Year: 2026, Month: 3, Day: 2}, Lines: []chart.Line{{Name: "Days", Low: 1, High: 5, Values: []*int{&three, nil, &three}}},
	}}
}

func TestPictures(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, picture("Mostly 3."))
	if m := l.mia.Last(); m.Photo == nil || m.Text != "Mostly 3." {
		t.Errorf("got %v", m)
	}
	l.settle()
	if a := l.mia.Actions(); len(a) != 1 || a[0] != "upload_photo" {
		t.Errorf("it said it was doing %v", a)
	}
	if now := l.edit(to, id, picture("Mostly 4.")); now != id || l.mia.Last().Text != "Mostly 4." {
		t.Errorf("got %v", l.mia.Last())
	}
	l.edit(to, id, saying("Cleared."))
	if chat := l.mia.Chat(); count(chat) != 1 || last(chat).Photo != nil || last(chat).Text != "Cleared." {
		t.Errorf("got %v", chat)
	}
	l.send(to, picture(strings.Repeat("Many words about it. ", 80)))
	chat := l.mia.Chat()
	if m := last(chat); m.Photo != nil || !strings.HasPrefix(m.Text, "Many words") || chat[len(chat)-2].Photo == nil {
		t.Errorf("got %v", chat)
	}
	id = l.send(to, saying("Tap what to leave out.", "Done"))
	if now := l.edit(to, id, picture("Mostly 3.")); now == id || l.mia.Last().Photo == nil {
		t.Errorf("a text became %v, called %q", l.mia.Last(), now)
	}
}

func TestEditing(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, saying("Question", "Yes"))
	if now := l.edit(to, id, saying("Kept.")); now != id || l.mia.Last().Text != "Kept." || l.mia.Last().Labels() != nil {
		t.Errorf("got %v", l.mia.Last())
	}
	l.edit(to, id, saying("Kept.")) // not modified
	l.mia.Delete(l.mia.Last().ID)
	fold := saying("Put away.")
	fold.Fold = true
	l.edit(to, id, fold)
	if n := count(l.mia.Chat()); n != 0 {
		t.Errorf("%d messages where one was deleted", n)
	}
	if now := l.edit(to, id, saying("Kept again.")); now == id || l.mia.Last().Text != "Kept again." {
		t.Errorf("got %v", l.mia.Last())
	}
}

// A part that was taken is not sent again where the next one fails.
func TestAPartIsSentOnce(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	m := saying(strings.Repeat("A sentence of some length. ", 400))
	m.Nonce = "n1"
	l.server.Fail("sendMessage", nil, fake.Page(502))
	if _, err := l.net.Send(context.Background(), to, m); err == nil {
		t.Fatal("it did not fail")
	}
	l.send(to, m)
	if n := count(l.mia.Chat()); n != 3 {
		t.Errorf("%d parts", n)
	}
}

func TestWhatFailuresMean(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	for name, c := range map[string]struct {
		fault *fake.Fault
		is    error
		wait  time.Duration
	}{
		"blocked":     {fake.Refused(403, "Forbidden: bot was blocked by the user"), bot.ErrUnreachable, 0},
		"deactivated": {fake.Refused(403, "Forbidden: user is deactivated"), bot.ErrUnreachable, 0},
		"gone":        {fake.Refused(400, "Bad Request: chat not found"), bot.ErrUnreachable, 0},
		"too many":    {fake.TooMany(17 * time.Second), nil, 17 * time.Second},
		"refused":     {fake.Refused(400, "Bad Request: message text is empty"), bot.ErrRefused, 0},
		"proxy":       {fake.Page(502), nil, 0},
		"silent":      {fake.Silent(500), nil, 0},
		"reset":       {fake.Reset(), nil, 0},
	} {
		for method, m := range map[string]bot.Message{"sendMessage": saying("hello"), "sendPhoto": picture("hello")} {
			l.server.Fail(method, c.fault)
			_, err := l.net.Send(context.Background(), to, m)
			var wait *bot.Wait
			errors.As(err, &wait)
			switch {
			case err == nil:
				t.Errorf("%s %s: no error", name, method)
			case c.is != nil && !errors.Is(err, c.is), c.is == nil && (errors.Is(err, bot.ErrUnreachable) || errors.Is(err, bot.ErrRefused)):
				t.Errorf("%s %s: %v", name, method, err)
			case (wait != nil) != (c.wait > 0), wait != nil && wait.For != c.wait:
				t.Errorf("%s %s: to wait %v", name, method, wait)
			}
		}
	}
}

func TestAddressesOfOthersAreNotWrittenTo(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	to.Instance = "1"
	if _, err := l.net.Send(context.Background(), to, saying("hello")); !errors.Is(err, bot.ErrUnreachable) {
		t.Errorf("got %v", err)
	}
}

// Each way a call can fail, and nowhere is the token: not in what is returned, not in
// what is logged.
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

// stub answers calls within the process, so that hours pass at once.
type stub func(method string, r *http.Request) (status int, body string)

func (s stub) RoundTrip(r *http.Request) (*http.Response, error) {
	method := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	_ = r.ParseForm()
	status, body := s(method, r)
	if method == "getMe" {
		status, body = 200, `{"ok":true,"result":{"id":7,"is_bot":true,"username":"samepage_bot"}}`
	} else if status == 0 {
		status, body = 200, `{"ok":true,"result":[]}`
	}
	w := bytesOf(body)
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: w, Request: r}, nil
}

type body struct{ *strings.Reader }

func (body) Close() error { return nil }

func bytesOf(s string) body { return body{strings.NewReader(s)} }

// polls runs the adapter for a while of made-up time, and returns how often it polled.
func polls(t *testing.T, d time.Duration, answer func(n int) (int, string)) (n int, log string) {
	var out safeLog
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Log: slog.New(slog.NewTextHandler(&out, nil)),
			Transport: stub(func(method string, r *http.Request) (int, string) {
				if method != "getUpdates" {
					return 0, ""
				}
				mu.Lock()
				defer mu.Unlock()
				n++
				return answer(n)
			})})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), d)
		defer cancel()
		if err := net.Run(ctx, func(context.Context, bot.Event) error { return nil }); err != nil {
			t.Error(err)
		}
	})
	return n, out.String()
}

// A server that holds no polls is not asked without end.
func TestItDoesNotSpin(t *testing.T) {
	n, _ := polls(t, 10*time.Minute, func(int) (int, string) { return 200, `{"ok":true,"result":[]}` })
	if n < 20 || n > 60 {
		t.Errorf("%d polls in ten minutes", n)
	}
}

func TestTheSameUpdatesForEverAreNoSpin(t *testing.T) {
	n, _ := polls(t, 10*time.Minute, func(int) (int, string) { return 200, `{"ok":true,"result":[{"update_id":5}]}` })
	if n > 60 {
		t.Errorf("%d polls in ten minutes", n)
	}
}

func TestAnotherPollerIsToldOf(t *testing.T) {
	n, log := polls(t, 10*time.Minute, func(int) (int, string) {
		return 409, `{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}`
	})
	if n > 60 || !strings.Contains(log, "another program uses this bot's token") {
		t.Errorf("%d polls; the log says %s", n, log)
	}
	_, log = polls(t, time.Minute, func(int) (int, string) {
		return 409, `{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}`
	})
	if !strings.Contains(log, "webhook is set") {
		t.Errorf("the log says %s", log)
	}
}

func TestATooManyOfPollsIsObeyed(t *testing.T) {
	n, _ := polls(t, 59*time.Minute, func(int) (int, string) {
		return 429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 600","parameters":{"retry_after":600}}`
	})
	if n != 6 {
		t.Errorf("%d polls in an hour of ten minutes each", n)
	}
}

// Sixty people at once, by a server that counts: nothing is refused, and nobody waits
// longer than the limit makes them.
func TestLimitsAreKeptBeforehand(t *testing.T) {
	t.Parallel()
	s := fake.New(t, fake.Limits(time.Now))
	net, err := telegram.New(telegram.Config{Token: s.Token(), API: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan bot.Address, 60)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- net.Run(ctx, func(_ context.Context, ev bot.Event) error { heard <- ev.From; return nil })
	}()
	defer func() { cancel(); <-done }()
	for i := range 60 {
		s.Person(100+i, "Person").Say("hello")
	}
	began := time.Now()
	var sending sync.WaitGroup
	for range 60 {
		to := <-heard
		sending.Go(func() {
			if _, err := net.Send(ctx, to, saying("hello")); err != nil {
				t.Error(err)
			}
		})
	}
	sending.Wait()
	if took := time.Since(began); s.TooFast() > 0 || took < time.Second || took > 5*time.Second {
		t.Errorf("%d refused in %s", s.TooFast(), took)
	}
}

// A chat that had its share is told to wait at once, so that others go on; a call for
// help goes past that.
func TestAChatHasItsShare(t *testing.T) {
	l := &line{t: t, server: fake.New(t, fake.Limits(time.Now)), heard: make(chan bot.Event, 10)}
	l.mia = l.server.Person(4711, "Mia")
	l.start(nil)
	to := l.meet()
	paced, err := telegram.New(telegram.Config{Token: l.server.Token(), API: l.server.URL()})
	if err != nil {
		t.Fatal(err)
	}
	l.stop()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- paced.Run(ctx, func(context.Context, bot.Event) error { return nil }) }()
	defer func() { cancel(); <-done }()
	var wait *bot.Wait
	for range 4 {
		_, err = paced.Send(ctx, to, saying("hello"))
	}
	if !errors.As(err, &wait) || wait.For > time.Second || l.server.TooFast() > 0 {
		t.Errorf("got %v, %d refused", err, l.server.TooFast())
	}
}
