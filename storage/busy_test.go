package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"testing"

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
