package bot_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samepage/bot"
	"samepage/storage"
)

// meanwhile is a store that lets something happen while it keeps that the bot is awake.
type meanwhile struct {
	bot.Store
	happens func()
}

func (m *meanwhile) KeepAwake(ctx context.Context, a bot.Awake) error {
	if happens := m.happens; happens != nil {
		m.happens = nil
		happens()
	}
	return m.Store.KeepAwake(ctx, a)
}

// A turn asks whether the bot was away, and must not wait for what waits for the store.
func TestATurnRunsWhileItIsKeptThatTheBotIsAwake(t *testing.T) {
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
	defer db.Close()
	store := &meanwhile{Store: db}
	b := bot.New(bot.Config{Store: store, Clock: clock, Settings: bot.DefaultSettings()})
	events := 0
	hear := func(words string) {
		events++
		ev := bot.Event{ID: fmt.Sprint(events), From: bot.Address{Network: "n", Instance: "1", Chat: "a"}, Text: words}
		if err := b.Hear(context.Background(), ev); err != nil {
			t.Error(err)
		}
	}
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
