package care

import (
	"strings"
	"testing"
)

// everySign hears words without leaving any sign out.
func everySign(words string) Danger {
	if foreign(words) {
		return Ideation
	}
	worst := None
	for said := range sentences(normal(words)) {
		worst = max(worst, sentenceOf(said).danger(signs, selfLast))
	}
	return worst
}

// What a sign needs is in all that it stands in: leaving out signs whose need is not met
// changes nothing.
func TestNothingIsMissedForWantOfANeed(t *testing.T) {
	for line := range strings.Lines(string(readCases(t, "signals.jsonl"))) {
		if got, want := Hear(line), everySign(line); got != want {
			t.Errorf("%q: %d, want %d", line, got, want)
		}
	}
}

func TestEverySignNeedsSomething(t *testing.T) {
	for _, s := range signs {
		if s.need.cost() == 0 {
			t.Errorf("nothing is known of what %s cannot match without", s.words)
		}
	}
}
