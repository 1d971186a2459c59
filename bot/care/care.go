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
}

// Asks says whether words are nothing but a call for help.
func Asks(words string) bool { return slices.Contains(Calls, dialog.Fold(words)) }

// longest is how many bytes are looked through: all of any message that can be kept.
const longest = 64 << 10

// Hear is the most urgent danger that words sound like.
func Hear(words string) Danger {
	if len(words) > longest {
		words = words[:longest]
	}
	if foreign(words) {
		return Ideation
	}
	said := strings.Join(normal(words), " ")
	var possible []sign
	for _, s := range signs {
		if s.need.met(said) {
			possible = append(possible, s)
		}
	}
	worst := None
	if possible == nil {
		return worst
	}
	for _, s := range sentences(said) {
		worst = max(worst, s.danger(possible))
	}
	return worst
}
