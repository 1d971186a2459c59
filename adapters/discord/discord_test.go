package discord_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/text"
)

// line is an adapter on the fake server, and what it heard and logged.
type line struct {
	t      *testing.T
	server *fake.Server
	mia    *fake.Person
	net    *discord.Discord
	desk   *desk
	log    safeLog
	heard  chan bot.Event
	known  map[string]bool // events heard before
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

// desk is what the bot tells a network that asks.
type desk struct {
	mu     sync.Mutex
	marks  []bot.Mark
	form   func(bot.Press) (bot.Form, error)
	values func(command, option, typed string) []bot.Suggestion
}

func (k *desk) Form(_ context.Context, _ bot.Address, p bot.Press) (bot.Form, error) {
	return k.form(p)
}

func (k *desk) Suggest(_ context.Context, _ bot.Address, command, option, typed string) ([]bot.Suggestion, error) {
	return k.values(command, option, typed), nil
}

func (k *desk) Marks(context.Context, string, string) ([]bot.Mark, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.marks), nil
}

// keep is hear, with the marks of what it kept.
func (k *desk) keep(hear func(context.Context, bot.Event) error) func(context.Context, bot.Event) error {
	return func(ctx context.Context, ev bot.Event) error {
		err := hear(ctx, ev)
		if err == nil && ev.Mark != "" {
			k.mu.Lock()
			defer k.mu.Unlock()
			k.marks = append(slices.DeleteFunc(k.marks, func(m bot.Mark) bool { return m.At == ev.From }), bot.Mark{At: ev.From, Mark: ev.Mark})
		}
		return err
	}
}

func connect(t *testing.T, hear func(bot.Event) error, options ...fake.Option) *line {
	l := &line{t: t, server: fake.New(t, options...), heard: make(chan bot.Event, 1000), known: map[string]bool{}, desk: &desk{}}
	l.mia = l.server.Person("4711", "Mia")
	l.start(hear)
	return l
}

// simulated is a test in simulated time: what takes hours is over at once.
func simulated(t *testing.T, test func(*testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		t.Cleanup(func() { time.Sleep(2 * time.Second) }) // discordgo sleeps a second before it ends
		test(t)
	})
}

// start is a new process.
func (l *line) start(hear func(bot.Event) error) {
	l.t.Helper()
	log := slog.New(slog.NewTextHandler(&l.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	l.run(discord.Config{Log: log}, hear)
}

func (l *line) run(c discord.Config, hear func(bot.Event) error) {
	l.t.Helper()
	l.net, l.stop = run(l.t, l.server, c, l.desk, func(_ context.Context, ev bot.Event) error {
		l.heard <- ev
		if hear != nil {
			return hear(ev)
		}
		return nil
	})
	l.t.Cleanup(l.stop)
}

// run is the adapter on a server, as one process is, from when it is connected until
// leave.
func run(t testing.TB, s *fake.Server, c discord.Config, k *desk, hear func(context.Context, bot.Event) error) (n *discord.Discord, leave func()) {
	t.Helper()
	c.Token, c.API, c.Unpaced, c.Dial = s.Token(), s.API(), true, s.Dial()
	n, err := discord.New(c)
	if err != nil {
		t.Fatal(err)
	}
	n.Consult(k)
	before := s.Identifies()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx, k.keep(hear)) }()
	settled(t, s, func() bool { return s.Identifies() > before && s.Online() && len(s.Commands()) > 0 })
	return n, sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("it ended with %v", err)
		}
	})
}

// settled waits until the bot has nothing left to do, and more is so. In simulated time
// its goroutines have then come to rest as well: discordgo sleeps under its own lock where
// a connection ends, and one that waits for that lock meanwhile keeps the time from going on.
func settled(t testing.TB, s *fake.Server, more ...func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), long)
	defer cancel()
	if err := s.Settle(ctx, more...); err != nil {
		t.Fatal(err)
	}
	if s.Dial() != nil {
		synctest.Wait()
	}
}

// long is how long anything may take that should come at once, on a machine under load.
const long = 20 * time.Second

func (l *line) settle() { l.t.Helper(); settled(l.t, l.server) }

// next is what was heard next.
func (l *line) next() bot.Event {
	l.t.Helper()
	select {
	case ev := <-l.heard:
		return ev
	case <-time.After(long):
		l.t.Fatalf("nothing was heard; the log says %s", l.log.String())
		return bot.Event{}
	}
}

// meet has Mia write, and returns where.
func (l *line) meet() bot.Address {
	l.t.Helper()
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
