package dialog

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"samepage/bot/text"
)

// readNumber takes "4", "four", "4 of 5", "4/5", "maybe a 4": the word is the number, not the
// position.
func (q *Question) readNumber(words string, have Answer) (Answer, text.Text, bool) {
	low, high := q.Range.Low, q.Range.High
	words = strings.TrimSpace(strings.ToLower(words))
	for _, tail := range []string{"/", " of ", " out of "} {
		if head, of, cut := strings.Cut(words, tail); cut && strings.TrimSpace(of) == strconv.Itoa(high) {
			words = strings.TrimSpace(head)
		}
	}
	for _, n := range []int{low, high} {
		if end := Fold(q.Range.end(n).String()); end != "" && end == Fold(words) {
			return Answer{Values: []string{strconv.Itoa(n)}, Done: true}, nil, true
		}
	}
	n, ok := q.onlyNumber(words)
	if !ok {
		return have, nil, false
	}
	if n < low || n > high {
		return have, q.printer.T("A number from %d to %d, please.", low, high), true
	}
	return Answer{Values: []string{strconv.Itoa(n)}, Done: true}, nil, true
}

// onlyNumber is the number in words that say nothing else: "6", "six", "pain is about 6". One
// among other words has to be on the scale, since those may mean anything.
func (q *Question) onlyNumber(words string) (int, bool) {
	if n, ok := asNumber(words); ok {
		return n, true
	}
	asked := strings.Fields(Fold(q.Text.String()))
	said := slices.DeleteFunc(strings.Fields(Fold(words)), func(w string) bool {
		_, number := asNumber(w)
		return !number && (slices.Contains(hedges, w) || slices.Contains(asked, w))
	})
	if len(said) != 1 {
		return 0, false
	}
	n, ok := asNumber(strings.TrimSuffix(said[0], "ish"))
	return n, ok && q.Range.Low <= n && n <= q.Range.High
}

func asNumber(word string) (int, bool) {
	if n := slices.Index(numbers, Fold(word)); n >= 0 {
		return n, true
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}

// hedges are words around a number that change nothing about it.
var hedges = strings.Fields("a an about around maybe perhaps probably like just only its it is was i id say think guess today todays so more rather than really")

// numbers are the whole ones of a scale as words, from 0.
var numbers = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

func isNumber(words string) bool {
	_, err := strconv.Atoi(Fold(words))
	return err == nil
}

// without is how one says which numbers to leave out: "leave out 1 and 3".
var without = regexp.MustCompile(`(?i)^(?:please )?(?:leave out|leave|remove|drop|take out|take off|take|cut|delete|without|not|skip|minus)\s+(.+?)(?:\s+(?:out|off|please))*[.!]?$`)

// leftOut is the options that words say to leave out, by their numbers.
func (q *Question) leftOut(words string) (keys []string, ok bool) {
	m := without.FindStringSubmatch(words)
	if !q.Numbered || m == nil {
		return nil, false
	}
	said := strings.Fields(Fold(m[1]))
	for i, word := range said {
		n, number := ordinal(word)
		switch {
		case word == "one" && (len(keys) > 0 || i < len(said)-1): // "the first one"
		case number && 1 <= n && n <= len(q.Options):
			keys = append(keys, q.Options[n-1].Key)
		case !slices.Contains(beside, word):
			return nil, false
		}
	}
	return keys, len(keys) > 0
}

// ordinal is "2", "two" or "second".
func ordinal(word string) (int, bool) {
	if n := slices.Index(ordinals, word); n >= 0 {
		return n + 1, true
	}
	return asNumber(word)
}

var (
	ordinals = strings.Fields("first second third fourth fifth sixth seventh eighth ninth")
	beside   = strings.Fields("the and number numbers no ones item items line lines also")
)
