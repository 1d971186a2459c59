package storage

import (
	"context"
	"errors"
	"runtime"
	"sync"
)

// A draft is a turn worked out beside the writer, several at the same time, each under its
// person's lock. It reads what is in memory and what was last committed, and keeps what
// it writes as steps, which the writer then takes in its transaction: so the processors
// share the work, and still there is one writer.
//
// What only the writer knows (whose an address comes to be, or what the turn itself has
// written) a draft cannot ask for. It takes an event for a new one, which the writer
// looks at once more. Where that is not enough the turn runs again from its beginning,
// all of it in the transaction.
type draft struct {
	steps   []func(*turn)
	changed bool // some of them change what a turn may read
	assumed bool // some of them look at what was taken for granted
}

var errNeedsWriter = errors.New("only the writer knows")

// drafts are being worked out by as many as there are processors.
type drafts struct {
	queue   chan *job
	workers sync.WaitGroup
}

// draft runs a turn and waits for its commit. After an error nothing of it happened.
func (db *DB) draft(ctx context.Context, run func(*turn) error) error {
	return db.await(ctx, db.drafts.queue, run)
}

func (db *DB) startDrafting() {
	db.drafts.queue = make(chan *job, groupLimit)
	for range runtime.GOMAXPROCS(0) {
		db.drafts.workers.Go(db.keepDrafting)
	}
}

// keepDrafting ends when the queue is closed and empty. It goes on after a turn that
// leaves by runtime.Goexit, as a failing test does.
func (db *DB) keepDrafting() {
	var j *job
	defer func() {
		if j != nil {
			db.drafts.workers.Go(db.keepDrafting)
			db.queue <- j
		}
	}()
	for j = range db.drafts.queue {
		if j.take() {
			j.draft = db.drafted(j.run)
		}
		db.queue <- j
		j = nil
	}
}

// drafted is what a turn comes to without the writer; nil where it needs it, or may have
// failed because of what it took for granted.
func (db *DB) drafted(run func(*turn) error) *turn {
	t := db.newTurn(nil)
	err := caught(func() error { return run(t) })
	if t.err != nil || err == errNeedsWriter || err != nil && t.assumed {
		return nil
	}
	t.err = err
	return t
}

// write has a turn in the transaction write what a draft has come to.
func (d *turn) write(t *turn) error {
	if t.now = d.now; d.err != nil {
		return d.err
	}
	for _, step := range d.steps {
		t.later(step)
	}
	return t.err
}

// later takes a step once there is a transaction, which may be at once.
func (t *turn) later(step func(*turn)) {
	switch {
	case t.err != nil:
	case t.tx != nil:
		step(t)
	default:
		t.steps, t.changed = append(t.steps, step), true
	}
}

// needWriter ends a draft, at once: what it would go on with is not so.
func (t *turn) needWriter() {
	if t.tx == nil {
		panic(errNeedsWriter)
	}
}
