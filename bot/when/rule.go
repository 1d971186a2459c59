package when

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Rule is a recurrence rule of RFC 5545 on the wall calendar and clock, without a
// zone: its occurrences are civil times, to be resolved one by one, so that
// "Thursdays at 16:00" stays at 16:00 through every change of the clocks.
type Rule struct {
	value   string
	options rrule.ROption
	start   DateTime
}

// Frequency is how often a rule recurs, before its interval.
type Frequency uint8

// The frequencies of RFC 5545.
const (
	Secondly Frequency = iota + 1
	Minutely
	Hourly
	Daily
	Weekly
	Monthly
	Yearly
)

var frequencyNames = [...]string{"", "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}

// String is the value of FREQ.
func (f Frequency) String() string { return frequencyNames[f] }

// ParseRule reads an RRULE value whose first occurrence is at or after start. It
// bears with "RRULE:" before the value, lower case, stray spaces and ";", "VALUE="
// and parts it does not know. UNTIL is taken as a time on the same wall as start; a
// date alone includes that day.
func ParseRule(value string, start DateTime) (Rule, error) {
	o := rrule.ROption{Freq: -1, Dtstart: start.utc()}
	value = strings.ToUpper(strings.TrimSpace(value))
	value = strings.TrimPrefix(value, "RRULE:")
	for part := range strings.SplitSeq(value, ";") {
		name, text, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			continue
		}
		if err := setOption(&o, strings.TrimSpace(name), strings.TrimSpace(text)); err != nil {
			return Rule{}, fmt.Errorf("reading rule %q: %w", value, err)
		}
	}
	if o.Freq < 0 {
		return Rule{}, fmt.Errorf("reading rule %q: no FREQ", value)
	}
	if _, err := rrule.NewRRule(o); err != nil {
		return Rule{}, fmt.Errorf("reading rule %q: %w", value, err)
	}
	return Rule{value: strings.Trim(value, "; "), options: o, start: start}, nil
}

// ParseDayRule is ParseRule for a series of whole days, in which RFC 5545 has clock
// times of the rule ignored.
func ParseDayRule(value string, start Date) (Rule, error) {
	r, err := ParseRule(value, start.At(Clock{}))
	r.options.Byhour, r.options.Byminute, r.options.Bysecond = nil, nil, nil
	return r, err
}

func setOption(o *rrule.ROption, name, text string) (err error) {
	switch name {
	case "FREQ":
		n := slices.Index(frequencyNames[1:], text)
		if n < 0 {
			return fmt.Errorf("no frequency %q", text)
		}
		o.Freq = rrule.SECONDLY - rrule.Frequency(n)
	case "INTERVAL":
		o.Interval, err = strconv.Atoi(text)
	case "COUNT":
		o.Count, err = strconv.Atoi(text)
	case "UNTIL":
		o.Until, err = parseUntil(text)
	case "WKST":
		o.Wkst, err = parseDay(text)
	case "BYDAY", "BYWEEKDAY":
		o.Byweekday, err = parseList(text, parseDay)
	default:
		if list := numberOption(o, name); list != nil {
			*list, err = parseList(text, strconv.Atoi)
		}
	}
	return err
}

// numberOption is the field of a part that lists numbers; nil for unknown parts.
func numberOption(o *rrule.ROption, name string) *[]int {
	return map[string]*[]int{
		"BYMONTH": &o.Bymonth, "BYMONTHDAY": &o.Bymonthday, "BYYEARDAY": &o.Byyearday, "BYWEEKNO": &o.Byweekno,
		"BYHOUR": &o.Byhour, "BYMINUTE": &o.Byminute, "BYSECOND": &o.Bysecond, "BYSETPOS": &o.Bysetpos, "BYEASTER": &o.Byeaster,
	}[name]
}

// parseList reads a list without repeats, which rrule-go would give twice.
func parseList[T comparable](text string, one func(string) (T, error)) ([]T, error) {
	var out []T
	for item := range strings.SplitSeq(text, ",") {
		v, err := one(strings.TrimSpace(item))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out, nil
}

var ruleDays = [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}

// parseDay reads "TU", "+1TU", "-1TH".
func parseDay(s string) (rrule.Weekday, error) {
	if len(s) < 2 {
		return rrule.MO, fmt.Errorf("no weekday %q", s)
	}
	i := slices.Index(dayCodes[:], s[len(s)-2:])
	if i < 0 {
		return rrule.MO, fmt.Errorf("no weekday %q", s)
	}
	day := ruleDays[i]
	if len(s) == 2 {
		return day, nil
	}
	n, err := strconv.Atoi(strings.TrimPrefix(s[:len(s)-2], "+"))
	if err == nil && (n < -53 || n > 53 || n == 0) {
		err = fmt.Errorf("no weekday %q", s)
	}
	return day.Nth(n), err
}

func parseUntil(s string) (time.Time, error) {
	if t, err := time.Parse("20060102", s); err == nil {
		return t.Add(24*time.Hour - time.Second), nil
	}
	return time.Parse("20060102T150405", strings.TrimSuffix(s, "Z"))
}

// String is the rule as an RRULE value.
func (r Rule) String() string { return r.value }

// Frequency says how often the rule recurs, before its interval.
func (r Rule) Frequency() Frequency { return Frequency(rrule.SECONDLY-r.options.Freq) + 1 }

// Interval is 2 for every other week.
func (r Rule) Interval() int { return max(r.options.Interval, 1) }

// NthDay is a weekday of a rule: the first Monday is {1, Monday}, the last {-1,
// Monday}, every Monday {0, Monday}.
type NthDay struct {
	N   int
	Day time.Weekday
}

// Days is the weekdays named, with which of the month they are.
func (r Rule) Days() []NthDay {
	var out []NthDay
	for _, d := range r.options.Byweekday {
		out = append(out, NthDay{d.N(), time.Weekday((d.Day() + 1) % 7)})
	}
	return out
}

// Weekdays is the days of the week on which a weekly rule falls, from its start
// where it names none.
func (r Rule) Weekdays() []time.Weekday {
	var out []time.Weekday
	for _, d := range r.Days() {
		out = append(out, d.Day)
	}
	if out == nil && r.Frequency() == Weekly {
		out = []time.Weekday{r.start.Weekday()}
	}
	return out
}

// MonthDays is the days of the month named; -1 is the last.
func (r Rule) MonthDays() []int { return slices.Clone(r.options.Bymonthday) }

// Clocks is the times of day on which the rule falls: those it names, or its start's.
func (r Rule) Clocks() []Clock {
	hours, minutes := r.options.Byhour, r.options.Byminute
	if len(hours) == 0 {
		hours = []int{r.start.Hour}
	}
	if len(minutes) == 0 {
		minutes = []int{r.start.Minute}
	}
	var out []Clock
	for _, h := range hours {
		for _, m := range minutes {
			out = append(out, Clock{h, m})
		}
	}
	return out
}

// Clock is the time of day, where the rule names exactly one.
func (r Rule) Clock() (Clock, bool) {
	all := r.Clocks()
	return all[0], len(all) == 1 && len(r.options.Byhour) == 1
}

// Count is how many times the rule recurs; zero where it does not say.
func (r Rule) Count() int { return r.options.Count }

// Until is the last moment of the rule; false where it has none.
func (r Rule) Until() (DateTime, bool) {
	return Civil(r.options.Until, time.UTC), !r.options.Until.IsZero()
}
