package bot

import (
	"time"

	"samepage/bot/dialog"
)

// conversation is a dialog of a kind: its questions, and what it keeps.
type conversation interface {
	// Script declares the questions.
	Script(*dialog.Script)
	// Keep writes what the answers so far are worth. It runs after every answer,
	// so it must come to the same when it runs again: records take their ids
	// from the dialog's, or look for what they made.
	Keep(*Turn, *Dialog, dialog.Answers)
}

// learner is a conversation that may come to know more than what was answered, before it
// is kept. Learn says whether it did: then the script is run again.
type learner interface {
	Learn(*Turn, *Dialog, dialog.Answers) bool
}

// closer is a conversation with a last word.
type closer interface {
	Close(*Turn, *Dialog, dialog.Answers)
}

// doors is a conversation whose receipt offers more than its own question.
type doors interface {
	Doors(*Turn, *Dialog) []Button
}

// several is a conversation in which one message may answer more than the question
// that is open; it says whether it did.
type several interface {
	Several(t *Turn, d *Dialog, open, words string) bool
}

// final is a conversation that buttons cannot change once it is over.
type final interface{ Final() }

// leads is a final conversation whose buttons lead somewhere even when it is over.
type leads interface {
	Leads(*Turn, Press) bool
}

// inPlace is a conversation that stays one message while buttons are pressed.
type inPlace interface{ InPlace() }

// beside is a conversation whose questions have buttons beside them that are no answers.
type beside interface {
	Beside(t *Turn, key string) []Button
}

// Dialog is one run of a conversation. Its ID is what buttons carry.
type Dialog struct {
	Meta
	Kind    string
	Given   dialog.Given   `json:",omitzero"`
	Answers dialog.Answers `json:",omitzero"`
	Touched time.Time      // when the person last had to do with it
	Until   time.Time      `json:",omitzero"` // when it closes by itself; zero is a day after Touched
	About   string         `json:",omitzero"` // the record or occurrence it is about
	Message string         // the message that shows its question
	Bare    string         `json:",omitzero"` // the one that lost its buttons last
	Asked   string         // the key of that question
	Again   bool           `json:",omitzero"` // it has been asked a second time
}

func (*Dialog) kind() string { return "dialog" }

// give freezes a word for the script, and list adds to a list of options.
func (d *Dialog) give(name, word string) {
	if d.Given.Words == nil {
		d.Given.Words = map[string]string{}
	}
	d.Given.Words[name] = word
}

func (d *Dialog) list(name string, o dialog.Option) {
	if d.Given.Lists == nil {
		d.Given.Lists = map[string][]dialog.Option{}
	}
	d.Given.Lists[name] = append(d.Given.Lists[name], o)
}

// The states of a dialog.
const (
	Offered = "offered" // its first question stands in a prompt nobody has opened
	Open    = "open"
	Closed  = "closed"
)

// idle is how long a dialog is left before prompts no longer wait for it, and before
// words that could be anything are no longer heard as its answer.
const idle = 30 * time.Minute

// left is true of a dialog that was touched in the future, too: the clock was wrong then.
func (d *Dialog) left(now time.Time) bool { return now.Sub(d.Touched).Abs() >= idle }

func (d *Dialog) over(now time.Time) bool {
	if d.Touched.Sub(now) > 24*time.Hour {
		return true
	}
	until := d.Until
	if until.IsZero() {
		until = d.Touched.Add(24 * time.Hour)
	}
	return !now.Before(until) && d.left(now)
}

func (t *Turn) run(d *Dialog) dialog.Outcome { return t.runWith(d, d.Answers) }

func (t *Turn) runWith(d *Dialog, answers dialog.Answers) dialog.Outcome {
	return dialog.Run(conversations[d.Kind].Script, t.Printer, d.Given, answers)
}

// waits is a conversation that another of its kind does not end once something was told
// in it that is kept nowhere else.
type waits interface{ Waits(*Dialog) bool }

func waiting(d *Dialog) bool {
	w, has := conversations[d.Kind].(waits)
	return has && w.Waits(d)
}

// open starts a dialog and asks its first question. One about the same thing that was
// left open makes way.
func (t *Turn) open(d *Dialog) {
	for _, other := range all[Dialog](t, Open, Offered) {
		if other.Kind == d.Kind && other.About == d.About && other.ID != d.ID && !waiting(other) {
			other.State = Closed
			t.save(other)
		}
	}
	d.State, d.Touched = Open, t.Now
	t.save(d)
	t.proceed(d)
}

// offer writes a dialog whose first question is asked by a prompt.
func (t *Turn) offer(d *Dialog) {
	d.State, d.Touched = Offered, t.Now
	t.save(d)
	t.ask(d, t.run(d), t.send)
}

// current is the open dialog the person last had to do with; nil where there is none.
func (t *Turn) current() *Dialog {
	var last *Dialog
	for _, d := range all[Dialog](t, Open) {
		if d.over(t.Now) {
			d.State = Closed
			t.save(d)
		} else if last == nil || !d.Touched.Before(last.Touched) {
			last = d
		}
	}
	return last
}

// busy says whether a prompt has to wait for a dialog.
func (t *Turn) busy() bool {
	d := t.current()
	return d != nil && !d.left(t.Now) && !t.run(d).Done
}

// offered is the newest question that stands in a prompt and can still be answered.
func (t *Turn) offered() *Dialog {
	var newest *Dialog
	for _, d := range all[Dialog](t, Offered) {
		if !d.over(t.Now) && (newest == nil || !d.Touched.Before(newest.Touched)) {
			newest = d
		}
	}
	return newest
}

// touch makes d the dialog the person is in.
func (t *Turn) touch(d *Dialog) {
	d.State, d.Touched = Open, t.Now
	t.save(d)
}
