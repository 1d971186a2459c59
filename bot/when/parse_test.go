package when

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// thursday is when the people of these tests write: Thursday, March 5th 2026, 14:20 in Berlin.
func thursday(t testing.TB) Context {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int, month time.Month) DateTime { return Date{2026, month, day}.At(Clock{hour, 0}) }
	return Context{
		Now: time.Date(2026, 3, 5, 14, 20, 0, 0, zone), Zone: zone,
		Anchors: map[Anchor]DateTime{LastAppointment: at(26, 16, 2), NextAppointment: at(12, 16, 3), LastTalk: at(27, 9, 2), LastCheckIn: at(2, 20, 3)},
	}
}

// said is the first reading in few words.
func said(rs []Reading) string {
	if len(rs) == 0 {
		return "nothing"
	}
	r := rs[0]
	switch r.Kind {
	case Day:
		return r.Start.Date.String()
	case TimeOfDay:
		return r.Start.Clock.String()
	case ClockPeriod:
		return span(r, r.Start.Clock.String(), r.End.Clock.String())
	case DayPeriod:
		return span(r, r.Start.Date.String(), r.End.Date.String())
	case InstantPeriod:
		return span(r, r.Start.String(), r.End.String())
	case Duration:
		return (time.Duration(r.Seconds) * time.Second).String()
	case Recurrence:
		return r.Start.String() + " " + r.Rule
	}
	return r.Start.String()
}

func span(r Reading, start, end string) string {
	if r.OpenStart {
		start = ""
	}
	if r.OpenEnd {
		end = ""
	}
	return start + ".." + end
}

func check(t *testing.T, c Context, table string) {
	t.Helper()
	for line := range strings.Lines(table) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		if got := said(Parse(strings.TrimSpace(text), c)); got != strings.TrimSpace(want) {
			t.Errorf("%q is %s, want %s", strings.TrimSpace(text), got, want)
		}
	}
}

func TestClocks(t *testing.T) {
	check(t, thursday(t), `
		4pm = 16:00
		4 PM = 16:00
		4.30pm = 16:30
		430pm = 16:30
		16:00 = 16:00
		at 4 = 16:00
		at 1630 = 16:30
		4ish = 16:00
		4 o'clock = 16:00
		4 o’clock = 16:00
		noon = 12:00
		midnight = 00:00
		half past 3 = 15:30
		quarter to 5 = 16:45
		ten minutes to five = 16:50
		five past ten = 10:05
		5 in the evening = 17:00
		at 8 in the morning = 08:00
		7 p . m . = 19:00
		5 instead of 4 = 17:00
		4 to 5pm = 16:00..17:00
		Thursday 4 to 5pm = 2026-03-05T16:00..2026-03-05T17:00
		between 9 and 10:30 in the morning = 09:00..10:30
		4pm for 50 minutes = 16:00..16:50
		after 5pm = 17:00..
		in the morning = 05:00..12:00`)
}

func TestDays(t *testing.T) {
	check(t, thursday(t), `
		today = 2026-03-05
		tmrw = 2026-03-06
		day before yesterday = 2026-03-03
		Thursday = 2026-03-12
		tuesday = 2026-03-10
		this Thursday = 2026-03-05
		next Thursday = 2026-03-12
		next Tuesday = 2026-03-10
		last Thursday = 2026-02-26
		wednes = 2026-03-11
		Friday next week = 2026-03-13
		Friday week = 2026-03-13
		a week on Friday = 2026-03-13
		two weeks today = 2026-03-19
		March 14 = 2026-03-14
		14th of March 2027 = 2027-03-14
		the 14th = 2026-03-14
		the 14th of next month = 2026-04-14
		Friday the 13th = 2026-03-13
		10/11 = 2026-10-11
		14/3 = 2026-03-14
		10.11. = 2026-11-10
		2026-11-10 = 2026-11-10
		first Monday of April = 2026-04-06
		last Friday of the month = 2026-03-27
		3 days ago = 2026-03-02
		in a fortnight = 2026-03-19
		three Thursdays from now = 2026-03-26
		two weeks from tomorrow = 2026-03-20
		easter monday = 2026-04-06`)
}

func TestInstants(t *testing.T) {
	check(t, thursday(t), `
		tomorrow at 4 = 2026-03-06T16:00
		tomorrow 4PM = 2026-03-06T16:00
		4pm tomorrow = 2026-03-06T16:00
		Thursday at 4 = 2026-03-05T16:00
		Thursday at 2 = 2026-03-12T14:00
		the 14th at noon = 2026-03-14T12:00
		tomorrow evening at 7 = 2026-03-06T19:00
		tonight at 8 = 2026-03-05T20:00
		in 2 hours = 2026-03-05T16:20
		in half an hour = 2026-03-05T14:50
		same time tomorrow = 2026-03-06T14:20
		same time next week = 2026-03-12T14:20
		my next appointment = 2026-03-12T16:00
		Thursday 4 to 5 = 2026-03-05T16:00..2026-03-05T17:00
		Wed 9–10:30 = 2026-03-11T09:00..2026-03-11T10:30
		Friday at 4 for an hour = 2026-03-06T16:00..2026-03-06T17:00
		tomorrow morning = 2026-03-06T05:00..2026-03-06T12:00
		last night = 2026-03-04T21:00..2026-03-05T05:00
		tomorrow with Dr Weber, in the clinic at 10:30 = 2026-03-06T10:30`)
}

func TestPeriods(t *testing.T) {
	check(t, thursday(t), `
		last week = 2026-02-23..2026-03-02
		this month = 2026-03-01..2026-04-01
		next weekend = 2026-03-14..2026-03-16
		the week before last = 2026-02-16..2026-02-23
		the week after next = 2026-03-16..2026-03-23
		the week of the 3rd = 2026-03-02..2026-03-09
		last 10 days = 2026-02-24..2026-03-06
		next 3 days = 2026-03-06..2026-03-09
		from Monday to Friday = 2026-03-09..2026-03-14
		from the 3rd to the 9th = 2026-03-03..2026-03-10
		between March 10 and March 12 = 2026-03-10..2026-03-13
		March = 2026-03-01..2026-04-01
		first half of March = 2026-03-01..2026-03-17
		since Monday = 2026-03-02..
		since my last appointment = 2026-02-26T16:00..
		since we last spoke = 2026-02-27T09:00..
		until the 20th = ..2026-03-20
		until Friday = ..2026-03-06
		so far this week = 2026-03-02..2026-03-06
		early April = 2026-04-01..2026-04-11
		end of the month = 2026-03-21..2026-04-01
		all time = ..
		Q3 2026 = 2026-07-01..2026-10-01
		last summer = 2025-06-21..2025-09-23`)
}

func TestLengths(t *testing.T) {
	check(t, thursday(t), `
		half an hour = 30m0s
		an hour and a half = 1h30m0s
		1h30 = 1h30m0s
		90m = 1h30m0s
		1 hour 15 minutes = 1h15m0s
		a fortnight = 336h0m0s
		two and a half hours = 2h30m0s
		three quarters of an hour = 45m0s`)
}

func TestRecurrences(t *testing.T) {
	check(t, thursday(t), `
		every other Tuesday 15:30 = 2026-03-10T15:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=15;BYMINUTE=30
		biweekly on Wednesdays at 9 = 2026-03-11T09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;BYHOUR=9;BYMINUTE=0
		first and third Monday at 11 = 2026-03-16T11:00 FREQ=MONTHLY;BYDAY=+1MO,+3MO;BYHOUR=11;BYMINUTE=0
		thursdays 4pm = 2026-03-05T16:00 FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0
		Thursday at 4, every week = 2026-03-05T16:00 FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0
		weekly, Thursday 4pm = 2026-03-05T16:00 FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0
		Mon, Wed and Fri at 10 = 2026-03-06T10:00 FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=10;BYMINUTE=0
		every weekday at 9am = 2026-03-06T09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0
		first Tuesday every month at noon = 2026-04-07T12:00 FREQ=MONTHLY;BYDAY=+1TU;BYHOUR=12;BYMINUTE=0
		for 8 weeks, Tuesdays at 3 = 2026-03-10T15:00 FREQ=WEEKLY;BYDAY=TU;BYHOUR=15;BYMINUTE=0;COUNT=8
		Tuesdays at 3, last one is 21 April = 2026-03-10T15:00 FREQ=WEEKLY;BYDAY=TU;BYHOUR=15;BYMINUTE=0;UNTIL=20260421
		twice a week, Mondays and Fridays at 10 = 2026-03-06T10:00 FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=10;BYMINUTE=0
		every 3 weeks = 2026-03-05T00:00 FREQ=WEEKLY;INTERVAL=3
		monthly on the 3rd = 2026-04-03T00:00 FREQ=MONTHLY;BYMONTHDAY=3
		the last Friday of every month at 3pm = 2026-03-27T15:00 FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=15;BYMINUTE=0
		every Tuesday at 4pm until June 20 = 2026-03-10T16:00 FREQ=WEEKLY;BYDAY=TU;BYHOUR=16;BYMINUTE=0;UNTIL=20260620
		every other Tuesday at 4pm for 6 weeks = 2026-03-10T16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=16;BYMINUTE=0;COUNT=3
		every Tuesday at 4pm for 10 sessions = 2026-03-10T16:00 FREQ=WEEKLY;BYDAY=TU;BYHOUR=16;BYMINUTE=0;COUNT=10
		every other Tuesday starting March 17 at 4pm = 2026-03-17T16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=16;BYMINUTE=0`)
}

func TestSilence(t *testing.T) {
	for _, text := range []string{"", "it may help", "I sat with it", "the sun came out", "3 of 10", "at 4 hospitals", "1.2.3.4", "call 555-0199",
		"a second opinion", "good morning", "twice a week", "one or two of them", "version 10.4.1", "25", "a 50/50 chance", "we had lunch"} {
		if rs := Parse(text, thursday(t)); rs != nil {
			t.Errorf("%q is %s", text, said(rs))
		}
	}
}

func TestMoveByALength(t *testing.T) {
	for text, want := range map[string]string{"moved an hour later": "1 3600", "20 minutes earlier": "-1 1200"} {
		i := slices.IndexFunc(Parse(text, thursday(t)), func(r Reading) bool { return r.Kind == Duration })
		if i < 0 {
			t.Fatalf("%q has no length", text)
		}
		if r := Parse(text, thursday(t))[i]; fmt.Sprint(r.Shift, r.Seconds) != want {
			t.Errorf("%q is %d %d", text, r.Shift, r.Seconds)
		}
	}
}

func TestAnswersToAQuestion(t *testing.T) {
	for text, kind := range map[string]Kind{"4": TimeOfDay, "16": TimeOfDay, "1630": TimeOfDay, "three thirty": TimeOfDay, "14": Day,
		"3 to 4": ClockPeriod, "on Friday please": Day, "at 4pm, thanks!": TimeOfDay, "50 minutes": Duration, "Thursdays at 4": Recurrence} {
		if r, ok := First(text, thursday(t), kind); !ok || r.Kind != kind {
			t.Errorf("%q is %v %v", text, r.Kind, ok)
		}
	}
	for _, text := range []string{"4 of us", "I feel bad on Fridays when it rains", ""} {
		if r, ok := First(text, thursday(t)); ok {
			t.Errorf("%q is %v", text, r)
		}
	}
}

func TestModeAndPolicy(t *testing.T) {
	past, days := thursday(t), thursday(t)
	past.Mode, days.Policy.DayFirst = Past, true
	check(t, past, `
		Tuesday = 2026-03-03
		April 2 = 2025-04-02
		the 14th = 2026-02-14`)
	check(t, days, `
		10/11 = 2026-11-10
		3/14 = 2026-03-14`)
	future := thursday(t)
	future.Mode, future.Policy.Typical = Future, []Clock{{20, 0}, {20, 0}}
	check(t, future, `
		today at 2pm = 2026-03-06T14:00
		tomorrow at 8 = 2026-03-06T20:00`)
	if r, _ := First("today at 2pm", future); !r.Doubtful(RolledForward) {
		t.Error("rolled forward and did not say so")
	}
}

func TestDoubts(t *testing.T) {
	for text, want := range map[string]Doubt{"10/11": EitherOrder, "at 4": GuessedHalf, "every other Tuesday": EitherPhase,
		"March 29 at 2:30 am": GapTime, "tomorrow, if the room is free, at 4pm": SplitWords} {
		if rs := Parse(text, thursday(t)); len(rs) == 0 || !rs[0].Doubtful(want) {
			t.Errorf("%q: %v lacks %s", text, rs, want)
		}
	}
}

func TestMissingAnchorIsSilent(t *testing.T) {
	c := thursday(t)
	c.Anchors = nil
	if rs := Parse("my next appointment", c); rs != nil {
		t.Errorf("%v", rs)
	}
}

func ExampleParse() {
	c := Context{Now: time.Date(2026, 3, 5, 14, 20, 0, 0, time.UTC)}
	for _, r := range Parse("every other Tuesday at half past three", c) {
		fmt.Println(r.Kind, r.Start, r.Rule)
	}
	// Output:
	// recurrence 2026-03-10T15:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=15;BYMINUTE=30
	// recurrence 2026-03-10T03:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=3;BYMINUTE=30
}

// Somebody asked for a time means a day by "the 21st"; in what people write by
// themselves it may be of anything.
func TestAnOrdinalIsADayForWhoeverIsAskedForATime(t *testing.T) {
	for _, c := range []struct {
		text         string
		asked, alone bool
	}{
		{"the 21st", true, true},
		{"on the 21st please", true, true},
		{"set it up the 21st", true, false},
		{"between the 21st and 23rd", true, true},
		{"it came out in the second half of 2025", true, false},
	} {
		for mode, want := range map[Mode]bool{Future: c.asked, Any: c.alone} {
			context := thursday(t)
			context.Mode = mode
			if got := len(Parse(c.text, context)) > 0; got != want {
				t.Errorf("%q in mode %d: read %v", c.text, mode, got)
			}
		}
	}
}
