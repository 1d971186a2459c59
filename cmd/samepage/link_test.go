package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"samepage/adapters/console"
	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/storage"
)

// two is one bot on two networks: Mia's chat on Telegram, and a terminal.
type two struct {
	*testing.T
	clock  *bot.SimulatedClock
	bot    *bot.Bot
	server *fake.Server
	mia    *fake.Person
	typing io.Writer
	mu     sync.Mutex
	out    bytes.Buffer
}

// Write is what the terminal shows.
func (x *two) Write(b []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.out.Write(b)
}

func newTwo(t *testing.T) *two {
	x := &two{T: t, clock: bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC))}
	x.server = fake.New(t, fake.Clock(x.clock.Now))
	x.mia = x.server.Person(4711, "Mia")
	phone, err := telegram.New(telegram.Config{Token: x.server.Token(), API: x.server.URL(), Unpaced: true})
	if err != nil {
		t.Fatal(err)
	}
	in, typing := io.Pipe()
	x.typing = typing
	networks := []bot.Network{phone, console.New(in, x)}
	x.bot = bot.New(bot.Config{Store: x.store(), Clock: x.clock, Networks: networks, Settings: bot.DefaultSettings(), Patience: time.Minute})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	for _, n := range networks {
		running.Go(func() {
			if err := n.Run(ctx, x.hear); err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(func() { cancel(); typing.Close(); running.Wait() })
	return x
}

func (x *two) store() *storage.DB {
	dir := x.TempDir()
	root, err := storage.RootFor(filepath.Join(x.TempDir(), "root.key"), dir)
	if err != nil {
		x.Fatal(err)
	}
	db, err := storage.Open(x.Context(), storage.Config{Dir: dir, Root: root, Clock: x.clock})
	if err != nil {
		x.Fatal(err)
	}
	x.Cleanup(func() { db.Close() })
	return db
}

// hear is an event and all that is said to it.
func (x *two) hear(ctx context.Context, ev bot.Event) error {
	if err := x.bot.Hear(ctx, ev); err != nil {
		return err
	}
	return x.bot.Flush(ctx)
}

// taps has Mia press a button, once it is there, or else write.
func (x *two) taps(words string) {
	x.Helper()
	if !x.mia.Press(words) {
		x.mia.Say(words)
	}
	if err := x.server.Settle(x.Context()); err != nil {
		x.Fatal(err)
	}
}

// types has somebody type at the terminal.
func (x *two) types(words string) { io.WriteString(x.typing, words+"\n") }

// phone waits until the newest message on the phone has words.
func (x *two) phone(words string) {
	x.Helper()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(x.mia.Last().Text, words); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			x.Fatalf("the phone shows %q, and %q was to come", x.mia.Last(), words)
		}
	}
}

// terminal waits until the terminal has shown words, and forgets all before their end.
func (x *two) terminal(words string) {
	x.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		x.mu.Lock()
		_, rest, there := strings.Cut(x.out.String(), words)
		if there {
			x.out.Reset()
			x.out.WriteString(rest)
		}
		x.mu.Unlock()
		if there {
			return
		}
	}
	x.Fatalf("the terminal never shows %q, but %s", words, &x.out)
}

// One record in two chats: both know it, prompts come where they are wanted, each chat is
// told what happens in the other, and they part again.
func TestTwoChatsOneRecord(t *testing.T) {
	x := newTwo(t)
	for _, words := range []string{"hi", "Yes, I'm 16 or older", "Just looking", "flare after lunch", "/link"} {
		x.taps(words)
	}
	x.types("/link " + x.code())
	x.terminal("This chat is joined.")
	x.terminal("Where shall I write by myself?")
	x.phone("This computer is joined to this chat now")
	x.types("This computer, this chat")
	x.terminal("From now on I write by myself here: This computer.")
	x.phone("From now on I write by myself here: This computer.")
	x.types("forget that")
	x.terminal("flare after lunch")
	x.types("keep it")
	x.terminal("Fine.")

	x.taps("check in daily at 20:00")
	x.taps("Berlin")
	before := len(x.mia.Chat())
	if err := bottest.Advance(t.Context(), x.bot, x.clock, x.clock.Now().Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	x.terminal("How was today?")
	if chat := x.mia.Chat(); len(chat) != before {
		t.Errorf("the phone shows %v", chat[before:])
	}

	x.taps("/unlink")
	x.taps("This computer")
	x.phone("Leave this one: This computer?")
	x.taps("Leave it")
	x.terminal("This chat is on its own again.")
	x.types("hi")
	x.terminal("Hi, I'm Samepage")
	x.taps("forget that")
	x.phone("flare after lunch")

	x.taps("/link")
	tablet := x.server.Person(4712, "Mia")
	tablet.Start("link-" + x.code()) // the link t.me/samepage_bot?start=link-...
	x.phone("Telegram is joined to this chat now")
	if err := x.server.Settle(t.Context()); err != nil || !strings.Contains(tablet.Last().Text, "Where shall I write by myself?") {
		t.Errorf("the tablet shows %q, %v", tablet.Last(), err)
	}
}

// code is the one the phone shows.
func (x *two) code() string {
	return regexp.MustCompile(`[a-z2-7]{4}-[a-z2-7]{4}`).FindString(x.mia.Last().Text)
}
