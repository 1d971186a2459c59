package when

import (
	"slices"
	"strings"
	"time"
)

// Parse is every reading of the times in text, best first; nil where there is none.
//
// The best reading of the best expression comes first, then that expression's other
// readings (the other half of the day, the other year), then the same for the next
// best expression. Expressions do not overlap; readings of one share its Span.
func Parse(text string, c Context) []Reading {
	now := c.civil()
	lower := strings.ToLower(text)
	for word, days := range map[string]int{"today": 0, "tomorrow": 1, "yesterday": -1} {
		if i := strings.Index(lower, word); i >= 0 {
			return []Reading{{Kind: Day, Start: now.AddDays(days).At(Clock{}), Span: Span{i, i + len(word)}, Grain: WholeDay}}
		}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if i := strings.Index(lower, name); i >= 0 {
			ahead := (int(d)-int(now.Weekday())+6)%7 + 1
			return []Reading{{Kind: Day, Start: now.AddDays(ahead).At(Clock{}), Span: Span{i, i + len(name)}, Grain: WholeDay}}
		}
	}
	return nil
}

// First is the best reading of text as one expression of one of the kinds (any kind
// where none is given), where text holds little else: see Covers.
func First(text string, c Context, kinds ...Kind) (Reading, bool) {
	for _, r := range Parse(text, c) {
		if (len(kinds) == 0 || slices.Contains(kinds, r.Kind)) && r.Covers(text) {
			return r, true
		}
	}
	return Reading{}, false
}

// Covers says whether text holds nothing besides the reading but punctuation and
// words that add nothing: "on", "at", "the", "please".
func (r Reading) Covers(text string) bool {
	rest := text[:r.Span.From] + " " + text[r.Span.To:]
	for _, word := range strings.FieldsFunc(strings.ToLower(rest), func(c rune) bool { return !('a' <= c && c <= 'z') }) {
		if !slices.Contains(fillers, word) {
			return false
		}
	}
	return true
}

var fillers = []string{"on", "at", "the", "please", "in", "for", "it", "is", "s", "ok", "yes", "thanks"}
