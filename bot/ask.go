package bot

import (
	"slices"
	"strconv"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// proceed keeps what is known and asks what is not.
func (t *Turn) proceed(d *Dialog) {
	kind, out := conversations[d.Kind], t.run(d)
	if more, has := kind.(learner); has && more.Learn(t, d, out.Answers) {
		out = t.run(d)
	}
	kind.Keep(t, d, out.Answers)
	if out.Ask != nil {
		t.ask(d, out, t.place(d, out.Ask))
		if out.Done {
			t.askBelow(d)
		}
		return
	}
	d.State, d.Answers = Closed, out.Answers
	t.save(d)
	if last, has := kind.(closer); has {
		last.Close(t, d, out.Answers)
	}
	t.askAgain()
}

// place is where a question goes: over the message that was pressed where it is the
// same question or a receipt, below everything otherwise.
func (t *Turn) place(d *Dialog, q *dialog.Question) func(Message) string {
	_, stays := conversations[d.Kind].(inPlace)
	switch {
	case t.pressed && (stays || q.Quiet || d.Asked == q.Key):
		return t.sendInstead
	case q.Kind == dialog.Lines && d.Asked == q.Key && len(d.Answers.List(q.Key)) > 1:
		return func(m Message) string { return t.revise(d.Message, m) }
	default:
		return t.send
	}
}

func (t *Turn) ask(d *Dialog, out dialog.Outcome, say func(Message) string) {
	t.asked = true
	d.Message, d.Asked = say(t.posed(d, out)), out.Ask.Key
	t.save(d)
}

// posed is the message that asks what is open in d.
func (t *Turn) posed(d *Dialog, out dialog.Outcome) Message {
	q := out.Ask
	m := Message{Text: t.wording(q, d.Answers[q.Key]), Kind: q.Kind, Buttons: t.choices(d, q), Form: t.formButton(d, q)}
	if q.Place {
		m.Place = t.T("My place on the map (it is not kept)")
	}
	if more, has := conversations[d.Kind].(beside); has {
		m.Buttons = append(m.Buttons, more.Beside(t, q.Key)...)
	}
	if out.Done && q.Quiet || q.Kind == dialog.Lines && len(d.Answers.List(q.Key)) > 0 {
		m.Buttons = append(m.Buttons, t.doors(d)...)
		m.Buttons = append(m.Buttons, t.undoButton())
	}
	return m
}

func (t *Turn) doors(d *Dialog) []Button {
	if kind, has := conversations[d.Kind].(doors); has {
		return kind.Doors(t, d)
	}
	return nil
}

// wording is a question as it stands with the answer so far.
func (t *Turn) wording(q *dialog.Question, have dialog.Answer) text.Text {
	if q.Kind == dialog.Lines && len(have.Values) > 0 {
		return t.N(len(have.Values), "Kept: %d line.", "Kept: %d lines.", len(have.Values))
	}
	lines := []text.Text{q.Text}
	for i, o := range q.Options {
		if q.Numbered {
			lines = append(lines, t.T("%d %s", i+1, o.Label))
		}
	}
	for _, words := range q.Added(have) {
		lines = append(lines, t.quote(words))
	}
	if q.Foot != nil {
		lines = append(lines, q.Foot(q.Chosen(have)))
	}
	return text.Lines(lines...)
}

func (t *Turn) choices(d *Dialog, q *dialog.Question) []Button {
	chosen := q.Chosen(d.Answers[q.Key])
	choices := q.Choices()
	out := slices.Grow([]Button(nil), len(choices))
	for i, o := range choices {
		label := o.Label
		if q.Numbered && i < len(q.Options) {
			label = text.Text{{Text: strconv.Itoa(i + 1)}}
		}
		out = append(out, Button{
			Label: label, Press: Press{On: d.ID, Key: q.Key, Option: o.Key},
			Chosen: slices.Contains(chosen, o.Key),
		})
	}
	return out
}

// askBelow brings back the question that a dialog now done had been opened over.
func (t *Turn) askBelow(done *Dialog) {
	for _, row := range slices.Backward(t.records.All(done.kind(), Open)) {
		if row.ID == done.ID {
			continue
		}
		d := decode[Dialog](t, row)
		if out := t.run(d); !out.Done && !d.over(t.Now) && !d.left(t.Now) {
			t.touch(d)
			t.ask(d, out, t.send)
			return
		}
	}
}

// askAgain brings an open question back after something else was answered, unless
// this turn has asked already.
func (t *Turn) askAgain() {
	if t.asked {
		return
	}
	d := t.current()
	if d == nil || d.left(t.Now) {
		return
	}
	if out := t.run(d); out.Ask != nil && !out.Ask.Quiet {
		t.showsAnew(d)
		if t.undo == "" {
			t.undo = t.undoBefore([]*Dialog{d})
			t.earlier = t.undo != ""
		}
		t.ask(d, out, t.send)
	}
}

// showsAnew is before a dialog changes in how it stands in the chat and in nothing else: what
// came to it can be taken back all the same.
func (t *Turn) showsAnew(d *Dialog) {
	if row, there := t.records.Get(d.kind(), d.ID); there {
		t.restored = append(t.restored, Change{Kind: d.kind(), ID: d.ID, After: digest(row)})
	}
}

// nudge brings an open question back after words it could not read; once, since
// nothing asks twice in a row.
func (t *Turn) nudge() {
	d := t.current()
	if d == nil || d.Again {
		return
	}
	t.showsAnew(d)
	d.Again = true
	t.save(d)
	t.askAgain()
}
