package dialog

import (
	"slices"
	"strings"

	"samepage/bot/text"
)

// Sheet is the questions of a script that a network may show at once, on one form. Their
// keys are the same as one by one.
type Sheet struct {
	Title  text.Text
	Fields []*Question
}

// OnForm puts a question on the form, under a label of at most 45 characters. The hint may
// be empty.
func OnForm(label, hint text.Text) Trait {
	return func(q *Question) { q.Short, q.Hint = label, hint }
}

// Form gives the questions that are OnForm a title. Without it they have no form.
func (s *Script) Form(title text.Text) { s.sheet.Title = title }

// AtOnce says whether the script runs for its form. A question that is only asked after
// another of the form is then declared all the same.
func (s *Script) AtOnce() bool { return s.atOnce }

// SheetOf is the form of script; false where it has none, or nothing to write on it.
func SheetOf(script func(*Script), p text.Printer, given Given, answers Answers) (Sheet, bool) {
	s := newScript(p, given, answers)
	s.atOnce = true
	script(s)
	for _, q := range s.out.Questions {
		if !q.Short.Empty() {
			s.sheet.Fields = append(s.sheet.Fields, q)
		}
	}
	return s.sheet, !s.sheet.Title.Empty() && slices.ContainsFunc(s.sheet.Fields, (*Question).Writes)
}

// Writes says whether a question is answered by writing, not by choosing.
func (q *Question) Writes() bool { return q.Kind == Line || q.Kind == Lines }

// Fill is the answer that values in a form's field are, in place of have, and whether they
// are one. Words are taken as they stand: on a form they are no label and no command.
func (q *Question) Fill(values []string, have Answer) (Answer, bool) {
	written := lines(strings.Join(values, "\n"))
	a := Answer{Values: written, Done: true}
	switch {
	case q.Kind == Many:
		a.Values = append(written, q.Added(have)...)
	case q.Kind == Line && len(written) > 0:
		a.Values = []string{strings.TrimSpace(strings.Join(values, "\n"))}
	}
	if q.Reads != nil && len(written) > 0 && !q.has(written[0]) {
		value, problem, ok := q.Reads(a.Values[0])
		a.Values = []string{value}
		return a, ok && problem.Empty() && q.Good(a)
	}
	return a, q.Good(a)
}

// Filled is what a field of a form holds before anybody has written in it.
func (q *Question) Filled(have Answer) []string { return slices.Clone(q.values(have)) }

// Picks are what a field of a form has to choose from; a scale's are its numbers.
func (q *Question) Picks() []Option {
	if q.Kind == Scale {
		return q.numbers()
	}
	return q.Options
}
