package storage

import (
	"context"
	"errors"
	"sync"

	"samepage/bot"
)

// receipt is a message that was shown, to be marked so.
type receipt struct {
	seq   int64
	id    string
	shown []byte // sealed
	done  chan error
}

// receipts come from many chats at once. Those that have come by the time the writer takes
// them up are one turn.
type receipts struct {
	mu   sync.Mutex
	wait []receipt
}

// Sent marks a message as shown. One that is gone, since its person was forgotten
// meanwhile, is no error.
func (db *DB) Sent(ctx context.Context, m bot.Outgoing, as bot.MessageID) error {
	v, err := db.vaultOf(ctx, m.Person)
	if errors.Is(err, errNoKey) {
		return nil
	}
	if err != nil {
		return err
	}
	r := receipt{m.Seq, m.ID, v.seal(shownPlace(m.ID), []byte(as)), make(chan error, 1)}
	if db.receipts.add(r) {
		go db.receipts.settle(db)
	}
	select {
	case err = <-r.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// add says whether this is the first that waits.
func (q *receipts) add(r receipt) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.wait = append(q.wait, r)
	return len(q.wait) == 1
}

func (q *receipts) take() []receipt {
	q.mu.Lock()
	defer q.mu.Unlock()
	all := q.wait
	q.wait = nil
	return all
}

func (q *receipts) settle(db *DB) {
	var all []receipt
	ran := false
	err := db.do(context.Background(), func(t *turn) error {
		ran = true
		all = append(all, q.take()...)
		for _, r := range all {
			t.markSent(r)
		}
		return nil
	})
	if !ran {
		all = q.take()
	}
	for _, r := range all {
		r.done <- err
	}
}

// markSent does nothing where the message is gone.
func (t *turn) markSent(r receipt) {
	const doing = "marking message sent"
	t.exec(doing, `INSERT INTO posted (seq, id, person, address, at, shown, stray)
		SELECT seq, id, coalesce(person, ''), address, ?3, ?4, stray OR queued < ?5 FROM outbox WHERE seq = ?1 AND id = ?2`, r.seq, r.id, t.now.UnixMilli(), r.shown, t.now.Add(-soonSent).UnixMilli())
	t.exec(doing, `DELETE FROM outbox WHERE seq = ?1 AND id = ?2`, r.seq, r.id)
}
