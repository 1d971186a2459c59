package storage

import "samepage/bot"

// Seen marks an event and says whether it was marked before. Whoever writes can be
// reached again, so what was held back for them goes on its way.
func (r *records) Seen(address bot.Address, event string) bool { return r.turn.seen(address, event) }

func (t *turn) seen(address bot.Address, event string) bool {
	hash := t.db.keys.hash.event(address, event)
	if t.tx != nil {
		return t.marked(address, hash)
	}
	t.assumed = true
	t.steps = append(t.steps, func(t *turn) { // first of all, so that it changes nothing the draft reads
		if t.marked(address, hash) || len(t.returned) > 0 {
			t.err = errNeedsWriter
		}
	})
	return false
}

// marked marks an event where it was not.
func (t *turn) marked(address bot.Address, hash []byte) bool {
	n := t.change("marking event", `INSERT INTO seen (hash, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING`, hash, t.now.UnixMilli())
	t.reachable(address)
	return n == 0
}

func (t *turn) reachable(address bot.Address) {
	hash := t.db.keys.hash.address(address)
	if t.change("marking reachable", `DELETE FROM unreachable WHERE address = ?1`, hash) > 0 {
		t.returned = append(t.returned, address)
		t.exec("releasing messages", `UPDATE outbox SET held = 0 WHERE address = ?1 AND held = 1`, hash)
	}
}
