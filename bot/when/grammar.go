package when

import (
	"strings"
	"sync"
)

// The grammar is a list of rules. A rule is a pattern and what it makes:
//
//	{"WEEKDAY of? DAYS", two(weekdayIn)}
//
// In a pattern capital letters are kinds of value (see symbols), small letters and
// marks are words as the lexicon spells them, "a|b" is either, "x?" may be missing,
// "~" before an element says that it must be glued to what stands before it, "^" that
// it must not.
// The values, in order, are handed to the function; it answers nil where they make
// no sense together. A missing value is nil.
type rule struct {
	pattern string
	make    func(args []value) value
	rank    int // below zero where other readings of the same words are likelier
}

// value is a meaning of some words: a number, a weekday, a day, a period ...
type value interface{ kind() kind }

// kind is one bit for each sort of value.
type kind uint32

const (
	aWord kind = 1 << iota
	aNumber
	anOrdinal
	aYear
	aUnit
	aLength
	aWeekday
	aMonth
	aShift
	aStretch
	aHalf
	aClock
	aSpoken
	aPart
	aClocks
	aDate
	aDay
	aDays
	anInstant
	anInstants
	aSet
	aSetDays
	aMove
)

// symbols are the names of kinds in patterns. Where several kinds can stand in one
// place, the name covers them all.
var symbols = map[string]kind{
	"NUM": aNumber, "ORD": anOrdinal, "YEAR": aYear, "UNIT": aUnit, "LENGTH": aLength,
	"WEEKDAY": aWeekday, "MONTH": aMonth, "SHIFT": aShift, "STRETCH": aStretch, "HALF": aHalf,
	"CLOCK": aClock, "HOUR": aClock | aSpoken | aNumber, "PART": aPart, "CLOCKS": aClocks, "SPELL": aClocks | aPart,
	"DATE": aDate, "DAY": aDate | aWeekday | aDay, "DAYS": aDays | aMonth, "PERIOD": aDays,
	"POINT":   aDate | aWeekday | aDay | aDays | aMonth,
	"INSTANT": anInstant, "INSTANTS": anInstants,
	"TIME": aDate | aWeekday | aDay | aDays | aMonth | anInstant | anInstants,
	"SET":  aSet, "SETDAYS": aSetDays,
}

// element is one place of a pattern, ready to match.
type element struct {
	kinds    kind
	words    []wordID
	optional bool
	glued    bool
	apart    bool
	arg      int // which argument it fills, -1 for words
}

// production is a rule ready to match.
type production struct {
	elements []element
	args     int
	make     func([]value) value
	rank     int
}

// grammar holds the productions by what they begin with.
type grammar struct {
	byKind  [32][]*production
	byWord  [][]*production
	words   map[string]wordID
	lexicon lexicon
}

var theGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{words: map[string]wordID{}}
	for _, list := range [][]rule{numberRules, lengthRules, clockRules, partRules, clocksRules, dateRules, holidayRules, dayRules, unitRules, monthRules, stretchRules, seasonRules, momentRules, partOfRules, rangeRules, countRules, anchorRules, setRules} {
		for _, r := range list {
			g.add(g.compile(r))
		}
	}
	g.lexicon = newLexicon(g.words)
	return g
})

func (g *grammar) compile(r rule) *production {
	p := &production{make: r.make, rank: r.rank}
	for _, field := range strings.Fields(r.pattern) {
		e := element{arg: -1}
		field, e.optional = strings.CutSuffix(field, "?")
		field, e.glued = strings.CutPrefix(field, "~")
		field, e.apart = strings.CutPrefix(field, "^")
		if k, ok := symbols[field]; ok {
			e.kinds, e.arg = k, p.args
			p.args++
		} else {
			for _, w := range strings.Split(field, "|") {
				e.words = append(e.words, g.id(w))
			}
		}
		p.elements = append(p.elements, e)
	}
	return p
}

// id numbers the words of the patterns.
func (g *grammar) id(w string) wordID {
	if _, ok := g.words[w]; !ok {
		g.words[w] = wordID(len(g.words))
	}
	return g.words[w]
}

// add files p under every kind and word it can begin with; a leading optional
// element makes a second production without it.
func (g *grammar) add(p *production) {
	first := p.elements[0]
	for bit := range g.byKind {
		if first.kinds&(1<<bit) != 0 {
			g.byKind[bit] = append(g.byKind[bit], p)
		}
	}
	for _, w := range first.words {
		for int(w) >= len(g.byWord) {
			g.byWord = append(g.byWord, nil)
		}
		g.byWord[w] = append(g.byWord[w], p)
	}
	if first.optional {
		rest := *p
		rest.elements = p.elements[1:]
		g.add(&rest)
	}
}

// one, two and three lift a function of typed values to a rule's function.
func one[A value](f func(A) value) func([]value) value {
	return func(v []value) value { a, _ := v[0].(A); return f(a) }
}

func two[A, B value](f func(A, B) value) func([]value) value {
	return func(v []value) value {
		a, _ := v[0].(A)
		b, _ := v[1].(B)
		return f(a, b)
	}
}

func three[A, B, C value](f func(A, B, C) value) func([]value) value {
	return func(v []value) value {
		a, _ := v[0].(A)
		b, _ := v[1].(B)
		c, _ := v[2].(C)
		return f(a, b, c)
	}
}

// same is for words that add nothing: "on Tuesday" is Tuesday.
func same(v []value) value { return v[0] }

// always makes the same value whatever stands there.
func always(x value) func([]value) value { return func([]value) value { return x } }
