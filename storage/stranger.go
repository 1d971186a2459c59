package storage

import (
	"context"

	"samepage/bot"
)

// stranger is what one turn does with somebody who has not said yes. It is all under
// the system key, and swept after 48 h.
type stranger struct {
	*turn
	address bot.Address
}

var _ bot.Stranger = (*stranger)(nil)

// Meet runs a turn for an address that belongs to nobody. Where it has come to belong
// to somebody since it was looked up, that is an error: find them again.
func (db *DB) Meet(ctx context.Context, address bot.Address, run func(bot.Stranger) error) error {
	return db.do(ctx, func(t *turn) error {
		_, known := first(t, "finding person", scanText, `SELECT person FROM address WHERE hash = ?1`, db.keys.hash.address(address))
		if known {
			return &bot.Error{Code: bot.Invalid, Sentence: "This chat belongs to a person already."}
		}
		return run(&stranger{t, address})
	})
}

// Seen marks an event and says whether it was marked before.
func (s *stranger) Seen(event string) bool { return s.seen(s.address, event) }

// Greeted says whether they were greeted within 48 h.
func (s *stranger) Greeted() bool {
	_, ok := first(s.turn, "loading greeting", scanAny, `SELECT 1 FROM greeted WHERE address = ?1 AND at > ?2`,
		s.db.keys.hash.address(s.address), s.now.Add(-keepStrangers).UnixMilli())
	return ok
}

func scanAny(row scanner) (struct{}, error) {
	var any any
	return struct{}{}, row.Scan(&any)
}

// Greet marks them as greeted.
func (s *stranger) Greet() {
	s.exec("saving greeting", `INSERT INTO greeted (address, at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET at = excluded.at`,
		s.db.keys.hash.address(s.address), s.now.UnixMilli())
}

// Ungreet has them greeted anew before anything else.
func (s *stranger) Ungreet() {
	s.exec("forgetting greeting", `DELETE FROM greeted WHERE address = ?1`, s.db.keys.hash.address(s.address))
}

// Queue keeps a message to be sent.
func (s *stranger) Queue(m bot.Outgoing) { s.queue("", s.db.keys.system, m, nil) }
