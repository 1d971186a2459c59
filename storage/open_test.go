package storage

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"samepage/bot"
)

// filled is a closed data directory with a person in it.
func filled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	db := open(t, dir, nil)
	with(t, db, personAt(t, db, chat("a")), keepSomething)
	check(t, db.Close())
	return dir
}

func codeOfOpen(t *testing.T, dir string, root Root) bot.Code {
	t.Helper()
	db, err := Open(context.Background(), Config{Dir: dir, Root: root})
	if err == nil {
		db.Close()
	} else if bot.SentenceOf(err) == "" {
		t.Error("no sentence")
	}
	return bot.CodeOf(err)
}

func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		root  Root
		want  bot.Code
	}{
		"nothing":                  {func(*testing.T, string) {}, testRoot, ""},
		"another root key":         {func(*testing.T, string) {}, Root{9}, bot.Key},
		"data without keys":        {remove("keys/keys.db"), testRoot, bot.Key},
		"keys without data":        {remove("data.db"), testRoot, bot.Corrupt},
		"an empty data file":       {overwrite("data.db", 0, nil), testRoot, bot.Corrupt},
		"keys of other data":       {exchangeKeys, testRoot, bot.Key},
		"a person without a key":   {statement("keys/keys.db", `DELETE FROM key WHERE owner <> 'system'`), testRoot, bot.Key},
		"newer data":               {statement("data.db", `PRAGMA user_version = 1000`), testRoot, bot.Newer},
		"newer keys":               {statement("keys/keys.db", `PRAGMA user_version = 1000`), testRoot, bot.Newer},
		"data that is none":        {overwrite("data.db", 0, []byte("this is no database, whatever it is called")), testRoot, bot.Corrupt},
		"keys that are none":       {overwrite("keys/keys.db", 0, []byte("this is no database, whatever it is called")), testRoot, bot.Corrupt},
		"keys of no person's data": {exchangeSystem, testRoot, bot.Key},
		"a page that is damaged":   {damage("greeted"), testRoot, bot.Corrupt},
		"a file for the directory": {fileFor("keys"), testRoot, bot.Storage},
		"a directory for the file": {directoryFor("data.db"), testRoot, bot.Storage},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			c.spoil(t, dir)
			before := everyFile(t, dir)
			if got := codeOfOpen(t, dir, c.root); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if c.want == bot.Key && string(everyFile(t, dir)["keys/keys.db"]) != string(before["keys/keys.db"]) && before["keys/keys.db"] != nil {
				t.Error("keys.db was changed")
			}
		})
	}
}

func remove(file string) func(*testing.T, string) {
	return func(t *testing.T, dir string) { check(t, os.Remove(filepath.Join(dir, file))) }
}

// overwrite writes bytes into a file; nil empties it.
func overwrite(file string, at int64, content []byte) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		f, err := os.OpenFile(filepath.Join(dir, file), os.O_WRONLY, 0)
		check(t, err)
		defer f.Close()
		if content == nil {
			check(t, f.Truncate(at))
		}
		_, err = f.WriteAt(content, at)
		check(t, err)
	}
}

func statement(file, statement string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		db, err := openFile(context.Background(), filepath.Join(dir, file), writer)
		check(t, err)
		defer func(db *sql.DB) { check(t, db.Close()) }(db)
		_, err = db.Exec(statement)
		check(t, err)
	}
}

// damage zeroes the first page of a table that the start has no use for.
func damage(table string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		db := open(t, dir, nil)
		page := count(t, db, `SELECT rootpage FROM sqlite_master WHERE name = ?1`, table)
		check(t, db.Close())
		overwrite("data.db", int64(page-1)*4096, make([]byte, 4096))(t, dir)
	}
}

// exchangeSystem puts another system key beside the right persons' keys.
func exchangeSystem(t *testing.T, dir string) {
	other := filepath.Join(filled(t), "keys/keys.db")
	statement("keys/keys.db", `ATTACH DATABASE '`+other+`' AS other;
		UPDATE key SET wrapped = (SELECT wrapped FROM other.key WHERE owner = 'system') WHERE owner = 'system'`)(t, dir)
}

func exchangeKeys(t *testing.T, dir string) {
	check(t, os.Rename(filepath.Join(filled(t), "keys/keys.db"), filepath.Join(dir, "keys/keys.db")))
}

func fileFor(folder string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		check(t, os.RemoveAll(filepath.Join(dir, folder)))
		check(t, os.WriteFile(filepath.Join(dir, folder), nil, 0o600))
	}
}

func directoryFor(file string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		check(t, os.Remove(filepath.Join(dir, file)))
		check(t, os.Mkdir(filepath.Join(dir, file), 0o700))
	}
}

func TestOneProcessADirectory(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	if got := codeOfOpen(t, dir, testRoot); got != bot.Locked {
		t.Errorf("got %q", got)
	}
	check(t, db.Close())
	check(t, db.Close())
	if got := codeOfOpen(t, dir, testRoot); got != "" {
		t.Errorf("after closing: %q", got)
	}
}

func TestNothingAfterClose(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	check(t, db.Close())
	if err := db.With(context.Background(), id, func(bot.Records) error { return nil }); err == nil {
		t.Error("a turn succeeded")
	}
}

func TestSimulatedTimeStays(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	if _, _, ok := db.SimulatedTime(); ok {
		t.Error("new data has a simulated time")
	}
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	check(t, db.SetSimulatedTime(context.Background(), at.Add(-time.Hour), "UTC"))
	check(t, db.SetSimulatedTime(context.Background(), at, "Europe/Berlin"))
	for range 2 {
		got, zone, ok := db.SimulatedTime()
		if !ok || !got.Equal(at) || zone != "Europe/Berlin" {
			t.Errorf("got %v, %q, %v", got, zone, ok)
		}
		check(t, db.Close())
		db = open(t, dir, nil)
	}
}
