package storage

import (
	"encoding/binary"
	"slices"
	"time"

	"samepage/bot"
)

// Which events of a person were heard lies on their sheets; of strangers, and of what was
// set aside, in a table. Where a chat comes to be somebody else's its events go there too,
// since they may come once more.

// Rows of this kind are some of a person's events each: the 16 bytes of an event's hash,
// and when it was heard, in milliseconds since 1970. A full one is followed by another.
const (
	seenKind = own + "seen"
	seenSize = 16 + 8
	seenMost = 16 * seenSize
)

// Seen marks an event and says whether it was marked before. Whoever writes can be
// reached again, so what was held back for them goes on its way.
func (r *records) Seen(address bot.Address, event string) bool {
	hash := r.db.keys.hash.event(address, event)
	if r.folder.heard(hash, r.now.Add(-keepEvents)) {
		r.later(func(t *turn) { t.reachable(address) })
		return true
	}
	r.folder.hear(hash, r.now)
	return r.turn.heard(address, hash)
}

// heard says whether an event was heard after a time.
func (f *folder) heard(hash []byte, after time.Time) bool {
	for _, l := range f.all(seenKind) {
		for event := range slices.Chunk(l.Body, seenSize) {
			if string(event[:16]) == string(hash) && heardAt(event) > after.UnixMilli() {
				return true
			}
		}
	}
	return false
}

func heardAt(event []byte) int64 { return int64(binary.BigEndian.Uint64(event[16:])) }

// hear marks an event, and lets go of rows of old ones.
func (f *folder) hear(hash []byte, now time.Time) {
	event := binary.BigEndian.AppendUint64(slices.Clip(hash), uint64(now.UnixMilli()))
	if f.appendTo(seenKind, seenMost, event) {
		f.weed(seenKind, func(l *leaf) bool {
			return heardAt(l.Body[len(l.Body)-seenSize:]) <= now.Add(-keepEvents).UnixMilli()
		})
	}
}

// release puts the person's events where they are known of whoever they are taken for.
func (r *records) release() {
	for _, l := range r.folder.all(seenKind) {
		for event := range slices.Chunk(l.Body, seenSize) {
			r.exec("releasing events", markEvent, event[:16], heardAt(event))
		}
	}
}

const markEvent = `INSERT INTO seen (hash, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING`

// heard says whether an event is marked in the table. A draft takes it that it is not, and
// that its chat could be reached, and runs again where that is not so.
func (t *turn) heard(address bot.Address, hash []byte) bool {
	if t.tx != nil {
		return t.known(address, hash)
	}
	t.assumed = true
	t.steps = append(t.steps, func(t *turn) { // first of all, so that it changes nothing the draft reads
		if t.known(address, hash) || len(t.returned) > 0 {
			t.err = errNeedsWriter
		}
	})
	return false
}

const eventBefore = `SELECT EXISTS (SELECT 1 FROM seen WHERE hash = ?1), EXISTS (SELECT 1 FROM unreachable WHERE address = ?2)`

// known says whether an event is marked, and has its chat be reached again.
func (t *turn) known(address bot.Address, hash []byte) bool {
	known, _ := first(t, "finding event", scanBools, eventBefore, hash, t.db.keys.hash.address(address))
	if known[1] {
		t.reachable(address)
	}
	return known[0]
}

func scanBools(row scanner) (b [2]bool, err error) { return b, row.Scan(&b[0], &b[1]) }

// seen marks an event in the table and says whether it was marked before.
func (t *turn) seen(address bot.Address, event string) bool {
	t.reachable(address)
	return t.change("marking event", markEvent, t.db.keys.hash.event(address, event), t.now.UnixMilli()) == 0
}

func (t *turn) reachable(address bot.Address) {
	hash := t.db.keys.hash.address(address)
	if t.change("marking reachable", `DELETE FROM unreachable WHERE address = ?1`, hash) > 0 {
		t.returned = append(t.returned, address)
		t.exec("releasing messages", `UPDATE outbox SET held = 0 WHERE address = ?1 AND held = 1`, hash)
	}
}
