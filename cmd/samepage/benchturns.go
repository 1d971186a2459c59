package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"samepage/bot"
)

// benchTurns is "samepage bench turns".
type benchTurns struct {
	N   int    `help:"How many people check in." default:"1000"`
	At  int    `help:"How many of them at the same time." default:"128"`
	Dir string `help:"Make the data in this folder, on the disk that is to be measured. Default: the folder for temporary files." placeholder:"DIR"`
}

// Run has people check in, through the engine and the storage, with nothing else between.
func (c *benchTurns) Run(ctx context.Context, s streams) error {
	dir, err := os.MkdirTemp(c.Dir, "samepage-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	db, err := openData(ctx, s, config{Data: filepath.Join(dir, "data"), Key: filepath.Join(dir, "key")}, bot.WallClock{})
	if err != nil {
		return err
	}
	defer db.Close()
	people := crowd{name: "bench", instance: "1", people: c.N, at: c.At}
	if err := people.live(ctx, db, coming(time.Now())); err != nil {
		return err
	}
	began, used := time.Now(), cpu()
	if err := people.live(ctx, db, checkingIn); err != nil {
		return err
	}
	turns := float64(c.N * len(checkingIn.does))
	fmt.Fprintf(s.stdout, "%.0f turns/s, %.3f ms of CPU a turn\n", turns/time.Since(began).Seconds(), (cpu()-used).Seconds()*1000/turns)
	return nil
}

// cpu is how long the processors have worked for this process.
func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
