package when

import (
	"fmt"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Rule is a recurrence rule of RFC 5545 on the wall calendar and clock, without a
// zone: it is expanded in floating time, and each occurrence resolved by itself.
type Rule struct {
	value string
	rule  *rrule.RRule
}

// ParseRule reads an RRULE value, tolerantly: "RRULE:" before it, lower case, a
// stray ";" and "VALUE=" parts do no harm. Start is where the rule begins to count,
// and gives the clock time where the rule names none.
func ParseRule(value string, start DateTime) (Rule, error) {
	value = plainRule(value)
	option, err := rrule.StrToROptionInLocation(value, time.UTC)
	if err != nil {
		return Rule{}, fmt.Errorf("reading rule %q: %w", value, err)
	}
	option.Dtstart = start.utc()
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return Rule{}, fmt.Errorf("reading rule %q: %w", value, err)
	}
	return Rule{value, rule}, nil
}

// plainRule is value as RFC 5545 would have it. A date-only UNTIL includes that day.
func plainRule(value string) string {
	value = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(value)), "RRULE:")
	var parts []string
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == ';' }) {
		part = strings.TrimSpace(part)
		if part == "" || strings.HasPrefix(part, "VALUE=") {
			continue
		}
		if day, ok := strings.CutPrefix(part, "UNTIL="); ok && len(day) == len("20260305") {
			part += "T235959"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ";")
}

// String is the rule as an RRULE value.
func (r Rule) String() string { return r.value }

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

// Next is the first occurrence at or after t.
func (r Rule) Next(t DateTime) (DateTime, bool) {
	next := r.rule.After(t.utc(), true)
	return Civil(next, time.UTC), !next.IsZero()
}

// Between is the occurrences in [from, to).
func (r Rule) Between(from, to DateTime) []DateTime {
	var out []DateTime
	for _, at := range r.rule.Between(from.utc(), to.utc(), true) {
		if at.Before(to.utc()) {
			out = append(out, Civil(at, time.UTC))
		}
	}
	return out
}

// Frequency, Interval, Weekdays and Clocks are what the rule says, for wording it:
// "every second Tuesday at 15:30".
func (r Rule) Frequency() Frequency { return Yearly - Frequency(r.rule.OrigOptions.Freq) }

// Interval is 2 for every other week.
func (r Rule) Interval() int { return max(1, r.rule.OrigOptions.Interval) }

// Weekdays is the days of the week named, as the rule lists them.
func (r Rule) Weekdays() []time.Weekday {
	var out []time.Weekday
	for _, d := range r.rule.OrigOptions.Byweekday {
		out = append(out, time.Weekday((d.Day()+1)%7))
	}
	return out
}

// Clocks is the times of day the rule names.
func (r Rule) Clocks() []Clock {
	var out []Clock
	for _, h := range r.rule.OrigOptions.Byhour {
		out = append(out, Clock{Hour: h})
		for i, m := range r.rule.OrigOptions.Byminute {
			if i == 0 {
				out[len(out)-1].Minute = m
			}
		}
	}
	return out
}
