package when

import (
	"slices"
	"time"

	"github.com/teambition/rrule-go"
)

// maxOccurrences is how many occurrences of a rule are ever walked through: a weekly
// rule for four hundred years, an hourly one for two.
const maxOccurrences = 20_000

// horizon is how far beyond its start a rule is followed, so that one that never
// comes ends.
func horizon(f Frequency) time.Duration {
	years := map[Frequency]time.Duration{Secondly: 5, Minutely: 10, Hourly: 30, Daily: 100}[f]
	if years == 0 {
		years = 250
	}
	return years * 365 * 24 * time.Hour
}

// each calls yield with every occurrence from the rule's start on, until it answers
// false. The times are civil, in UTC as on a wall.
func (r Rule) each(yield func(time.Time) bool) {
	o, ok := r.bounded()
	if !ok {
		return
	}
	rule, err := rrule.NewRRule(o)
	if err != nil {
		return
	}
	next, left := rule.Iterator(), r.options.Count
	for range maxOccurrences {
		t, ok := next()
		if !ok {
			return
		}
		if t.Before(r.options.Dtstart) || !r.inWeekYear(t) {
			continue
		}
		if left--; !yield(t) || left == 0 {
			return
		}
	}
}

// inWeekYear says whether t lies in a year that the interval of a rule by week
// numbers counts. Such a year runs from its first week to its last, which rrule-go
// cuts at January 1st.
func (r Rule) inWeekYear(t time.Time) bool {
	if r.Interval() == 1 || !r.byWeekNumber() {
		return true
	}
	year, _ := t.ISOWeek()
	first, _ := r.options.Dtstart.ISOWeek()
	if days := r.Weekdays(); days != nil && !slices.Contains(days, r.options.Dtstart.Weekday()) {
		first = r.options.Dtstart.Year()
	}
	return (year-first)%r.Interval() == 0
}

func (r Rule) byWeekNumber() bool { return r.Frequency() == Yearly && len(r.options.Byweekno) > 0 }

// bounded is the options such that rrule-go v1.8.2 neither loops forever (a clock
// time its interval never meets, a day no year has) nor reaches beyond its tables (a
// tenth Monday of a month, Easter and a year). False where nothing is left.
func (r Rule) bounded() (rrule.ROption, bool) {
	o := r.options
	o.Count = 0 // counted here, after what is left out
	if r.byWeekNumber() {
		o.Interval = 1
	}
	if r.Frequency() == Weekly && len(o.Bysetpos) > 0 {
		o = fromWeekStart(o)
	}
	end := o.Dtstart.Add(horizon(r.Frequency()))
	if o.Until.IsZero() || o.Until.After(end) {
		o.Until = end
	}
	if o.Until.Before(o.Dtstart) || !r.meetsClock() {
		return o, false
	}
	if o.Freq == rrule.YEARLY && dayParts(o) == boolToInt(len(o.Bymonth) > 0) && len(o.Byweekno)+len(o.Byeaster) == 0 {
		o.Bymonth, o.Bymonthday = orElse(o.Bymonth, int(o.Dtstart.Month())), []int{o.Dtstart.Day()}
	}
	o.Byeaster = within(o.Byeaster, -80, 245)
	if len(o.Byeaster) == 0 && len(r.options.Byeaster) > 0 {
		return o, false
	}
	if o.Freq == rrule.MONTHLY || o.Freq == rrule.YEARLY && len(o.Bymonth) > 0 {
		o.Byweekday = slices.DeleteFunc(slices.Clone(o.Byweekday), func(d rrule.Weekday) bool { return d.N() > 5 || d.N() < -5 })
		if len(o.Byweekday) == 0 && len(r.options.Byweekday) > 0 {
			return o, false
		}
	}
	if o.Freq >= rrule.HOURLY && len(o.Byweekno)+len(o.Byeaster) > 0 && !someDaily(o) {
		return o, false
	}
	return o, dayParts(o) < 2 && o.Freq < rrule.HOURLY || someDay(o)
}

// fromWeekStart lets BYSETPOS count from the first day of the first week, not from
// the rule's start in it.
func fromWeekStart(o rrule.ROption) rrule.ROption {
	if len(o.Byweekday) == 0 {
		o.Byweekday = []rrule.Weekday{ruleDays[o.Dtstart.Weekday()]}
	}
	first := time.Weekday((o.Wkst.Day() + 1) % 7)
	o.Dtstart = o.Dtstart.AddDate(0, 0, -(int(o.Dtstart.Weekday())-int(first)+7)%7)
	return o
}

// someDaily asks rrule-go itself, day by day, about weeks and Easter.
func someDaily(o rrule.ROption) bool {
	o.Freq, o.Interval, o.Count, o.Bysetpos = rrule.DAILY, 1, 1, nil
	o.Byhour, o.Byminute, o.Bysecond = []int{23}, []int{59}, []int{59}
	day, err := rrule.NewRRule(o)
	return err == nil && len(day.All()) > 0
}

// dayParts is how many parts of o limit its days: two may contradict each other.
func dayParts(o rrule.ROption) int {
	n := 0
	for _, some := range []bool{len(o.Bymonth) > 0, len(o.Bymonthday) > 0, len(o.Byyearday) > 0, len(o.Byweekday) > 0} {
		n += boolToInt(some)
	}
	return n
}

func orElse(list []int, n int) []int {
	if len(list) == 0 {
		return []int{n}
	}
	return list
}

func within(ns []int, low, high int) []int {
	return slices.DeleteFunc(slices.Clone(ns), func(n int) bool { return n < low || n > high })
}

// someDay says whether any day of some forty years passes the day parts of o, weeks
// and Easter aside. rrule-go would look for it until the year 9999.
func someDay(o rrule.ROption) bool {
	d := DateOf(o.Dtstart)
	for range 40 * 366 {
		if passes(o, d) {
			return true
		}
		d = d.AddDays(1)
	}
	return false
}

func passes(o rrule.ROption, d Date) bool {
	t := d.utc()
	days := Date{d.Year, d.Month, 1}.AddMonths(1).AddDays(-1).Day
	year := time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	return named(o.Bymonth, int(d.Month)) &&
		(named(o.Bymonthday, d.Day) || slices.Contains(o.Bymonthday, d.Day-days-1)) &&
		(named(o.Byyearday, t.YearDay()) || slices.Contains(o.Byyearday, t.YearDay()-year-1)) &&
		(len(o.Byweekday) == 0 || slices.ContainsFunc(o.Byweekday, func(w rrule.Weekday) bool { return falls(w, o, d, days) }))
}

// falls says whether d may be the weekday w, by its number in months where it has one.
func falls(w rrule.Weekday, o rrule.ROption, d Date, days int) bool {
	if time.Weekday((w.Day()+1)%7) != d.Weekday() {
		return false
	}
	inMonth := o.Freq == rrule.MONTHLY || o.Freq == rrule.YEARLY && len(o.Bymonth) > 0
	return w.N() == 0 || !inMonth || w.N() == (d.Day+6)/7 || -w.N() == (days-d.Day)/7+1
}

// meetsClock says whether the steps of a rule finer than a day ever come to a clock
// time that it names: every 24 hours from 10:00 never meets 9:00.
func (r Rule) meetsClock() bool {
	o := r.options
	step, ok := map[Frequency]int{Hourly: 3600, Minutely: 60, Secondly: 1}[r.Frequency()]
	if !ok {
		return true
	}
	t := o.Dtstart.Hour()*3600 + o.Dtstart.Minute()*60 + o.Dtstart.Second()
	for range 86400 / step {
		if named(o.Byhour, t/3600) && (step > 60 || named(o.Byminute, t/60%60)) && (step > 1 || named(o.Bysecond, t%60)) {
			return true
		}
		t = (t + step*r.Interval()) % 86400
	}
	return false
}

func named(list []int, n int) bool { return len(list) == 0 || slices.Contains(list, n) }

// Next is the first occurrence at or after t.
func (r Rule) Next(t DateTime) (DateTime, bool) {
	return Set{Rules: []Rule{r}}.Next(t)
}

// Between is the occurrences in [from, to).
func (r Rule) Between(from, to DateTime) []DateTime {
	return Set{Rules: []Rule{r}}.Between(from, to)
}

// Set is a series as a calendar has it: rules and single dates, less exceptions.
type Set struct {
	Rules       []Rule
	Dates       []DateTime // RDATE
	Except      []DateTime // EXDATE
	ExceptRules []Rule     // EXRULE, which old calendars still write
}

// Next is the first occurrence at or after t.
func (s Set) Next(t DateTime) (DateTime, bool) {
	var first DateTime
	for _, c := range s.candidates(t, DateTime{}, 1+len(s.Except)) {
		if (first.IsZero() || c.Before(first)) && !s.excepted(c) {
			first = c
		}
	}
	if !first.IsZero() || len(s.ExceptRules) == 0 {
		return first, !first.IsZero()
	}
	for _, c := range s.candidates(t, DateTime{}, maxOccurrences) {
		if (first.IsZero() || c.Before(first)) && !s.excepted(c) {
			first = c
		}
	}
	return first, !first.IsZero()
}

// Between is the occurrences in [from, to), in order.
func (s Set) Between(from, to DateTime) []DateTime {
	var out []DateTime
	for _, c := range s.candidates(from, to, maxOccurrences) {
		if !s.excepted(c) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, DateTime.Compare)
	return slices.Compact(out)
}

// candidates is the occurrences in [from, to) before exceptions, at most n of each
// rule; a zero to is no end.
func (s Set) candidates(from, to DateTime, n int) []DateTime {
	var out []DateTime
	in := func(t DateTime) bool { return !t.Before(from) && (to.IsZero() || t.Before(to)) }
	for _, r := range s.Rules {
		left := n
		r.each(func(t time.Time) bool {
			at := Civil(t, time.UTC)
			if in(at) {
				out = append(out, at)
				left--
			}
			return left > 0 && (to.IsZero() || at.Before(to))
		})
	}
	for _, d := range s.Dates {
		if in(d) {
			out = append(out, d)
		}
	}
	return out
}

func (s Set) excepted(t DateTime) bool {
	return slices.Contains(s.Except, t) || slices.ContainsFunc(s.ExceptRules, func(r Rule) bool { return r.falls(t) })
}

// falls says whether r has an occurrence at t.
func (r Rule) falls(t DateTime) bool {
	at, ok := r.Next(t)
	return ok && at == t
}
