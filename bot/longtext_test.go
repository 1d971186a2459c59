package bot

import (
	"slices"
	"strings"
	"testing"
)

func TestPieces(t *testing.T) {
	for words, want := range map[string][]string{
		"":                           {""},
		"one":                        {"one"},
		"One. Two? Three":            {"One.", "Two?", "Three"},
		"At 3.30 he rang... I slept": {"At 3.30 he rang...", "I slept"},
		"a line\n\n  another  \n":    {"a line", "another"},
	} {
		if got := pieces(words); !slices.Equal(got, want) {
			t.Errorf("pieces(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestLineOfALongNote(t *testing.T) {
	whole := "First. " + strings.Repeat("and then ", 40)
	n := &Note{Words: whole}
	if got := n.line(); got != "First." {
		t.Errorf("line = %q", got)
	}
	if n.Line = "and then"; n.line() != "and then" || n.Words != whole {
		t.Errorf("the line picked is %q, and the note is kept whole: %v", n.line(), n.Words == whole)
	}
}
