package storage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"

	"samepage/bot"
)

// ownProcess tells a copy of this test that it has a process of its own.
const ownProcess = "SAMEPAGE_TEST_OWN_PROCESS"

// elsewhere runs the test that calls it in a process of its own, and is false in there. A
// disk is full for all of a process: package testing would find no room for its log.
func elsewhere(t *testing.T) bool {
	t.Helper()
	if os.Getenv(ownProcess) != "" {
		return false
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), ownProcess+"=1")
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("%v: %s", err, out)
	}
	return true
}

// fullDisk lets no file grow beyond a size while run runs: writes fail as they do on a
// disk that is full.
func fullDisk(t *testing.T, size uint64, run func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var was syscall.Rlimit
	check(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was))
	check(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: was.Max}))
	defer func() { check(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was)) }()
	run()
}

func large(id string) func(bot.Records) error {
	return func(r bot.Records) error {
		r.Save(bot.Row{Kind: "note", ID: id, Body: make([]byte, 1<<20)})
		return nil
	}
}

func TestAFullDisk(t *testing.T) {
	if elsewhere(t) {
		return
	}
	dir := t.TempDir()
	db := open(t, dir, nil)
	id := personAt(t, db, chat("a"))
	with(t, db, id, keepSomething)
	fullDisk(t, 1<<19, func() {
		var wait sync.WaitGroup
		for i := range 5 {
			wait.Go(func() {
				if err := db.With(context.Background(), id, large(fmt.Sprint("large", i))); bot.CodeOf(err) != bot.Storage {
					t.Errorf("a turn on a full disk: %v", err)
				}
			})
		}
		wait.Wait()
		if _, err := db.Find(context.Background(), chat("a")); err != nil {
			t.Errorf("reading on a full disk: %v", err)
		}
	})
	check(t, db.With(context.Background(), id, large("after")))
	check(t, db.Close())
	with(t, open(t, dir, nil), id, func(r bot.Records) {
		if notes := r.All("note"); len(notes) != 2 || notes[1].ID != "after" {
			t.Errorf("%d notes", len(notes))
		}
	})
}

func TestOpenOnAFullDisk(t *testing.T) {
	if elsewhere(t) {
		return
	}
	dir := t.TempDir()
	fullDisk(t, 0, func() {
		if got := codeOfOpen(t, dir, testRoot); got != bot.Storage {
			t.Errorf("got %q", got)
		}
	})
	if got := codeOfOpen(t, dir, testRoot); got != "" {
		t.Errorf("once there is room: %q", got)
	}
}

// SQLite may find the disk full within a turn, not only at the commit.
func TestAFullDatabase(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	limit := func(pages int) {
		_, err := db.data.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages))
		check(t, err)
	}
	limit(1)
	if err := db.With(context.Background(), id, large("1")); bot.CodeOf(err) != bot.Storage {
		t.Errorf("got %v", err)
	}
	limit(1 << 20)
	check(t, db.With(context.Background(), id, large("1")))
}
