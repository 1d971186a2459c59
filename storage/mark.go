package storage

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
)

func markPlace(hash []byte) place { return place{"mark", "body", string(hash)} }

// SetMark keeps how far a network has come in a chat, under the key of whose it is.
func (db *DB) SetMark(ctx context.Context, m bot.Mark) error {
	return db.do(ctx, func(t *turn) error {
		const doing = "keeping a mark"
		hash := db.keys.hash.address(m.At)
		person, _ := first(t, "finding person", scanText, `SELECT person FROM address WHERE hash = ?1`, hash)
		if t.err != nil {
			return t.err
		}
		v, owner, err := t.whoseSeal(ctx, bot.PersonID(person))
		if err != nil {
			return err
		}
		t.exec(doing, `INSERT INTO mark (address, person, at, body) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT DO UPDATE SET person = excluded.person, at = excluded.at, body = excluded.body`,
			hash, sql.NullString{String: string(owner), Valid: owner != ""}, t.now.UnixMilli(), v.seal(markPlace(hash), t.encode(doing, m)))
		return nil
	})
}

const marksSince = `SELECT address, coalesce(person, ''), body FROM mark WHERE at >= ?1 ORDER BY at DESC`

type markRow struct {
	address, body []byte
	person        bot.PersonID
}

func scanMark(row scanner) (m markRow, err error) { return m, row.Scan(&m.address, &m.person, &m.body) }

// Marks is how far a network had come in the chats heard since. One that cannot be read,
// its person being forgotten or its row damaged, holds up no other.
func (db *DB) Marks(ctx context.Context, network, instance string, since time.Time, limit int) (found []bot.Mark, err error) {
	rows, err := db.read.QueryContext(ctx, marksSince, since.UnixMilli())
	kept, err := collect(rows, err, scanMark)
	if err != nil {
		return nil, failure("loading marks", err)
	}
	for _, row := range kept {
		m, err := db.openMark(ctx, row)
		switch {
		case len(found) == limit:
			return found, nil
		case err == nil && m.At.Network == network && m.At.Instance == instance:
			found = append(found, m)
		case ctx.Err() != nil:
			return nil, failure("loading marks", ctx.Err())
		case err != nil && !errors.Is(err, errNoKey):
			db.log.Error("a mark cannot be read", "code", bot.CodeOf(err), "fault", bot.FaultOf(err))
		}
	}
	return found, nil
}

func (db *DB) openMark(ctx context.Context, row markRow) (m bot.Mark, err error) {
	v, err := db.vaultOf(ctx, row.person)
	if err != nil {
		return m, err
	}
	body, err := v.open(markPlace(row.address), row.body)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(body, &m)
}
