package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"samepage/storage"
)

// benchTurns is "samepage bench turns".
type benchTurns struct {
	N   int    `help:"How many people check in." default:"1000"`
	At  int    `help:"How many of them at the same time." default:"128"`
	Dir string `help:"Make the data in this folder, on the disk that is to be measured. Default: the folder for temporary files." placeholder:"DIR"`
}

// Help says what is compared with what.
func (benchTurns) Help() string {
	return `People check in through the engine and the storage, with no network between. Then SQLite alone
writes the same, on a copy of the data as it was before: the statements of a second such crowd, without
reading, sealing or an engine. Every commit is durable (synchronous=FULL).`
}

// grouped is how many turns share a transaction where SQLite alone groups them.
const grouped = 100

// Run prints how the engine compares.
func (c *benchTurns) Run(ctx context.Context, s streams) error {
	dir, err := os.MkdirTemp(c.Dir, "samepage-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	live, err := c.engine(ctx, dir)
	if err != nil {
		return err
	}
	n := float64(len(live.turns))
	fmt.Fprintf(s.stdout, "the engine: %.0f turns/s, %.3f ms of CPU a turn\n", n/live.took.Seconds(), live.cpu.Seconds()*1000/n)
	for _, each := range []int{grouped, 1} {
		used := cpu()
		took, err := storage.Replay(ctx, filepath.Join(dir, strconv.Itoa(each)), live.turns, each)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.stdout, "SQLite alone, %d in a transaction: the engine makes %.2f of its turns/s, with %.2f times the CPU\n",
			each, took.Seconds()/live.took.Seconds(), live.cpu.Seconds()/(cpu()-used).Seconds())
	}
	return nil
}

// lived is what a crowd's check-in took, and what each turn of it has written.
type lived struct {
	took, cpu time.Duration
	turns     [][]storage.Statement
}

// recorded is the copy of the data on which what the engine writes is written down.
const recorded = "recorded"

// engine has people check in, with copies beside of the data as it was before. On one of
// them they do so again, only to write down what is written, which takes time itself.
func (c *benchTurns) engine(ctx context.Context, dir string) (l lived, err error) {
	root, err := storage.MakeRoot(filepath.Join(dir, "key"))
	if err != nil {
		return l, err
	}
	people := crowd{name: "bench", instance: "1", people: c.N, at: c.At}
	conf := storage.Config{Dir: filepath.Join(dir, "data"), Root: root}
	if err := living(ctx, conf, func(db *storage.DB) error { return people.live(ctx, db, coming(time.Now())) }); err != nil {
		return l, err
	}
	for _, beside := range []string{recorded, strconv.Itoa(grouped), "1"} {
		if err := os.CopyFS(filepath.Join(dir, beside), os.DirFS(conf.Dir)); err != nil {
			return l, err
		}
	}
	err = living(ctx, conf, func(db *storage.DB) error {
		began, used := time.Now(), cpu()
		defer func() { l.took, l.cpu = time.Since(began), cpu()-used }()
		return people.live(ctx, db, checkingIn)
	})
	if err != nil {
		return l, err
	}
	var wrote []storage.Statement
	conf.Dir = filepath.Join(dir, recorded)
	conf.Written = func(statements []storage.Statement) { wrote = append(wrote, statements...) }
	err = living(ctx, conf, func(db *storage.DB) error { return people.live(ctx, db, checkingIn) })
	l.turns = shares(wrote, c.N*len(checkingIn.does))
	return l, err
}

func living(ctx context.Context, conf storage.Config, do func(*storage.DB) error) error {
	db, err := storage.Open(ctx, conf)
	if err != nil {
		return err
	}
	defer db.Close()
	return do(db)
}

// shares is what was written in n parts: a turn, and marking its answer sent, stand apart in
// it, and SQLite alone writes them together.
func shares(wrote []storage.Statement, n int) [][]storage.Statement {
	turns := make([][]storage.Statement, n)
	for i := range turns {
		turns[i] = wrote[i*len(wrote)/n : (i+1)*len(wrote)/n]
	}
	return turns
}

// cpu is how long the processors have worked for this process.
func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
