package bot

import (
	"fmt"
	"regexp"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// Period is whole days: From up to, not including, To.
type Period struct{ From, To when.Date }

func (p Period) days() int { return p.From.Days(p.To) }

func (p Period) holds(d when.Date) bool { return !d.Before(p.From) && d.Before(p.To) }

// last is its last day.
func (p Period) last() when.Date { return p.To.AddDays(-1) }

// before is what a period is compared with: the month before a month, else as many
// days before it.
func (p Period) before() Period {
	if p.month() {
		return Period{p.From.AddMonths(-1), p.From}
	}
	return Period{p.From.AddDays(-p.days()), p.From}
}

func (p Period) month() bool { return p.From.Day == 1 && p.From.AddMonths(1) == p.To }

// String is how a button carries it.
func (p Period) String() string { return fmt.Sprintf("%s.%s", p.From, p.To) }

// ParsePeriod reads what String wrote.
func ParsePeriod(s string) (Period, error) {
	from, to, _ := strings.Cut(s, ".")
	var p Period
	var err error
	if p.From, err = when.ParseDate(from); err == nil {
		p.To, err = when.ParseDate(to)
	}
	if err == nil && !p.From.Before(p.To) {
		err = fmt.Errorf("period %q has no days", s)
	}
	return p, err
}

// periodName is "Mon 2 to Sun 8 March", and no more of month and year than it needs.
func periodName(p text.Printer, per Period, today when.Date) text.Text {
	from, to := per.From, per.last()
	switch {
	case per.days() == 1:
		return p.Day(from, today)
	case from.Year == to.Year && from.Month == to.Month:
		return p.T("%s %d to %s", p.ShortWeekday(from.Weekday()), from.Day, p.Day(to, today))
	default:
		return p.T("%s to %s", p.Day(from, today), p.Day(to, today))
	}
}

// periodBefore names what a period is compared with, as in "better than the week before".
func periodBefore(p text.Printer, per Period) text.Text {
	switch n := per.days(); {
	case per.month():
		return p.T("the month before")
	case n == 7:
		return p.T("the week before")
	default:
		return p.N(n, "the day before", "the %d days before", n)
	}
}

// periods are those that words may mean, one where they are clear; none where they
// mean no period that has begun. Words are typed as they were, object is them without
// the verb; no object at all, or "my week", is the last seven days.
func (t *Turn) periods(object, words string) []Period {
	if said := dialog.Fold(object); said == "" || said == "my week" || said == "the week" {
		return []Period{{t.Today().AddDays(-6), t.Today().AddDays(1)}}
	}
	looking := t.looking(when.Past)
	looking.Anchors = t.anchors(object)
	rs := covering(when.Parse(object, looking), object)
	if typed := when.Parse(words, looking); len(typed) > 0 && dialog.Fold(words[typed[0].Span.From:typed[0].Span.To]) == dialog.Fold(object) {
		rs = typed // a date's signs are gone from the object
	}
	var out []Period
	for _, r := range rs {
		per, ok := t.period(r)
		clear := len(out) > 0 && !r.Doubtful(when.EitherOrder)
		if ok && !clear && len(out) < 3 && (len(out) == 0 || out[0] != per) {
			out = append(out, per)
		}
		if ok && r.Grain == when.Month && per.holds(t.Today()) {
			return []Period{per}
		}
	}
	return out
}

// stretch is a whole message that names days gone by: "last week", "the past 10 days".
var stretch = regexp.MustCompile(`(?i)^(?:(?:the |my )?(?:last|past|previous|this)(?: [\w-]+)? (?:days?|weeks?|months?|year)|since my last (?:appointment|session|visit))[.?!]*$`)

// lookedBack tells days that are all a message names.
func (t *Turn) lookedBack(words string) bool {
	return stretch.MatchString(words) && t.summary(words, words)
}

// covering is the readings that leave nothing of words over.
func covering(rs []when.Reading, words string) []when.Reading {
	var out []when.Reading
	for _, r := range rs {
		if r.Covers(words) {
			out = append(out, r)
		}
	}
	return out
}

// period is the days of a reading, up to today.
func (t *Turn) period(r when.Reading) (Period, bool) {
	per := Period{r.Start.Date, r.End.Date}
	switch r.Kind {
	case when.Day:
		per.To = per.From.AddDays(1)
	case when.InstantPeriod:
		if r.End.Clock != (when.Clock{}) {
			per.To = per.To.AddDays(1)
		}
	case when.DayPeriod:
	case when.Instant:
		per.To = t.Today().AddDays(1)
	default:
		return Period{}, false
	}
	tomorrow := t.Today().AddDays(1)
	if r.OpenStart {
		per.From = t.firstDay()
	}
	if r.OpenEnd || per.To.After(tomorrow) {
		per.To = tomorrow
	}
	return per, per.From.Before(per.To)
}

// firstDay is the first day of which anything was kept.
func (t *Turn) firstDay() when.Date {
	first := t.Today()
	for _, c := range all[Checkin](t) {
		if c.Day.Before(first) {
			first = c.Day
		}
	}
	for _, n := range all[Note](t) {
		if n.Day.Before(first) {
			first = n.Day
		}
	}
	return first
}

// anchors are the times that only the bot knows: the last appointment, with whom words
// name where they name somebody.
func (t *Turn) anchors(words string) map[when.Anchor]when.DateTime {
	out := map[when.Anchor]when.DateTime{}
	with := t.named(words)
	for _, o := range t.occurrences(t.Today().AddDays(-horizon), t.Today().AddDays(1)) {
		met := o.State == Planned || o.State == Happened
		if met && o.At().Before(t.Now) && (with == "" || o.Provider == with) {
			out[when.LastAppointment] = when.Civil(o.At(), t.Zone())
			out[when.LastTalk] = out[when.LastAppointment]
		}
	}
	for _, c := range all[Checkin](t) {
		if at := c.Day.At(when.Clock{}); at.After(out[when.LastCheckIn]) {
			out[when.LastCheckIn] = at
		}
	}
	return out
}

// named is the provider whose name stands among words; "" for nobody.
func (t *Turn) named(words string) string {
	said := " " + dialog.Fold(words) + " "
	for _, p := range all[Provider](t) {
		if name := dialog.Fold(p.Name); name != "" && strings.Contains(said, " "+name+" ") {
			return p.ID
		}
	}
	return ""
}
