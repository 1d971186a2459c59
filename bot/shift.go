package bot

import (
	"fmt"
	"strings"

	"samepage/bot/when"
)

// moveAll moves a series from one of its occurrences on. What was before stays as it
// was: the series ends there, and another goes on with its keys.
func (t *Turn) moveAll(o Occurrence, to when.DateTime, run string) {
	a := get[Appointment](t, o.ID)
	_, id, _ := strings.Cut(o.Key, ".")
	from, _ := when.ParseDate(id)
	next := *a
	next.Start, next.Rule, next.Single = to, shifted(a, to), shiftedSingles(a, id, from.Days(to.Date))
	if len(a.days(a.Start.Date, from)) > 0 {
		next.Meta = Meta{ID: run + "m", Run: run}
		next.Series = a.series()
		a.Until = from
		t.save(a)
	}
	t.save(&next)
	t.carryAgenda(o.Key, next.one(to.Date.String()).Key)
}

// shifted is a's rule as it is after its next one was moved to a time.
func shifted(a *Appointment, to when.DateTime) string {
	var parts []string
	for part := range strings.SplitSeq(a.Rule, ";") {
		name, value, _ := strings.Cut(part, "=")
		code := strings.ToUpper(to.Weekday().String()[:2])
		switch {
		case name == "BYDAY" && strings.Contains(a.Rule, "MONTHLY"):
			part = fmt.Sprintf("BYDAY=%+d%s", nth(value, to.Date), code)
		case name == "BYDAY":
			part = "BYDAY=" + code
		case name == "BYMONTHDAY":
			part = fmt.Sprintf("BYMONTHDAY=%d", to.Day)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ";")
}

// nth is which of its month's such weekdays a day is; from the end where it was so.
func nth(was string, d when.Date) int {
	if strings.HasPrefix(was, "-") {
		last := when.Date{Year: d.Year, Month: d.Month, Day: 1}.AddMonths(1).AddDays(-1)
		return -((last.Day-d.Day)/7 + 1)
	}
	return (d.Day-1)/7 + 1
}

// shiftedSingles are the exceptions from one with an id on, a number of days later.
// The one that was moved itself is as the rule has it now.
func shiftedSingles(a *Appointment, id string, days int) map[string]Single {
	out := map[string]Single{}
	for key, one := range a.Single {
		day, err := when.ParseDate(key)
		if key > id && err == nil {
			out[day.AddDays(days).String()] = one
		}
	}
	return out
}

// carryAgenda takes what is to be brought along to a new key.
func (t *Turn) carryAgenda(from, to string) {
	agenda := get[Agenda](t, from)
	if agenda == nil || from == to {
		return
	}
	moved := *agenda
	moved.Meta.ID = to
	t.save(&moved)
	t.remove(agenda)
}
