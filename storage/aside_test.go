package storage

import (
	"context"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// spoilKey leaves a person with a key that does not open.
func spoilKey(t *testing.T, db *DB, person bot.PersonID) {
	t.Helper()
	_, err := db.keys.file.Exec(`UPDATE key SET wrapped = x'00' WHERE owner = ?1`, string(person))
	check(t, err)
	db.keys.cache.drop(person)
}

// Whoever's key is damaged can keep nothing, and yet holds up nobody: what they send is
// set aside under the system key, for two days.
func TestSetAsideWithoutAKey(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
	db := open(t, dir, clock)
	id := personAt(t, db, chat("a"))
	key := bot.PromptKey{Kind: "checkin", Occurrence: "1"}
	with(t, db, id, func(r bot.Records) {
		r.SavePrompt(bot.Prompt{PromptKey: key, Due: r.Now(), Stale: r.Now().Add(time.Hour)})
	})
	spoilKey(t, db, id)
	if db.With(ctx, id, func(bot.Records) error { return nil }) == nil {
		t.Fatal("a turn without a key succeeded")
	}
	for range 2 {
		check(t, db.SetAside(ctx, id, chat("a"), "1", bot.Aside{Text: "plantedaside"}, farewell(chat("a"))))
	}
	if got := unsent(t, db); len(got) != 1 || got[0].Message.Text.String() != "farewell" {
		t.Errorf("%d messages wait", len(got))
	}
	foundNowhere(t, dir, "set aside", "plantedaside")
	asides := func() int { return count(t, db, `SELECT count(*) FROM aside WHERE person = ?1`, string(id)) }
	if asides() != 1 {
		t.Errorf("%d events are set aside", asides())
	}
	clock.Set(clock.Now().Add(keepKeyless))
	check(t, db.keepHouse(ctx))
	if asides() != 0 {
		t.Error("it is kept for longer than two days")
	}
}

// Once the key is back, what was set aside without it can be read.
func TestSetAsideUntilTheKeyIsBack(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	var wrapped []byte
	check(t, db.keys.file.QueryRow(`SELECT wrapped FROM key WHERE owner = ?1`, string(id)).Scan(&wrapped))
	spoilKey(t, db, id)
	check(t, db.SetAside(context.Background(), id, chat("a"), "1", bot.Aside{Text: "words"}, farewell(chat("a"))))
	_, err := db.keys.file.Exec(`UPDATE key SET wrapped = ?2 WHERE owner = ?1`, string(id), wrapped)
	check(t, err)
	with(t, db, id, func(r bot.Records) {
		if got := r.Asides(); len(got) != 1 || got[0].Text != "words" {
			t.Errorf("%d asides", len(got))
		}
	})
}

// A disk that takes nothing is no reason to set anything aside: it is to come again.
func TestNothingIsSetAsideOnAFullDisk(t *testing.T) {
	if elsewhere(t) {
		return
	}
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	large := strings.Repeat("words ", 1<<18)
	fullDisk(t, 1<<19, func() {
		err := db.SetAside(context.Background(), id, chat("a"), "1", bot.Aside{Text: large}, farewell(chat("a")))
		if bot.CodeOf(err) != bot.Storage {
			t.Errorf("got %v", err)
		}
	})
	with(t, db, id, func(r bot.Records) {
		if r.Seen(chat("a"), "1") || len(r.Asides()) != 0 || len(unsent(t, db)) != 0 {
			t.Error("something of it was kept")
		}
	})
}

// Whoever is being forgotten, however far that is, leaves no words behind, and what cannot be
// heard meanwhile does not end it.
func TestNothingIsSetAsideOfTheForgotten(t *testing.T) {
	for _, step := range []string{"mark", "shred", "key", "rows", "flush", "farewell"} {
		t.Run(step, func(t *testing.T) {
			db := open(t, t.TempDir(), nil)
			id := personAt(t, db, chat("a"))
			db.reach = func(at string) error {
				if at != step {
					return nil
				}
				err := db.SetAside(context.Background(), id, chat("a"), "event", bot.Aside{Text: "words"}, sayingTo(chat("a"), "set aside"))
				if bot.CodeOf(err) != bot.Invalid {
					t.Errorf("got %v", err)
				}
				return nil
			}
			with(t, db, id, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
			isForgotten(t, db, id)
			if left := unsent(t, db); len(left) != 1 || left[0].Message.Text.String() != "farewell" {
				t.Errorf("%d messages wait", len(left))
			}
		})
	}
}

// Whoever gives up waiting while an event is being set aside has it set aside all the same.
func TestSettingAsideIsGivenUpTooLate(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	ctx, giveUp := context.WithCancel(context.Background())
	behind(t, db, func() error { return db.do(context.Background(), func(*turn) error { giveUp(); return nil }) }, func() error {
		return db.SetAside(ctx, id, chat("a"), "event", bot.Aside{Text: "words"}, sayingTo(chat("a"), "set aside"))
	})
	if n := len(unsent(t, db)); n != 1 {
		t.Errorf("%d messages wait", n)
	}
}
