package when

import (
	"fmt"
	"testing"
)

func TestARuleRecursOnTheWall(t *testing.T) {
	tests := []struct{ rule, start, want string }{
		{"FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0", "2026-03-05T16:00", "[2026-03-05T16:00 2026-03-12T16:00 2026-03-19T16:00]"},
		{"rrule:freq=weekly;interval=2;byday=th;", "2026-03-05T16:00", "[2026-03-05T16:00 2026-03-19T16:00]"},
		{"FREQ=MONTHLY;BYDAY=+1TH", "2026-03-05T09:30", "[2026-03-05T09:30]"},
		{"FREQ=WEEKLY;VALUE=DATE;UNTIL=20260312", "2026-03-05T16:00", "[2026-03-05T16:00 2026-03-12T16:00]"},
		{"FREQ=DAILY;COUNT=2", "2026-03-05T16:00", "[2026-03-05T16:00 2026-03-06T16:00]"},
	}
	for _, test := range tests {
		start, _ := ParseDateTime(test.start)
		r, err := ParseRule(test.rule, start)
		if err != nil {
			t.Errorf("%s: %v", test.rule, err)
			continue
		}
		if got := fmt.Sprint(r.Between(start, Date{2026, 3, 26}.At(start.Clock))); got != test.want {
			t.Errorf("%s: got %s", test.rule, got)
		}
	}
}

func TestARuleSaysWhatItIs(t *testing.T) {
	start, _ := ParseDateTime("2026-03-05T16:00")
	r, err := ParseRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=16;BYMINUTE=30", start)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(r.Frequency(), r.Interval(), r.Weekdays(), r.Clocks())
	if got != "WEEKLY 2 [Monday Thursday] [16:30]" {
		t.Errorf("got %s", got)
	}
	next, ok := r.Next(start)
	if !ok || next.String() != "2026-03-05T16:30" {
		t.Errorf("next is %s", next)
	}
}

func TestABrokenRuleIsRefused(t *testing.T) {
	for _, rule := range []string{"", "BYDAY=TH", "FREQ=NOW", "FREQ=WEEKLY;BYHOUR=99"} {
		if _, err := ParseRule(rule, DateTime{}); err == nil {
			t.Errorf("%q was taken", rule)
		}
	}
}
