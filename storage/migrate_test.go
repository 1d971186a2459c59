package storage

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// Records that were written in turns come to lie together, each person's in their order.
func TestRecordsAreBroughtTogether(t *testing.T) {
	ctx := context.Background()
	db, err := openFile(ctx, filepath.Join(t.TempDir(), "data.db"), writer)
	check(t, err)
	defer db.Close()
	for version, name := range []string{"0001_first", "0002_rank", "0003_aside", "0004_mark"} {
		check(t, step(ctx, db, "migrations/data/"+name+".sql", version+1))
	}
	_, err = db.Exec(`INSERT INTO person (id) VALUES ('a'), ('b')`)
	check(t, err)
	for i := range 6 {
		_, err := db.Exec(`INSERT INTO record (person, kind, id, state, day, body) VALUES (?1, 'note', ?2, '', '', x'00')`,
			string("ab"[i%2]), fmt.Sprint(9-i))
		check(t, err)
	}
	check(t, migrate(ctx, db, "data"))
	rows, err := db.Query(`SELECT person || id FROM record ORDER BY seq`)
	got, err := collect(rows, err, scanText)
	check(t, err)
	if order := strings.Join(got, " "); order != "a9 a7 a5 b8 b6 b4" {
		t.Errorf("they lie in the order %s", order)
	}
}

// What waited still waits, under its nonce and in its order, and what was sent is known.
func TestMessagesAreParted(t *testing.T) {
	ctx := context.Background()
	db, err := openFile(ctx, filepath.Join(t.TempDir(), "data.db"), writer)
	check(t, err)
	defer db.Close()
	for version, name := range []string{"0001_first", "0002_rank", "0003_aside", "0004_mark", "0005_together", "0006_letter"} {
		check(t, step(ctx, db, "migrations/data/"+name+".sql", version+1))
	}
	for _, statement := range []string{
		`INSERT INTO person (id) VALUES ('a')`,
		`INSERT INTO message (id, person, address, nonce, edits, queued, held, rank, sent, shown) VALUES
			('1', 'a', x'01', 'n1', '', 5, 0, 0, 7, x'11'), ('2', NULL, x'02', 'n2', '', 6, 0, 0, 8, x'12'),
			('3', 'a', x'01', 'n3', '1', 9, 1, 2, NULL, NULL), ('4', NULL, x'02', 'n4', '', 9, 0, 0, NULL, NULL)`,
		`INSERT INTO letter VALUES (3, x'13'), (4, x'14')`,
	} {
		_, err := db.Exec(statement)
		check(t, err)
	}
	check(t, migrate(ctx, db, "data"))
	rows, err := db.Query(`SELECT concat_ws(' ', id, coalesce(person, '-'), hex(address), nonce, edits, queued, held, urgency >> 48, hex(body)) FROM outbox
		UNION ALL SELECT concat_ws(' ', id, '<' || person || '>', hex(address), at, hex(shown)) FROM posted ORDER BY 1`)
	got, err := collect(rows, err, scanText)
	check(t, err)
	want := "1 <a> 01 7 11, 2 <> 02 8 12, 3 a 01 n3 1 9 1 2 13, 4 - 02 n4  9 0 0 14"
	if strings.Join(got, ", ") != want {
		t.Errorf("there are %q", got)
	}
}
