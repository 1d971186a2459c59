package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// patience is how long turns in hand may take once the program is asked to end.
const patience = 10 * time.Second

// orderly is a context that ends with the first signal. The second, or ten seconds,
// end the process at once; what is committed stays, so that is safe too.
func orderly() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-signals
		cancel()
		select {
		case <-signals:
		case <-time.After(patience):
		}
		os.Exit(exitFailed)
	}()
	return ctx
}

// interrupt is Ctrl-C on a terminal that sends no signal for it.
func interrupt() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		self.Signal(os.Interrupt)
	}
}
