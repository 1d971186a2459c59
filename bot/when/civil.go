// Package when reads people's words for time and reckons in civil time: what a
// wall calendar and a wall clock say, in a named zone. A civil value becomes an
// instant in one place, Resolve, as late as can be, so that "Thursdays at 16:00"
// stays at 16:00 through every change of the clocks.
//
// Parse is a pure function of the text and its Context. Nothing here reads a
// clock or keeps state. It cuts the text into tokens (token.go), looks up what each
// may mean (lexicon.go) and combines the meanings by rules (grammar.go) from the
// bottom up (chart.go): the rules stand beside the values they make, in clock.go,
// date.go, day.go and so on. What covers most of the text is taken (rank.go), unless
// its surroundings make it something else (stand.go). A value is worked out last, and
// each question it leaves open becomes another reading (world.go).
package when

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar, without a zone. The zero Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Clock is a time of day on a wall clock, 00:00 to 23:59.
type Clock struct{ Hour, Minute int }

// DateTime is a wall-clock reading on a day, without a zone.
type DateTime struct {
	Date
	Clock
}

// DateOf is the day that t falls on in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Civil is what calendar and clock on the wall of zone say at t.
func Civil(t time.Time, zone *time.Location) DateTime {
	t = t.In(zone)
	return DateTime{DateOf(t), Clock{t.Hour(), t.Minute()}}
}

// ParseDate reads an ISO 8601 day, "2026-03-05".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("reading day %q: %w", s, err)
	}
	return DateOf(t), nil
}

// ParseClock reads "16:00".
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return Clock{}, fmt.Errorf("reading clock time %q: %w", s, err)
	}
	return Clock{t.Hour(), t.Minute()}, nil
}

// ParseDateTime reads "2026-03-05T16:00".
func ParseDateTime(s string) (DateTime, error) {
	t, err := time.Parse("2006-01-02T15:04", s)
	if err != nil {
		return DateTime{}, fmt.Errorf("reading civil time %q: %w", s, err)
	}
	return Civil(t, time.UTC), nil
}

// utc is d at 00:00 UTC: a ruler for reckoning, where every day has 24 hours.
func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays is the day n days on the calendar after d; n may be negative.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// AddMonths is the same day n months on, or the month's last day where it has no such day.
func (d Date) AddMonths(n int) Date {
	first := Date{d.Year, d.Month, 1}.utc().AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// Days is the number of calendar days from d to other.
func (d Date) Days(other Date) int { return int(other.utc().Sub(d.utc()) / (24 * time.Hour)) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Compare orders days: negative where d is earlier than other.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before says whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After says whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// IsZero says whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// At is the wall-clock reading c on d.
func (d Date) At(c Clock) DateTime { return DateTime{d, c} }

// Monday is the first day of d's ISO 8601 week.
func (d Date) Monday() Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// String is ISO 8601, "2026-03-05"; "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// MarshalText writes ISO 8601.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads ISO 8601; empty text is the zero Date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d = Date{}
	if len(b) > 0 {
		*d, err = ParseDate(string(b))
	}
	return err
}

// Minutes is the number of minutes since midnight.
func (c Clock) Minutes() int { return c.Hour*60 + c.Minute }

// Compare orders clock times.
func (c Clock) Compare(other Clock) int { return cmp.Compare(c.Minutes(), other.Minutes()) }

// String is "16:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// MarshalText writes "16:00".
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads "16:00".
func (c *Clock) UnmarshalText(b []byte) (err error) {
	*c, err = ParseClock(string(b))
	return err
}

// Add is the reading n minutes on, across midnight where it must, in civil time:
// what a change of the clocks does to it is Resolve's business.
func (t DateTime) Add(minutes int) DateTime {
	return Civil(t.utc().Add(time.Duration(minutes)*time.Minute), time.UTC)
}

func (t DateTime) utc() time.Time {
	return time.Date(t.Year, t.Month, t.Day, t.Hour, t.Minute, 0, 0, time.UTC)
}

// Compare orders civil times.
func (t DateTime) Compare(other DateTime) int {
	return cmp.Or(t.Date.Compare(other.Date), t.Clock.Compare(other.Clock))
}

// Before says whether t is earlier than other on the same wall.
func (t DateTime) Before(other DateTime) bool { return t.Compare(other) < 0 }

// After says whether t is later than other on the same wall.
func (t DateTime) After(other DateTime) bool { return t.Compare(other) > 0 }

// IsZero says whether t has no day.
func (t DateTime) IsZero() bool { return t.Date.IsZero() }

// String is "2026-03-05T16:00"; "" for the zero DateTime.
func (t DateTime) String() string {
	if t.IsZero() {
		return ""
	}
	return t.Date.String() + "T" + t.Clock.String()
}

// MarshalText writes "2026-03-05T16:00".
func (t DateTime) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads "2026-03-05T16:00"; empty text is the zero DateTime.
func (t *DateTime) UnmarshalText(b []byte) (err error) {
	*t = DateTime{}
	if len(b) > 0 {
		*t, err = ParseDateTime(string(b))
	}
	return err
}
