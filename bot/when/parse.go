package when

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Parse is every reading of the times in text, best first; nil where there is none.
//
// The text is cut into expressions that do not overlap; readings of one expression
// share its Span. First come the likeliest readings of all expressions, the
// expression that says most before the others, then their second readings, and so on
// (the other half of the day, the other year).
func Parse(text string, c Context) []Reading {
	now := c.civil()
	var all [][]Reading
	for _, e := range expressions(text, c, now) {
		if rs := e.readings(c, now); len(rs) > 0 {
			all = append(all, rs)
		}
	}
	all = append(all, joined(all)...)
	slices.SortStableFunc(all, func(a, b []Reading) int {
		return cmp.Compare(b[0].Span.To-b[0].Span.From, a[0].Span.To-a[0].Span.From)
	})
	return interleave(all)
}

// interleave takes the first of each list, then the second of each ...
func interleave(lists [][]Reading) []Reading {
	var out []Reading
	for i := 0; ; i++ {
		n := len(out)
		for _, l := range lists {
			if i < len(l) {
				out = append(out, l[i])
			}
		}
		if len(out) == n {
			return out
		}
	}
}

// joined puts a day and a clock time together that stand apart, where text has one
// of each: "with Dr Weber tomorrow, in the clinic at 10:30".
func joined(all [][]Reading) [][]Reading {
	if len(all) != 2 {
		return nil
	}
	day, clock := all[0], all[1]
	if day[0].Kind == TimeOfDay {
		day, clock = clock, day
	}
	if day[0].Kind != Day || clock[0].Kind != TimeOfDay {
		return nil
	}
	var out []Reading
	for _, at := range clock[:min(len(clock), 2)] {
		r := day[0]
		r.Kind, r.Start.Clock, r.Grain = Instant, at.Start.Clock, Minute
		r.Span = Span{min(r.Span.From, at.Span.From), max(r.Span.To, at.Span.To)}
		r.Doubts = append(slices.Concat(r.Doubts, at.Doubts), SplitWords)
		out = append(out, r)
	}
	return [][]Reading{out}
}

// First is the best reading of text as one expression of one of the kinds (any kind
// where none is given), where text holds little else: see Covers.
func First(text string, c Context, kinds ...Kind) (Reading, bool) {
	for _, r := range append(Parse(text, c), asked(text, c, kinds)...) {
		if (len(kinds) == 0 || slices.Contains(kinds, r.Kind)) && r.Covers(text) {
			return r, true
		}
	}
	return Reading{}, false
}

// Covers says whether text holds nothing besides the reading but punctuation and
// words that add nothing: "on", "at", "the", "please".
func (r Reading) Covers(text string) bool {
	if r.Span.To > len(text) || r.Doubtful(SplitWords) {
		return false
	}
	for _, t := range append(tokenise(text[:r.Span.From]), tokenise(text[r.Span.To:])...) {
		c, _ := utf8.DecodeRuneInString(t.text)
		if t.digits || isLetter(c) && !fillers[t.text] && !noise[t.text] {
			return false
		}
	}
	return true
}

var fillers = setOf(`on at the please pls in for it it's its is that that's this s ok okay yes yep yeah
	sure thanks thank you hi hello let's lets say how about maybe can we do make to then um uh well and so of by a i'd like
	prefer works fine great would be could i we around`)
