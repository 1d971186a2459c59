// Package dialog holds a conversation of several questions as a plain function over
// named answers.
//
// The function, a script, runs from its top at every turn. Each call declares a
// question and returns the stored answer to it, or the zero value; the first question
// without an answer is the one to ask. Only answers are stored, by key, so a dialog
// survives a restart, and an upgrade that adds, moves or drops questions.
//
// A script has no effects and sees no clock and no store: what it needs from outside is
// frozen into Given when the dialog opens. Keys are storage. They are never an index
// and never a translated label.
package dialog

import (
	"log/slog"
	"maps"
	"slices"
	"strconv"

	"samepage/bot/text"
)

// Given is what a dialog was opened with, frozen for its whole life.
type Given struct {
	Words map[string]string   `json:"w,omitempty"`
	Lists map[string][]Option `json:"l,omitempty"`
}

// LogValue keeps a person's words out of every log.
func (g Given) LogValue() slog.Value { return slog.IntValue(len(g.Words) + len(g.Lists)) }

// Option is one thing to choose. Key is storage, Label is what the person sees.
type Option struct {
	Key   string    `json:"k"`
	Label text.Text `json:"l"`
}

// Answer is what the person gave to one question.
type Answer struct {
	Values []string `json:"v,omitempty"` // option keys, lines or a number, by the question's kind
	Done   bool     `json:"d,omitempty"` // nothing more is to come; a skip is Done without Values
	Seq    int32    `json:"n"`           // the order of answering, for Back
}

// Answers is every answer by its question's key.
type Answers map[string]Answer

// LogValue keeps a person's words out of every log.
func (a Answers) LogValue() slog.Value { return slog.IntValue(len(a)) }

// With is a copy in which key is answered last.
func (a Answers) With(key string, answer Answer) Answers {
	out := maps.Clone(a)
	if out == nil {
		out = Answers{}
	}
	answer.Seq = a.last() + 1
	out[key] = answer
	return out
}

// Back is a copy without the latest answer, and the key that was forgotten.
func (a Answers) Back() (Answers, string) {
	last := a.last()
	for key, answer := range a {
		if answer.Seq == last {
			out := maps.Clone(a)
			delete(out, key)
			return out, key
		}
	}
	return a, ""
}

func (a Answers) last() int32 {
	var last int32
	for _, answer := range a {
		last = max(last, answer.Seq)
	}
	return last
}

// Word is the single value of an answer; "" where there is none.
func (a Answers) Word(key string) string {
	if v := a[key].Values; len(v) > 0 {
		return v[0]
	}
	return ""
}

// List is every value of an answer.
func (a Answers) List(key string) []string { return a[key].Values }

// Number is the value of an answer to a scale, and whether there is one.
func (a Answers) Number(key string) (int, bool) {
	n, err := strconv.Atoi(a.Word(key))
	return n, err == nil
}

// Chose says whether value is among the values of an answer.
func (a Answers) Chose(key, value string) bool { return slices.Contains(a.List(key), value) }

// Outcome is what a script comes to with the answers so far.
type Outcome struct {
	Ask       *Question   // what to ask now; nil where nothing is left
	Done      bool        // every question that must be answered is; Ask may be a quiet one
	Questions []*Question // all that were declared, in order
	Answers   Answers     // those still good for a declared question
}

// Question is a declared one by its key; nil where the script declared no such one.
func (o Outcome) Question(key string) *Question {
	i := slices.IndexFunc(o.Questions, func(q *Question) bool { return q.Key == key })
	if i < 0 {
		return nil
	}
	return o.Questions[i]
}

// Run runs script over answers.
func Run(script func(*Script), p text.Printer, given Given, answers Answers) Outcome {
	s := newScript(p, given, answers)
	script(s)
	return s.out
}
