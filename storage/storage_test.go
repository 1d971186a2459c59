package storage

import (
	"context"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
)

var testRoot = Root{1, 2, 3}

func TestStore(t *testing.T) {
	bottest.Store(t, func(t *testing.T) bottest.Opener {
		dir := t.TempDir()
		return func(clock bot.Clock) (bot.Store, func()) {
			db := open(t, dir, clock)
			return db, func() { check(t, db.Close()) }
		}
	})
}

func open(t testing.TB, dir string, clock bot.Clock) *DB {
	t.Helper()
	db, err := Open(context.Background(), Config{Dir: dir, Root: testRoot, Clock: clock})
	check(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
