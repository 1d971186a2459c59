package bot

import (
	"slices"

	"samepage/bot/dialog"
)

// A question whose answer was typed, or came on a form, loses its buttons: nobody presses
// by mistake what is answered, and a screen reader has less to go through. One that was
// answered by its own button keeps them, since they show what was chosen and can change
// it. So does a receipt, for its Undo.

// settle is what takes the buttons off d's open question, which answers are to answer.
func (t *Turn) settle(d *Dialog, before dialog.Outcome, answers dialog.Answers) (once func()) {
	q, id, had := before.Question(d.Asked), d.Message, d.Answers
	if q == nil || !t.settles(d) || sameAnswer(had[q.Key], answers[q.Key]) || !t.hasButtons(d, q) {
		return func() {}
	}
	m := Message{Text: t.wording(q, had[q.Key]), Kind: q.Kind, Fold: true}
	d.Bare = id
	return func() {
		switch {
		case t.pressed:
			t.sendInstead(m)
		case t.event.Filled == nil && !slices.Contains(t.edits, id):
			t.revise(id, m)
		}
	}
}

// settles says whether an answer to d takes buttons off the message that asks.
func (t *Turn) settles(d *Dialog) bool {
	ownButton := t.event.Press != (Press{}) && t.event.Filled == nil
	stands := d.Message != "" && d.Message != d.Bare && t.bot.limits(t.chat()).Edits
	return stands && !ownButton && !t.event.Edited
}

// hasButtons says whether the message that asks q has some that an answer takes off.
func (t *Turn) hasButtons(d *Dialog, q *dialog.Question) bool {
	receipt := q.Quiet || q.Kind == dialog.Lines && len(d.Answers.List(q.Key)) > 0
	return !receipt && (len(q.Choices()) > 0 || t.formButton(d, q) != nil)
}

// dialogs are those that u changed, as they are now.
func (u *Undo) dialogs(t *Turn) []*Dialog {
	var out []*Dialog
	for _, c := range u.Changes {
		if d := get[Dialog](t, c.ID); c.Kind == "dialog" && d != nil {
			out = append(out, d)
		}
	}
	return out
}

// unsettle gives the question of a dialog its buttons back, where what took them off was
// taken back, and it was not asked anew. Was is the dialog before.
func (t *Turn) unsettle(was *Dialog) {
	d := get[Dialog](t, was.ID)
	if d == nil || d.State == Closed || d.Message != was.Bare || d.Bare == was.Bare {
		return
	}
	if out := t.run(d); out.Ask != nil && out.Ask.Key == d.Asked {
		m := t.posed(d, out)
		m.Fold = true
		t.revise(d.Message, m)
	}
}
