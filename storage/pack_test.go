package storage

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/when"
)

// keptBefore is a directory as an earlier version left it, with one person, who has a note, a
// source and a message that was sent, and another who is being forgotten.
func keptBefore(t *testing.T) (dir string, id bot.PersonID) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir, nil)
	id = personAt(t, db, chat("a"))
	gone := personAt(t, db, chat("b"))
	v, err := db.keys.person(context.Background(), id)
	check(t, err)
	_, err = db.data.Exec(`UPDATE person SET forgetting = 1, farewell = ?2 WHERE id = ?1`, string(gone),
		db.keys.system.seal(farewellPlace(gone), []byte(`[]`)))
	check(t, err)
	seal := func(table, column, row, body string) []byte { return v.seal(place{table, column, row}, []byte(body)) }
	hash, address := db.keys.hash.message(chat("a"), "7"), db.keys.hash.address(chat("a"))
	check(t, db.Close())
	file, err := openFile(context.Background(), filepath.Join(dir, "data.db"), writer)
	check(t, err)
	defer file.Close()
	for _, s := range []Statement{
		{`DROP TABLE sheet`, nil}, {`DROP TABLE posted`, nil}, {`DROP TABLE outbox`, nil},
		{schemaBefore(t, "record"), nil}, {schemaBefore(t, "source"), nil}, {schemaBefore(t, "posted"), nil}, {schemaBefore(t, "outbox"), nil},
		{`CREATE INDEX posted_at ON posted (at)`, nil},
		{`INSERT INTO record (seq, person, kind, id, state, day, body) VALUES (9, ?1, 'note', '2', 'open', '2026-03-01', ?2)`, []any{string(id), seal("record", "body", rowOf("note", "2"), "second")}},
		{`INSERT INTO record (seq, person, kind, id, state, day, body) VALUES (8, ?1, 'note', '1', '', '', ?2)`, []any{string(id), seal("record", "body", rowOf("note", "1"), "first")}},
		{`INSERT INTO record (seq, person, kind, id, state, day, body) VALUES (7, ?1, 'note', '1', '', '', x'00')`, []any{string(gone)}},
		{`INSERT INTO source (person, hash, body) VALUES (?1, ?2, ?3)`, []any{string(id), hash, seal("source", "body", string(hash), `{"k":"note","i":"1"}`)}},
		{`INSERT INTO posted (person, id, seq, address, at, shown) VALUES (?1, 'question', 11, ?2, ?3, ?4)`, []any{string(id), address, time.Now().UnixMilli(), seal("message", "shown", "question", "net-1")}},
		{`INSERT INTO posted (person, id, seq, address, at, shown) VALUES ('', 'greeting', 10, ?1, ?2, ?3)`, []any{address, time.Now().UnixMilli(), db.keys.system.seal(shownPlace("greeting"), []byte("net-0"))}},
		{`INSERT INTO outbox (seq, id, person, address, nonce, edits, queued, held, urgency, body) VALUES (12, 'edit', ?1, ?2, 'n', 'question', 0, 0, 0, ?3)`,
			[]any{string(id), address, seal("message", "body", "edit", `{"a":{"Network":"one","Instance":"1","Chat":"a"},"m":{}}`)}},
		{`PRAGMA user_version = 8`, nil},
	} {
		_, err := file.Exec(s.SQL, s.Args...)
		check(t, err)
	}
	return dir, id
}

// schemaBefore is a table as the eighth migration left it.
func schemaBefore(t *testing.T, table string) (schema string) {
	t.Helper()
	db, err := openFile(context.Background(), filepath.Join(t.TempDir(), "data.db"), writer)
	check(t, err)
	defer db.Close()
	for version := 1; version <= 8; version++ {
		names, err := filepath.Glob(fmt.Sprintf("migrations/data/%04d_*.sql", version))
		check(t, err)
		check(t, step(context.Background(), db, names[0], version))
	}
	check(t, db.QueryRow(`SELECT sql FROM sqlite_schema WHERE name = ?1`, table).Scan(&schema))
	return schema
}

// What an earlier version kept is there, in its order; what it had begun to forget is not;
// and its tables are gone.
func TestWhatWasKeptBeforeIsPacked(t *testing.T) {
	dir, id := keptBefore(t)
	for range 2 {
		db := open(t, dir, nil)
		with(t, db, id, func(r bot.Records) {
			notes := r.All("note")
			if len(notes) != 2 || string(notes[0].Body) != "first" || string(notes[1].Body) != "second" || notes[1].State != "open" || notes[1].Day != (when.Date{Year: 2026, Month: 3, Day: 1}) {
				t.Errorf("there are %d notes, or other ones", len(notes))
			}
			if s, ok := r.Source(chat("a"), "7"); !ok || s.Kind != "note" || s.ID != "1" {
				t.Errorf("the source is %v", s)
			}
			posted := r.Posted(time.Time{})
			if len(posted) != 2 || posted[0].As != "net-0" || posted[1].As != "net-1" || posted[1].ID != "question" {
				t.Errorf("posted were %d", len(posted))
			}
		})
		if m := unsent(t, db); len(m) != 1 || m[0].ID != "edit" || m[0].Replaces != "net-1" {
			t.Errorf("%d wait, or replace another", len(m))
		}
		if n := count(t, db, `SELECT count(*) FROM sqlite_schema WHERE name IN ('record', 'source', 'posted_before', 'outbox_before')`); n != 0 {
			t.Errorf("%d tables are left", n)
		}
		if n := count(t, db, `SELECT count(*) FROM person`); n != 1 {
			t.Errorf("%d persons", n)
		}
		check(t, db.Close())
	}
}

// What is damaged is not left out in silence.
func TestWhatIsDamagedIsNotPacked(t *testing.T) {
	dir, _ := keptBefore(t)
	statement("data.db", `UPDATE record SET body = x'00' WHERE id = '2'`)(t, dir)
	if _, err := Open(context.Background(), Config{Dir: dir, Root: testRoot}); bot.CodeOf(err) != bot.Corrupt {
		t.Errorf("opened with %v", err)
	}
	file, err := openFile(context.Background(), filepath.Join(dir, "data.db"), writer)
	check(t, err)
	defer file.Close()
	var left int
	check(t, file.QueryRow(`SELECT count(*) FROM record`).Scan(&left))
	if left != 2 {
		t.Errorf("%d rows are left", left)
	}
}

// What waited at an upgrade, to sheets or since then, is known once it is sent, and forgotten
// with the rest.
func TestWhatWaitedBeforeIsKnown(t *testing.T) {
	dir, id := keptBefore(t)
	for _, want := range []int{3, 4} {
		db := open(t, dir, nil)
		for _, m := range unsent(t, db) {
			check(t, db.Sent(context.Background(), m, "net-2"))
		}
		with(t, db, id, func(r bot.Records) {
			if posted := r.Posted(time.Time{}); len(posted) != want {
				t.Errorf("%d of %d are known", len(posted), want)
			}
			r.Queue(sayingTo(chat("a"), "hello"))
		})
		check(t, db.Close())
		statement("data.db", `PRAGMA user_version = 9`)(t, dir)
	}
	db := open(t, dir, nil)
	with(t, db, id, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	isForgotten(t, db, id)
}
