package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/go-json-experiment/json/v1"

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

// The names of these places are those of the table that messages once lay in.
func bodyPlace(id string) place  { return place{"message", "body", id} }
func shownPlace(id string) place { return place{"message", "shown", id} }

// Queue keeps a message to be sent once the turn is committed.
func (r *records) Queue(m bot.Outgoing) { r.queue(r.person, r.vault, m, r.folder) }

// queue gives a message its place in the order, with all that waits for the same chat
// before it, and its nonce: 25 characters are what Discord takes
// (https://discord.com/developers/docs/resources/message#create-message). Where it stands
// on no sheet of the person's, on is nil.
func (t *turn) queue(person bot.PersonID, v vault, m bot.Outgoing, on *folder) {
	const doing = "queueing message"
	if m.ID == "" {
		m.ID = newID()
	}
	m.Person, m.Nonce, m.Queued, m.Seq = person, rand.Text()[:25], t.now, t.db.nextPlace(t.now)
	var edited int64
	if on != nil && t.err == nil {
		edited = on.placeOf(m.Edits)
		on.say(m)
	}
	body := v.seal(bodyPlace(m.ID), t.encode(doing, letterOf(m)))
	t.later(func(t *turn) { t.post(doing, m, edited, on == nil, body) })
}

// nextPlace is later than any that was taken, though the clock went back.
func (db *DB) nextPlace(now time.Time) int64 {
	for {
		last := db.last.Load()
		if next := max(last+1, now.UnixMicro()); db.last.CompareAndSwap(last, next) {
			return next
		}
	}
}

// post puts a message into the outbox.
func (t *turn) post(doing string, m bot.Outgoing, edited int64, stray bool, body []byte) {
	address := t.db.keys.hash.address(m.To)
	held := t.holds(doing, address, &m)
	t.exec(doing,
		`INSERT INTO outbox (seq, id, person, address, nonce, edits, edited, queued, held, urgency, stray, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
		m.Seq, m.ID, sql.NullString{String: string(m.Person), Valid: m.Person != ""}, address, m.Nonce, m.Edits, edited, t.now.UnixMilli(), held, urgencyOf(m), stray, body)
	t.queued = append(t.queued, m)
}

const waitingMessages = `SELECT m.seq, m.id, coalesce(m.person, ''), m.address, m.nonce, m.edits, m.queued, m.urgency, m.body,
		m.edited AND EXISTS (SELECT 1 FROM outbox e WHERE e.seq = m.edited AND e.id = m.edits AND e.address = m.address), e.shown
	FROM outbox m LEFT JOIN posted e ON e.seq = m.edited AND e.id = m.edits AND e.address = m.address
	WHERE NOT m.held ORDER BY m.urgency, m.seq`

// waiting is a row of the outbox, with what is known of the one it edits.
type waiting struct {
	bot.Outgoing
	address string
	body    []byte
	unshown bool   // it waits too
	shown   []byte // the network's id for it, once sent and as long as it is kept
}

// Unsent is what waits to be sent. A change to a message that is itself yet to be sent
// has to wait for it, and whatever else is for that chat waits behind the change. One
// that cannot be read, its row being damaged, holds up no other: where there are some, more
// are looked at.
func (db *DB) Unsent(ctx context.Context, limit int, except ...bot.Address) ([]bot.Outgoing, error) {
	blocked := map[string]bool{}
	for _, a := range except {
		blocked[string(db.keys.hash.address(a))] = true
	}
	for most := limit; ; most *= 2 {
		rows, err := db.waiting(ctx, most, maps.Clone(blocked))
		if err != nil {
			return nil, failure("loading messages", err)
		}
		unsent, spoilt, why := db.openMessages(ctx, rows)
		if err := ctx.Err(); err != nil {
			return nil, failure("loading messages", err)
		}
		if len(unsent) < limit && len(rows) == most {
			continue
		}
		if len(spoilt) > 0 {
			db.log.Error("messages cannot be read", "messages", len(spoilt), "first", spoilt[0], "code", bot.CodeOf(why), "fault", bot.FaultOf(why))
		}
		return unsent[:min(len(unsent), limit)], nil
	}
}

// waiting is up to limit rows that are for none of the blocked addresses, nor for those that
// a row before them blocks.
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
		if blocked[w.address] = blocked[w.address] || w.unshown; !blocked[w.address] {
			found = append(found, w)
		}
	}
	return found, rows.Err()
}

// openMessages opens rows, and says which do not open, and why the last does not. It is not
// done while they are read: nothing can be flushed meanwhile.
func (db *DB) openMessages(ctx context.Context, rows []waiting) (opened []bot.Outgoing, spoilt []string, why error) {
	for _, w := range rows {
		switch err := db.openMessage(ctx, &w); {
		case err == nil:
			opened = append(opened, w.Outgoing)
		case !errors.Is(err, errNoKey): // forgotten since it was loaded
			spoilt, why = append(spoilt, w.ID), err
		}
	}
	return opened, spoilt, why
}

func scanWaiting(row scanner) (w waiting, err error) {
	var queued, urgency int64
	err = row.Scan(&w.Seq, &w.ID, &w.Person, &w.address, &w.Nonce, &w.Edits, &queued, &urgency, &w.body, &w.unshown, &w.shown)
	w.Queued, w.Rank = fromMilli(queued), bot.Rank(urgency>>classBits)
	if by := urgency & (1<<classBits - 1); by > 0 {
		w.By = fromMilli(by)
	}
	return w, err
}

func (db *DB) openMessage(ctx context.Context, w *waiting) error {
	v, err := db.vaultOf(ctx, w.Person)
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

const holdMessages = `UPDATE outbox SET held = 1 WHERE address = ?1`

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
	_, held := only(allOf(r.turn, false, "finding whether somebody is reachable", scanBytes,
		`SELECT address FROM unreachable WHERE address = ?1`, r.db.keys.hash.address(address)))
	return held
}

// Returned says whether an address was unreachable until an event of it was marked seen in
// this turn.
func (r *records) Returned() bool { return len(r.returned) > 0 }

const unsentTo = `SELECT id, body FROM outbox WHERE address = ?1 AND person = ?2 AND queued <= ?3 ORDER BY seq`

// TakeBack deletes what prompts said to an address until a time and is not sent.
func (r *records) TakeBack(address bot.Address, until time.Time) (said []bot.PromptKey) {
	const doing = "taking messages back"
	hash := r.db.keys.hash.address(address)
	for _, row := range all(r.turn, doing, scanSealed, unsentTo, hash, string(r.person), until.UnixMilli()) {
		id := string(row.by)
		var l letter
		if r.decode(doing, r.open(doing, bodyPlace(id), row.value), &l); l.Prompt == (bot.PromptKey{}) {
			continue
		}
		r.exec(doing, `DELETE FROM outbox WHERE address = ?1 AND id = ?2`, hash, id)
		said = append(said, l.Prompt)
	}
	return said
}
