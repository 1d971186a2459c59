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

// chat is an address with digits that are easy to look for.
func chat(id string) bot.Address { return bot.Address{Network: "one", Instance: "1", Chat: id} }

func personAt(t testing.TB, db *DB, address bot.Address) bot.PersonID {
	t.Helper()
	id, err := db.Create(context.Background())
	check(t, err)
	with(t, db, id, func(r bot.Records) { r.Attach(address) })
	return id
}

func with(t testing.TB, db *DB, person bot.PersonID, turn func(bot.Records)) {
	t.Helper()
	check(t, db.With(context.Background(), person, func(r bot.Records) error { turn(r); return nil }))
}

func unsent(t testing.TB, db *DB) []bot.Outgoing {
	t.Helper()
	found, err := db.Unsent(context.Background(), 100)
	check(t, err)
	return found
}
