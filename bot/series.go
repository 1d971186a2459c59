package bot

import (
	"slices"

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

// days are those on which the rule has one, in [from, to).
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
	return slices.Compact(out)
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
