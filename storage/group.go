package storage

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"sync/atomic"

	"samepage/bot"
)

// groupLimit is how many turns at most share a commit, and patience how often they let
// others run before.
const (
	groupLimit = 128
	patience   = 4
)

// A job is one turn on its way through the writer.
//
// There is one writer. It takes whatever jobs wait, without a timer, and gives them one
// transaction and so one fsync: a lone turn pays for its own, a hundred at once share.
// Each runs under a savepoint, so that a failing one is undone alone. Where the whole
// group fails (the disk is full) each is tried again by itself. Nobody hears of
// success before the commit.
type job struct {
	run   func(*turn) error
	draft *turn // what it has come to; nil: it runs in the transaction from its beginning
	done  chan error
	mine  atomic.Bool // somebody has taken it: whoever works on it, or gave up waiting
	taken bool        // by whoever works on it
}

// take is for whoever works on it; false where nobody waits for it any more.
func (j *job) take() bool {
	j.taken = j.mine.CompareAndSwap(false, true)
	return j.taken
}

// do runs a turn in a transaction and waits for its commit. After an error nothing of it
// happened.
func (db *DB) do(ctx context.Context, run func(*turn) error) error {
	return db.await(ctx, db.queue, run)
}

// await puts a turn into a queue and waits for its commit.
func (db *DB) await(ctx context.Context, queue chan<- *job, run func(*turn) error) error {
	j := &job{run: run, done: make(chan error, 1)}
	if err := db.enqueue(ctx, queue, j); err != nil {
		return err
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		if j.mine.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-j.done
	}
}

func (db *DB) enqueue(ctx context.Context, queue chan<- *job, j *job) error {
	db.gate.RLock()
	defer db.gate.RUnlock()
	if db.closed {
		return errClosed
	}
	select {
	case queue <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// write is the writer. It ends when no more is ready or will be.
func (db *DB) write() {
	defer close(db.done)
	defer db.stage.close()
	for first := range db.queue {
		if group := db.gather(first); len(group) > 0 {
			db.settle(group)
		}
	}
}

// gather takes what waits behind first, leaving out those nobody waits for any more.
func (db *DB) gather(first *job) []*job {
	var group []*job
	for next := first; next != nil; next = db.next() {
		if next.taken || next.take() {
			group = append(group, next)
		}
		if len(group) == groupLimit {
			break
		}
	}
	return group
}

// next is one more for a group. Before it is committed, whoever can run does so, and may
// hand over a turn: a commit costs as much as some ten turns write. Where nobody can, that
// takes no time.
func (db *DB) next() *job {
	for yields := 0; ; yields++ {
		select {
		case j := <-db.queue: // nil once closed
			return j
		default:
		}
		if yields == patience {
			return nil
		}
		runtime.Gosched()
	}
}

// settle commits a group and tells each of its callers. There is no second try where
// another program has the file: they would only wait for it one after the other.
func (db *DB) settle(group []*job) {
	turns, err := db.commit(group)
	if err != nil && len(group) > 1 && !busy(err) {
		for _, j := range group {
			db.settle([]*job{j})
		}
		return
	}
	for i, j := range group {
		if err != nil {
			j.done <- failure("committing", err)
			continue
		}
		db.people.drop(turns[i].rehomed...)
		turns[i].tell()
		j.done <- turns[i].err
	}
}

// commit runs a group in one transaction. Turns may have failed alone; an error means that
// the group as a whole came to nothing.
func (db *DB) commit(group []*job) (turns []*turn, err error) {
	err = db.stage.run(func() error {
		return db.inTx(context.Background(), func(tx *tx) error {
			for _, j := range group {
				t, err := db.take(tx, j)
				if err != nil {
					return err
				}
				turns = append(turns, t)
			}
			return nil
		})
	})
	return turns, err
}

// take runs a turn from where its draft has come to, or from the beginning.
func (db *DB) take(tx *tx, j *job) (*turn, error) {
	if j.draft != nil {
		t := db.newTurn(tx)
		if err := t.runAlone(j.draft.write); err != nil || !errors.Is(t.err, errNeedsWriter) {
			return t, err
		}
	}
	t := db.newTurn(tx)
	return t, t.runAlone(j.run)
}

// runAlone runs a turn so that it can be undone without the others. An error is of
// the transaction: SQLite may have undone it all
// (https://www.sqlite.org/lang_transaction.html, "response to errors").
func (t *turn) runAlone(run func(*turn) error) error {
	if err := t.tx.run("SAVEPOINT turn"); err != nil {
		return err
	}
	err := caught(func() error { return run(t) })
	if t.err = cmp.Or(t.err, err); t.err != nil {
		t.queued, t.returned, t.forgot, t.left = nil, nil, "", nil
		if err := t.tx.run("ROLLBACK TO turn"); err != nil {
			return errors.Join(t.err, err)
		}
	}
	if t.db.written != nil {
		t.db.written(t.wrote)
	}
	return t.tx.run("RELEASE turn")
}

// stage is a goroutine in which groups run one after the other, since its stack has grown to
// what a turn takes. A turn that leaves by runtime.Goexit, as a failing test does, ends
// nothing but its group's first try.
type stage struct {
	groups chan func() error
	done   chan error
}

func (s *stage) run(group func() error) error {
	if s.groups == nil {
		*s = stage{make(chan func() error), make(chan error)}
		go perform(s.groups, s.done)
	}
	s.groups <- group
	err, returned := <-s.done
	if !returned {
		s.groups, err = nil, errors.New("a turn never returned")
	}
	return err
}

func (s *stage) close() {
	if s.groups != nil {
		close(s.groups)
	}
}

func perform(groups <-chan func() error, done chan<- error) {
	defer close(done)
	for group := range groups {
		done <- group()
	}
}

// caught turns a panic into an error.
func caught(turn func() error) (err error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case errNeedsWriter:
			err = errNeedsWriter
		default:
			err = bot.Panicked(p)
		}
	}()
	return turn()
}
