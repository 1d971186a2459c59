package bot

import (
	"slices"
	"time"

	"samepage/bot/text"
)

// Deletion is messages that the person deleted in the network after they had kept
// something: whether that goes too is asked, once for all of them.
type Deletion struct {
	Meta
	Chat     Address
	Messages []MessageID
	Asks     string // the message that asks
}

func (*Deletion) kind() string { return "deletion" }

// tidying is how long somebody who deletes messages is taken to be at it: one question
// for all they delete.
const tidying = 10 * time.Minute

// deleted hears that the person deleted a message. Of one that kept nothing, nothing is
// said. The question does not say what it was: that may be why it was deleted.
func (t *Turn) deleted(ev Event) {
	source, ok := t.records.Source(ev.From, ev.Message)
	if !ok || t.Person().Young || len(t.holding(source)) == 0 {
		return
	}
	gone := t.deletion()
	if slices.Contains(gone.Messages, ev.Message) {
		return
	}
	gone.Messages = append(gone.Messages, ev.Message)
	t.save(gone)
	if ask := t.askDeleted(gone); gone.Asks == "" {
		gone.Asks = t.send(ask)
	} else {
		gone.Asks = t.revise(gone.Asks, ask)
	}
	t.save(gone)
}

// deletion is the one that is being asked about, or a new one.
func (t *Turn) deletion() *Deletion {
	for _, d := range slices.Backward(all[Deletion](t)) {
		if d.Chat == t.chat() && t.Now.Sub(d.Said) < tidying {
			return d
		}
	}
	return &Deletion{Chat: t.chat()}
}

func (t *Turn) askDeleted(d *Deletion) Message {
	n := len(d.Messages)
	return Message{
		Text: t.N(n, "You deleted a message that I had kept. Forget this too?",
			"You deleted %d messages that I had kept. Forget these too?", n),
		Buttons: []Button{
			t.button(t.N(n, "Forget it", "Forget them"), "deleted.forget", d.ID),
			t.button(t.N(n, "Keep it", "Keep them"), "deleted.keep", d.ID),
		},
	}
}

// deletedForget is [Forget it].
func deletedForget(t *Turn, p Press) {
	d := get[Deletion](t, p.On)
	if d == nil {
		t.stale()
		return
	}
	for _, message := range d.Messages {
		if s, ok := t.records.Source(d.Chat, message); ok {
			t.strikeOut(s)
			t.records.SetSource(d.Chat, message, Source{}) // its words go as well
		}
	}
	t.remove(d)
	said := t.T("Forgotten here too.")
	if t.bot.limits(t.chat()).Edits {
		said = text.Sentences(said, t.T("What I wrote in this chat may still show it. /clear takes that away."))
	}
	t.instead(said)
	t.askAgain()
}

// deletedKeep is [Keep it].
func deletedKeep(t *Turn, p Press) {
	if d := get[Deletion](t, p.On); d != nil {
		t.remove(d)
	}
	forgetNot(t, p)
}
