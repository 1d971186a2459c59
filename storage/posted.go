package storage

import (
	"time"

	"samepage/bot"
)

const (
	postedTo = `SELECT id, address, 1, at, '', shown, seq FROM posted WHERE person = ?1 AND at > ?2
		UNION ALL SELECT id, address, 0, queued, edits, body, seq FROM outbox WHERE person = ?1 ORDER BY 7`
	postedToNobody = `SELECT id, address, 1, at, '', shown, seq FROM posted WHERE person = '' AND at > ?1 AND address = ?2
		UNION ALL SELECT id, address, 0, queued, edits, body, seq FROM outbox WHERE person IS NULL AND queued > ?1 AND address = ?2 ORDER BY 7`
)

// postedRow is a message, with its name in the chat once it was sent and its body before.
type postedRow struct {
	id, address, edits string
	sent               bool
	at                 int64
	sealed             []byte
}

func scanPosted(row scanner) (p postedRow, err error) {
	var seq int64
	return p, row.Scan(&p.id, &p.address, &p.sent, &p.at, &p.edits, &p.sealed, &seq)
}

// Posted is what was shown at the person's addresses, or waits to be; first what was said
// there before they came to be.
func (r *records) Posted(since time.Time) []bot.Posted {
	const doing = "loading what was sent"
	var found []bot.Posted
	chats := map[string]bot.Address{}
	for _, a := range r.Addresses() {
		hash := r.db.keys.hash.address(a)
		chats[string(hash)] = a
		for _, row := range all(r.turn, doing, scanPosted, postedToNobody, since.UnixMilli(), hash) {
			found = r.posted(doing, found, r.db.keys.system, a, row)
		}
	}
	for i := range found {
		found[i].ID = "" // the person's key does not open it, so nothing can change it
	}
	for _, row := range all(r.turn, doing, scanPosted, postedTo, string(r.person), since.UnixMilli()) {
		if a, known := chats[row.address]; known {
			found = r.posted(doing, found, r.vault, a, row)
		}
	}
	if r.err != nil {
		return nil
	}
	return found
}

// posted adds what a row says. What only took others away left nothing in the chat, nor
// did what the network would not take.
func (r *records) posted(doing string, found []bot.Posted, v vault, to bot.Address, row postedRow) []bot.Posted {
	p := bot.Posted{ID: row.id, To: to, At: fromMilli(row.at)}
	if !row.sent {
		l, err := v.letter(row.id, row.sealed)
		r.fail(doing, err)
		if len(l.Deletes) > 0 || row.edits != "" || l.Replaces != "" {
			return found
		}
		return append(found, p)
	}
	shown, err := v.open(shownPlace(row.id), row.sealed)
	r.fail(doing, err)
	if p.As = bot.MessageID(shown); p.As == "" {
		return found
	}
	return append(found, p)
}
