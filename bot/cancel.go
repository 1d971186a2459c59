package bot

import (
	"regexp"
	"slices"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// cancelling takes an appointment off: one, several, or a series from there on. It is
// never done before what and when were read back.
type cancelling struct{}

func (cancelling) Final() {}

func (cancelling) Script(s *dialog.Script) {
	if s.Given("several") != "" {
		s.Choice("sure", cancelled(s, s.T("Cancel all of these?"), s.Options("which")), []dialog.Option{
			s.Option("one", s.T("Cancel them")), s.Option("keep", s.T("Keep them")),
		}, dialog.Means("one", "keep"))
		return
	}
	ask := s.T("Which one is off?")
	if s.Given("skip") != "" {
		ask = s.T("Which one do you skip?")
	}
	key, what, _ := askOne(s, ask)
	if key == "" {
		return
	}
	ask, yes := s.T("Cancel %s?", what), s.T("Cancel it")
	if s.Given("skip") != "" {
		ask, yes = s.T("Skip %s?", what), s.T("Skip it")
	}
	options := []dialog.Option{s.Option("one", yes)}
	if s.Given("series."+key) != "" && s.Given("skip") == "" {
		options = append(options, s.Option("all", s.T("All from then on")))
	}
	s.Choice("sure", ask, append(options, s.Option("keep", s.T("Keep it"))), dialog.Means("one", "keep"))
}

// cancelled is a line for each of the appointments under a line of ours.
func cancelled(s *dialog.Script, first text.Text, which []dialog.Option) text.Text {
	lines := []text.Text{first}
	for _, o := range which {
		lines = append(lines, o.Label)
	}
	return text.Lines(lines...)
}

// Keep takes off what was confirmed.
func (cancelling) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	for _, key := range cancelledKeys(d, a) {
		switch a.Word("sure") {
		case "one":
			t.setOccurrence(key, Cancelled)
		case "all":
			t.endSeries(key)
		}
	}
}

func cancelledKeys(d *Dialog, a dialog.Answers) []string {
	if d.Given.Words["several"] != "" {
		var keys []string
		for _, o := range d.Given.Lists["which"] {
			keys = append(keys, o.Key)
		}
		return keys
	}
	if key := d.Given.Words["key"]; key != "" {
		return []string{key}
	}
	return a.List("which")
}

// endSeries ends a series before one of its occurrences.
func (t *Turn) endSeries(key string) {
	o, ok := t.occurrence(key)
	if !ok {
		return
	}
	a := get[Appointment](t, o.ID)
	_, id, _ := strings.Cut(key, ".")
	a.Until, _ = when.ParseDate(id)
	t.save(a)
}

// Close says what is off, and what comes next.
func (cancelling) Close(t *Turn, d *Dialog, a dialog.Answers) {
	keys := cancelledKeys(d, a)
	if a.Word("sure") == "keep" || len(keys) == 0 {
		t.instead(t.T("Kept as it was."))
		return
	}
	var lines []text.Text
	for _, o := range d.Given.Lists["which"] {
		if slices.Contains(keys, o.Key) {
			lines = append(lines, t.offLine(a.Word("sure"), o.Label))
		}
	}
	if o, ok := t.next(""); ok {
		lines = append(lines, t.T("Next: %s, %s.", t.nameOf(o.Provider), t.when(o)))
	}
	t.kept(text.Lines(lines...))
}

func (t *Turn) offLine(sure string, what text.Text) text.Text {
	if sure == "all" {
		return t.T("Off, and all after it: %s. What you kept stays.", what)
	}
	return t.T("Off: %s.", what)
}

// dropDoubts closes what was asked of appointments before and not answered: after another
// answer about them it would be of what is no more.
func (t *Turn) dropDoubts() {
	for _, d := range all[Dialog](t, Open, Offered) {
		if d.Kind == "move" || d.Kind == "cancel" || d.Kind == "ending" && d.Given.Words["how"] == "stopped" {
			d.State = Closed
			t.save(d)
		}
	}
}

// askCancel asks which one is off.
func (t *Turn) askCancel() { t.openCancel(t.found(target{}), false, false) }

func (t *Turn) openCancel(found []Occurrence, several, skip bool) {
	if len(found) == 0 {
		t.noAppointment()
		return
	}
	t.dropDoubts()
	d := &Dialog{Kind: "cancel"}
	t.giveAppointments(d, found)
	if several && len(found) > 1 {
		d.Given.Words["several"] = "yes"
	}
	if skip {
		d.Given.Words["skip"] = "yes"
	}
	t.open(d)
}

// cancelAppointment is asked in words: "cancel Thursday", "Tom is off next week".
func (t *Turn) cancelAppointment(words string) bool { return t.takeOff(words, false) }

// skipAppointment is asked in words: "skip next week". A series goes on after it.
func (t *Turn) skipAppointment(words string) bool { return t.takeOff(words, true) }

func (t *Turn) takeOff(words string, skip bool) bool {
	g, ok := t.target(leaving(words, offWords))
	found := t.found(g)
	if !ok || len(found) == 0 || deleting.MatchString(words) && g.unnamed() && !namesVisit.MatchString(words) {
		return false
	}
	t.openCancel(found, g.reading.Kind == when.DayPeriod, skip)
	return true
}

// deleting are verbs that may be about anything that is kept.
var deleting = regexp.MustCompile(`(?i)\b(delete|remove|erase)\b`)

var offWords = setOf(`cancel cancelled canceled delete remove erase skip call off get rid is was got has been please can you how do i to
	im am not going coming come need have gotta
	just on me cant cannot make no there theres are dont any`)

// cancelCommand is "/cancel", with or without words.
func (t *Turn) cancelCommand(words string) {
	if !t.cancelAppointment(words) {
		t.askCancel()
	}
}
