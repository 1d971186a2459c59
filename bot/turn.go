package bot

import (
	"slices"
	"time"

	"samepage/bot/text"
)

// Turn is one message in, everything it changes, and the replies out. It lives inside
// one transaction. Its failures are kept: a turn that failed commits nothing.
type Turn struct {
	text.Printer
	Now      time.Time
	bot      *Bot
	records  Records
	event    Event
	to       Address
	person   *Person   // as read in this turn
	changes  []Change  // what was saved, as it was before
	earlier  bool      // undo is of an earlier turn
	restored []Change  // what is as it was before, but for how it stands in the chat, and what it was
	undo     string    // the id Undo has on a receipt of this turn
	receipt  text.Text // what that receipt says
	pressed  bool      // the message the button stands on may still be changed
	inDanger bool      // a card is being shown, which nothing stands above
	asked    bool      // a question was put in this turn
	moved    bool      // what is due may have changed in this turn
	soonest  time.Time // when the first prompt is due that it kept; zero: it kept none
	prompt   PromptKey // the prompt this turn has to do with, if any
	rank     Rank      // of what is said
	by       time.Time // when that is of no use any more; zero: it is an answer
	handed   *handed   // the card, where it was shown before this turn
	shown    *Shown
	labels   [][]Button // on what was said in this turn, the newest first
	planning *planning  // while all is planned
	failed   error

	edits     []string // earlier messages this turn changes, by id
	placeOver bool     // no place is asked for any more, which the next message says
	placeSaid bool     // it was said
}

func (b *Bot) newTurn(r Records) *Turn {
	return &Turn{Now: r.Now(), bot: b, records: r}
}

// chat is where the turn speaks: where it was spoken to, or else the preferred chat.
func (t *Turn) chat() Address {
	if t.to == (Address{}) {
		if chats := t.chats(); len(chats) > 0 {
			t.to = chats[0]
		}
	}
	return t.to
}

// chats is where the person can be written to, the preferred one first.
func (t *Turn) chats() []Address { return slices.DeleteFunc(t.records.Addresses(), noChat) }

func (t *Turn) fail(err error) {
	if t.failed == nil {
		t.failed = err
	}
}

// close plans what is due later and keeps what a later turn needs to know of this one.
func (t *Turn) close() {
	if t.failed != nil {
		return
	}
	t.moved = t.freed() || t.moved || t.opened() || slices.ContainsFunc(t.changes, planned)
	if t.moved {
		t.plan()
	}
	t.keepUndo()
	t.keepShown()
	t.keepLabels()
}

// planned says whether a change may move what is due.
func planned(c Change) bool { return !unplanned[c.Kind] }

// unplanned are the kinds that no Plan reads: how far a talk has come, and what is only
// kept to be told again.
var unplanned = map[string]bool{"dialog": true, "checkin": true, "note": true, "goal": true, "measure": true, "debrief": true, "leftout": true, "link": true}

// Shown is what is known of the chats beside what stands in them. It changes seldom.
type Shown struct {
	Meta
	Album    string    // of what was sent last that is no text
	Cleared  []Posted  // the last message of each chat that was cleared
	Returned time.Time `json:",omitzero"` // when what was not shown was taken back
	Back     time.Time `json:",omitzero"` // until when the bot was away that they were told of
}

func (*Shown) kind() string { return "shown" }

func (t *Turn) latest() *Shown {
	if t.shown == nil {
		t.shown = get[Shown](t, "shown")
	}
	if t.shown == nil {
		t.shown = &Shown{Meta: Meta{ID: "shown"}}
	}
	return t.shown
}

func (t *Turn) keepShown() {
	if t.shown != nil {
		t.save(t.shown)
	}
}

// button is one that runs an action of ours (press.go) on a record.
func (t *Turn) button(label text.Text, action, on string) Button {
	return Button{Label: label, Press: Press{On: on, Key: action}}
}

// say says something new.
func (t *Turn) say(what text.Text, buttons ...Button) {
	t.send(Message{Text: what, Buttons: buttons})
}

// instead says something in the place of the message whose button was pressed, or
// anew where there is none.
func (t *Turn) instead(what text.Text, buttons ...Button) {
	t.sendInstead(Message{Text: what, Buttons: buttons})
}

// kept is a receipt: it says what was kept, and offers to take it back.
func (t *Turn) kept(what text.Text, buttons ...Button) {
	t.instead(what, append(buttons, t.undoButton())...)
}

func (t *Turn) undoButton() Button {
	return t.button(t.T("Undo"), "undo", t.undoID())
}

// undoes says whether b takes back what this turn did.
func (t *Turn) undoes(b Button) bool { return b.Press == Press{On: t.undo, Key: "undo"} }

func (t *Turn) send(m Message) string {
	return t.queue(Outgoing{Message: m})
}

func (t *Turn) sendInstead(m Message) string {
	if !t.pressed {
		return t.send(m)
	}
	t.pressed = false
	return t.queue(Outgoing{Message: m, Replaces: t.event.Message})
}

// revise says something in the place of an earlier message of ours. Where that was cleared
// off the chat, what would only put it away is not said, and anything else is said anew.
func (t *Turn) revise(id string, m Message) string {
	switch {
	case !t.wasCleared(id):
		return t.queue(Outgoing{Message: m, Edits: id})
	case m.Fold:
		return id
	default:
		return t.send(m)
	}
}

func (t *Turn) queue(o Outgoing) string {
	o.ID, o.To, o.Rank, o.By, o.Prompt = t.records.NewID(), t.chat(), t.rank, t.by, t.saidBy()
	if o.Edits == "" && o.Replaces == "" && t.wasAway() {
		o.Message.Text = text.Lines(t.absenceText(), o.Message.Text)
	}
	if slices.ContainsFunc(o.Message.Buttons, t.undoes) {
		t.receipt = o.Message.Text
	}
	t.edits = append(t.edits, o.Edits)
	if o.Edits == "" && o.Replaces == "" && t.placeOver && !t.placeSaid {
		o.Message.PlaceOver, t.placeSaid = true, true
	}
	t.records.Queue(t.replying(o))
	t.stands(o.Message)
	return o.ID
}
