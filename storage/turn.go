package storage

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
)

// turn is one turn: in the writer's transaction, or a draft beside it. It keeps its first
// failure, and does nothing after that.
type turn struct {
	db    *DB
	tx    *tx       // nil for a draft
	draft           // of one that is
	now   time.Time // one for all of it
	err   error
	wrote []Statement // where somebody wants to know

	courier  bot.Courier    // nil: there is none
	forgot   bot.PersonID   // who is being forgotten from now on
	queued   []bot.Outgoing // to be told to it after the commit
	returned []bot.Address  // that were unreachable until now
	rehomed  []string       // hashes of addresses that are the person's no longer
	left     []leaving      // and what they were, where the person goes on without them
}

func (db *DB) newTurn(tx *tx) *turn {
	t := &turn{db: db, tx: tx, now: db.now()}
	if c := db.courier.Load(); c != nil {
		t.courier = *c
	}
	return t
}

// Now is the same throughout a turn.
func (t *turn) Now() time.Time { return t.now }

func (db *DB) now() time.Time { return db.clock.Now().Truncate(time.Millisecond) }

// fail keeps the first failure.
func (t *turn) fail(doing string, err error) {
	if t.err == nil {
		t.err = failure(doing, err)
	}
}

// exec runs a statement that returns nothing.
func (t *turn) exec(doing, statement string, args ...any) {
	t.later(func(t *turn) {
		t.fail(doing, t.tx.run(statement, args...))
		t.note(statement, args)
	})
}

// change runs a statement and says how many rows it changed.
func (t *turn) change(doing, statement string, args ...any) int64 {
	if t.needWriter(); t.err != nil {
		return 0
	}
	n, err := t.tx.change(statement, args...)
	t.fail(doing, err)
	t.note(statement, args)
	return n
}

// note keeps what was written where somebody wants to know.
func (t *turn) note(statement string, args []any) {
	if t.db.written != nil {
		t.wrote = append(t.wrote, Statement{statement, args})
	}
}

// all reads the rows of a query.
func all[T any](t *turn, doing string, scan func(scanner) (T, error), query string, args ...any) []T {
	return allOf(t, t.changed, doing, scan, query, args...)
}

// allOf reads the rows of a query where it is known whether this turn has changed them.
func allOf[T any](t *turn, changed bool, doing string, scan func(scanner) (T, error), query string, args ...any) []T {
	if changed {
		t.needWriter()
	}
	if t.err != nil {
		return nil
	}
	var found []T
	err := t.reading(func(c *conn) (err error) {
		found, err = allOn(c, scan, query, args...)
		return err
	})
	t.fail(doing, err)
	if err != nil {
		return nil
	}
	return found
}

// reading reads in the transaction; for a draft, what was last committed.
func (t *turn) reading(read func(*conn) error) error {
	if t.tx != nil {
		return read(t.tx.conn)
	}
	return t.db.read.use(context.Background(), read)
}

// first reads the first row of a query, if there is one.
func first[T any](t *turn, doing string, scan func(scanner) (T, error), query string, args ...any) (one T, ok bool) {
	return only(all(t, doing, scan, query, args...))
}

// only is the one row of at most one.
func only[T any](found []T) (one T, ok bool) {
	if len(found) == 0 {
		return one, false
	}
	return found[0], true
}

// encode is v in JSON; it is a fault of ours where there is no such thing.
func (t *turn) encode(doing string, v any) []byte {
	b, err := json.Marshal(v)
	t.fail(doing, err)
	return b
}

// newID is 65 random bits in 13 characters: unique, opaque, and short enough for a
// button that has to carry two of them.
func newID() string { return strings.ToLower(rand.Text()[:13]) }

func fromMilli(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
