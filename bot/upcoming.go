package bot

import (
	"regexp"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// tellAppointments lists what is ahead: each series, each single date.
func (t *Turn) tellAppointments() {
	ahead := nextOfEach(t.ahead(""))
	if len(ahead) == 0 {
		t.noAppointment()
		return
	}
	var lines []text.Text
	for _, o := range ahead {
		lines = append(lines, t.habit(o))
	}
	for _, p := range t.providers() {
		if back, away := p.back(t.Today()); away {
			lines = append(lines, t.T("%s is away until %s.", p.Name, t.Day(back, t.Today())))
		}
	}
	t.instead(text.Lines(lines...),
		t.button(t.T("Move one"), "appointment.move", ""),
		t.button(t.T("Cancel one"), "appointment.cancel", ""),
		t.button(t.T("Add one"), "appointment.add", ""))
}

// when is the time of an appointment as it was made. Where the person's clock shows
// another one, the place is said too.
func (t *Turn) when(o Occurrence) text.Text {
	there := when.Civil(o.At(), o.zone())
	if t.wall(o) == there {
		return t.At(there, t.Today())
	}
	return t.T("%s, %s time", t.At(there, t.Today()), cityOf(o.Zone))
}

// habit is when somebody is seen, and when next.
func (t *Turn) habit(o Occurrence) text.Text {
	name, next := t.nameOf(o.Provider), t.when(o)
	rule, recurs := o.rule()
	day, clock := t.Weekday(o.Appointment.Start.Weekday()), t.Clock(o.Appointment.Start.Clock)
	switch {
	case !recurs:
		return t.T("%s, %s.", name, next)
	case rule.Frequency() == when.Weekly && rule.Interval() == 1:
		return t.T("%s, every %s at %s. Next: %s.", name, day, clock, next)
	case rule.Frequency() == when.Weekly && rule.Interval() == 2:
		return t.T("%s, every second %s at %s. Next: %s.", name, day, clock, next)
	default:
		return t.T("%s, next on %s.", name, next)
	}
}

// many is a question for more than the next one.
var many = regexp.MustCompile(`(?i)\b(appointments|sessions|visits|schedule|calendar|meetings)\b`)

// tellNext answers "next appointment?", "when do I see Tom?", "what is on Friday?".
func (t *Turn) tellNext(words string) bool {
	g, ok := t.target(leaving(words, questionWords))
	switch {
	case !ok:
		return false
	case g.reading.Kind == when.Day || g.reading.Kind == when.DayPeriod:
		t.tellDays(g)
	case g.provider == "" && many.MatchString(words):
		t.tellAppointments()
	default:
		t.tellNextWith(g.provider)
	}
	return true
}

func (t *Turn) tellNextWith(provider string) {
	o, ok := t.next(provider)
	switch {
	case !ok && provider != "":
		t.say(t.T("There is no appointment with %s ahead.", t.nameOf(provider)))
	case !ok:
		t.noAppointment()
	case t.wall(o).Date == t.Today():
		t.say(t.T("%s, today at %s.", t.nameOf(o.Provider), t.Clock(t.wall(o).Clock)))
	case t.wall(o).Date == t.Today().AddDays(1):
		t.say(t.T("%s, tomorrow at %s.", t.nameOf(o.Provider), t.Clock(t.wall(o).Clock)))
	default:
		t.say(t.T("%s, %s.", t.nameOf(o.Provider), t.when(o)))
	}
}

// tellDays is what is planned on a day or in a week.
func (t *Turn) tellDays(g target) {
	var lines []text.Text
	for _, o := range t.ahead(g.provider) {
		if g.covers(o.Start) {
			lines = append(lines, t.T("%s, %s.", t.nameOf(o.Provider), t.when(o)))
		}
	}
	if len(lines) == 0 {
		lines = append(lines, t.T("Nothing is planned then."))
		if o, ok := t.next(g.provider); ok {
			lines = append(lines, t.T("Next: %s, %s.", t.nameOf(o.Provider), t.when(o)))
		}
	}
	t.say(text.Lines(lines...))
}

var questionWords = setOf(`who am seeing when what which whens whats is are was will do did does should i my next the any an a have has see seeing meet meeting
	go going show list tell read me upcoming all of time on your our schedule calendar meetings planned
	happening coming up`)

// habits is every one with a provider, by the key of its next.
func (t *Turn) habits(provider string) []dialog.Option {
	var out []dialog.Option
	for _, o := range nextOfEach(t.ahead(provider)) {
		out = append(out, dialog.Option{Key: o.Key, Label: t.habit(o)})
	}
	return out
}
