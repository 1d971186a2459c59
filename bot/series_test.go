package bot

import (
	"fmt"
	"testing"

	"samepage/bot/when"
)

func thursdays() *Appointment {
	return &Appointment{
		Meta: Meta{ID: "a"}, Zone: "Europe/Berlin", Minutes: 50,
		Start: datetime("2026-03-05T16:00"), Rule: "FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0",
	}
}

func datetime(s string) when.DateTime {
	at, err := when.ParseDateTime(s)
	if err != nil {
		panic(err)
	}
	return at
}

func listed(a *Appointment, from, to string) string {
	var out []string
	for _, o := range a.occurrences(datetime(from+"T00:00").Date, datetime(to+"T00:00").Date) {
		out = append(out, fmt.Sprintf("%s %s%s", o.Key, o.Start, o.State))
	}
	return fmt.Sprint(out)
}

func TestASeriesHasItsExceptions(t *testing.T) {
	a := thursdays()
	a.Single = map[string]Single{
		"2026-03-12": {State: Cancelled},
		"2026-03-19": {Start: datetime("2026-03-20T10:00"), Moves: 1},
		"2026-03-21": {Start: datetime("2026-03-22T10:00")}, // of no day of the rule
	}
	a.Until = when.Date{Year: 2026, Month: 3, Day: 27}
	got := listed(a, "2026-03-01", "2026-05-01")
	want := "[a.2026-03-05 2026-03-05T16:00 a.2026-03-12 2026-03-12T16:00cancelled a.2026-03-19 2026-03-20T10:00 a.2026-03-26 2026-03-26T16:00]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAMovedOneIsFoundWhereItIs(t *testing.T) {
	a := thursdays()
	a.Single = map[string]Single{"2026-03-19": {Start: datetime("2026-03-27T10:00"), Moves: 1}}
	if got := listed(a, "2026-03-17", "2026-03-24"); got != "[]" {
		t.Errorf("where it was: %s", got)
	}
	want := "[a.2026-03-26 2026-03-26T16:00 a.2026-03-19 2026-03-27T10:00]"
	if got := listed(a, "2026-03-24", "2026-03-31"); got != want {
		t.Errorf("where it is: %s", got)
	}
}

func TestOneDateHasOneOccurrence(t *testing.T) {
	a := thursdays()
	a.Rule = ""
	if got := listed(a, "2026-01-01", "2027-01-01"); got != "[a.2026-03-05 2026-03-05T16:00]" {
		t.Errorf("got %s", got)
	}
}

// The wall keeps its time when the clocks change; the instant moves.
func TestASeriesKeepsItsWallTime(t *testing.T) {
	a := thursdays()
	for id, want := range map[string]string{"2026-03-26": "15:00", "2026-04-02": "14:00"} {
		if got := a.one(id).At().UTC().Format("15:04"); got != want {
			t.Errorf("%s: %s UTC, want %s", id, got, want)
		}
	}
}
