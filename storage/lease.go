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

const waitingFor = `SELECT EXISTS (SELECT 1 FROM unreachable WHERE address = ?1), count(*) FILTER (WHERE held <> 2), coalesce(max(urgency), 0)
	FROM outbox WHERE address = ?1`

// holds decides whether a message has to wait, and has what waits before it be as urgent.
func (t *turn) holds(doing string, address []byte, m *bot.Outgoing) (held int) {
	before, _ := first(t, doing, scanBefore, waitingFor, address)
	if urgency := urgencyOf(*m); before.urgency > urgency {
		t.exec(doing, `UPDATE outbox SET urgency = ?2 WHERE address = ?1 AND urgency > ?2`, address, urgency)
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

// classBits is where the class stands in an urgency, above the deadline.
const classBits = 48

// urgencyOf orders messages: the smallest goes first.
func urgencyOf(m bot.Outgoing) int64 {
	urgency := int64(m.Rank) << classBits
	if !m.By.IsZero() {
		urgency += max(0, m.By.UnixMilli())
	}
	return urgency
}

// before is what an address has waiting for it.
type before struct {
	unreachable bool
	unleased    int
	urgency     int64 // of the least urgent
}

func scanBefore(row scanner) (b before, err error) {
	return b, row.Scan(&b.unreachable, &b.unleased, &b.urgency)
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
	t.tellOfLeaving()
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

// tellOfLeaving comes before what a turn says of it in the chat that was left.
func (t *turn) tellOfLeaving() {
	if t.courier == nil {
		return
	}
	for _, l := range t.left {
		t.courier.Drop(l.person, l.from)
	}
}
