package when

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"every other Tuesday 15:30", "from the 3rd to the 9th", "10.11.26", "the last 3 weeks of May",
		"half past 7 o’clock — tomorrow", "12:00 24:00 00:00 99:99", "\xff\xfe4pm\x00", "in 99999999 years", "31 Feb 31 Nov", "1 1 1 1 1 1 1 1 1 1"} {
		f.Add(seed, int64(1772720400))
	}
	f.Fuzz(func(t *testing.T, text string, now int64) {
		now %= 4e9 // until the year 2096
		zone, _ := time.LoadLocation("Europe/Berlin")
		c := Context{Now: time.Unix(now, 0), Zone: zone, Mode: Mode(len(text) % 3), Anchors: map[Anchor]DateTime{LastAppointment: {Date: Date{2026, 1, 2}}}}
		for _, r := range Parse(text, c) {
			if err := wellFormed(r, text); err != nil {
				t.Errorf("%q: %v: %+v", text, err, r)
			}
		}
		First(text, c, Day, TimeOfDay)
		ParseZone(text, c.Now)
	})
}

// wellFormed checks what callers may rely on.
func wellFormed(r Reading, text string) error {
	s := r.Span
	switch {
	case s.From < 0 || s.From >= s.To || s.To > len(text):
		return fmt.Errorf("span outside the text")
	case utf8.ValidString(text) && !utf8.ValidString(text[s.From:s.To]):
		return fmt.Errorf("span splits a letter")
	case r.Kind < Day || r.Kind > Recurrence:
		return fmt.Errorf("no kind")
	case !wellTimed(r.Start) || !wellTimed(r.End):
		return fmt.Errorf("no such time")
	case (r.Kind == Day || r.Kind == Instant || r.Kind == Recurrence) && r.Start.IsZero():
		return fmt.Errorf("no start")
	case (r.Kind == DayPeriod || r.Kind == InstantPeriod) && (r.OpenStart != r.Start.IsZero() || r.OpenEnd != r.End.IsZero()):
		return fmt.Errorf("open or not")
	case (r.Kind == DayPeriod || r.Kind == InstantPeriod) && !r.OpenStart && !r.OpenEnd && r.End.Before(r.Start):
		return fmt.Errorf("ends before it starts")
	case (r.Kind == Recurrence) != (r.Rule != ""):
		return fmt.Errorf("rule")
	}
	if r.Rule != "" {
		if _, err := ParseRule(r.Rule, r.Start); err != nil {
			return err
		}
	}
	return nil
}

func wellTimed(t DateTime) bool {
	return t.Hour >= 0 && t.Hour < 24 && t.Minute >= 0 && t.Minute < 60 && (t.IsZero() || t.Year > 0 && t.Year < 10000 && DateOf(t.Date.utc()) == t.Date)
}

// longText is prose with a time here and there, of about n bytes.
func longText(n int) string {
	const some = "We talked about sleep and the week after that, and it may rain on Thursday at 4pm; I felt low for two weeks, 3 of 10. "
	return strings.Repeat(some, n/len(some)+1)[:n]
}

// TestParseIsLinear counts what is made, which no other load on the machine disturbs;
// for the time itself see BenchmarkLongText.
func TestParseIsLinear(t *testing.T) {
	c := Context{Now: time.Unix(1772720400, 0)}
	for name, long := range map[string]func(int) string{
		"prose": longText, "digits": func(n int) string { return strings.Repeat("1 ", n/2) },
		"words": func(n int) string { return strings.Repeat("the last next week of may at ", n/29) },
	} {
		short := testing.AllocsPerRun(1, func() { Parse(long(1<<13), c) })
		if got := testing.AllocsPerRun(1, func() { Parse(long(1<<16), c) }); got > short*8*1.2 {
			t.Errorf("%s: %v, eight times as long %v", name, short, got)
		}
	}
}

func BenchmarkLongText(b *testing.B) {
	c := Context{Now: time.Unix(1772720400, 0)}
	for _, n := range []int{1 << 16, 1 << 17, 1 << 18, 1 << 19, 1 << 20} {
		text := longText(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(n))
			for b.Loop() {
				Parse(text, c)
			}
		})
	}
}
