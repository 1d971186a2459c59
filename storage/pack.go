package storage

import (
	"context"
	"encoding/binary"

	"samepage/bot"
)

// What an earlier version kept in tables of their own is put on sheets at the start, some
// persons at a time, each time in one transaction. Then the tables are gone.

// findUnpacked finds such tables.
func (db *DB) findUnpacked(ctx context.Context) (err error) {
	rows, err := db.data.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('record', 'source', 'posted_before')`)
	db.unpacked, err = collect(rows, err, scanText)
	return err
}

const (
	packedAtOnce = 100
	toPack       = `SELECT id, number FROM person WHERE id IN (
		SELECT person FROM record UNION SELECT person FROM source UNION SELECT person FROM posted_before LIMIT ?1)`
)

type numbered struct {
	id     bot.PersonID
	number int64
}

func scanNumbered(row scanner) (n numbered, err error) { return n, row.Scan(&n.id, &n.number) }

func (db *DB) pack(ctx context.Context) error {
	if len(db.unpacked) == 0 {
		return nil
	}
	for more := true; more; {
		err := db.inTx(ctx, func(tx *tx) error {
			t := db.newTurn(tx)
			persons := all(t, "finding records", scanNumbered, toPack, packedAtOnce)
			for _, p := range persons {
				t.pack(ctx, p)
			}
			more = len(persons) > 0
			return t.err
		})
		if err != nil {
			return failure("packing records", err)
		}
	}
	return db.dropUnpacked(ctx)
}

func (db *DB) dropUnpacked(ctx context.Context) error {
	defer func() { db.unpacked = nil }()
	return db.inTx(ctx, func(tx *tx) error {
		for _, table := range db.unpacked {
			if err := tx.run(`DROP TABLE ` + table); err != nil {
				return err
			}
		}
		return nil
	})
}

// pack moves what is kept of a person.
func (t *turn) pack(ctx context.Context, p numbered) {
	const doing = "packing records"
	v, err := t.db.keys.person(ctx, p.id)
	t.fail(doing, err)
	r := &records{turn: t, person: p.id, vault: v, folder: newFolder(p.number, nil)}
	for _, row := range all(t, doing, scanUnpacked, `SELECT kind, id, state, day, body FROM record WHERE person = ?1 ORDER BY seq`, string(p.id)) {
		row.Body = r.open(doing, place{"record", "body", rowOf(row.Kind, row.ID)}, row.Body)
		r.Save(row)
	}
	for _, row := range all(t, doing, scanSealed, `SELECT hash, body FROM source WHERE person = ?1`, string(p.id)) {
		r.Save(bot.Row{Kind: sourceKind, ID: string(row.by), Body: r.open(doing, place{"source", "body", string(row.by)}, row.value)})
	}
	for _, m := range all(t, doing, scanUtterance, `SELECT seq, id FROM posted_before WHERE person = ?1 ORDER BY seq`, string(p.id)) {
		r.folder.appendTo(saidKind, saidMost, frame(binary.AppendUvarint(nil, uint64(m.seq)), m.id))
	}
	r.write()
	for _, table := range t.db.unpacked {
		t.exec(doing, `DELETE FROM `+table+` WHERE person = ?1`, string(p.id))
	}
}

func scanUnpacked(row scanner) (r bot.Row, err error) {
	var day string
	if err := row.Scan(&r.Kind, &r.ID, &r.State, &day, &r.Body); err != nil {
		return r, err
	}
	return r, r.Day.UnmarshalText([]byte(day))
}

func scanUtterance(row scanner) (m utterance, err error) { return m, row.Scan(&m.seq, &m.id) }
