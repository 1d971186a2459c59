package text_test

import (
	"strings"
	"testing"

	"samepage/bot/text"
)

func TestWhereATextIsBrokenOff(t *testing.T) {
	long := strings.Repeat("word ", 20)
	for name, c := range map[string]struct{ words, head string }{
		"an empty line":     {long + "\n\n" + "more. More " + long, long + "\n\n"},
		"a line":            {long + "\nmore. More " + long, long + "\n"},
		"a sentence":        {long + "end. More " + long, long + "end. "},
		"a word":            {strings.Repeat("word ", 40), strings.Repeat("word ", 24)},
		"no crumb":          {"A. " + strings.Repeat("word ", 40), "A. " + strings.Repeat("word ", 23)},
		"a whole character": {strings.Repeat("👩‍👩‍👧", 40), strings.Repeat("👩‍👩‍👧", 15)},
		"a long character":  {"a" + strings.Repeat("\u0301", 200), "a" + strings.Repeat("\u0301", 119)},
	} {
		if got := c.words[:text.Cut(c.words, 120)]; got != c.head {
			t.Errorf("%s: broken off after %q", name, got)
		}
	}
	if n := text.Units("é😀👩‍👩‍👧"); n != 1+2+8 {
		t.Errorf("%d units", n)
	}
}
