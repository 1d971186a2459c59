package storage

import (
	"context"
	"time"
)

// How long things are kept that are not a person's own.
const (
	keepEvents    = 48 * time.Hour      // longer than any network repeats one
	keepStrangers = 48 * time.Hour      // who never said yes
	keepShown     = 30 * 24 * time.Hour // ids of sent messages, which a dialog may still edit
	keepAside     = 30 * 24 * time.Hour // what no turn could hear; longer than a fault of ours takes to mend
	keepKeyless   = 48 * time.Hour      // that, where the person's own key did not seal it
	keepMarks     = 30 * 24 * time.Hour // how far a network has come in a chat
	sweepEvery    = time.Hour
	forgetAgain   = time.Minute // after a forgetting that came to an end too soon
)

// keepHouse deletes what is older than it may be, and goes on with forgetting that was
// cut off; once an hour, at once after a clock that went backwards, and soon where somebody
// is yet to be forgotten (keepSoon).
func (db *DB) keepHouse(ctx context.Context) error {
	now := db.now()
	if ago := now.Sub(fromMilli(db.swept.Load())); 0 <= ago && ago < sweepEvery {
		return nil
	}
	if err := db.do(ctx, (*turn).sweep); err != nil {
		return err
	}
	db.swept.Store(now.UnixMilli())
	return db.resumeForgetting(ctx)
}

// keepSoon has it done before its time: not at once, since what stands in the way, another
// program that reads the file, say, has everybody's turns wait each time.
func (db *DB) keepSoon() { db.swept.Store(db.now().Add(forgetAgain - sweepEvery).UnixMilli()) }

const (
	sweepEvents    = `DELETE FROM seen WHERE at <= ?1`
	sweepGreetings = `DELETE FROM greeted WHERE at <= ?1`
	sweepStrangers = `DELETE FROM outbox WHERE person IS NULL AND queued <= ?1`
	sweepShown     = `DELETE FROM posted WHERE at <= ?1`
	sweepAside     = `DELETE FROM aside WHERE at <= ?1`
	sweepKeyless   = `DELETE FROM aside WHERE at <= ?1 AND keyless`
	sweepMarks     = `DELETE FROM mark WHERE at <= ?1`

	sweepStrangersPosts = `DELETE FROM posted WHERE stray AND person = '' AND at <= ?1`
	sweepStrangersMarks = `DELETE FROM mark WHERE person IS NULL AND at <= ?1`
)

func (t *turn) sweep() error {
	before := func(keep time.Duration) int64 { return t.now.Add(-keep).UnixMilli() }
	t.exec("sweeping events", sweepEvents, before(keepEvents))
	t.exec("sweeping greetings", sweepGreetings, before(keepStrangers))
	t.exec("sweeping messages to strangers", sweepStrangers, before(keepStrangers))
	t.exec("sweeping messages to strangers", sweepStrangersPosts, before(keepStrangers))
	t.exec("sweeping sent messages", sweepShown, before(keepShown))
	t.exec("sweeping marks", sweepMarks, before(keepMarks))
	t.exec("sweeping marks of strangers", sweepStrangersMarks, before(keepStrangers))
	t.exec("sweeping what was set aside", sweepAside, before(keepAside))
	t.exec("sweeping what was set aside", sweepKeyless, before(keepKeyless))
	return nil
}
