// Package care tells words that sound like danger from words that do not, and knows
// the numbers to call. It is a floor under a door that is always open, not a watchman:
// what it says picks a reply and is forgotten.
//
// It has rules, no model. Words are normalised (normal.go), cut into sentences and
// clauses (clause.go), and looked through for signs (signs.go); a sign counts unless
// what stands around it takes it back: a denial, somebody else, long ago, a song, a
// turn of phrase. All of it is pure, and linear in the length of the words.
package care

import (
	"math/bits"
	"slices"
	"strings"

	"samepage/bot/dialog"
)

// Danger is what kind of reply words are owed.
type Danger uint8

// The kinds there are, the most urgent last.
const (
	None     Danger = iota
	Hurt            // somebody hurts them
	Ideation        // thoughts of dying, or of harming themselves or another
	Imminent        // a plan, the means, tonight
	Medical         // an overdose taken, a heart, a stroke
)

// Calls are the whole messages that are nothing but a call for help, folded.
var Calls = []string{
	"sos", "help me", "crisis", "help now", "please help", "help please", "please help me", "help me please", "somebody help me",
	"someone help me", "i need help now", "i need help right now", "i need someone", "please i need someone", "i need somebody", "i need someone now",
	"not safe", "im not safe", "i am not safe", "im not safe now", "im not safe right now", "not safe right now", "i dont feel safe", "i do not feel safe",
	"i feel unsafe", "i dont feel safe right now", "suicide", "suicide line", "suicide hotline", "suicide helpline", "crisis line", "crisis hotline", "hotline",
	"helpline", "help line", "emergency", "ambulance", "i need an ambulance", "call an ambulance", "can i call someone", "can i call somebody", "who can i call",
	"i cant breathe", "i can not breathe",
}

// Asks says whether words are nothing but a call for help.
func Asks(words string) bool { return slices.Contains(Calls, dialog.Fold(words)) }

// longest is how many bytes are looked through: all of any message that can be kept.
const longest = 64 << 10

// Hear is the most urgent danger that words sound like.
func Hear(words string) Danger {
	words = words[:min(len(words), longest)]
	if foreign(words) {
		return Ideation
	}
	return hear(normal(words), selfLast)
}

// HearOfOthers is the most urgent danger that words say somebody close is in now: "my
// friend wants to die". What somebody does to another is none of it.
func HearOfOthers(words string) Danger {
	words = words[:min(len(words), longest)]
	if !strings.Contains(words, "y ") || strings.Contains(words, "last year") { // nobody of theirs is named, or it is over
		return None
	}
	return hear(ofSelf(normal(words)), closeLast)
}

// hear is the most urgent danger in words by the signs that are about whom is asked for.
func hear(words []string, about subject) Danger {
	worst := None
	for said := range sentences(words) {
		if possible := possible(said); possible != nil {
			worst = max(worst, sentenceOf(said).danger(possible, about))
		}
	}
	return worst
}

// hints find the signs that may stand in words, by their place in signs.
var hints = func() (x index) {
	for i, s := range signs {
		x.add(i, s.need.keys()...)
	}
	return x
}()

// possible are the signs whose needs words meet.
func possible(words string) []sign {
	var out []sign
	for hinted := hints.find(words); hinted != 0; hinted &= hinted - 1 {
		if s := &signs[bits.TrailingZeros64(hinted)]; s.need.met(words) {
			out = append(out, *s)
		}
	}
	return out
}
