package bot

import (
	"slices"
	"strconv"

	"samepage/bot/text"
)

// erase is asked in words: "delete my last note", "forget what I wrote about Anna". What it
// is about is named, and asked about, before anything is forgotten.
func (t *Turn) erase(topic, _ string) bool {
	if topic == "" {
		t.askForgetLast()
		return true
	}
	found, heard := t.lookUp(topic)
	switch len(found) {
	case 0:
	case 1:
		t.askForgetThis(found[0].record)
	default:
		t.askForgetWhich(found[max(0, len(found)-mostMentions):])
	}
	return heard
}

// askForgetLast names what was saved last, and asks.
func (t *Turn) askForgetLast() {
	saved := t.saved()
	if len(saved) == 0 {
		t.say(t.T("There is nothing kept yet."))
		return
	}
	slices.Reverse(saved) // of two in one instant, the one that was saved after the other
	t.askForgetThis(slices.MaxFunc(saved, func(a, b record) int { return a.meta().Said.Compare(b.meta().Said) }))
}

func (t *Turn) askForgetThis(r record) {
	ask := t.T("Forget what you kept on %s?", t.dayOf(r.meta().Said))
	if words := wordsOf(r); len(words) == 1 {
		ask = t.T(`Forget "%s"?`, words[0])
	}
	t.say(ask,
		Button{Label: t.T("Forget it"), Press: Press{On: r.meta().ID, Key: "forget.one", Option: r.kind()}},
		t.button(t.T("Keep it"), "forget.not", ""))
}

// askForgetWhich lists what may be meant.
func (t *Turn) askForgetWhich(found []quoted) {
	lines := []text.Text{t.T("Which one?")}
	var buttons []Button
	for i, q := range found {
		lines = append(lines, t.T(`%d %s: "%s"`, i+1, t.Day(q.Day, t.Today()), inBrief(q.Words)))
		buttons = append(buttons, Button{Label: text.Text{{Text: strconv.Itoa(i + 1)}},
			Press: Press{On: q.record.meta().ID, Key: "forget.this", Option: q.record.kind()}})
	}
	t.say(text.Lines(lines...), append(buttons, t.button(t.T("Keep it"), "forget.not", ""))...)
}

// forgetThis is the number of one of them.
func forgetThis(t *Turn, p Press) {
	if r := t.savedAs(p); r != nil {
		t.askForgetThis(r)
		return
	}
	t.stale()
}

// savedAs is the record a button is on.
func (t *Turn) savedAs(p Press) record {
	for _, r := range t.saved() {
		if r.kind() == p.Option && r.meta().ID == p.On {
			return r
		}
	}
	return nil
}
