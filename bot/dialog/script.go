package dialog

import (
	"fmt"
	"strconv"

	"samepage/bot/text"
)

// Script is what a dialog is written with. Its methods declare questions in order;
// values come back zero until they are answered, and a script must bear that.
type Script struct {
	text.Printer
	given   Given
	answers Answers
	out     Outcome
	sheet   Sheet
	atOnce  bool
}

func newScript(p text.Printer, given Given, answers Answers) *Script {
	likely := len(answers) + 1 // those that are answered, and the one to ask
	return &Script{Printer: p, given: given, answers: answers,
		out: Outcome{Done: true, Questions: make([]*Question, 0, likely), Answers: Answers{}}}
}

// Given is a word frozen when the dialog opened.
func (s *Script) Given(name string) string { return s.given.Words[name] }

// Options is a list frozen when the dialog opened.
func (s *Script) Options(name string) []Option { return s.given.Lists[name] }

// Count is a number frozen when the dialog opened; 0 where there is none.
func (s *Script) Count(name string) int {
	n, _ := strconv.Atoi(s.given.Words[name])
	return n
}

// Quote is a frozen word in quotes, literal.
func (s *Script) Quote(name string) text.Text { return s.T(`"%s"`, s.given.Words[name]) }

// Option pairs a key with a label.
func (s *Script) Option(key string, label text.Text) Option { return Option{key, label} }

// Choice asks for one of options and returns its key.
func (s *Script) Choice(key string, ask text.Text, options []Option, traits ...Trait) string {
	return first(s.declare(&Question{Key: key, Kind: Choice, Text: ask, Options: options}, traits))
}

// Many asks for any of options and returns their keys, own entries among them where
// the trait Own allows them.
func (s *Script) Many(key string, ask text.Text, options []Option, traits ...Trait) []string {
	return s.declare(&Question{Key: key, Kind: Many, Text: ask, Options: options}, traits).Values
}

// Scale asks for a whole number from low to high.
func (s *Script) Scale(key string, ask text.Text, low, high int, traits ...Trait) (n int, answered bool) {
	a := s.declare(&Question{Key: key, Kind: Scale, Text: ask, Range: &Range{Low: low, High: high}}, traits)
	n, err := strconv.Atoi(first(a))
	return n, err == nil
}

// Line asks for one message of words and returns it exactly as written.
func (s *Script) Line(key string, ask text.Text, traits ...Trait) string {
	return first(s.declare(&Question{Key: key, Kind: Line, Text: ask}, traits))
}

// Lines asks for lines, in as many messages as the person likes, until done.
func (s *Script) Lines(key string, ask text.Text, traits ...Trait) []string {
	return s.declare(&Question{Key: key, Kind: Lines, Text: ask}, traits).Values
}

// Answered says whether a question has been dealt with, by an answer or a skip.
func (s *Script) Answered(key string) bool {
	_, ok := s.out.Answers[key]
	return ok && s.out.Answers[key].Done
}

// crowd is how many labels still fit on a phone beside what they are about. More are
// numbered, whatever they are: numbers stand side by side.
const crowd = 8

// declare adds a question and returns the stored answer, if it is still good.
func (s *Script) declare(q *Question, traits []Trait) Answer {
	if s.out.Question(q.Key) != nil {
		panic(fmt.Sprintf("dialog: the key %q is used twice", q.Key))
	}
	q.printer = &s.Printer
	for _, t := range traits {
		t(q)
	}
	q.Numbered = q.Numbered || len(q.Options) > crowd
	s.out.Questions = append(s.out.Questions, q)
	answer, stored := s.answers[q.Key]
	if stored && q.Good(answer) {
		s.out.Answers[q.Key] = answer
	} else {
		answer = Answer{Values: q.Preset}
	}
	if !answer.Done {
		s.ask(q)
	}
	return answer
}

func (s *Script) ask(q *Question) {
	if !q.Quiet {
		s.out.Done = false
	}
	if s.out.Ask == nil || s.out.Ask.Quiet && !q.Quiet {
		s.out.Ask = q
	}
}

func first(a Answer) string {
	if len(a.Values) == 0 {
		return ""
	}
	return a.Values[0]
}
