package bot

import (
	"slices"
	"strconv"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Measure is something the person wants asked every day beside how it was.
type Measure struct {
	Meta
	Words string // their own question; "" for one of ours, which its ID names
	Scale string // one of the scales below
}

func (*Measure) kind() string { return "measure" }

// The states of a measure.
const (
	Chosen  = ""
	Resting = "resting" // asked no more; what was kept stays
)

// The scales there are.
const (
	YesNo   = "yes"
	ToTen   = "0-10"
	OneFive = "1-5"
)

// bounds are the lowest and highest value of a scale; yes is 1.
func bounds(scale string) (low, high int) {
	switch scale {
	case ToTen:
		return 0, 10
	case OneFive:
		return 1, 5
	}
	return 0, 1
}

// ours are the measures that need no words from the person, in the order offered.
var ours = []Measure{
	{Meta{ID: "pain"}, "", ToTen},
	{Meta{ID: "anxiety"}, "", ToTen},
	{Meta{ID: "energy"}, "", OneFive},
	{Meta{ID: "sleep"}, "", OneFive},
	{Meta{ID: "appetite"}, "", OneFive},
	{Meta{ID: "medicine"}, "", YesNo},
}

// measureName is what stands beside a value: our name, or their words in quotes.
func measureName(p text.Printer, m *Measure) text.Text {
	switch m.ID {
	case "pain":
		return p.T("Pain")
	case "anxiety":
		return p.T("Anxiety")
	case "energy":
		return p.T("Energy")
	case "sleep":
		return p.T("Sleep")
	case "appetite":
		return p.T("Appetite")
	case "medicine":
		return p.T("Medicine taken")
	}
	return p.T(`"%s"`, m.Words)
}

func measureQuestion(p text.Printer, o dialog.Option) text.Text {
	switch o.Key {
	case "pain":
		return p.T("Pain?")
	case "anxiety":
		return p.T("Anxiety?")
	case "energy":
		return p.T("Energy?")
	case "sleep":
		return p.T("How did you sleep?")
	case "appetite":
		return p.T("Appetite?")
	case "medicine":
		return p.T("Medicine taken?")
	}
	return o.Label
}

// measureEnds words the ends of a scale.
func measureEnds(p text.Printer, id string) dialog.Trait {
	switch id {
	case "pain", "anxiety":
		return dialog.Ends(p.T("none"), p.T("worst"))
	case "sleep":
		return dialog.Ends(p.T("bad"), p.T("good"))
	case "energy", "appetite":
		return dialog.Ends(p.T("low"), p.T("high"))
	}
	return dialog.Ends(nil, nil)
}

// giveMeasures freezes which measures a check-in asks for.
func (t *Turn) giveMeasures(d *Dialog) {
	for _, m := range all[Measure](t, Chosen) {
		d.list("measures", dialog.Option{Key: m.ID, Label: measureName(t.Printer, m)})
		d.give("scale."+m.ID, m.Scale)
	}
}

// askMeasures asks for each in the same message, under what was kept so far.
func askMeasures(s *dialog.Script, receipt text.Text) text.Text {
	for _, o := range s.Options("measures") {
		scale := s.Given("scale." + o.Key)
		value, answered := askMeasure(s, o, scale, receipt)
		if answered {
			receipt = text.Lines(receipt, measured(s.Printer, o.Label, scale, value))
		}
	}
	return receipt
}

func askMeasure(s *dialog.Script, o dialog.Option, scale string, receipt text.Text) (value int, answered bool) {
	ask := text.Lines(receipt, measureQuestion(s.Printer, o))
	if low, high := bounds(scale); scale != YesNo {
		return s.Scale("m."+o.Key, ask, low, high, measureEnds(s.Printer, o.Key), dialog.Optional)
	}
	word := s.Choice("m."+o.Key, ask, []dialog.Option{s.Option("1", s.T("Yes")), s.Option("0", s.T("No"))}, dialog.Optional,
		dialog.Means("1", "0"), dialog.Phrases(takenInWords))
	value, err := strconv.Atoi(word)
	return value, err == nil
}

// takenInWords is what people say of a medicine or a walk beside a bare yes and no.
var takenInWords = map[string][]string{
	"0": {"not today", "not yet", "not really", "forgot", "i forgot", "i didnt", "no i didnt", "didnt", "skipped it"},
	"1": {"i took it", "took it", "took them", "yes took it", "all of it", "all of them"},
}

// measured is one value as it is told back.
func measured(p text.Printer, name text.Text, scale string, value int) text.Text {
	_, high := bounds(scale)
	switch {
	case scale != YesNo:
		return p.T("%s: %d of %d.", name, value, high)
	case value == 1:
		return p.T("%s: yes.", name)
	default:
		return p.T("%s: no.", name)
	}
}

func keepMeasures(c *Checkin, a dialog.Answers) {
	if c.Measures == nil {
		c.Measures = map[string]int{}
	}
	for key := range a {
		id, is := strings.CutPrefix(key, "m.")
		value, answered := a.Number(key)
		switch {
		case is && answered:
			c.Measures[id] = value
		case is:
			delete(c.Measures, id)
		}
	}
}

// measures is the talk in which the person chooses them.
type measures struct{}

func (measures) Script(s *dialog.Script) {
	options := append(s.Options("measures"), s.Option("own", s.T("My own question")))
	chosen := s.Many("measures", s.T("What else is worth a tap each day?"), options, dialog.Preset(keys(s.Options("chosen"))))
	if !s.Answered("measures") || !slices.Contains(chosen, "own") {
		return
	}
	words := s.Line("own", s.T("Write it as you would ask yourself, like: Did I go outside?"), dialog.Optional)
	if words != "" {
		s.Choice("scale", s.T(`How is "%s" answered?`, words), []dialog.Option{
			s.Option(YesNo, s.T("Yes or no")), s.Option(ToTen, s.T("0 to 10")), s.Option(OneFive, s.T("1 to 5")),
		})
	}
}

// Several hears the person's own question while the list is still open.
func (measures) Several(t *Turn, d *Dialog, open, words string) bool {
	out := t.run(d)
	if open != "measures" {
		return false
	}
	chosen := out.Ask.Chosen(d.Answers[open])
	_, _, label := out.Ask.Read(words, d.Answers[open])
	if label || !slices.Contains(chosen, "own") || len(strings.Fields(words)) < 2 {
		return false
	}
	t.answerAll(d, out, d.Answers.With(open, dialog.Answer{Values: chosen, Done: true}).With("own", dialog.Answer{Values: []string{words}, Done: true}))
	return true
}

func keys(options []dialog.Option) []string {
	var out []string
	for _, o := range options {
		out = append(out, o.Key)
	}
	return out
}

// Keep chooses and rests. An own question has the dialog's id.
func (measures) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if !a["measures"].Done {
		return
	}
	for _, m := range t.measuresOffered() {
		if m.ID != d.ID {
			t.chooseMeasure(m, a.Chose("measures", m.ID))
		}
	}
	if words, scale := a.Word("own"), a.Word("scale"); words != "" && scale != "" {
		t.save(&Measure{Meta: Meta{ID: d.ID}, Words: words, Scale: scale})
	}
}

func (t *Turn) chooseMeasure(m *Measure, chosen bool) {
	stored := get[Measure](t, m.ID) != nil
	state := Resting
	if chosen {
		state = Chosen
	}
	if m.State != state || chosen && !stored {
		m.State = state
		t.save(m)
	}
}

// measuresOffered are ours and the person's own, each as it stands.
func (t *Turn) measuresOffered() []*Measure {
	var out []*Measure
	for _, m := range ours {
		if have := get[Measure](t, m.ID); have != nil {
			out = append(out, have)
		} else {
			m.State = Resting
			out = append(out, &m)
		}
	}
	for _, m := range all[Measure](t) {
		if m.Words != "" {
			out = append(out, m)
		}
	}
	return out
}

func (measures) Close(t *Turn, d *Dialog, _ dialog.Answers) {
	lines := []text.Text{t.T("The daily question stays one tap: how the day was.")}
	if chosen := all[Measure](t, Chosen); len(chosen) > 0 {
		lines = []text.Text{t.T("After how the day was, I ask for:")}
		for _, m := range chosen {
			lines = append(lines, t.T("- %s", measureName(t.Printer, m)))
		}
	}
	t.kept(text.Lines(lines...))
}

// askMeasures opens that talk.
func (t *Turn) askMeasures() {
	d := &Dialog{Kind: "measures"}
	for _, m := range t.measuresOffered() {
		o := dialog.Option{Key: m.ID, Label: measureName(t.Printer, m)}
		d.list("measures", o)
		if m.State == Chosen {
			d.list("chosen", o)
		}
	}
	t.open(d)
}
