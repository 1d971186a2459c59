package bot

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/go-json-experiment/json/v1"

	"samepage/bot/text"
	"samepage/bot/when"
)

// Undo is what one turn changed, so that it can be taken back.
type Undo struct {
	Meta
	At      time.Time `json:",omitzero"`
	Receipt text.Text // what was said of it
	Changes []Change
}

func (*Undo) kind() string { return "undo" }

// Change is one row as it was before a turn, and a digest of what it was after.
type Change struct {
	Kind, ID string
	Before   *Row
	After    []byte
}

// of says whether c is a change of a row.
func (c Change) of(kind, id string) bool { return c.Kind == kind && c.ID == id }

// stored is how a Change is kept: the row's own JSON stands in it as it is.
type stored struct {
	Kind  string          `json:"k"`
	ID    string          `json:"i"`
	There bool            `json:"w,omitempty"`
	State string          `json:"s,omitempty"`
	Day   when.Date       `json:"d,omitzero"`
	Body  json.RawMessage `json:"b,omitempty"`
	After []byte          `json:"a"`
}

// MarshalJSONTo writes it as it is kept, into what it is a part of: the rows in it are many
// and long, and are so gone through once.
func (c Change) MarshalJSONTo(enc *jsontext.Encoder) error {
	s := &stored{Kind: c.Kind, ID: c.ID, After: c.After}
	if c.Before != nil {
		s.There, s.State, s.Day, s.Body = true, c.Before.State, c.Before.Day, c.Before.Body
	}
	return jsonv2.MarshalEncode(enc, s)
}

// UnmarshalJSON reads it, also as an earlier version kept it.
func (c *Change) UnmarshalJSON(b []byte) error {
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s.Kind == "" {
		type earlier Change
		err := json.Unmarshal(b, (*earlier)(c))
		c.After = c.After[:min(digestSize, len(c.After))]
		return err
	}
	if *c = (Change{Kind: s.Kind, ID: s.ID, After: s.After}); s.There {
		c.Before = &Row{Kind: s.Kind, ID: s.ID, State: s.State, Day: s.Day, Body: s.Body}
	}
	return nil
}

// undoable is how many turns back Undo goes.
const undoable = 10

// soft rows are restored when nothing has touched them since, and left alone
// otherwise: they are how far a talk had come, not what was kept.
func soft(kind string) bool { return kind == "dialog" || kind == "asking" }

// journal remembers a row as it was when the turn began.
func (t *Turn) journal(kind, id string) {
	if kind == "undo" || kind == "shown" || kind == "labels" || kind == "card" || kind == "deletion" {
		return
	}
	if slices.ContainsFunc(t.changes, func(c Change) bool { return c.of(kind, id) }) {
		return
	}
	c := Change{Kind: kind, ID: id}
	if row, ok := t.records.Get(kind, id); ok {
		c.Before = &row
	}
	t.changes = append(t.changes, c)
}

// keepUndo stores what this turn changed under the id its receipt's button carries.
func (t *Turn) keepUndo() {
	if t.rebase(); t.undo == "" || t.earlier {
		return
	}
	u := &Undo{Meta: Meta{ID: t.undo}, At: t.Now, Receipt: t.receipt}
	for _, c := range t.changes {
		row, _ := t.records.Get(c.Kind, c.ID)
		if c.Before == nil || !c.Before.equals(row) {
			c.After = digest(row)
			u.Changes = append(u.Changes, c)
		}
	}
	t.save(u)
	if kept := t.records.Heads(u.kind()); len(kept) > undoable {
		t.records.Remove(u.kind(), kept[0].ID)
	}
}

// undoID is of what takes this turn back; whoever asks for it has it kept.
func (t *Turn) undoID() string {
	if t.undo == "" {
		t.undo = t.records.NewID()
	}
	return t.undo
}

// takesBack has what takes this turn back do the same to an earlier one, unless that cannot
// be taken back any more.
func (t *Turn) takesBack(id string) {
	u := get[Undo](t, id)
	if u == nil || id == t.undo || slices.ContainsFunc(u.Changes, t.changedSince) {
		return
	}
	for _, c := range u.Changes {
		t.journal(c.Kind, c.ID)
		for i, now := range t.changes {
			if now.of(c.Kind, c.ID) {
				t.changes[i].Before = c.Before
			}
		}
	}
	t.remove(u)
}

// digestSize is how much of SHA-256 tells whether a row is another one.
const digestSize = 16

func digest(r Row) []byte {
	sum := sha256.Sum256(slices.Concat([]byte(r.State+"\x00"+r.Day.String()+"\x00"), r.Body))
	return sum[:digestSize]
}

// latestUndo is of what was kept last; nil where nothing can be taken back.
func (t *Turn) latestUndo() *Undo {
	kept := t.records.Heads((*Undo)(nil).kind())
	if len(kept) == 0 {
		return nil
	}
	return get[Undo](t, kept[len(kept)-1].ID)
}

// undoLast is "undo", typed: the latest answer in what is being asked is given again. Where
// something was kept since, that is taken back.
func (t *Turn) undoLast() {
	last := t.latestUndo()
	switch d := t.askedSince(); {
	case d == nil && t.longAgo(last):
		t.askTakeBack(last)
	case d == nil:
		t.takeBack("")
	case len(d.Answers) > 0:
		t.back()
	default:
		t.leave(d)
	}
}

// notMeant says whether a typed "undo" is for something else than a button on the screen.
func (t *Turn) notMeant(id string) bool {
	u := get[Undo](t, id)
	return u == nil || t.longAgo(u) || t.askedSince() != nil
}

// longAgo says whether u is of so long ago that nobody means it by a bare "undo".
func (t *Turn) longAgo(u *Undo) bool { return u != nil && t.Now.Sub(u.At) > time.Hour }

// askTakeBack says what would be taken back, and asks.
func (t *Turn) askTakeBack(u *Undo) {
	if u.Receipt.Empty() || u.At.IsZero() {
		t.say(t.T("There is nothing new to take back."))
		return
	}
	t.say(text.Lines(t.T("There is nothing new to take back. This was kept last, %s:", t.dayOf(u.At)), firstLine(u.Receipt)),
		t.button(t.T("Take it back"), "undo", u.ID))
}

// askedSince is the dialog the person has had to do with since something was kept last.
func (t *Turn) askedSince() *Dialog {
	d, last := t.current(), t.latestUndo()
	if d == nil || d.left(t.Now) || t.run(d).Done || last != nil && !d.Touched.After(last.At) {
		return nil
	}
	return d
}

// takeBack undoes one turn: the latest where id is "". It is refused when something
// it kept has changed since, since that later change would be lost with it.
func (t *Turn) takeBack(id string) {
	u := get[Undo](t, id)
	if id == "" {
		u = t.latestUndo()
	}
	switch {
	case u == nil:
		t.say(t.T("There is nothing to take back any more."))
	case slices.ContainsFunc(u.Changes, t.changedSince):
		t.say(t.T("That has changed since, so I left it as it is."))
	default:
		t.restore(u, id != "")
	}
}

func (t *Turn) changedSince(c Change) bool {
	row, _ := t.records.Get(c.Kind, c.ID)
	return !soft(c.Kind) && !bytes.Equal(digest(row), c.After)
}

// restore puts back what u changed. Of a receipt that is out of sight, it says what it was.
func (t *Turn) restore(u *Undo, sight bool) {
	dialogs := u.dialogs(t)
	for _, c := range u.Changes {
		row, _ := t.records.Get(c.Kind, c.ID)
		switch {
		case !bytes.Equal(digest(row), c.After) || t.staysOver(c):
		case c.Before == nil:
			t.records.Remove(c.Kind, c.ID)
		default:
			t.records.Save(*c.Before)
			t.restored = append(t.restored, Change{Kind: c.Kind, ID: c.ID, After: digest(*c.Before)})
		}
	}
	t.remove(u)
	t.person, t.moved, t.earlier, t.undo = nil, true, true, t.undoBefore(dialogs)
	if sight || u.Receipt.Empty() {
		t.instead(t.T("Taken back."))
	} else {
		t.say(text.Lines(t.T("Taken back:"), firstLine(u.Receipt)))
	}
	t.askAgain()
	for _, was := range dialogs {
		t.unsettle(was)
	}
}

// undoBefore is of the turn before, where it was one of the same dialog: that is what a
// receipt shown again takes back.
func (t *Turn) undoBefore(dialogs []*Dialog) string {
	last := t.latestUndo()
	for _, d := range dialogs {
		if last != nil && slices.ContainsFunc(last.Changes, func(c Change) bool { return c.of(d.kind(), d.ID) }) {
			return last.ID
		}
	}
	return ""
}

// rebase has what an earlier turn left, and this one put back and went on with, count as
// what that turn left: it can still be taken back, too.
func (t *Turn) rebase() {
	if len(t.restored) == 0 {
		return
	}
	for _, u := range all[Undo](t) {
		if t.leftAsIs(u) {
			t.save(u)
		}
	}
}

// leftAsIs sets what u left where this turn put that back, and says whether it did.
func (t *Turn) leftAsIs(u *Undo) (did bool) {
	for i, c := range u.Changes {
		if slices.ContainsFunc(t.restored, func(r Change) bool { return r.of(c.Kind, c.ID) && bytes.Equal(c.After, r.After) }) {
			row, _ := t.records.Get(c.Kind, c.ID)
			u.Changes[i].After, did = digest(row), true
		}
	}
	return did
}

// staysOver says whether c ended a dialog that only confirmed something: what it did is
// taken back, and it is not asked again.
func (t *Turn) staysOver(c Change) bool {
	d := get[Dialog](t, c.ID)
	if c.Kind != "dialog" || d == nil {
		return false
	}
	_, ends := conversations[d.Kind].(final)
	return ends && d.State == Closed
}

// firstLine is what a receipt says was kept, without what comes of it.
func firstLine(receipt text.Text) text.Text {
	var out text.Text
	for _, s := range receipt {
		line, _, more := strings.Cut(s.Text, "\n")
		out = append(out, text.Span{Text: line, Style: s.Style})
		if more {
			break
		}
	}
	return out
}
