package storage

import "samepage/bot"

// Seen marks an event and says whether it was marked before. Whoever writes can be
// reached again, so what was held back for them goes on its way.
func (r *records) Seen(address bot.Address, event string) bool { return r.turn.seen(address, event) }

func (t *turn) seen(address bot.Address, event string) bool {
	n := t.change("marking event", `INSERT INTO seen (hash, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING`,
		t.db.keys.hash.event(address, event), t.now.UnixMilli())
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
