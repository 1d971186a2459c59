package storage

import "samepage/bot"

func sourcePlace(hash []byte) place { return place{"source", "body", string(hash)} }

// Source is what a message kept.
func (r *records) Source(address bot.Address, message bot.MessageID) (bot.Source, bool) {
	const doing = "loading source"
	hash := r.db.keys.hash.message(address, message)
	row, ok := first(r.turn, doing, scanSealed, `SELECT hash, body FROM source WHERE person = ?1 AND hash = ?2`, string(r.person), hash)
	if !ok {
		return bot.Source{}, false
	}
	var s bot.Source
	r.decode(doing, r.open(doing, sourcePlace(hash), row.value), &s)
	return s, r.err == nil
}

// SetSource remembers what a message kept, in place of what it kept before.
func (r *records) SetSource(address bot.Address, message bot.MessageID, s bot.Source) {
	const doing = "saving source"
	hash := r.db.keys.hash.message(address, message)
	r.exec(doing, `INSERT INTO source (person, hash, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = excluded.body`,
		string(r.person), hash, r.vault.seal(sourcePlace(hash), r.encode(doing, s)))
}

// DropSources forgets what messages said, and that it became the row of a kind with an
// id. Which ones those are is sealed, so all of the person's are opened.
func (r *records) DropSources(kind, id string) {
	const doing = "dropping sources"
	for _, row := range all(r.turn, doing, scanSealed, `SELECT hash, body FROM source WHERE person = ?1`, string(r.person)) {
		var s bot.Source
		r.decode(doing, r.open(doing, sourcePlace(row.by), row.value), &s)
		if s.Kind == kind && s.ID == id {
			r.exec(doing, `DELETE FROM source WHERE person = ?1 AND hash = ?2`, string(r.person), row.by)
		}
	}
}
