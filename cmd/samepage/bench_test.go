package main

import (
	"io"
	"regexp"
	"strings"
	"testing"
)

// Each measure runs from its beginning to its end, with few people, and says its ratios.
func TestBench(t *testing.T) {
	for args, says := range map[string]string{
		"turns --n 4 --at 2": `SQLite alone, 1 in a transaction: the engine makes [0-9.]+ of its turns/s`,
		"due --sizes 10 200": `(?m)^200 people: poll .*, [0-9.]+ of the first; claim .* [0-9.]+ of the first$`,
		"send --prompts 900": `900 at once: p99 29\.[0-9] s late, 1\.02`,
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			out := &strings.Builder{}
			args := append([]string{"bench"}, strings.Fields(args)...)
			if args[1] != "send" {
				args = append(args, "--dir", t.TempDir())
			}
			if code := run(t.Context(), args, strings.NewReader(""), out, io.Discard); code != exitOK || !regexp.MustCompile(says).MatchString(out.String()) {
				t.Errorf("it ended with %d:\n%s", code, out)
			}
		})
	}
}

// Nobody is no crowd: it would be waited for without end.
func TestABenchNeedsPeople(t *testing.T) {
	for _, nobody := range []string{"--n 0", "--at 0", "--n -1"} {
		errs := &strings.Builder{}
		args := append([]string{"bench", "turns", "--dir", t.TempDir()}, strings.Fields(nobody)...)
		if code := run(t.Context(), args, strings.NewReader(""), io.Discard, errs); code != exitFailed || !strings.Contains(errs.String(), "1 at least") {
			t.Errorf("%s ended with %d: %s", nobody, code, errs)
		}
	}
}

// What somebody waits for is not held up by a whole evening's crowd.
func TestAnEveningHoldsUpNobodyWhoWaits(t *testing.T) {
	out := &strings.Builder{}
	if err := (&benchSend{Prompts: 20000}).Run(t.Context(), streams{stdout: out}); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`answers p99 0\.[012]\d\d s late, 50 pages p99 0\.[012]`).MatchString(out.String()) {
		t.Error(out.String())
	}
}
