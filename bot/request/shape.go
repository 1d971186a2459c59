package request

import "strings"

// shape is a way to ask for something. In its text every word stands for itself; a|b is
// one of two; [a] may be missing; + is one or more words, * none or more, and what they
// stand for is the request's object.
type shape struct {
	intent Intent
	places []place
}

type place struct {
	words    []string // one of these; none is any words
	optional bool     // may be missing
}

func shapeOf(intent Intent, text string) shape {
	s := shape{intent: intent}
	for _, w := range strings.Fields(text) {
		p := place{optional: strings.HasPrefix(w, "[") || w == "*"}
		if w = strings.Trim(w, "[]"); w != "+" && w != "*" {
			p.words = strings.Split(w, "|")
		}
		s.places = append(s.places, p)
	}
	return s
}

// match is the object of the request in said, if said has the shape from end to end.
func (s shape) match(said []string) (rest string, ok bool) {
	objects, ok := fit(s.places, said)
	return strings.Join(objects, " "), ok
}

// fit tries the ways to lay said over places; both are short.
func fit(places []place, said []string) (objects []string, ok bool) {
	if len(places) == 0 {
		return nil, len(said) == 0
	}
	p, rest := places[0], places[1:]
	if p.words == nil {
		return fitAny(p, rest, said)
	}
	if len(said) > 0 && p.has(said[0]) {
		if objects, ok := fit(rest, said[1:]); ok {
			return objects, true
		}
	}
	if p.optional {
		return fit(rest, said)
	}
	return nil, false
}

// objectMost is how many words name what a request is about; more are a story.
const objectMost = 9

// someone is who a story is about. No appointment is called so.
var someone = map[string]bool{
	"i": true, "he": true, "she": true, "we": true, "they": true, "you": true, "who": true, "nothing": true, "everything": true,
	"because": true, "feel": true, "him": true, "her": true, "them": true, "myself": true,
}

func fitAny(p place, rest []place, said []string) (objects []string, ok bool) {
	least := 1
	if p.optional {
		least = 0
	}
	for n := least; n <= min(len(said), objectMost) && (n == 0 || !someone[said[n-1]]); n++ {
		if objects, ok := fit(rest, said[n:]); ok {
			return append(said[:n:n], objects...), true
		}
	}
	return nil, false
}

func (p place) has(word string) bool {
	for _, w := range p.words {
		if w == word {
			return true
		}
	}
	return false
}

func split(folded string) []string { return strings.Fields(folded) }

// kept is what stands before words that are kept as they are.
var kept = []asked{
	{BringUp, "bring up"}, {BringUp, "remind me to bring up"}, {BringUp, "i want to bring up"},
	{BringUp, "note"}, {BringUp, "note to self"},
	{Goal, "add goal"}, {Goal, "add a goal"}, {Goal, "add the goal"}, {Goal, "new goal"}, {Goal, "set a goal"}, {Goal, "my goal is to"}, {Goal, "my goal is"},
}

// verbatim hears "bring up: his tone last time" and "add goal sleep, at last", and keeps
// the person's words as they stand, which a folded text no longer has.
func verbatim(words string) (Request, bool) {
	for _, v := range kept {
		if len(words) <= len(v.text) || !strings.EqualFold(words[:len(v.text)], v.text) {
			continue
		}
		next := words[len(v.text)]
		if rest := strings.TrimSpace(strings.TrimPrefix(words[len(v.text):], ":")); rest != "" && (next == ':' || next == ' ' && v.text != "note") {
			return Request{v.intent, rest}, true
		}
	}
	return Request{}, false
}
