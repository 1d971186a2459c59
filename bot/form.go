package bot

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Form is several questions of a dialog shown at once. A network without forms asks them
// one by one. The limits are Discord's:
// https://discord.com/developers/docs/components/reference#label
type Form struct {
	Title  text.Text // at most 45 characters
	Fields []Field   // at most five
}

const (
	longestTitle = 45   // characters of a title, and of a label
	longestHint  = 100  // and of what an option says
	longestField = 4000 // and of what may be written in a field
	mostFields   = 5
	mostOptions  = 25
)

// Field is one question of a Form.
type Field struct {
	Key     string    // the question's
	Label   text.Text // at most 45 characters
	Hint    text.Text // at most 100, may be empty
	Kind    dialog.Kind
	Options []dialog.Option // of Choice and Many; of Scale its numbers; at most 25
	// Value is what is there already: words, or the keys of options. Of Many and Lines
	// it has one to a line.
	Value    string
	Optional bool // may be left empty
}

// openForm is the key of the button that opens a form. No question is called that.
const openForm = "-form"

// formButton opens the form that q is on; nil where it is on none, or nothing opens here.
func (t *Turn) formButton(d *Dialog, q *dialog.Question) *Button {
	_, opens := t.bot.networks[t.chat().Network].(Consulter)
	if !opens || q.Short.Empty() {
		return nil
	}
	if _, has := t.sheet(d); !has {
		return nil
	}
	return &Button{Label: t.T("Open the form"), Press: Press{On: d.ID, Key: openForm}}
}

func (t *Turn) sheet(d *Dialog) (dialog.Sheet, bool) {
	return dialog.SheetOf(conversations[d.Kind].Script, t.Printer, d.Given, d.Answers)
}

// form is what stands on d's form now, with all that was said one by one. A question that
// fits on no form stays for afterwards.
func (t *Turn) form(d *Dialog) (Form, bool) {
	sheet, has := t.sheet(d)
	f := Form{Title: cutTo(longestTitle, sheet.Title)}
	for _, q := range sheet.Fields {
		if field := fieldOf(q, d.Answers[q.Key]); field.fits() && len(f.Fields) < mostFields {
			f.Fields = append(f.Fields, field)
		}
	}
	return f, has && len(f.Fields) > 0
}

func fieldOf(q *dialog.Question, have dialog.Answer) Field {
	f := Field{
		Key: q.Key, Label: cutTo(longestTitle, q.Short), Hint: cutTo(longestHint, q.Hint), Kind: q.Kind,
		Value:    strings.Join(q.Filled(have), "\n"),
		Optional: q.Optional || q.Kind == dialog.Many || q.Kind == dialog.Lines,
	}
	for _, o := range q.Picks() {
		f.Options = append(f.Options, dialog.Option{Key: o.Key, Label: cutTo(longestHint, o.Label)})
	}
	return f
}

// fits says whether all there is to a field can be shown: what cannot be seen must not be
// handed in.
func (f Field) fits() bool {
	return len(f.Options) <= mostOptions && utf8.RuneCountInString(f.Value) <= longestField
}

// cutTo is words that take no more than a number of characters.
func cutTo(longest int, words text.Text) text.Text {
	if all := []rune(words.String()); len(all) > longest {
		return text.Lit(string(all[:longest-1]) + "…")
	}
	return words
}

// written is all a person wrote in an event, on a form too.
func (ev Event) written() string {
	lines := []string{ev.Text}
	for _, key := range slices.Sorted(maps.Keys(ev.Filled)) {
		lines = append(lines, ev.Filled[key]...)
	}
	return readable(strings.Join(lines, "\n"))
}

// filled hears a form that was handed in. What is good is kept in one go; what is not is
// asked.
func (t *Turn) filled(ev Event) {
	if t.bot.tooYoung(ev.written()) {
		t.young()
		return
	}
	t.warn(care.Hear(ev.written()))
	d := get[Dialog](t, ev.Press.On)
	if d == nil || ev.Press.Key != openForm {
		t.stale()
		return
	}
	t.refresh(d)
	now := t.fill(d, ev)
	switch before := t.run(d); {
	case sameAnswers(t.runWith(d, now).Answers, before.Answers):
		t.already(d)
	case d.State == Closed:
		t.tooLate(d, ev)
	default:
		t.answerAll(d, before, now)
	}
}

// fill is d's answers with those on a form in their place.
func (t *Turn) fill(d *Dialog, ev Event) dialog.Answers {
	sheet, _ := t.sheet(d)
	answers := d.Answers
	for _, q := range sheet.Fields {
		values, there := ev.Filled[q.Key]
		have := d.Answers[q.Key]
		if a, good := q.Fill(readableAll(values), have); there && good && !sameAnswer(a, have) {
			answers = answers.With(q.Key, a)
		}
	}
	return answers
}

func readableAll(values []string) []string {
	var out []string
	for _, v := range values {
		out = append(out, readable(v))
	}
	return out
}

func sameAnswers(a, b dialog.Answers) bool { return maps.EqualFunc(a, b, sameAnswer) }

func sameAnswer(a, b dialog.Answer) bool {
	return a.Done == b.Done && slices.Equal(a.Values, b.Values)
}

// tooLate is a form of a talk that is over. What somebody wrote on it is kept as a note,
// as any words are that nothing asked for.
func (t *Turn) tooLate(d *Dialog, ev Event) {
	t.say(t.T("That question has passed. Nothing was changed."))
	sheet, _ := t.sheet(d)
	var fresh []string
	for _, q := range sheet.Fields {
		a, _ := q.Fill(readableAll(ev.Filled[q.Key]), dialog.Answer{})
		for _, words := range a.Values {
			if q.Writes() && !slices.Contains(d.Answers.List(q.Key), words) {
				fresh = append(fresh, words)
			}
		}
	}
	if len(fresh) > 0 {
		t.keepNote(strings.Join(fresh, "\n"))
	}
}

// unfilled is the button of a form where nothing could open: its label was typed.
func (t *Turn) unfilled(d *Dialog) {
	if t.run(d).Done || d.State == Closed {
		t.stale()
		return
	}
	t.touch(d)
	t.say(t.T("Only the button opens the form. Here it goes one by one."))
	t.askAgain()
}
