package bot

import (
	"regexp"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// moving moves an appointment: one, or a series from there on.
type moving struct{}

func (moving) Final() {}

func (moving) Script(s *dialog.Script) {
	key, name, from := askOne(s, s.T("Which one is moved?"))
	if key == "" {
		return
	}
	h := hereOf(s, s.Given("zone"))
	said := s.Given("to")
	if said == "" {
		said = s.Line("to", s.T(`%s, %s: when is it now? "Friday at 10" or "an hour later" will do.`, name, s.At(from, h.civil().Date)),
			dialog.Optional, dialog.Way(s.T("Leave it")), dialog.Reads(h.moveReader(s.Printer, from)))
	}
	to, err := when.ParseDateTime(said)
	if err != nil {
		return
	}
	today := h.civil().Date
	ask := s.T("%s, %s: move it to %s?", name, s.At(from, today), s.At(to, today))
	options := []dialog.Option{s.Option("one", s.T("Move it"))}
	if s.Given("series."+key) != "" {
		options = []dialog.Option{s.Option("one", s.T("Just this one")), s.Option("all", s.T("Every time"))}
	}
	s.Choice("scope", ask, append(options, s.Option("leave", s.T("Leave it"))))
}

func (h here) moveReader(p text.Printer, from when.DateTime) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		to, ok := h.moved(from, words)
		if !ok {
			return "", p.T(`I can't find a time in that. "Friday at 10" or "an hour later" will do.`), len(words) < 40
		}
		return to.String(), h.passed(p, timed{Start: to, Clock: true}), true
	}
}

// moved is the new time words give to an appointment at a time. What they leave out
// stays; a weekday is the one of the appointment's week.
func (h here) moved(from when.DateTime, words string) (when.DateTime, bool) {
	h.typical = append([]when.Clock{from.Clock}, h.typical...)
	for _, r := range when.Parse(words, h.context()) {
		if r.Kind == when.Duration && r.Shift != 0 {
			return from.AddMonths(r.Shift * r.Length.Months).AddDays(r.Shift * r.Length.Days).At(from.Clock).
				Add(r.Shift * int(r.Length.Seconds/60)), true
		}
	}
	s := h.inWeekOf(from, words).readSlot(bareHour(words))
	switch {
	case len(s.Times) > 0 && s.Times[0].Clock:
		return s.Times[0].Start, true
	case len(s.Times) > 0:
		return s.Times[0].Start.Date.At(from.Clock), true
	case s.Clock != nil:
		return from.Date.At(*s.Clock), true
	}
	return when.DateTime{}, false
}

var bareWeekday = regexp.MustCompile(`(?i)\b(mon|tues?|wed|thu|thurs?|fri|sat|sun|wednes|satur)(day)?s?\b`)

// inWeekOf is where a bare weekday is read: the week of the appointment, if that is
// still to come.
func (h here) inWeekOf(from when.DateTime, words string) here {
	eve := when.StartOfDay(from.Monday().AddDays(-1), h.zone)
	said := strings.ToLower(words)
	if bareWeekday.MatchString(said) && !strings.Contains(said, "next") && !strings.Contains(said, "this") && eve.After(h.now) {
		h.now = eve
	}
	return h
}

// Keep moves what is to be moved. Done twice, it is done once.
func (moving) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	key, to := movedTo(d, a)
	o, ok := t.occurrence(key)
	if !ok || to.IsZero() || o.Start == to {
		return
	}
	switch a.Word("scope") {
	case "one":
		t.moveOne(o, to)
	case "all":
		t.moveAll(o, to, d.ID)
	}
}

func movedTo(d *Dialog, a dialog.Answers) (key string, to when.DateTime) {
	key, said := d.Given.Words["key"], d.Given.Words["to"]
	if key == "" {
		key = a.Word("which")
	}
	if said == "" {
		said = a.Word("to")
	}
	to, _ = when.ParseDateTime(said)
	return key, to
}

func (t *Turn) moveOne(o Occurrence, to when.DateTime) {
	t.change(o, func(one *Single) {
		if to.Date != o.Start.Date {
			one.Moves++
		}
		one.Start = to
	})
}

// Close says where it is now.
func (moving) Close(t *Turn, d *Dialog, a dialog.Answers) {
	key, to := movedTo(d, a)
	name := d.Given.Words["name."+key]
	switch a.Word("scope") {
	case "one":
		t.kept(t.T("%s is now on %s.", name, t.At(to, t.Today())))
	case "all":
		t.sayMovedAll(d, key, to)
	default:
		t.instead(t.T("Left as it was."))
	}
}

func (t *Turn) sayMovedAll(d *Dialog, key string, to when.DateTime) {
	series, _, _ := strings.Cut(key, ".")
	for _, a := range all[Appointment](t) {
		if a.series() == series && a.Start == to {
			t.kept(described(t.Printer, t.nameOf(a.Provider), a, t.Today()))
			return
		}
	}
}

// askMove asks what is moved to when.
func (t *Turn) askMove(provider string) {
	t.openMove(t.found(target{provider: provider}), "")
}

func (t *Turn) openMove(found []Occurrence, to string) {
	if len(found) == 0 {
		t.noAppointment()
		return
	}
	d := &Dialog{Kind: "move"}
	t.giveAppointments(d, found)
	if h := t.here(); to != "" && len(found) == 1 {
		if at, ok := h.moved(found[0].Start, to); ok && h.passed(t.Printer, timed{Start: at, Clock: true}).Empty() {
			d.Given.Words["to"] = at.String()
		}
	}
	t.open(d)
}

// moves are the ways to say that something is at another time, as what and to when.
var moves = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:.*?\b)?(?:move|reschedule|postpone|push|shift|rebook|change|bring|put)\b\s*(.*?)\s*(?:\bback|\bforward)?\s*\b(?:to|until|till)\b\s+(.+)$`),
	regexp.MustCompile(`(?i)^(?:.*?\b)?(?:move|reschedule|postpone|push|shift|rebook|make|bring|put)\b\s*(.*?)\s*\b((?:by )?(?:an?|half|one|two|three|\d+)\b.*\b(?:later|earlier))$`),
	regexp.MustCompile(`(?i)^()((?:an?|half|one|two|three|\d+)\b.*\b(?:later|earlier))$`),
	regexp.MustCompile(`(?i)^(.+?)\s+(?:(?:is|was|got|has|been|now)\s+)*(?:moved|changed|shifted|rescheduled|postponed)\s+(?:to|by)\s+(.+)$`),
	regexp.MustCompile(`(?i)^(.+?)(?:'s|’s|\s+is|\s+are)\s+(?:now\s+)?((?:at|on)\s+.+?)(?:\s+(?:now|instead|from now on))*$`),
}

// moveAppointment is asked in words: "move Thursday to Friday 10", "Thursday is at 5
// now", "an hour later". It is false where they name no appointment.
func (t *Turn) moveAppointment(words string) bool {
	words = strings.TrimRight(words, " .!")
	for _, way := range moves {
		m := way.FindStringSubmatch(words)
		if m == nil {
			continue
		}
		g, ok := t.target(m[1])
		found := t.found(g)
		if !ok || len(found) == 0 {
			continue
		}
		if g.reading.Kind == when.DayPeriod || g.reading.Kind == when.Recurrence {
			found = nextOfEach(found)
		}
		t.openMove(found, m[2])
		return true
	}
	return t.moveNamed(words)
}

// moveNamed is "move Thursday" without a new time.
func (t *Turn) moveNamed(words string) bool {
	verb, rest, _ := strings.Cut(strings.TrimSpace(words), " ")
	switch strings.ToLower(verb) {
	case "move", "reschedule", "postpone", "rebook":
	default:
		return false
	}
	g, ok := t.target(rest)
	found := t.found(g)
	if !ok || len(found) == 0 {
		return false
	}
	t.openMove(found, "")
	return true
}

// moveCommand is "/move", with or without words.
func (t *Turn) moveCommand(words string) {
	if !t.moveAppointment("move " + words) {
		t.askMove("")
	}
}
