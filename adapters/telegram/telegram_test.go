package telegram_test

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/text"
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

	languages map[string]text.Printer // beside English
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
	l.net, err = telegram.New(telegram.Config{Token: l.server.Token(), API: l.server.URL(), Log: log, Unpaced: true, Languages: l.languages})
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
func (l *line) settle(also ...func() bool) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := l.server.Settle(ctx, also...); err != nil {
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
