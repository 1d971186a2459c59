package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"samepage/bot"
)

// letter is the sealed body of a message.
type letter struct {
	To       bot.Address     `json:"a"`
	Message  bot.Message     `json:"m"`
	Replaces bot.MessageID   `json:"r,omitempty"`
	Deletes  []bot.MessageID `json:"d,omitempty"`
	Prompt   bot.PromptKey   `json:"p,omitzero"`
}

func letterOf(m bot.Outgoing) letter { return letter{m.To, m.Message, m.Replaces, m.Deletes, m.Prompt} }

func bodyPlace(id string) place  { return place{"message", "body", id} }
func shownPlace(id string) place { return place{"message", "shown", id} }

// Queue keeps a message to be sent once the turn is committed.
func (r *records) Queue(m bot.Outgoing) { r.queue(r.person, r.vault, m) }

// queue gives a message its place in the order, with all that waits for the same chat
// before it, and its nonce: 25 characters are what
// Discord takes (https://discord.com/developers/docs/resources/message#create-message).
func (t *turn) queue(person bot.PersonID, v vault, m bot.Outgoing) {
	const doing = "queueing message"
	if m.ID == "" {
		m.ID = newID()
	}
	body := v.seal(bodyPlace(m.ID), t.encode(doing, letterOf(m)))
	address := t.db.keys.hash.address(m.To)
	t.exec(doing, `UPDATE message SET rank = ?2 WHERE address = ?1 AND sent IS NULL AND rank > ?2`, address, m.Rank)
	t.exec(doing,
		`INSERT INTO message (id, person, address, nonce, edits, queued, held, rank)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, EXISTS (SELECT 1 FROM unreachable WHERE address = ?3), ?7)`,
		m.ID, sql.NullString{String: string(person), Valid: person != ""}, address,
		rand.Text()[:25], m.Edits, t.now.UnixMilli(), m.Rank)
	t.exec(doing, `INSERT INTO letter (message, body) VALUES (last_insert_rowid(), ?1)`, body)
}

const waitingMessages = `SELECT m.id, coalesce(m.person, ''), m.address, m.nonce, m.edits, m.queued, m.rank, l.body, e.id, e.shown
	FROM message m JOIN letter l ON l.message = m.seq LEFT JOIN message e ON e.id = m.edits AND e.address = m.address
	WHERE m.sent IS NULL AND NOT m.held ORDER BY m.rank, m.seq`

// waiting is a row of the outbox, with the row it edits.
type waiting struct {
	bot.Outgoing
	person  bot.PersonID
	address string
	body    []byte
	edits   sql.NullString // the ID of the edited one, if it is still kept
	shown   []byte         // the network's id for that, once sent
}

// Unsent is what waits to be sent. A change to a message that is itself yet to be sent
// has to wait for it, and whatever else is for that chat waits behind the change. One
// that cannot be read, its row being damaged, holds up no other.
func (db *DB) Unsent(ctx context.Context, limit int, except ...bot.Address) ([]bot.Outgoing, error) {
	blocked := map[string]bool{}
	for _, a := range except {
		blocked[string(db.keys.hash.address(a))] = true
	}
	found, err := db.waiting(ctx, limit, blocked)
	if err != nil {
		return nil, failure("loading messages", err)
	}
	var unsent []bot.Outgoing
	for _, w := range found {
		if blocked[w.address] = blocked[w.address] || w.edits.Valid && w.shown == nil; blocked[w.address] {
			continue
		}
		switch err := db.openMessage(ctx, &w); {
		case err == nil:
			unsent = append(unsent, w.Outgoing)
		case ctx.Err() != nil:
			return nil, failure("loading messages", ctx.Err())
		case !errors.Is(err, errNoKey): // forgotten since it was loaded
			db.log.Error("a message cannot be read", "id", w.ID, "error", err)
		}
	}
	return unsent, nil
}

// waiting is up to limit rows that are for none of the blocked addresses.
func (db *DB) waiting(ctx context.Context, limit int, blocked map[string]bool) (found []waiting, err error) {
	rows, err := db.read.QueryContext(ctx, waitingMessages)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for len(found) < limit && rows.Next() {
		w, err := scanWaiting(rows)
		if err != nil {
			return nil, err
		}
		if !blocked[w.address] {
			found = append(found, w)
		}
	}
	return found, rows.Err()
}

func scanWaiting(row scanner) (w waiting, err error) {
	var queued int64
	err = row.Scan(&w.ID, &w.person, &w.address, &w.Nonce, &w.Edits, &queued, &w.Rank, &w.body, &w.edits, &w.shown)
	w.Queued = fromMilli(queued)
	return w, err
}

func (db *DB) openMessage(ctx context.Context, w *waiting) error {
	v, err := db.vaultOf(ctx, w.person)
	if err != nil {
		return err
	}
	l, err := v.letter(w.ID, w.body)
	if err != nil {
		return err
	}
	w.To, w.Message, w.Replaces, w.Deletes, w.Prompt = l.To, l.Message, l.Replaces, l.Deletes, l.Prompt
	w.Message.Nonce = w.Nonce
	if w.shown != nil {
		shown, err := v.open(shownPlace(w.Edits), w.shown)
		w.Replaces = bot.MessageID(shown)
		return err
	}
	return nil
}

// letter opens the body of a message.
func (v vault) letter(id string, sealed []byte) (l letter, err error) {
	body, err := v.open(bodyPlace(id), sealed)
	if err != nil {
		return l, fmt.Errorf("opening message: %w", err)
	}
	if err := json.Unmarshal(body, &l); err != nil {
		return l, fmt.Errorf("reading message: %w", err)
	}
	return l, nil
}

// vaultOf is the person's vault; the system's for nobody.
func (db *DB) vaultOf(ctx context.Context, person bot.PersonID) (vault, error) {
	if person == "" {
		return db.keys.system, nil
	}
	return db.keys.person(ctx, person)
}

// Sent marks a message as shown. One that is gone, since its person was forgotten
// meanwhile, is no error.
func (db *DB) Sent(ctx context.Context, id string, as bot.MessageID) error {
	return db.do(ctx, func(t *turn) error {
		const doing = "marking message sent"
		m, ok := first(t, doing, scanOwned, `SELECT seq, coalesce(person, '') FROM message WHERE id = ?1 AND sent IS NULL`, id)
		if !ok {
			return nil
		}
		v, err := db.vaultOf(ctx, m.person)
		if err != nil {
			return err
		}
		t.exec(doing, `UPDATE message SET sent = ?2, shown = ?3 WHERE seq = ?1`, m.seq, t.now.UnixMilli(), v.seal(shownPlace(id), []byte(as)))
		t.exec(doing, `DELETE FROM letter WHERE message = ?1`, m.seq)
		return nil
	})
}

// owned is whose message one is.
type owned struct {
	seq    int64
	person bot.PersonID
}

func scanOwned(row scanner) (o owned, err error) { return o, row.Scan(&o.seq, &o.person) }

const holdMessages = `UPDATE message SET held = 1 WHERE address = ?1 AND sent IS NULL`

// Unreachable holds back what waits for an address and what will, until they write.
func (db *DB) Unreachable(ctx context.Context, address bot.Address) error {
	return db.do(ctx, func(t *turn) error {
		hash := db.keys.hash.address(address)
		t.exec("marking unreachable", `INSERT INTO unreachable (address) VALUES (?1) ON CONFLICT DO NOTHING`, hash)
		t.exec("holding messages", holdMessages, hash)
		return nil
	})
}

// Unreachable says whether what is queued for an address is held back.
func (r *records) Unreachable(address bot.Address) bool {
	_, held := first(r.turn, "finding whether somebody is reachable", scanBytes,
		`SELECT address FROM unreachable WHERE address = ?1`, r.db.keys.hash.address(address))
	return held
}

// Returned says whether an address was unreachable until an event of it was marked seen in
// this turn.
func (r *records) Returned() bool { return r.returned }

const unsentTo = `SELECT id, body FROM message JOIN letter ON message = seq WHERE address = ?1 AND sent IS NULL AND person = ?2 AND queued <= ?3 ORDER BY seq`

// TakeBack deletes what prompts said to an address until a time and is not sent.
func (r *records) TakeBack(address bot.Address, until time.Time) (said []bot.PromptKey) {
	const doing = "taking messages back"
	for _, row := range all(r.turn, doing, scanSealed, unsentTo, r.db.keys.hash.address(address), string(r.person), until.UnixMilli()) {
		id := string(row.by)
		var l letter
		if r.decode(doing, r.open(doing, bodyPlace(id), row.value), &l); l.Prompt == (bot.PromptKey{}) {
			continue
		}
		r.exec(doing, `DELETE FROM message WHERE id = ?1`, id)
		said = append(said, l.Prompt)
	}
	return said
}
