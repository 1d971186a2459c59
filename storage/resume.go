package storage

import (
	"context"

	"samepage/bot"
)

// resume brings data and keys into line after however the last process ended.
func (db *DB) resume(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		db.resumeOutbox, db.findUnpacked, db.shredAgain, db.resumeForgetting, db.attachKeys, db.refuseKeyless, db.pack, db.sweepOrphans, db.detachKeys, db.keys.settle, db.flush,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// resumeOutbox has what was leased to the courier of the last process wait again.
func (db *DB) resumeOutbox(ctx context.Context) error {
	var last int64
	if err := db.data.QueryRowContext(ctx, lastSeq).Scan(&last); err != nil {
		return err
	}
	db.last.Store(last)
	return db.inTx(ctx, func(tx *tx) error {
		return tx.run(endLeases)
	})
}

// lastSeq is the highest there has been, of what waits and of what was sent last.
const lastSeq = `SELECT max((SELECT coalesce(max(seq), 0) FROM outbox), (SELECT coalesce(max(seq), 0) FROM posted))`

// attachKeys lets one query look into both files; nothing is written across them.
func (db *DB) attachKeys(ctx context.Context) error {
	_, err := db.data.ExecContext(ctx, `ATTACH DATABASE ?1 AS keys`, db.path("keys/keys.db"))
	return err
}

func (db *DB) detachKeys(ctx context.Context) error {
	_, err := db.data.ExecContext(ctx, `DETACH DATABASE keys`)
	return err
}

// refuseKeyless stops at rows that no key opens, though nobody forgot them: keys.db is
// too old, or of other data. To go on would be to call a loss forgetting.
func (db *DB) refuseKeyless(ctx context.Context) error {
	var keyless int
	err := db.data.QueryRowContext(ctx,
		`SELECT count(*) FROM person WHERE NOT EXISTS (SELECT 1 FROM keys.key WHERE owner = person.id)`).Scan(&keyless)
	if err == nil && keyless > 0 {
		return &bot.Error{Code: bot.Key, Sentence: "Some of the data has no key in keys.db. Restore the latest keys.db."}
	}
	return err
}

// sweepOrphans takes back the keys and rows of persons who were made since the last
// start and never came to be: no address leads to them and nothing is kept. Keys that
// were there before stay, in case this data.db is a backup older than they are.
func (db *DB) sweepOrphans(ctx context.Context) error {
	rows, err := db.data.QueryContext(ctx,
		`SELECT owner FROM keys.key WHERE pending
		AND NOT EXISTS (SELECT 1 FROM address WHERE person = owner)
		AND NOT EXISTS (SELECT 1 FROM person p JOIN sheet ON sheet.number BETWEEN p.number << 24 AND (p.number << 24) + 0xffffff WHERE p.id = owner)`)
	orphans, err := collect(rows, err, scanText)
	if err != nil {
		return err
	}
	for _, id := range orphans {
		if err := db.takeBack(ctx, bot.PersonID(id)); err != nil {
			return err
		}
	}
	return nil
}

// takeBack deletes the row before the key, so that no row is ever without one.
func (db *DB) takeBack(ctx context.Context, person bot.PersonID) error {
	if err := db.deleteRows(ctx, person); err != nil {
		return err
	}
	err := db.inTx(ctx, func(tx *tx) error {
		return tx.run(`DELETE FROM person WHERE id = ?1`, string(person))
	})
	if err != nil {
		return err
	}
	return db.keys.destroy(ctx, person)
}
