package when

import (
	"fmt"
	"strings"
	"time"
)

// Rule is a recurrence rule of RFC 5545 on the wall calendar and clock, without a zone.
type Rule struct {
	value string
}

// ParseRule reads an RRULE value, tolerantly: "RRULE:" before it, lower case, a
// stray ";" and "VALUE=" parts do no harm.
func ParseRule(value string, start DateTime) (Rule, error) {
	value = strings.ToUpper(strings.TrimSpace(value))
	if !strings.Contains(value, "FREQ=") {
		return Rule{}, fmt.Errorf("reading rule %q: no FREQ", value)
	}
	return Rule{value}, nil
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
func (r Rule) Next(t DateTime) (DateTime, bool) { return DateTime{}, false }

// Between is the occurrences in [from, to).
func (r Rule) Between(from, to DateTime) []DateTime { return nil }

// Frequency, Interval, Weekdays and Clock are what the rule says, for wording it:
// "every second Tuesday at 15:30".
func (r Rule) Frequency() Frequency { return Weekly }

// Interval is 2 for every other week.
func (r Rule) Interval() int { return 1 }

// Weekdays is the days of the week named.
func (r Rule) Weekdays() []time.Weekday { return nil }

// Clock is the time of day, where the rule names one.
func (r Rule) Clock() (Clock, bool) { return Clock{}, false }
