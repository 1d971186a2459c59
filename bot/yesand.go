package bot

import (
	"regexp"
	"slices"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/request"
	"samepage/bot/when"
)

// yesAnd is a yes with more behind it: "yes, we talked about mum".
var yesAnd = regexp.MustCompile(`(?is)^\s*(?:yes|yeah|yep|yup|yea)[,.! ]+(\S.*)$`)

// Several hears the yes, and keeps all that was written with what is over, so that nothing of
// it waits for the next page.
func (debrief) Several(t *Turn, d *Dialog, open, words string) bool {
	if open != "happened" {
		return false
	}
	if request.Hear(words).Intent == request.Move {
		return t.movedInstead(d, words)
	}
	if !yesAnd.MatchString(words) {
		return false
	}
	if a, problem, read := t.run(d).Ask.Read(words, d.Answers[open]); read && problem.Empty() && slices.Equal(a.Values, []string{"yes"}) {
		return false // it was no more than a yes
	}
	o, known := t.occurrence(d.Given.Words["key"])
	if known {
		t.save(&Note{Meta: Meta{Day: t.wall(o).Date, State: Brought, Run: d.ID}, Words: words, Provider: o.Provider})
	}
	t.answer(d, open, dialog.Answer{Values: []string{"yes"}, Done: true})
	return true
}

// movedInstead hears that what is asked about was moved to a time still to come.
func (t *Turn) movedInstead(d *Dialog, words string) bool {
	o, known := t.occurrence(d.Given.Words["key"])
	for _, way := range slices.Concat(movedAlready, moves) {
		m := way.FindStringSubmatch(strings.TrimRight(words, " .!"))
		if m == nil || !known {
			continue
		}
		what := leaving(leaving(m[1], movedWords), pointers)
		to, timed := t.here().moved(o.Start, m[2])
		if timed && when.Resolve(to, o.zone()).After(t.Now) && (what == "" || t.named(what) == o.Provider) {
			d.State = Closed
			t.save(d)
			t.openMove([]Occurrence{o}, m[2])
			return true
		}
	}
	return false
}
