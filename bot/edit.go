package bot

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
)

// edited changes what an edited message had kept.
func (t *Turn) edited(ev Event) {
	source, ok := t.records.Source(ev.From, ev.Message)
	words := readable(ev.Text)
	switch {
	case ok && words != "" && source.Kind == "dialog":
		t.editAnswer(source, words)
	case ok && words != "" && source.Kind == "note":
		t.editNote(source, words)
	default:
		t.say(t.T("I saw your edit, but that message kept nothing I could change."))
	}
}

// editAnswer reads the new words as the answer the old ones were.
func (t *Turn) editAnswer(source Source, words string) {
	d := get[Dialog](t, source.ID)
	if d == nil {
		t.stale()
		return
	}
	t.refresh(d)
	q := t.run(d).Question(source.Key)
	if q == nil {
		t.stale()
		return
	}
	had := d.Answers[q.Key]
	a, problem, ok := q.Read(words, without(q, had, source.Was))
	switch {
	case !ok:
		t.stale()
	case !problem.Empty():
		t.say(problem)
	default:
		a.Done = had.Done
		source.Was = words
		t.keepSource(source)
		t.answer(d, q.Key, a)
	}
}

// without is an answer of several entries without those that came from words.
func without(q *dialog.Question, a dialog.Answer, words string) dialog.Answer {
	if q.Kind != dialog.Lines && q.Kind != dialog.Many {
		return dialog.Answer{}
	}
	a.Values = slices.DeleteFunc(slices.Clone(a.Values), func(v string) bool { return strings.Contains(words, v) })
	return a
}
