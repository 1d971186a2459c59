package bot_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samepage/bot"
	"samepage/storage"
)

// meanwhile is a store that lets something happen while it keeps that the bot is awake, or
// once it has looked for what is due.
type meanwhile struct {
	bot.Store
	happens, looked func()
}

func (m *meanwhile) KeepAwake(ctx context.Context, a bot.Awake) error {
	once(&m.happens)
	return m.Store.KeepAwake(ctx, a)
}

func (m *meanwhile) Due(ctx context.Context, now time.Time, limit int) ([]bot.Owed, time.Time, error) {
	defer once(&m.looked)
	return m.Store.Due(ctx, now, limit)
}

func once(happens *func()) {
	if happen := *happens; happen != nil {
		*happens = nil
		happen()
	}
}

// awake is a bot over a store in which something happens meanwhile, and what somebody tells it.
func awake(t *testing.T) (b *bot.Bot, store *meanwhile, hear func(words string)) {
	t.Helper()
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC))
	dir := t.TempDir()
	root, err := storage.RootFor(dir+".key", dir)
	if err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(t.Context(), storage.Config{Dir: dir, Root: root, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	store = &meanwhile{Store: db}
	b = bot.New(bot.Config{Store: store, Clock: clock, Settings: bot.DefaultSettings()})
	events := 0
	return b, store, func(words string) {
		events++
		ev := bot.Event{ID: fmt.Sprint(events), From: bot.Address{Network: "n", Instance: "1", Chat: "a"}, Text: words}
		if err := b.Hear(context.Background(), ev); err != nil {
			t.Error(err)
		}
	}
}

// A turn asks whether the bot was away, and must not wait for what waits for the store.
func TestATurnRunsWhileItIsKeptThatTheBotIsAwake(t *testing.T) {
	b, store, hear := awake(t)
	hear("hi")
	hear("Yes, I'm 16 or older")
	heard := make(chan struct{})
	store.happens = func() {
		hear("help")
		close(heard)
	}
	go func() { _, _ = b.Tick(context.Background()) }()
	select {
	case <-heard:
	case <-time.After(20 * time.Second):
		t.Fatal("the turn waits")
	}
}

// What comes to be due after the clock was looked at, and before it is known when to look
// again, is known then; what comes to be due later wakes the bot where that is sooner.
func TestWhatComesToBeDueMeanwhile(t *testing.T) {
	b, store, hear := awake(t)
	for _, words := range []string{"hi", "Yes, I'm 16 or older", "An appointment", "18:00 London", "Not now"} {
		hear(words)
	}
	next := func() string {
		at, err := b.Tick(context.Background())
		if err != nil {
			t.Error(err)
		}
		return at.Format("02 15:04")
	}
	store.looked = func() { hear("/checkin every day at 20:00") }
	if at := next(); at != "02 20:00" {
		t.Errorf("it looks again at %s", at)
	}
	hear("/checkin every day at 21:00")
	if b.Woken() {
		t.Error("it was woken by what is due later")
	}
	next()
	hear("/checkin every day at 20:30")
	if at := next(); !b.Woken() || at != "02 20:30" {
		t.Errorf("it was not woken, or looks again at %s", at)
	}
}
