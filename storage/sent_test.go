package storage

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

func sayingTo(to bot.Address, words string) bot.Outgoing {
	return bot.Outgoing{To: to, Message: bot.Message{Text: text.Lit(words)}}
}

// A turn that marks messages sent, and shares its commit with one that fails, is run again,
// and marks them then.
func TestSentIsMarkedInASecondTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t, t.TempDir(), nil)
		defer db.Close()
		with(t, db, personAt(t, db, chat("a")), func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
		m := unsent(t, db)[0]
		check(t, besideAFailure(db, func() error { return db.Sent(context.Background(), m, "1") }))
		if n := len(unsent(t, db)); n != 0 {
			t.Errorf("%d wait to be sent", n)
		}
	})
}

// Where a second try has marked what came meanwhile, the turn that was to do so finds none;
// and what comes while that one is committed is not taken to be marked.
func TestSentIsNotMarkedByWhatMarkedNone(t *testing.T) {
	var db *DB
	late := receipt{done: make(chan error, 1)}
	db, err := Open(context.Background(), Config{Dir: t.TempDir(), Root: testRoot, Written: func([]Statement) { db.receipts.add(late) }})
	check(t, err)
	defer db.Close()
	db.receipts.settle(db)
	select {
	case <-late.done:
		t.Error("it was told that it was marked")
	default:
	}
}

// Those that come while the writer is busy are marked together.
func TestSentTogether(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	release := hold(db)
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() { check(t, db.Sent(context.Background(), sayingTo(chat("a"), "hello"), "1")) })
	}
	for yetToMark(db) < 10 {
		runtime.Gosched()
	}
	if n := len(db.queue); n > 1 {
		t.Errorf("%d turns", n)
	}
	release()
	wait.Wait()
}

func yetToMark(db *DB) int {
	db.receipts.mu.Lock()
	defer db.receipts.mu.Unlock()
	return len(db.receipts.wait)
}

// Whoever marks a message sent is told that it failed, and does not wait for ever.
func TestSentAfterTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t, t.TempDir(), nil)
		check(t, db.Close())
		if err := db.Sent(context.Background(), sayingTo(chat("a"), "hello"), "1"); !errors.Is(err, errClosed) {
			t.Errorf("got %v", err)
		}
	})
}

// A place in the order may have been taken twice, where the clock went back.
func TestSentMarksNoOther(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	with(t, db, personAt(t, db, chat("a")), func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
	other := unsent(t, db)[0]
	other.ID = "another"
	check(t, db.Sent(context.Background(), other, "1"))
	if n := len(unsent(t, db)); n != 1 {
		t.Errorf("%d wait to be sent", n)
	}
}

// A message that is sent while a turn looks at what was posted is posted once, by its name
// in the chat; whether a sheet tells of it or not.
func TestPostedWhileItIsSent(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	check(t, db.SetAside(context.Background(), id, chat("a"), "event", bot.Aside{}, sayingTo(chat("a"), "set aside")))
	with(t, db, id, func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
	db.reach = func(string) error { sendTo(t, db, chat("a")); return nil }
	with(t, db, id, func(r bot.Records) {
		posted := r.Posted(time.Time{})
		if len(posted) != 2 || posted[0].As != "shown" || posted[1].As != "shown" {
			t.Errorf("posted are %d, or they have no name yet", len(posted))
		}
	})
}

// What was held back for weeks is known for a month after it was sent, whatever is said
// meanwhile, and forgotten with the rest.
func TestWhatIsSentLateIsKnown(t *testing.T) {
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
	db := open(t, t.TempDir(), clock)
	id := personAt(t, db, chat("a"))
	say := func(words string) {
		for range 50 { // more than the sheets begin a row for
			with(t, db, id, func(r bot.Records) { r.Queue(sayingTo(chat("a"), words)) })
		}
	}
	say("late")
	clock.Set(clock.Now().Add(3 * 7 * 24 * time.Hour))
	sendTo(t, db, chat("a"))
	clock.Set(clock.Now().Add(2 * 7 * 24 * time.Hour))
	say("hello")
	with(t, db, id, func(r bot.Records) {
		if posted := r.Posted(time.Time{}); len(posted) != 100 || posted[0].As != "shown" {
			t.Errorf("%d are known", len(posted))
		}
		r.Forget(farewell(chat("a")))
	})
	isForgotten(t, db, id)
}
