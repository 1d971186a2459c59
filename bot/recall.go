package bot

import (
	"slices"

	"samepage/bot/text"
)

// Recall is what was kept, asked for by itself: what somebody said, and what waits.

// whatTheySaid answers "what did Tom say?": the latest answer, in the person's words.
func (t *Turn) whatTheySaid(name, _ string) bool {
	provider := ""
	if name != "" {
		p := t.everCalled(name)
		if p == nil {
			return false
		}
		provider = p.ID
	}
	b := t.lastAnswer(provider)
	if b == nil {
		t.say(t.T("Nothing is kept of that yet. After an appointment I ask what came back."))
		return true
	}
	lines := []text.Text{t.T("%s, %s. You wrote:", t.nameOf(b.Provider), t.DayMonth(b.Day, t.Today()))}
	for _, words := range answersOf(b) {
		lines = append(lines, t.quote(words))
	}
	t.say(text.Lines(lines...))
	return true
}

// lastAnswer is the latest debrief with a provider in which something came back.
func (t *Turn) lastAnswer(provider string) (last *Debrief) {
	for _, b := range all[Debrief](t) {
		mine := provider == "" || b.Provider == provider
		if mine && len(answersOf(b)) > 0 && (last == nil || last.Day.Before(b.Day)) {
			last = b
		}
	}
	return last
}

func answersOf(b *Debrief) []string {
	out := slices.Concat([]string{b.Answer}, b.Decided, b.Lines)
	return slices.DeleteFunc(out, func(words string) bool { return words == "" })
}

// mostNotes is how many notes are listed; the newest ones.
const mostNotes = 10

// tellNotes answers "what have I kept?": what waits for a page, newest last.
func (t *Turn) tellNotes() {
	notes, private := all[Note](t, Waiting), all[Disconnect](t, Private)
	private = slices.DeleteFunc(private, func(d *Disconnect) bool { return d.Line == "" })
	if len(notes)+len(private) == 0 {
		t.say(t.T("Nothing waits. Send me anything you want to bring up."))
		return
	}
	var lines []text.Text
	if more := len(notes) - mostNotes; more > 0 {
		lines = append(lines, t.N(more, "%d older one.", "%d older ones.", more))
		notes = notes[more:]
	}
	for _, n := range notes {
		lines = append(lines, t.noteLine(n))
	}
	for _, d := range private {
		lines = append(lines, t.T(`Private: "%s"`, d.Line))
	}
	t.say(text.Lines(lines...))
}

func (t *Turn) noteLine(n *Note) text.Text {
	p := t.provider(n.Provider)
	switch {
	case n.Private:
		return t.T(`Private: "%s"`, n.line())
	case p != nil:
		return t.T(`For %s: "%s"`, p.Name, n.line())
	default:
		return t.quote(n.line())
	}
}
