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
	switch re.Op {
	case syntax.OpLiteral:
		return needPieces(string(re.Rune))
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpConcat:
		return needAll(re.Sub)
	case syntax.OpAlternate:
		return needAny(re.Sub)
	}
	return need{} // it may match nothing, or anything
}

func needPieces(literal string) need {
	var out need
	for _, piece := range strings.Fields(literal) {
		out.all = append(out.all, need{piece: piece})
	}
	return out
}

// needAll puts first what is looked for soonest.
func needAll(parts []*syntax.Regexp) need {
	var out need
	for _, part := range parts {
		if n := needed(part); n.cost() > 0 {
			out.all = append(out.all, n)
		}
	}
	slices.SortStableFunc(out.all, func(a, b need) int { return a.cost() - b.cost() })
	return out
}

func needAny(choices []*syntax.Regexp) need {
	var out need
	for _, choice := range choices {
		n := needed(choice)
		if n.cost() == 0 {
			return need{}
		}
		out.any = append(out.any, n)
	}
	return out
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

// met says whether words have it.
func (n need) met(words string) bool {
	if n.piece != "" {
		return strings.Contains(words, n.piece)
	}
	for _, part := range n.all {
		if !part.met(words) {
			return false
		}
	}
	return n.any == nil || slices.ContainsFunc(n.any, func(choice need) bool { return choice.met(words) })
}
