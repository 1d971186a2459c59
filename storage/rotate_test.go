package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"samepage/bot"
)

func TestRotate(t *testing.T) {
	ctx, next := context.Background(), Root{7}
	dir := filled(t)
	before, err := os.ReadFile(filepath.Join(dir, "keys/keys.db"))
	check(t, err)
	if err := Rotate(ctx, dir, Root{9}, next); bot.CodeOf(err) != bot.Key {
		t.Errorf("from a wrong key: %v", err)
	}
	check(t, Rotate(ctx, dir, testRoot, next))
	check(t, Rotate(ctx, dir, testRoot, next))
	if got := codeOfOpen(t, dir, testRoot); got != bot.Key {
		t.Errorf("the old key: %q", got)
	}
	db, err := Open(ctx, Config{Dir: dir, Root: next})
	check(t, err)
	id, err := db.Find(ctx, chat("a"))
	check(t, err)
	with(t, db, id, func(r bot.Records) {
		if len(r.All("note")) != 1 {
			t.Error("the note is gone")
		}
	})
	if err := Rotate(ctx, dir, next, testRoot); bot.CodeOf(err) != bot.Locked {
		t.Errorf("while open: %v", err)
	}
	check(t, db.Close())
	foundNowhere(t, dir, "rotated", string(wrappedIn(t, before)))
}

// wrappedIn is the system key as an earlier keys.db had it.
func wrappedIn(t *testing.T, file []byte) (wrapped []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys.db")
	check(t, os.WriteFile(path, file, 0o600))
	db, err := openFile(context.Background(), path, writer)
	check(t, err)
	defer db.Close()
	check(t, db.QueryRow(`SELECT wrapped FROM key WHERE owner = 'system'`).Scan(&wrapped))
	return wrapped
}
