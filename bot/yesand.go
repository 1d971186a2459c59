package bot

import (
	"regexp"
	"slices"

	"samepage/bot/dialog"
)

// yesAnd is a yes with more behind it: "yes, we talked about mum".
var yesAnd = regexp.MustCompile(`(?is)^\s*(?:yes|yeah|yep|yup|yea)[,.! ]+(\S.*)$`)

// Several hears the yes, and keeps all that was written with what is over, so that nothing of
// it waits for the next page.
func (debrief) Several(t *Turn, d *Dialog, open, words string) bool {
	if open != "happened" || !yesAnd.MatchString(words) {
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
