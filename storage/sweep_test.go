package storage

import (
	"context"
	"testing"
	"time"

	"samepage/bot"
)

// What was shown is known for a month, since it may be changed; to whoever never said yes,
// for two days.
func TestWhatWasShownIsSwept(t *testing.T) {
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
	db := open(t, t.TempDir(), clock)
	check(t, db.Meet(context.Background(), chat("stranger"), func(s bot.Stranger) error {
		s.Queue(sayingTo(chat("stranger"), "hello"))
		return nil
	}))
	with(t, db, personAt(t, db, chat("a")), func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
	for _, m := range unsent(t, db) {
		check(t, db.Sent(context.Background(), m, "1"))
	}
	for _, step := range []struct {
		after           time.Duration
		strangers, ours int
	}{{0, 1, 1}, {47 * time.Hour, 1, 1}, {2 * time.Hour, 0, 1}, {27 * 24 * time.Hour, 0, 1}, {2 * 24 * time.Hour, 0, 0}} {
		clock.Set(clock.Now().Add(step.after))
		_, _, err := db.Due(context.Background(), clock.Now(), 1)
		check(t, err)
		strangers := count(t, db, `SELECT count(*) FROM posted WHERE person = ''`)
		ours := count(t, db, `SELECT count(*) FROM posted WHERE person <> ''`)
		if strangers != step.strangers || ours != step.ours {
			t.Errorf("at %s %d and %d are known", clock.Now(), strangers, ours)
		}
	}
}
