package main

import (
	"errors"
	"fmt"
	"io"
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

// Whoever is told to look for the reason finds it there: in the same command once more, or
// in what it has logged already.
func TestItIsSaidWhereTheReasonIs(t *testing.T) {
	for args, want := range map[string]string{
		"bench due --dir /nowhere":         "samepage --debug bench due says why.",
		"--debug bench due --dir /nowhere": "The log says why.",
	} {
		errs := &strings.Builder{}
		if code := run(t.Context(), strings.Fields(args), strings.NewReader(""), io.Discard, errs); code != exitFailed || !strings.Contains(errs.String(), want) {
			t.Errorf("%s ended with %d: %s", args, code, errs)
		}
		if logged := strings.Contains(errs.String(), "no such file"); logged != strings.Contains(args, "--debug") {
			t.Errorf("%s: the reason is logged: %v", args, logged)
		}
	}
	serving := commands{Serve: &serve{}}
	if got := serving.sentence(errors.New("no"), "serve"); !strings.HasSuffix(got, "The log says why.") {
		t.Errorf("serve says %q", got)
	}
}
