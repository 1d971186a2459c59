package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
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
	Given   dialog.Given
	Answers dialog.Answers
	Touched time.Time // when the person last had to do with it
	Until   time.Time // when it closes by itself; zero is a day after Touched
	About   string    // the record or occurrence it is about
	Message string    // the message that shows its question
	Asked   string    // the key of that question
	Again   bool      // it has been asked a second time
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

func (d *Dialog) left(now time.Time) bool { return now.Sub(d.Touched) >= idle }

func (d *Dialog) over(now time.Time) bool {
	until := d.Until
	if until.IsZero() {
		until = d.Touched.Add(24 * time.Hour)
	}
	return !now.Before(until) && d.left(now)
}

func (t *Turn) run(d *Dialog) dialog.Outcome {
	return dialog.Run(conversations[d.Kind].Script, t.Printer, d.Given, d.Answers)
}

// open starts a dialog and asks its first question. One about the same thing that was
// left open makes way.
func (t *Turn) open(d *Dialog) {
	for _, other := range all[Dialog](t, Open, Offered) {
		if other.Kind == d.Kind && other.About == d.About && other.ID != d.ID {
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

// takesAnything says whether a question is open that hears any words as its answer.
func (t *Turn) takesAnything() bool {
	d := t.current()
	if d == nil || d.left(t.Now) {
		return false
	}
	q := t.run(d).Ask
	return q != nil && q.TakesAnything()
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

// answer stores an answer, keeps what it is worth, and goes on.
func (t *Turn) answer(d *Dialog, key string, a dialog.Answer) {
	t.journal("dialog", d.ID)
	d.Answers = d.Answers.With(key, a)
	d.State, d.Touched, d.Again = Open, t.Now, false
	t.save(d)
	t.proceed(d)
}

// proceed keeps what is known and asks what is not.
func (t *Turn) proceed(d *Dialog) {
	kind := conversations[d.Kind]
	kind.Keep(t, d, t.run(d).Answers)
	out := t.run(d) // again, since Keep may find the dialog to be about a day gone by
	if out.Ask != nil {
		t.ask(d, out, t.place(d, out.Ask))
		t.askBelow(out)
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
	q := out.Ask
	t.asked = true
	m := Message{Text: t.wording(q, d.Answers[q.Key]), Kind: q.Kind, Buttons: t.choices(d, q)}
	if more, has := conversations[d.Kind].(beside); has {
		m.Buttons = append(m.Buttons, more.Beside(t, q.Key)...)
	}
	if out.Done && q.Quiet || q.Kind == dialog.Lines && len(d.Answers.List(q.Key)) > 0 {
		m.Buttons = append(m.Buttons, t.doors(d)...)
		m.Buttons = append(m.Buttons, t.undoButton())
	}
	d.Message, d.Asked = say(m), q.Key
	t.save(d)
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
	var out []Button
	for i, o := range q.Choices() {
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
func (t *Turn) askBelow(done dialog.Outcome) {
	if !done.Done {
		return
	}
	for _, d := range slices.Backward(all[Dialog](t, Open)) {
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
	d := t.current()
	if t.asked || d == nil || d.left(t.Now) {
		return
	}
	if out := t.run(d); out.Ask != nil && !out.Ask.Quiet {
		t.ask(d, out, t.send)
	}
}

// nudge brings an open question back after words it could not read; once, since
// nothing asks twice in a row.
func (t *Turn) nudge() {
	d := t.current()
	if d == nil || d.Again {
		return
	}
	d.Again = true
	t.save(d)
	t.askAgain()
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
		t.answer(d, q.Key, a)
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

// leave closes a dialog that asks for something one need not give.
func (t *Turn) leave(d *Dialog) {
	d.State = Closed
	t.save(d)
	t.say(t.T("Left for now. What you already told me is kept."))
	t.askAgain()
}

// pressAnswer is a button of a dialog: an answer, or a change of one given before.
func (t *Turn) pressAnswer(d *Dialog, p Press) {
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
	switch {
	case !ok || d.State == Closed && final:
		t.stale()
	case before.Done && slices.Equal(before.Values, a.Values):
		// A second tap on one button, or a second client: it is kept already.
	case d.State == Closed && (p.Option == dialog.Skip || p.Option == dialog.Done):
		t.stale()
	case !change && (d.State == Closed || before.Done && d.left(t.Now)):
		t.askChange(d, q, p)
	default:
		t.answer(d, key, a)
	}
}

// touch makes d the dialog the person is in.
func (t *Turn) touch(d *Dialog) {
	d.State, d.Touched = Open, t.Now
	t.save(d)
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
