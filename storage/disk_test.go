package storage

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// A program that has the file for too long, a backup say, makes turns fail, not wait in
// line for it one after the other.
func TestAnotherProgramHasTheFile(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	_, err := db.data.Exec(`PRAGMA busy_timeout = 50`)
	check(t, err)
	other, err := openFile(context.Background(), db.path("data.db"), writer)
	check(t, err)
	defer other.Close()
	tx, err := other.Begin()
	check(t, err)
	nothing := func(*turn) error { return nil }
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if err := db.do(context.Background(), nothing); bot.CodeOf(err) != bot.Storage {
				t.Errorf("got %v", err)
			}
		})
	}
	wait.Wait()
	check(t, tx.Rollback())
	check(t, db.do(context.Background(), nothing))
}

// What does not go through the writer, and fails, leaves nothing behind either.
func TestATransactionThatFailsLeavesNothing(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	wrong := errors.New("wrong")
	err := db.inTx(context.Background(), func(tx *tx) error {
		return errors.Join(tx.run(`INSERT INTO meta (name, value) VALUES ('half', x'00')`), wrong)
	})
	if !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	check(t, db.do(context.Background(), func(*turn) error { return nil }))
	if kept(t, db, "half") {
		t.Error("half of it is kept")
	}
}

func TestForgettingWhileOthersRead(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	keeper := personAt(t, db, chat("keeper"))
	with(t, db, keeper, keepSomething)
	ctx, stop := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for ctx.Err() == nil {
				if _, err := db.Unsent(context.Background(), 10); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 5 {
		id := personAt(t, db, chat(fmt.Sprint(i)))
		with(t, db, id, keepSomething)
		with(t, db, id, func(r bot.Records) { r.Forget(farewell(chat(fmt.Sprint(i)))) })
		isForgotten(t, db, id)
	}
	stop()
	readers.Wait()
}

func TestADamagedMessageHoldsUpNoOther(t *testing.T) {
	var log bytes.Buffer
	db, err := Open(context.Background(), Config{Dir: t.TempDir(), Root: testRoot, Log: slog.New(slog.NewTextHandler(&log, nil))})
	check(t, err)
	defer db.Close()
	id := personAt(t, db, chat("a"))
	with(t, db, id, func(r bot.Records) {
		for range 5 {
			r.Queue(sayingTo(chat("bad"), "bad"))
		}
		for _, words := range []string{"good", "better"} {
			r.Queue(bot.Outgoing{ID: words, To: chat(words), Message: bot.Message{Text: text.Lit(words)}})
		}
	})
	_, err = db.data.Exec(`UPDATE outbox SET body = x'00' WHERE id NOT IN ('good', 'better')`)
	check(t, err)
	left, err := db.Unsent(context.Background(), 1) // of which none is a damaged one
	check(t, err)
	if len(left) != 1 || left[0].ID != "good" {
		t.Errorf("%d messages wait", len(left))
	}
	if lines := strings.Count(log.String(), "\n"); lines != 1 || !strings.Contains(log.String(), "messages=5") {
		t.Errorf("the operator is told in %d lines: %s", lines, log.String())
	}
}

// writerDir tells a copy of this test that it is to write there until it is killed.
const writerDir = "SAMEPAGE_TEST_WRITER"

func TestWriter(t *testing.T) {
	dir := os.Getenv(writerDir)
	if dir == "" {
		t.Skip("the other half of TestKilled")
	}
	db := open(t, dir, nil)
	for i := range 1000 {
		wg := sync.WaitGroup{}
		for j := range 4 {
			wg.Go(func() {
				address := chat(fmt.Sprintf("%d-%d-%d", os.Getpid(), i, j))
				id := personAt(t, db, address)
				with(t, db, id, keepSomething)
				fmt.Printf("kept %s\n", id)
				if j == 0 {
					with(t, db, id, func(r bot.Records) { r.Forget(farewell(address)) })
					fmt.Printf("gone %s\n", id)
				}
			})
		}
		wg.Wait()
	}
}

// What a turn returned from is there after a SIGKILL, and whoever was forgotten is not.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	kept := map[bot.PersonID]bool{}
	for round := range 4 {
		for _, line := range killedAfter(t, dir, 20+17*round) {
			if what, id, ok := strings.Cut(line, " "); ok {
				kept[bot.PersonID(id)] = what == "kept"
			}
		}
	}
	db := open(t, dir, nil)
	for id, still := range kept {
		err := db.With(context.Background(), id, func(r bot.Records) error {
			if len(r.All("note")) != 1 || len(r.Addresses()) != 1 {
				t.Errorf("%s lost something", id)
			}
			return nil
		})
		marked, logErr := db.shredded()
		check(t, logErr)
		if err != nil && still && !strings.Contains(fmt.Sprint(marked), string(id)) {
			t.Errorf("%s: %v", id, err)
		}
		if !still {
			isForgotten(t, db, id)
		}
	}
}

// killedAfter runs a writer, kills it after so many lines, and returns what it said.
func killedAfter(t *testing.T, dir string, lines int) (said []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestWriter$")
	cmd.Env = append(os.Environ(), writerDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	scan := bufio.NewScanner(out)
	for scan.Scan() {
		if said = append(said, scan.Text()); len(said) == lines {
			check(t, cmd.Process.Kill())
		}
	}
	if err := cmd.Wait(); err == nil || len(said) < lines {
		t.Fatalf("the writer ended by itself: %v, %q", err, said)
	}
	return said
}

// Where nothing can be written any more, turns fail and reading goes on; once it can, so
// do they.
func TestAReadOnlyDisk(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	_, err := db.data.Exec(`PRAGMA query_only = ON`)
	check(t, err)
	keep := func(r bot.Records) error { keepSomething(r); return nil }
	for range 3 {
		if err := db.With(context.Background(), id, keep); bot.CodeOf(err) != bot.Storage {
			t.Errorf("a turn on a read-only disk: %v", err)
		}
	}
	if found, err := db.Find(context.Background(), chat("a")); found != id || err != nil {
		t.Errorf("reading found %q, %v", found, err)
	}
	if _, _, err := db.Due(context.Background(), db.now(), 10); err != nil {
		t.Errorf("looking for what is due: %v", err)
	}
	_, err = db.data.Exec(`PRAGMA query_only = OFF`)
	check(t, err)
	check(t, db.With(context.Background(), id, keep))
	with(t, db, id, func(r bot.Records) {
		if len(r.All("note")) != 1 {
			t.Error("what a failed turn kept is there, or what another kept is not")
		}
	})
}

// While a commit takes long, turns gather behind it, nobody is told that theirs is done,
// and the next commit takes all of them.
func TestASlowDisk(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	other, err := openFile(context.Background(), db.path("data.db"), writer)
	check(t, err)
	defer other.Close()
	slow, err := other.Begin()
	check(t, err)
	commits := map[any]bool{}
	var jobs []*job
	for range 50 {
		jobs = append(jobs, &job{done: make(chan error, 1), run: func(turn *turn) error { commits[turn.tx] = true; return nil }})
		db.queue <- jobs[len(jobs)-1]
	}
	for _, j := range jobs {
		if len(j.done) > 0 {
			t.Fatal("a turn was told to be done before its commit")
		}
	}
	check(t, slow.Rollback())
	for _, j := range jobs {
		check(t, <-j.done)
	}
	if len(commits) > 2 {
		t.Errorf("50 turns took %d commits", len(commits))
	}
}
