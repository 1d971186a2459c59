package bot

import (
	"testing"
	"time"
)

func TestANewTimeKeepsWhatItLeavesOut(t *testing.T) {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	h := here{now: time.Date(2026, 3, 2, 18, 0, 0, 0, berlin), zone: berlin}
	for _, c := range []struct{ from, words, want string }{
		{"2026-03-05T16:00", "at 5", "2026-03-05T17:00"},
		{"2026-03-05T16:00", "5", "2026-03-05T17:00"},
		{"2026-03-05T16:00", "an hour later", "2026-03-05T17:00"},
		{"2026-03-05T16:00", "half an hour earlier", "2026-03-05T15:30"},
		{"2026-03-05T16:00", "a week later", "2026-03-12T16:00"},
		{"2026-03-05T16:00", "friday", "2026-03-06T16:00"},
		{"2026-03-05T16:00", "Friday 10", "2026-03-06T10:00"},
		{"2026-03-05T16:00", "tomorrow", "2026-03-03T16:00"},
		{"2026-03-12T16:00", "friday", "2026-03-13T16:00"},
		{"2026-03-12T16:00", "wednesday at 9", "2026-03-11T09:00"},
		{"2026-04-14T08:15", "the 15th", "2026-04-15T08:15"},
		{"2026-04-14T08:15", "20 march", "2026-03-20T08:15"},
	} {
		if got, ok := h.moved(datetime(c.from), c.words); !ok || got.String() != c.want {
			t.Errorf("%s, %q: got %s, want %s", c.from, c.words, got, c.want)
		}
	}
	if got, ok := h.moved(datetime("2026-03-05T16:00"), "whenever"); ok {
		t.Errorf("whenever is %s", got)
	}
}

func TestASeriesMovedGoesOnWithItsRule(t *testing.T) {
	for _, c := range []struct{ rule, to, want string }{
		{"FREQ=WEEKLY;BYDAY=TH", "2026-03-06T10:00", "FREQ=WEEKLY;BYDAY=FR"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-03-05T17:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"},
		{"FREQ=MONTHLY;BYDAY=+1TH", "2026-03-13T10:00", "FREQ=MONTHLY;BYDAY=+2FR"},
		{"FREQ=MONTHLY;BYDAY=-1TH", "2026-03-27T10:00", "FREQ=MONTHLY;BYDAY=-1FR"},
		{"FREQ=MONTHLY;BYMONTHDAY=5", "2026-03-06T10:00", "FREQ=MONTHLY;BYMONTHDAY=6"},
	} {
		if got := shifted(&Appointment{Rule: c.rule}, datetime(c.to)); got != c.want {
			t.Errorf("%s to %s: got %s, want %s", c.rule, c.to, got, c.want)
		}
	}
}
