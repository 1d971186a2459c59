package bot

import (
	"testing"
	"time"

	"samepage/bot/calendar"
)

// A series counts as long as it goes on, however long ago it began; and no rule of a
// file takes long to look at.
func TestAppointmentsOfRules(t *testing.T) {
	now := time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)
	for rule, want := range map[string]int{
		"FREQ=WEEKLY":                                            1,
		"FREQ=WEEKLY;COUNT=1500":                                 1,
		"FREQ=WEEKLY;COUNT=1000":                                 0,
		"FREQ=WEEKLY;COUNT=1000000000":                           1,
		"FREQ=WEEKLY;UNTIL=20260310T090000":                      1,
		"FREQ=WEEKLY;UNTIL=20260301T090000":                      0,
		"FREQ=WEEKLY;UNTIL=20990301T090000":                      1,
		"FREQ=WEEKLY;BYDAY=MO,TH":                                2,
		"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR":                        5,
		"FREQ=DAILY;BYHOUR=9,17":                                 2,
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1":          1,
		"FREQ=SECONDLY":                                          0,
		"FREQ=HOURLY;UNTIL=20990301T090000":                      0,
		"FREQ=DAILY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,1,2,3,4,5,6,7": 0,
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30":                    0,
		"FREQ=NEVER":                                             0,
	} {
		ahead := 0
		e := calendar.Event{Start: datetime("2001-03-05T10:00"), Zone: "Europe/Berlin", Rule: rule}
		for _, a := range appointmentsOf(e) {
			if len(a.upcoming(now)) > 0 {
				ahead++
			}
		}
		if ahead != want {
			t.Errorf("%s: %d ahead, want %d", rule, ahead, want)
		}
	}
}
