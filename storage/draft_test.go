package storage

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// behind runs a turn that has been drafted by the time first, which was there before it, is
// in the transaction.
func behind(t *testing.T, db *DB, first func() error, turn func() error) {
	t.Helper()
	release := hold(db)
	results := make(chan error, 2)
	for i, each := range []func() error{first, turn} {
		go func() { results <- each() }()
		for len(db.queue) <= i {
			runtime.Gosched()
		}
	}
	release()
	check(t, <-results)
	check(t, <-results)
}

// What a draft took for granted the writer looks at once more.
func TestADraftThatTookTooMuchForGranted(t *testing.T) {
	db, ctx := open(t, t.TempDir(), nil), context.Background()
	id := personAt(t, db, chat("a"))
	var again, returned bool
	heard := func() error {
		return db.With(ctx, id, func(r bot.Records) error {
			again, returned = r.Seen(chat("a"), "event"), r.Returned()
			if !again {
				r.Queue(bot.Outgoing{To: chat("a"), Message: bot.Message{Text: text.Lit("Kept.")}})
			}
			return nil
		})
	}
	behind(t, db, func() error { return db.Unreachable(ctx, chat("a")) }, heard)
	if again || !returned {
		t.Errorf("seen before: %v, back again: %v", again, returned)
	}
	behind(t, db, func() error {
		return db.SetAside(ctx, id, chat("a"), "event 2", bot.Aside{}, sayingTo(chat("a"), "set aside"))
	}, func() error {
		return db.With(ctx, id, func(r bot.Records) error { again = r.Seen(chat("a"), "event 2"); return nil })
	})
	if !again {
		t.Error("an event that was set aside was heard")
	}
}

// What is held in memory after a turn is what was committed of it, and not what a run came to
// that was undone: here a draft, a run in a group that fails, and the draft once more.
func TestWhatIsHeldIsWhatWasCommitted(t *testing.T) {
	db, ctx := open(t, t.TempDir(), nil), context.Background()
	id := personAt(t, db, chat("a"))
	release := hold(db)
	done := make(chan error, 2)
	enqueue := func(run func() error) {
		waiting := len(db.queue)
		go func() { done <- run() }()
		for len(db.queue) == waiting {
			runtime.Gosched()
		}
	}
	tries, runs := 0, 0
	enqueue(func() error { // heard once in vain: its second try fails
		return db.do(ctx, func(t *turn) error {
			if tries++; tries > 1 {
				return errors.New("failed")
			}
			t.seen(chat("a"), "event")
			return nil
		})
	})
	enqueue(func() error {
		return db.With(ctx, id, func(r bot.Records) error {
			runs++
			r.Save(bot.Row{Kind: "note", ID: r.NewID()})
			r.Seen(chat("a"), "event")
			return nil
		})
	})
	db.queue <- &job{run: broken, done: make(chan error, 1)}
	release()
	if first, second := <-done, <-done; (first == nil) == (second == nil) || runs != 2 {
		t.Fatalf("%v, %v, %d runs", first, second, runs)
	}
	heldIsKept(t, db, id)
}

func heldIsKept(t *testing.T, db *DB, id bot.PersonID) {
	t.Helper()
	notes := func() (ids string) {
		with(t, db, id, func(r bot.Records) {
			ids = ""
			for _, n := range r.All("note") {
				ids += n.ID + " "
			}
		})
		return ids
	}
	held := notes()
	db.folders.clear()
	if kept := notes(); held != kept || kept == "" {
		t.Errorf("%q is held, and %q was kept", held, kept)
	}
}

// A turn reads what it has written.
func TestATurnReadsWhatItWrote(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	with(t, db, id, func(r bot.Records) { r.Attach(chat("b")) })
	key := bot.PromptKey{Kind: "checkin", Occurrence: "1"}
	var posted, prompts, addresses, left int
	with(t, db, id, func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")); posted = len(r.Posted(time.Time{})) })
	with(t, db, id, func(r bot.Records) { r.SavePrompt(bot.Prompt{PromptKey: key}); prompts = len(r.Prompts(time.Time{})) })
	with(t, db, id, func(r bot.Records) { r.DropPrompt(key); left = len(r.Prompts(time.Time{})) })
	with(t, db, id, func(r bot.Records) { r.Detach(chat("b")); addresses = len(r.Addresses()) })
	if posted != 1 || prompts != 1 || left != 0 || addresses != 1 {
		t.Errorf("%d messages, %d prompts and %d once it was dropped, %d addresses", posted, prompts, left, addresses)
	}
}

// A turn that fails beside the writer, having taken something for granted, is tried in the
// transaction, which knows better; one that fails there too has failed, whichever way.
func TestADraftThatFails(t *testing.T) {
	db, ctx := open(t, t.TempDir(), nil), context.Background()
	id := personAt(t, db, chat("a"))
	failures := map[string]func(){"error": func() {}, "panic": func() { panic("secret") }, "goexit": runtime.Goexit}
	for name, fail := range failures {
		for runs := range 2 * runtime.GOMAXPROCS(0) { // more than there are to draft
			err := db.With(ctx, id, func(r bot.Records) error {
				r.Save(bot.Row{Kind: "note", ID: name, Body: []byte("{}")})
				r.Seen(chat("a"), name)
				fail()
				return errors.New("failed")
			})
			if err == nil {
				t.Errorf("%s: run %d was taken for a success", name, runs)
			}
		}
		tries := 0
		check(t, db.With(ctx, id, func(r bot.Records) error {
			r.Seen(chat("a"), name) // which it cannot be sure of
			if tries++; tries == 1 {
				fail()
				return errors.New("failed")
			}
			return nil
		}))
	}
	with(t, db, id, func(r bot.Records) {
		if n := len(r.All("note")); n != 0 {
			t.Errorf("%d notes of turns that failed", n)
		}
	})
}

// Whoever takes long to be drafted holds up nobody.
func TestASlowDraftHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, began := open(t, t.TempDir(), nil), time.Now()
		defer db.Close()
		go db.draft(context.Background(), func(*turn) error { time.Sleep(time.Minute); return nil })
		synctest.Wait()
		check(t, db.do(context.Background(), nothing))
		if took := time.Since(began); took > 0 {
			t.Errorf("another waited %s", took)
		}
	})
}

// What is being drafted at the end is kept yet.
func TestCloseFinishesDrafts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, done := open(t, t.TempDir(), nil), make(chan error, 1)
		go func() {
			done <- db.draft(context.Background(), func(*turn) error { time.Sleep(time.Minute); return nil })
		}()
		synctest.Wait()
		check(t, db.Close())
		check(t, <-done)
	})
}

// A person's turns come one after the other, unless somebody gives up waiting; of those who
// have no turn nothing is known.
func TestAPersonsLock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t, t.TempDir(), nil)
		defer db.Close()
		id := personAt(t, db, chat("a"))
		slow, gaveUp := make(chan error), make(chan error)
		go func() {
			slow <- db.With(context.Background(), id, func(bot.Records) error { time.Sleep(time.Minute); return nil })
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		began := time.Now()
		go func() { gaveUp <- db.With(ctx, id, func(bot.Records) error { return nil }) }()
		if err := <-gaveUp; !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
		check(t, <-slow)
		if n := len(db.persons.held); n != 0 {
			t.Errorf("%d locks are left", n)
		}
	})
}

// Whoever gives up waiting for a draft has nobody else wait.
func TestADraftThatIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t, t.TempDir(), nil)
		defer db.Close()
		ctx, cancel := context.WithCancel(context.Background())
		results := make(chan error)
		for range runtime.GOMAXPROCS(0) {
			go func() {
				results <- db.draft(context.Background(), func(*turn) error { time.Sleep(time.Second); return nil })
			}()
		}
		synctest.Wait()
		go func() { results <- db.do(context.Background(), nothing) }()
		ran, gaveUp := false, make(chan error)
		go func() { gaveUp <- db.draft(ctx, func(*turn) error { ran = true; return nil }) }()
		synctest.Wait()
		cancel()
		if err := <-gaveUp; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		for range runtime.GOMAXPROCS(0) + 1 {
			check(t, <-results)
		}
		if ran {
			t.Error("it ran all the same")
		}
	})
}
