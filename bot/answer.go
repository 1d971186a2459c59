package bot

import (
	"slices"
	"strings"
	"time"

	"samepage/bot/dialog"
)

// takesAnything says whether d has a question open that hears any words as its answer.
func (t *Turn) takesAnything(d *Dialog) bool {
	if d == nil || d.left(t.Now) {
		return false
	}
	q := t.run(d).Ask
	return q != nil && q.TakesAnything()
}

// claims says whether d has a question open that hears words as its answer, were they the
// label of an older button.
func (t *Turn) claims(d *Dialog, words string) bool {
	q := t.run(d).Ask
	return q != nil && (q.TakesAnything() && !d.left(t.Now) || t.takes(d, q, words))
}

// answer stores an answer, keeps what it is worth, and goes on.
func (t *Turn) answer(d *Dialog, key string, a dialog.Answer) {
	t.answerAll(d, t.run(d), d.Answers.With(key, a))
}

// answerAll is the same for what was answered at once; before is what d came to.
func (t *Turn) answerAll(d *Dialog, before dialog.Outcome, answers dialog.Answers) {
	settle := t.settle(d, before, answers)
	t.placed(before)
	t.journal("dialog", d.ID)
	d.Answers = answers
	d.State, d.Touched, d.Again = Open, t.Now, false
	t.proceed(d) // which saves it
	settle()
}

// read hears words as the answer to d's open question, if they can be.
func (t *Turn) read(d *Dialog, words string) bool {
	t.refresh(d)
	out := t.run(d)
	q := out.Ask
	if q == nil || q.TakesAnything() && (d.State == Offered || d.left(t.Now)) {
		return false
	}
	if kind, has := conversations[d.Kind].(several); has && kind.Several(t, d, q.Key, words) {
		return true
	}
	a, problem, ok := q.Read(words, d.Answers[q.Key])
	switch {
	case !ok:
		return false
	case !problem.Empty():
		t.say(problem)
	default:
		t.keepSource(Source{Kind: d.kind(), ID: d.ID, Key: q.Key, Was: words})
		t.answerAll(d, out, d.Answers.With(q.Key, a))
	}
	return true
}

// refresh moves the one given word that is not frozen, "now", to when words are read:
// "tomorrow" is the day after it was said, however long the question has stood. So an
// answer that was read by it is stored as what it meant, not as what was said.
func (t *Turn) refresh(d *Dialog) {
	if d.Given.Words["now"] != "" {
		d.Given.Words["now"] = t.Now.Format(time.RFC3339)
	}
}

// keepSource remembers what this message kept, for when it is edited.
func (t *Turn) keepSource(s Source) {
	if t.event.Message != "" && t.event.Press == (Press{}) {
		t.records.SetSource(t.event.From, t.event.Message, s)
	}
}

// back forgets the latest answer and asks for it again.
func (t *Turn) back() {
	d := t.current()
	if d == nil || len(d.Answers) == 0 {
		t.say(t.T("There is nothing to go back to."))
		return
	}
	d.Answers, _ = d.Answers.Back()
	d.Touched = t.Now
	t.save(d)
	t.proceed(d)
}

// skip passes over the open question where it may be passed over.
func (t *Turn) skip() {
	d := t.current()
	if d == nil || t.run(d).Done {
		t.say(t.T("There is no question open."))
		return
	}
	q := t.run(d).Ask
	switch {
	case q != nil && (q.Kind == dialog.Many || q.Kind == dialog.Lines):
		a := d.Answers[q.Key]
		t.answer(d, q.Key, dialog.Answer{Values: a.Values, Done: true})
	case q != nil && q.Optional:
		t.answer(d, q.Key, dialog.Answer{Done: true})
	default:
		t.leave(d)
	}
}

// unsure is "I don't know" said to a question that it is no answer to: it is passed over.
func (t *Turn) unsure() bool {
	d := t.current()
	if d == nil || d.left(t.Now) || t.run(d).Done {
		return false
	}
	t.skip()
	return true
}

// leave closes a dialog that asks for something one need not give.
func (t *Turn) leave(d *Dialog) {
	t.placed(t.run(d))
	d.State = Closed
	t.save(d)
	t.say(t.T("Left for now. What you already told me is kept."))
	if held := d.Given.Words["early"]; held != "" {
		t.keepNote(held) // it was never read
	}
	t.askAgain()
}

// pressAnswer is a button of a dialog: an answer, or a change of one given before.
func (t *Turn) pressAnswer(d *Dialog, p Press) {
	if p.Key == openForm {
		t.unfilled(d)
		return
	}
	key, change := strings.CutPrefix(p.Key, "change.")
	out := t.run(d)
	q := out.Question(key)
	if q == nil {
		t.stale()
		return
	}
	if p.Option == dialog.Add {
		t.touch(d)
		t.say(q.Prompt)
		return
	}
	a, ok := q.Press(p.Option, d.Answers[key])
	before := out.Answers[key]
	_, final := conversations[d.Kind].(final)
	onward, leads := conversations[d.Kind].(leads)
	same := before.Done && slices.Equal(before.Values, a.Values)
	if ok && same && t.tappedTwice(d) {
		return // that needs no word
	}
	if ok && leads && d.State == Closed && onward.Leads(t, p) {
		return
	}
	switch {
	case !ok || d.State == Closed && final:
		t.stale()
	case same:
		t.already(d)
	case d.State == Closed && (p.Option == dialog.Skip || p.Option == dialog.Done):
		t.stale()
	case !change && (d.State == Closed || before.Done && d.left(t.Now)):
		t.askChange(d, q, p)
	default:
		if q.Kind == dialog.Scale { // a number that was typed can be edited, and deleted
			t.keepSource(Source{Kind: d.kind(), ID: d.ID, Key: key, Was: readable(t.event.Text)})
		}
		t.answerAll(d, out, d.Answers.With(key, a))
	}
}

// doubleTap is how close together two taps are one.
const doubleTap = 3 * time.Second

// tappedTwice says whether d was touched so little ago that a second tap, or a second
// client, is no new answer and needs no word.
func (t *Turn) tappedTwice(d *Dialog) bool {
	return t.event.Press != (Press{}) && t.Now.Sub(d.Touched) < doubleTap
}

// already is a button that was pressed before: by a second tap, or by somebody who has
// lost the thread.
func (t *Turn) already(d *Dialog) {
	if t.tappedTwice(d) {
		return
	}
	if t.askAgain(); !t.asked {
		t.say(t.T("That is how it is kept."))
	}
}

// stale is a button on a question that is gone.
func (t *Turn) stale() {
	t.say(t.T("That question has passed. Nothing was changed."))
	t.askAgain()
}

// askChange asks before a button from another day changes what was kept then.
func (t *Turn) askChange(d *Dialog, q *dialog.Question, p Press) {
	t.say(t.T("That was %s. Change it to: %s?", t.dayOf(d.Touched), q.Label(p.Option)),
		Button{Label: t.T("Change it"), Press: Press{On: d.ID, Key: "change." + p.Key, Option: p.Option}},
		t.button(t.T("Leave it"), "leave", ""))
}
