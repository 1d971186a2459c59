package storage

import (
	"context"
	"errors"

	"samepage/bot"
)

// What outbox.held says.
const (
	waits       = iota
	unreachable // its address is
	leased      // to the courier
)

const waitingFor = `SELECT EXISTS (SELECT 1 FROM unreachable WHERE address = ?1), count(*) FILTER (WHERE held <> 2), coalesce(max(rank), 0)
	FROM outbox WHERE address = ?1`

// holds decides whether a message has to wait, and has what waits before it be as urgent.
func (t *turn) holds(doing string, address []byte, m *bot.Outgoing) (held int) {
	before, _ := first(t, doing, scanBefore, waitingFor, address)
	if before.rank > m.Rank {
		t.exec(doing, `UPDATE outbox SET rank = ?2 WHERE address = ?1 AND rank > ?2`, address, m.Rank)
	}
	m.Leased = t.courier != nil && !before.unreachable && before.unleased == 0 && m.Rank == bot.Answer && m.Edits == "" && m.Prompt == bot.PromptKey{}
	switch {
	case before.unreachable:
		return unreachable
	case m.Leased:
		return leased
	}
	return waits
}

// before is what an address has waiting for it.
type before struct {
	unreachable bool
	unleased    int
	rank        bot.Rank // of the least urgent
}

func scanBefore(row scanner) (b before, err error) {
	return b, row.Scan(&b.unreachable, &b.unleased, &b.rank)
}

// Carry has c told what is committed, in the order of the commits.
func (db *DB) Carry(c bot.Courier) (stop func()) {
	db.courier.Store(&c)
	return func() {
		db.courier.Store(nil)
		err := db.do(context.Background(), func(t *turn) error { t.exec("ending leases", endLeases); return nil })
		if err != nil && !errors.Is(err, errClosed) {
			db.log.Error("leases are not ended", "error", err)
		}
	}
}

// endLeases has what was leased to a courier wait again.
const endLeases = `UPDATE outbox SET held = 0 WHERE held = 2`

// tell tells the courier what a committed turn has put into the outbox. One that came while
// the turn ran may have looked before the commit, and is told to look again.
func (t *turn) tell() {
	for _, m := range t.queued {
		if m.Leased {
			t.courier.Take(m)
		}
	}
	now := t.db.courier.Load()
	if now == nil {
		return
	}
	if t.forgot != "" {
		(*now).Drop(t.forgot)
	}
	for _, m := range t.queued {
		if !m.Leased {
			(*now).Look(m.To)
		}
	}
	for _, address := range t.returned {
		(*now).Look(address)
	}
}
