package storage

import (
	"context"
	"path/filepath"
	"time"
)

// What "samepage bench" compares the engine with. Only this package has SQL.

// Statement is one that a turn has written with.
type Statement struct {
	SQL  string
	Args []any
}

// Replay writes in the data directory dir what turns have written, so many at a time in a
// transaction, with nothing around it: no engine, nothing read, sealed or waited for.
func Replay(ctx context.Context, dir string, turns [][]Statement, each int) (time.Duration, error) {
	file, err := openFile(ctx, filepath.Join(dir, "data.db"), writer)
	if err != nil {
		return 0, err
	}
	db := newPool(file)
	defer db.close()
	began := time.Now()
	for len(turns) > 0 {
		n := min(each, len(turns))
		if err := db.inTx(ctx, func(tx *tx) error { return tx.replay(turns[:n]) }); err != nil {
			return 0, failure("replaying", err)
		}
		turns = turns[n:]
	}
	return time.Since(began), nil
}

func (t *tx) replay(turns [][]Statement) error {
	for _, turn := range turns {
		for _, s := range turn {
			if err := t.run(s.SQL, s.Args...); err != nil {
				return err
			}
		}
	}
	return nil
}

// Crowd adds prompts of n people who are not there, due evenly over a day from from on. The
// directory is not fit to be opened again.
func (db *DB) Crowd(ctx context.Context, n int, from time.Time) error {
	return failure("making a crowd", db.inTx(ctx, func(tx *tx) error {
		t := db.newTurn(tx)
		there, _ := first(t, "counting people", scanNumber, `SELECT coalesce(max(number), 0) FROM person`)
		if t.err != nil {
			return t.err
		}
		if err := tx.run(`INSERT INTO person (id, number)
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
			SELECT hex(randomblob(13)), i + ?2 FROM n`, n, there); err != nil {
			return err
		}
		return tx.run(`INSERT INTO prompt (person, kind, occurrence, due, stale, spent, about)
			SELECT id, 'checkin', '2026-03-02', ?1 + (number - ?3) * 86400000 / ?2, ?1 + 2 * 86400000, 0, zeroblob(92) FROM person
			WHERE number > ?3`, from.UnixMilli(), n, there)
	}))
}

func scanNumber(row scanner) (n int64, err error) { return n, row.Scan(&n) }
