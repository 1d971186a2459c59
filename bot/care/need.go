package care

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// need is what words must have for a pattern to match any of them. Nearly all that
// people write lacks it, and to look for a word is far cheaper than to match a pattern.
//
// It is a piece of a word, or all of some needs, or any of some; the zero need is
// nothing. No piece has a space in it, so none comes about by words being left out
// between others.
type need struct {
	piece    string
	all, any []need
}

// needOf is what pattern cannot match without.
func needOf(pattern *regexp.Regexp) need {
	tree, err := syntax.Parse(pattern.String(), syntax.Perl)
	if err != nil {
		return need{}
	}
	return needed(tree.Simplify())
}

func needed(re *syntax.Regexp) need {
	if all := texts(re); all != nil {
		return needOne(all)
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpConcat:
		return needAll(re.Sub)
	case syntax.OpAlternate:
		return needAny(re.Sub)
	}
	return need{} // it may match nothing, or anything
}

// needOne is that one of texts is there.
func needOne(texts []string) need {
	var choices []need
	for _, text := range texts {
		choices = append(choices, needPieces(text))
	}
	return anyOf(choices)
}

func needPieces(text string) need {
	var out need
	for _, piece := range strings.Fields(text) {
		out.all = append(out.all, need{piece: piece})
	}
	return out
}

// needAll puts first what is looked for soonest. Neighbours whose texts are known are
// put together first: a parsed "hit|hang" is an h before "it" or "ang".
func needAll(parts []*syntax.Regexp) need {
	var out need
	add := func(n need) {
		if n.cost() > 0 {
			out.all = append(out.all, n)
		}
	}
	run := []string{""}
	for _, part := range parts {
		next := texts(part)
		if joined := join(run, next); joined != nil && touch(run, next) {
			run = joined
			continue
		}
		add(needOne(run))
		if run = next; next == nil {
			add(needed(part))
			run = []string{""}
		}
	}
	add(needOne(run))
	slices.SortStableFunc(out.all, func(a, b need) int { return a.cost() - b.cost() })
	return out
}

// touch says whether a piece may begin in before and end in after.
func touch(before, after []string) bool {
	return slices.ContainsFunc(before, func(s string) bool { return !strings.HasSuffix(s, " ") }) &&
		slices.ContainsFunc(after, func(s string) bool { return !strings.HasPrefix(s, " ") })
}

func needAny(parts []*syntax.Regexp) need {
	var choices []need
	for _, part := range parts {
		choices = append(choices, needed(part))
	}
	return anyOf(choices)
}

// anyOf is nothing if one of choices is.
func anyOf(choices []need) need {
	if slices.ContainsFunc(choices, func(n need) bool { return n.cost() == 0 }) {
		return need{}
	}
	return need{any: choices}
}

// cost is how many pieces there are.
func (n need) cost() int {
	if n.piece != "" {
		return 1
	}
	sum := 0
	for _, part := range slices.Concat(n.all, n.any) {
		sum += part.cost()
	}
	return sum
}

// keys are pieces one of which stands in all words that have it, at least one: of all
// that it needs, those that are found by chance least.
func (n need) keys() []string {
	best := []string{n.piece}
	for _, part := range n.all {
		best = rarer(best, part.keys())
	}
	if n.any == nil {
		return best
	}
	var any []string
	for _, choice := range n.any {
		any = append(any, choice.keys()...)
	}
	return rarer(best, any)
}

// rarer is which of two are found less: those without a short one, or the fewer.
func rarer(a, b []string) []string {
	if by := shortest(b) - shortest(a); by > 0 || by == 0 && len(b) < len(a) {
		return b
	}
	return a
}

func shortest(keys []string) int {
	return len(slices.MinFunc(keys, func(a, b string) int { return len(a) - len(b) }))
}

// met says whether words have it.
func (n *need) met(words string) bool {
	if n.piece != "" {
		return strings.Contains(words, n.piece)
	}
	for i := range n.all {
		if !n.all[i].met(words) {
			return false
		}
	}
	for i := range n.any {
		if n.any[i].met(words) {
			return true
		}
	}
	return n.any == nil
}
