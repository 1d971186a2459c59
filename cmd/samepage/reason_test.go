package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"samepage/bot"
)

// What is logged of an error says why, and nothing that somebody wrote.
func TestAReasonHasNoWords(t *testing.T) {
	_, missing := os.Stat("/slept badly")
	panicked := bot.Guarded(func() error { panic("slept badly") })
	for want, err := range map[string]error{
		"no such file or directory": fmt.Errorf("slept badly: %w", missing),
		"reason_test.go":            fmt.Errorf("slept badly: %w", panicked),
		"*errors.errorString":       errors.Join(fmt.Errorf("saying: %w", errors.New("slept badly"))),
	} {
		if got := reasonOf(err); !strings.Contains(got, want) || strings.Contains(got, "badly") {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
