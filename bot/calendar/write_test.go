package calendar

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"samepage/bot/when"
)

func someEvents() []Event {
	at := func(s string) when.DateTime { t, _ := when.ParseDateTime(s); return t }
	return []Event{
		{UID: "one@samepage", Summary: "Appointment; at 4, é", Start: at("2026-03-03T16:00"), Zone: "America/New_York", Minutes: 50},
		{UID: "series@samepage", Sequence: 3, Summary: "Appointment", Start: at("2026-03-05T16:00"), Zone: "America/New_York", Minutes: 50,
			Rule: "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260630T235900", Except: []when.DateTime{at("2026-03-12T16:00")},
			Moved: []Moved{{Was: at("2026-03-19T16:00"), Start: at("2026-03-20T10:00"), Minutes: 50}}},
		{UID: "day@samepage", Summary: strings.Repeat("long ", 30), AllDay: true, Start: at("2026-03-30T00:00")},
	}
}

func TestWhatIsWrittenReadsBackTheSame(t *testing.T) {
	here, _ := time.LoadLocation("America/New_York")
	want := someEvents()
	file := Write(want, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	for line := range strings.SplitSeq(string(file), "\r\n") {
		if len(line) > 76 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
	}
	got, err := Read(file, here)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("read %d events of %d", len(got), len(want))
	}
	for i := range want {
		want[i].Summary = strings.TrimSpace(want[i].Summary)
		got[i].Summary = strings.TrimSpace(got[i].Summary)
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("\n got %+v\nwant %+v", got[i], want[i])
		}
	}
}

// What a feed says is written and read as the same appointments.
func TestFeedsComeBack(t *testing.T) {
	names, _ := filepath.Glob(feeds + "/*.ics")
	if len(names) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatal("no feeds")
		}
		t.Skip("the feeds are not here")
	}
	here, _ := time.LoadLocation("America/New_York")
	from, to := when.Date{Year: 2026, Month: 3, Day: 1}.At(when.Clock{}), when.Date{Year: 2026, Month: 6, Day: 1}.At(when.Clock{})
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		before, _ := Read(data, here)
		after, err := Read(Write(before, time.Unix(0, 0)), here)
		if err != nil || len(after) != len(before) {
			t.Fatalf("%s: %d events became %d: %v", name, len(before), len(after), err)
		}
		for i := range before {
			if b, a := before[i].Between(from, to), after[i].Between(from, to); !reflect.DeepEqual(a, b) {
				t.Errorf("%s: %v became %v", name, b, a)
			}
		}
	}
}
