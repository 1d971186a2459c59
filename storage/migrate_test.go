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
