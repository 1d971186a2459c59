package bot

import (
	"slices"
	"strings"

	"samepage/bot/text"
	"samepage/bot/when"
)

// occurrences are those that begin in [from, to) on the wall of a's zone, by time:
// what the rule has, less those moved out of that time, and those moved into it.
func (a *Appointment) occurrences(from, to when.Date) []Occurrence {
	var out []Occurrence
	keep := func(id string) {
		if o := a.one(id); !o.Start.Date.Before(from) && o.Start.Date.Before(to) {
			out = append(out, o)
		}
	}
	for _, day := range a.days(from, to) {
		if id := day.String(); a.Single[id].Start.IsZero() {
			keep(id)
		}
	}
	for id, one := range a.Single {
		if !one.Start.IsZero() && a.holds(id) {
			keep(id)
		}
	}
	slices.SortFunc(out, func(a, b Occurrence) int { return a.Start.Compare(b.Start) })
	return out
}

// one is the occurrence with a RECURRENCE-ID: its day by the rule. The clock time is
// no part of it, so that a series that moves from four to five keeps its keys.
func (a *Appointment) one(id string) Occurrence {
	single := a.Single[id]
	o := Occurrence{Appointment: a, Key: a.series() + "." + id, Start: single.Start, State: single.State, Moves: single.Moves}
	if day, err := when.ParseDate(id); err == nil && o.Start.IsZero() {
		o.Start = day.At(a.Start.Clock)
	}
	return o
}

// days are those on which the rule has one, in [from, to). It has none on a day that is not
// on the calendar (RFC 5545 3.3.10).
func (a *Appointment) days(from, to when.Date) []when.Date {
	if !a.Until.IsZero() && a.Until.Before(to) {
		to = a.Until
	}
	if from.Before(a.Start.Date) {
		from = a.Start.Date
	}
	if !from.Before(to) {
		return nil
	}
	rule, recurs := a.rule()
	if !recurs {
		return slices.DeleteFunc([]when.Date{a.Start.Date}, func(d when.Date) bool { return d.Before(from) })
	}
	var out []when.Date
	for _, at := range rule.Between(from.At(when.Clock{}), to.At(when.Clock{})) {
		out = append(out, at.Date)
	}
	return slices.DeleteFunc(slices.Compact(out), func(d when.Date) bool { return when.LeftOut(d, a.zone()) })
}

// rule is how a series recurs; false for one date.
func (a *Appointment) rule() (when.Rule, bool) {
	if a.Rule == "" {
		return when.Rule{}, false
	}
	rule, err := when.ParseRule(a.Rule, a.Start)
	return rule, err == nil
}

// holds says whether the rule has one on a day, given as a RECURRENCE-ID.
func (a *Appointment) holds(id string) bool {
	day, err := when.ParseDate(id)
	return err == nil && len(a.days(day, day.AddDays(1))) > 0
}

// split is a time as appointments, each with one weekday and one clock time, so that
// each can be moved by itself. They have a start, a rule and perhaps an end.
func (s timed) split() []Appointment {
	rule, err := when.ParseRule(s.Rule, s.Start)
	if s.Rule == "" || err != nil {
		return []Appointment{{Start: s.Start}}
	}
	var out []Appointment
	for _, day := range weekdayParts(rule) {
		for _, clock := range append(rule.Clocks(), s.Start.Clock)[:max(1, len(rule.Clocks()))] {
			out = append(out, series(rule, day, s.Start.Date.At(clock)))
		}
	}
	return out
}

// series is the appointment that recurs as rule does, on one of its weekdays.
func series(rule when.Rule, day string, from when.DateTime) Appointment {
	a := Appointment{Start: from, Rule: bare(rule, day), Until: lastDay(rule, from)}
	if one, err := when.ParseRule(a.Rule, from); err == nil {
		if first, ok := one.Next(from); ok {
			a.Start = first
		}
	}
	return a
}

// weekdayParts is what BYDAY is to be for each of a rule's weekdays.
func weekdayParts(rule when.Rule) []string {
	if _, days, ok := strings.Cut(rule.String(), "BYDAY="); ok {
		days, _, _ = strings.Cut(days, ";")
		return strings.Split(days, ",")
	}
	return []string{""}
}

// bare is a rule with one weekday, and without what an appointment keeps beside it.
func bare(rule when.Rule, day string) string {
	var parts []string
	for part := range strings.SplitSeq(rule.String(), ";") {
		switch name, _, _ := strings.Cut(part, "="); name {
		case "BYHOUR", "BYMINUTE", "UNTIL", "COUNT":
		case "BYDAY":
			parts = append(parts, "BYDAY="+day)
		default:
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ";")
}

// longestSeries is how many years of a series are looked at for its end.
const longestSeries = 40

// lastDay is the day after the last one of a rule that ends, zero of one that does not.
func lastDay(rule when.Rule, from when.DateTime) when.Date {
	if !strings.Contains(rule.String(), "COUNT=") && !strings.Contains(rule.String(), "UNTIL=") {
		return when.Date{}
	}
	to := from.AddMonths(12 * longestSeries).At(from.Clock)
	all := rule.Between(from, to)
	switch {
	case len(all) == 0:
		return from.Date
	case rule.Count() > len(all) || to.AddDays(-400).Before(all[len(all)-1].Date):
		return when.Date{} // so far off that it is no end
	}
	return all[len(all)-1].AddDays(1)
}

// described says whom an appointment is with and when.
func described(p text.Printer, name string, a *Appointment, today when.Date) text.Text {
	rule, recurs := a.rule()
	day, clock, from := p.Weekday(a.Start.Weekday()), p.Clock(a.Start.Clock), p.DayMonth(a.Start.Date, today)
	switch {
	case !recurs:
		return p.T("%s, %s.", name, p.At(a.Start, today))
	case rule.Frequency() == when.Weekly && rule.Interval() == 1:
		return p.T("%s, every %s at %s, from %s.", name, day, clock, from)
	case rule.Frequency() == when.Weekly && rule.Interval() == 2:
		return p.T("%s, every second %s at %s, from %s.", name, day, clock, from)
	case rule.Frequency() == when.Weekly:
		return p.T("%s, every %d weeks, %s at %s, from %s.", name, rule.Interval(), day, clock, from)
	case rule.Frequency() == when.Daily && rule.Interval() == 1:
		return p.T("%s, every day at %s, from %s.", name, clock, from)
	}
	return describedByDates(p, name, a, rule, today)
}

// describedByDates says the first three of a series, where a rule is hard to word.
func describedByDates(p text.Printer, name string, a *Appointment, rule when.Rule, today when.Date) text.Text {
	next := rule.Between(a.Start, a.Start.AddMonths(40).At(a.Start.Clock))
	if len(next) < 3 {
		return p.T("%s, %s.", name, p.At(a.Start, today))
	}
	return p.T("%s, %s, then %s and %s, and so on.", name, p.At(a.Start, today),
		p.Day(next[1].Date, today), p.Day(next[2].Date, today))
}

// lastLine says which is the last one of a series that ends.
func lastLine(p text.Printer, a *Appointment, today when.Date) text.Text {
	if a.Until.IsZero() {
		return nil
	}
	days := a.days(a.Start.Date, a.Until)
	if len(days) == 0 {
		return nil
	}
	return p.T("The last one is %s.", p.Day(days[len(days)-1], today))
}
