package storage

import (
	"samepage/bot"
)

// Rows of kinds that begin so are the store's own.
const own = "\x00"

const sourceKind = own + "source"

// Source is what a message kept.
func (r *records) Source(address bot.Address, message bot.MessageID) (s bot.Source, ok bool) {
	row, ok := r.Get(sourceKind, r.sourceID(address, message))
	if ok {
		r.decode("loading source", row.Body, &s)
	}
	return s, ok && r.err == nil
}

// SetSource remembers what a message kept, in place of what it kept before.
func (r *records) SetSource(address bot.Address, message bot.MessageID, s bot.Source) {
	r.Save(bot.Row{Kind: sourceKind, ID: r.sourceID(address, message), Body: r.encode("saving source", s)})
}

func (r *records) sourceID(address bot.Address, message bot.MessageID) string {
	return string(r.db.keys.hash.message(address, message))
}

// DropSources forgets what messages said, and that it became the row of a kind with an id.
func (r *records) DropSources(kind, id string) {
	for _, row := range r.All(sourceKind) {
		var s bot.Source
		r.decode("dropping sources", row.Body, &s)
		if s.Kind == kind && s.ID == id {
			r.Remove(row.Kind, row.ID)
		}
	}
}
