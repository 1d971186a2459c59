package storage

import (
	"context"
	"path/filepath"
	"slices"
	"time"
)

// What "samepage bench" compares the engine with. Only this package has SQL.

// Statement is one that a turn has written with.
type Statement struct {
	SQL  string
	Args []any
}

// Bare is a data directory with nothing around it: no engine, nothing read, sealed or
// waited for.
type Bare struct{ pool *pool }

// OpenBare opens the data directory dir.
func OpenBare(ctx context.Context, dir string) (Bare, error) {
	file, err := openFile(ctx, filepath.Join(dir, "data.db"), writer)
	if err != nil {
		return Bare{}, err
	}
	return Bare{newPool(file)}, nil
}

// Close closes it.
func (b Bare) Close() { b.pool.close() }

// Write writes what turns have written elsewhere, so many at a time in a transaction.
func (b Bare) Write(ctx context.Context, turns [][]Statement, each int) error {
	for some := range slices.Chunk(turns, each) {
		if err := b.pool.inTx(ctx, func(tx *tx) error { return tx.replay(some) }); err != nil {
			return failure("replaying", err)
		}
	}
	return nil
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
