package bot

import (
	"regexp"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// moving moves an appointment: one, or a series from there on.
type moving struct{}

func (moving) Final() {}

func (moving) Script(s *dialog.Script) { move(s) }

// Several hears another time where the one asked about was not the right one.
func (moving) Several(t *Turn, d *Dialog, open, words string) bool {
	h, m, q := t.here(), t.movement(d, d.Answers), t.run(d).Ask
	to, timed := h.moved(m.from, words)
	if _, _, answers := q.Read(words, d.Answers[open]); answers || open != "scope" || !timed || !h.onlyTime(words) || when.Resolve(to, h.zone).Before(t.Now) {
		return false
	}
	t.journal("dialog", d.ID)
	d.give("words", words)
	d.give("asked", t.Now.Format(time.RFC3339))
	d.Touched = t.Now
	t.save(d)
	t.proceed(d)
	return true
}

// movement is what a talk about moving has come to.
type movement struct {
	key, scope string
	what       text.Text // whose it is, and when
	from, to   when.DateTime
}

func move(s *dialog.Script) (m movement) {
	m.key, m.what, m.from = askOne(s, s.T("Which one is moved?"))
	if m.key == "" {
		return m
	}
	h := hereOf(s, s.Given("zone"))
	if m.to = h.movedWhenAsked(s, m.from); m.to.IsZero() {
		said := s.Line("to", s.T(`%s: when is it now? "Friday at 10" or "an hour later" will do.`, m.what),
			dialog.Optional, dialog.Way(s.T("Leave it")), dialog.Reads(h.moveReader(s.Printer, m.from)))
		m.to, _ = when.ParseDateTime(said)
	}
	if m.to.IsZero() {
		return m
	}
	options, yes := []dialog.Option{s.Option("one", s.T("Move it"))}, "one"
	if s.Given("series."+m.key) != "" {
		options, yes = []dialog.Option{s.Option("one", s.T("Just this one")), s.Option("all", s.T("Every time"))}, ""
	}
	m.scope = s.Choice("scope", m.ask(s, h.civil().Date), append(options, s.Option("leave", s.T("Leave it"))), dialog.Means(yes, "leave"))
	return m
}

// movedWhenAsked is the new time by the words the talk began with, as they were meant
// then; zero where they say none, or one that has passed.
func (h here) movedWhenAsked(s *dialog.Script, from when.DateTime) when.DateTime {
	if asked, err := time.Parse(time.RFC3339, s.Given("asked")); err == nil {
		h.now = asked
	}
	to, ok := h.moved(from, s.Given("words"))
	if !ok || when.Resolve(to, h.zone).Before(h.now) {
		return when.DateTime{}
	}
	return to
}

func (m movement) ask(s *dialog.Script, today when.Date) text.Text {
	if m.from.Date == m.to.Date {
		return s.T("%s: move it to %s?", m.what, s.Clock(m.to.Clock))
	}
	return s.T("%s: move it to %s?", m.what, s.At(m.to, today))
}

func (h here) moveReader(p text.Printer, from when.DateTime) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		to, ok := h.moved(from, words)
		if !ok {
			return "", p.T(`I can't find a time in that. "Friday at 10" or "an hour later" will do.`), meantTime(words)
		}
		if !h.onlyTime(words) {
			return "", nil, false
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
	case s.dated():
		return s.Times[0].Start, true
	case len(s.Times) > 0:
		return s.Times[0].Start.Date.At(from.Clock), true
	case s.Clock != nil:
		return from.Date.At(*s.Clock), true
	}
	return when.DateTime{}, false
}

// fromNow are words for a day that is reckoned from today, or that names its month.
var fromNow = regexp.MustCompile(`(?i)\b(next|this|in|today|tonight|tomorrow|tmrw|week|weeks|days|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b|\d[/.-]\d`)

// inWeekOf is where a bare "Friday" or "the 15th" is read: the week of the appointment,
// if that is still to come.
func (h here) inWeekOf(from when.DateTime, words string) here {
	eve := when.StartOfDay(from.Monday().AddDays(-1), h.zone)
	if eve.After(h.now) && !fromNow.MatchString(words) {
		h.now = eve
	}
	return h
}

// Keep moves what is to be moved. Done twice, it is done once.
func (moving) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	m := t.movement(d, a)
	o, ok := t.occurrence(m.key)
	if !ok || m.to.IsZero() || o.Start == m.to {
		return
	}
	switch m.scope {
	case "one":
		t.moveOne(o, m.to)
	case "all":
		t.moveAll(o, m.to, d.ID)
	}
}

func (t *Turn) movement(d *Dialog, a dialog.Answers) (m movement) {
	dialog.Run(func(s *dialog.Script) { m = move(s) }, t.Printer, d.Given, a)
	return m
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
	switch m := t.movement(d, a); m.scope {
	case "one":
		if o, ok := t.occurrence(m.key); ok {
			t.kept(t.T("%s is now on %s.", t.nameOf(o.Provider), t.when(o)))
		}
	case "all":
		t.sayMovedAll(m)
	default:
		t.instead(t.T("Left as it was."))
	}
}

func (t *Turn) sayMovedAll(m movement) {
	series, _, _ := strings.Cut(m.key, ".")
	for _, a := range all[Appointment](t) {
		if a.series() == series && a.Start == m.to {
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
	t.dropDoubts()
	d := &Dialog{Kind: "move"}
	t.giveAppointments(d, found)
	d.Given.Words["words"], d.Given.Words["asked"] = to, d.Given.Words["now"]
	t.open(d)
}

// moves are the ways to say that something is at another time, as what and to when.
var moves = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:.*?\b)?(?:move|reschedule|postpone|push|shift|rebook|change|bring|put)\b\s*(.*?)\s*(?:\bback|\bforward)?\s*\b(?:to|until|till)\b\s+(.+)$`),
	regexp.MustCompile(`(?i)^(?:.*?\b)?(?:move|reschedule|postpone|push|shift|rebook|make|bring|put)\b\s*(.*?)\s*\b((?:by )?(?:an?|half|one|two|three|\d+)\b.*\b(?:later|earlier))$`),
	regexp.MustCompile(`(?i)^()((?:an?|half|one|two|three|\d+)\b.*\b(?:later|earlier))$`),
}

// movedAlready are the ways to tell that something was moved. Only a time says that it
// is an appointment: a therapist may move to Berlin.
var movedAlready = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^()(?:moved|shifted|rescheduled|postponed)\s+(?:to|by)\s+(.+)$`),
	regexp.MustCompile(`(?i)^(.+?\s+(?:moved|shifted|rescheduled|postponed)\s+.+?)\s+to\s+(.+)$`),
	regexp.MustCompile(`(?i)^(.+?)\s+(?:(?:is|was|got|has|been|now)\s+)*(?:moved|changed|shifted|rescheduled|postponed)\s+(?:to|by)\s+(.+)$`),
	regexp.MustCompile(`(?i)^()(every\s.+?)(?:\s+(?:now|instead|from now on))+$`),
	regexp.MustCompile(`(?i)^(.+?)(?:'s|’s|\s+is|\s+are)\s+(?:now\s+)?((?:at|on)\s+.+?)(?:\s+(?:now|instead|from now on))*$`),
}

// moveAppointment is asked in words: "move Thursday to Friday 10", "Thursday is at 5
// now", "an hour later". It is false where they name no appointment.
func (t *Turn) moveAppointment(words string) bool {
	words = strings.TrimRight(words, " .!")
	for _, way := range moves {
		if m := way.FindStringSubmatch(words); m != nil && t.moveFound(m[1], m[2], false) {
			return true
		}
	}
	for _, way := range movedAlready {
		if m := way.FindStringSubmatch(words); m != nil && t.moveFound(m[1], m[2], true) {
			return true
		}
	}
	return t.moveNamed(words)
}

// moveFound opens the talk about those that what names, if there are any. Of what was
// only told, the new time must be one.
func (t *Turn) moveFound(what, to string, told bool) bool {
	g, ok := t.target(leaving(what, movedWords))
	found := t.found(g)
	if !ok || len(found) == 0 {
		return false
	}
	if _, timed := t.here().moved(found[0].Start, to); told && !timed {
		return false
	}
	if g.reading.Kind == when.DayPeriod || g.reading.Kind == when.Recurrence {
		found = nextOfEach(found)
	}
	t.openMove(found, to)
	return true
}

var movedWords = setOf(`moved shifted rescheduled postponed has just`)

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
