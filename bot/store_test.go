package bot_test

import (
	"context"
	"testing"

	"samepage/bot"
	"samepage/storage"
)

var root = storage.Root{1, 2, 3}

// openStore opens the real store in dir.
func openStore(t testing.TB, dir string, clock bot.Clock) (bot.Store, func()) {
	t.Helper()
	db, err := storage.Open(context.Background(), storage.Config{Dir: dir, Root: root, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	return db, func() {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
