package storage

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
)

// hold keeps the writer busy until release is called.
func hold(db *DB) (release func()) {
	held, free := make(chan struct{}), make(chan struct{})
	go db.do(context.Background(), func(*turn) error { close(held); <-free; return nil })
	<-held
	return func() { close(free) }
}

// group runs turns so that they share a commit.
func group(db *DB, turns ...func(*turn) error) []error {
	release := hold(db)
	var jobs []*job
	for _, run := range turns {
		jobs = append(jobs, &job{run: run, done: make(chan error, 1)})
		db.queue <- jobs[len(jobs)-1]
	}
	release()
	var errs []error
	for _, j := range jobs {
		errs = append(errs, <-j.done)
	}
	return errs
}

func saveMetaTurn(name string, runs *int) func(*turn) error {
	return func(t *turn) error {
		*runs++
		t.exec("saving", `INSERT INTO meta (name, value) VALUES (?1, x'00') ON CONFLICT DO NOTHING`, name)
		return nil
	}
}

func kept(t *testing.T, db *DB, name string) bool {
	t.Helper()
	return count(t, db, `SELECT count(*) FROM meta WHERE name = ?1`, name) == 1
}

func TestTurnsShareACommit(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	var shared []*turn
	note := func(t *turn) error { shared = append(shared, t); return nil }
	group(db, note, note, note)
	if len(shared) != 3 || shared[0].tx != shared[1].tx || shared[1].tx != shared[2].tx {
		t.Error("three waiting turns did not share a transaction")
	}
}

func TestNobodyIsReleasedBeforeTheCommit(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	var released atomic.Int32
	release := hold(db)
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			check(t, db.do(context.Background(), func(*turn) error {
				for range 1000 {
					runtime.Gosched()
				}
				if n := released.Load(); n != 0 {
					t.Errorf("%d of the group were released before it was committed", n)
				}
				return nil
			}))
			released.Add(1)
		})
	}
	for len(db.queue) < 3 {
		runtime.Gosched()
	}
	release()
	wait.Wait()
}

// earlier is a courier that minds being told after those who wait for a commit.
type earlier struct {
	*testing.T
	told, released atomic.Int32
}

func (e *earlier) Look(bot.Address)                  {}
func (e *earlier) Drop(bot.PersonID, ...bot.Address) {}

func (e *earlier) Take(bot.Outgoing) {
	for range 1000 {
		runtime.Gosched()
	}
	if e.told.Add(1) <= e.released.Load() {
		e.Error("whoever committed it heard of it first")
	}
}

func TestTheCourierHearsFirst(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	e := &earlier{T: t}
	defer db.Carry(e)()
	for range 3 {
		with(t, db, id, func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
		e.released.Add(1)
	}
	if n := e.told.Load(); n != 3 {
		t.Errorf("it heard of %d", n)
	}
}

func TestOneFailsAlone(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	wrong := errors.New("wrong")
	var a, b int
	errs := group(db, saveMetaTurn("a", &a), func(t *turn) error {
		t.exec("saving", `INSERT INTO meta (name, value) VALUES ('wrong', x'00')`)
		return wrong
	}, saveMetaTurn("b", &b))
	if errs[0] != nil || !errors.Is(errs[1], wrong) || errs[2] != nil {
		t.Errorf("errors %v", errs)
	}
	if !kept(t, db, "a") || !kept(t, db, "b") || kept(t, db, "wrong") {
		t.Error("the wrong ones are kept")
	}
}

// Where SQLite undoes the whole transaction, as it may when the disk is full, every
// turn gets another try by itself.
func TestAGroupThatFailsIsTriedOneByOne(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	var a, b int
	errs := group(db, saveMetaTurn("a", &a), broken, saveMetaTurn("b", &b))
	if errs[0] != nil || errs[1] == nil || errs[2] != nil {
		t.Errorf("errors %v", errs)
	}
	if a != 2 || b != 1 || !kept(t, db, "a") || !kept(t, db, "b") {
		t.Errorf("ran %d and %d times", a, b)
	}
}

// besideAFailure runs something that takes one turn, in a group that fails as a whole.
func besideAFailure(db *DB, run func() error) error {
	release := hold(db)
	done := make(chan error, 1)
	go func() { done <- run() }()
	for len(db.queue) == 0 {
		runtime.Gosched()
	}
	db.queue <- &job{run: broken, done: make(chan error, 1)}
	release()
	return <-done
}

func broken(t *turn) error {
	err := t.tx.run("ROLLBACK")
	return errors.Join(err, errors.New("broken"))
}

// What a turn of such a group saved is saved by its second try: what the first one knew
// has not come to be.
func TestASecondTryKnowsNothingOfTheFirst(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	check(t, besideAFailure(db, func() error { return db.With(context.Background(), id, noteTurn(chat("a"), "1")) }))
	db.folders.clear()
	with(t, db, id, func(r bot.Records) {
		if n := len(r.All("dialog")) + len(r.All("note")); n != 2 {
			t.Errorf("%d rows", n)
		}
	})
}

func TestAPanicTellsNoWords(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	for name, turn := range map[string]func(*turn) error{
		"string": func(*turn) error { panic("secret") },
		"error":  func(*turn) error { panic(errors.New("secret")) },
		"nil":    func(*turn) error { var t *turn; t.now = t.now.Add(1); return nil },
	} {
		err := db.do(context.Background(), turn)
		if bot.CodeOf(err) != bot.Internal || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "group_test.go") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := db.do(context.Background(), func(*turn) error { runtime.Goexit(); return nil }); err == nil {
		t.Error("a turn that left by Goexit succeeded")
	}
}

func TestCloseFinishesWhatWaits(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	id := personAt(t, db, chat("a"))
	var wait sync.WaitGroup
	failed := make(chan error, 100)
	for i := range 100 {
		wait.Go(func() { failed <- db.With(context.Background(), id, noteTurn(chat("a"), rowOf(string(rune('a'+i))))) })
	}
	check(t, db.Close())
	wait.Wait()
	close(failed)
	succeeded := 0
	for err := range failed {
		if err == nil {
			succeeded++
		} else if !errors.Is(err, errClosed) {
			t.Error(err)
		}
	}
	with(t, open(t, dir, nil), id, func(r bot.Records) {
		if n := len(r.All("note")); n != succeeded {
			t.Errorf("%d succeeded, %d are kept", succeeded, n)
		}
	})
}

// Schedules are tested on synctest's clock, which moves on only while every goroutine
// waits for something of the bubble: those of a store must, too.
func TestABubblesClockMovesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t, t.TempDir(), nil)
		defer db.Close()
		id := personAt(t, db, chat("a"))
		start := time.Now()
		for day := range 30 {
			time.Sleep(24 * time.Hour)
			with(t, db, id, func(r bot.Records) {
				if want := start.AddDate(0, 0, day+1); !r.Now().Equal(want.Truncate(time.Millisecond)) {
					t.Errorf("now is %v, want %v", r.Now(), want)
				}
			})
		}
	})
}
