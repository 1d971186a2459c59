package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"testing"
	"time"

	"samepage/bot"
)

// another is another program that has the file until it gives it back.
func another(t *testing.T, db *DB) *sql.Tx {
	t.Helper()
	other, err := openFile(context.Background(), db.path("data.db"), writer)
	check(t, err)
	t.Cleanup(func() { other.Close() })
	tx, err := other.Begin()
	check(t, err)
	return tx
}

// setting sets something of the writer's connection.
func setting(t *testing.T, db *DB, pragma string) {
	t.Helper()
	_, err := db.data.Exec(pragma)
	check(t, err)
}

func nothing(*turn) error { return nil }

// onceBusy is a statement after whose failure the file is given back.
type onceBusy struct {
	prepared
	free func()
}

func (s *onceBusy) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := s.prepared.QueryContext(ctx, args)
	if err != nil {
		s.free()
	}
	return rows, err
}

// Where another program has the file for a little longer than is waited for it, nobody is
// told of it.
func TestABusyFileIsTriedOnceMore(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	setting(t, db, `PRAGMA busy_timeout = 0`)
	check(t, db.do(context.Background(), nothing))
	tx := another(t, db)
	var statements map[string]prepared
	check(t, db.data.use(context.Background(), func(c *conn) error { statements = c.statements; return nil }))
	tries := 0
	statements["BEGIN IMMEDIATE"] = &onceBusy{statements["BEGIN IMMEDIATE"], func() { tries++; check(t, tx.Rollback()) }}
	check(t, db.do(context.Background(), nothing))
	if tries != 1 {
		t.Errorf("the file was busy %d times", tries)
	}
}

// Where it has the file for longer, a group fails at once: its turns would only wait for it
// one after the other.
func TestABusyFileFailsTheWholeGroup(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	setting(t, db, `PRAGMA busy_timeout = 200`)
	tx := another(t, db)
	one, other := &job{run: nothing, done: make(chan error, 1)}, &job{run: nothing, done: make(chan error, 1)}
	go db.settle([]*job{one, other})
	if err := <-one.done; bot.CodeOf(err) != bot.Storage {
		t.Errorf("one got %v", err)
	}
	check(t, tx.Rollback())
	if err := <-other.done; bot.CodeOf(err) != bot.Storage {
		t.Errorf("the other got %v", err)
	}
}

// Another program that reads the file for longer keeps the log of what was deleted from being
// emptied. Nobody is told so, neither whoever asked to be forgotten nor the next who write;
// the forgetting goes on soon after.
func TestForgettingWhileAnotherProgramReads(t *testing.T) {
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
	db, ctx := open(t, t.TempDir(), clock), context.Background()
	gone := personAt(t, db, chat("a"))
	setting(t, db, `PRAGMA busy_timeout = 50`)
	other, err := openFile(ctx, db.path("data.db"), reader)
	check(t, err)
	defer other.Close()
	backup, err := other.Conn(ctx)
	check(t, err)
	reads := func(sql string) { _, err := backup.ExecContext(ctx, sql); check(t, err) }
	reads(`BEGIN`)
	reads(`SELECT count(*) FROM person`)
	with(t, db, gone, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	if err := failure("flushing", db.flush(ctx)); bot.CodeOf(err) != bot.Storage {
		t.Errorf("flushing: %v", err)
	}
	if n := len(unsent(t, db)); n != 0 {
		t.Errorf("%d messages wait before it is done", n)
	}
	reads(`COMMIT`)
	check(t, backup.Close())
	clock.Set(clock.Now().Add(forgetAgain))
	_, _, err = db.Due(ctx, clock.Now(), 1)
	check(t, err)
	isForgotten(t, db, gone)
	if n := len(unsent(t, db)); n != 1 {
		t.Errorf("%d farewells wait", n)
	}
}

// A closed directory holds no connection: the last one takes the -wal file along.
func TestNothingIsOpenOnceClosed(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	with(t, db, personAt(t, db, chat("a")), keepSomething)
	check(t, db.Close())
	for _, pattern := range []string{"*-wal", "*/*-wal"} {
		if left, err := filepath.Glob(filepath.Join(dir, pattern)); err != nil || len(left) != 0 {
			t.Errorf("left open: %v, %v", left, err)
		}
	}
}
