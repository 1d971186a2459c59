package bot_test

import (
	"context"
	"testing"
	"time"

	"samepage/bot"
	"samepage/storage"
)

// What an event says of how far its network is, is kept with what it means, whoever it is
// from, and handed to the network that asks.
func TestMarksComeBack(t *testing.T) {
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
	b := bot.New(bot.Config{Store: db, Clock: clock, Settings: bot.DefaultSettings()})
	at := bot.Address{Network: "n", Instance: "1", Chat: "a"}
	for i, mark := range []string{"5", "", "7"} {
		ev := bot.Event{ID: string(rune('a' + i)), From: at, Text: "hi", Mark: mark}
		if err := b.Hear(context.Background(), ev); err != nil {
			t.Fatal(err)
		}
	}
	got, err := b.Marks(context.Background(), "n", "1")
	if err != nil || len(got) != 1 || got[0] != (bot.Mark{At: at, Mark: "7"}) {
		t.Errorf("got %v, %v", got, err)
	}
	clock.Set(clock.Now().Add(15 * 24 * time.Hour))
	if got, err := b.Marks(context.Background(), "n", "1"); err != nil || len(got) != 0 {
		t.Errorf("after a fortnight: %v, %v", got, err)
	}
}
