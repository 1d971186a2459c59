package calendar

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samepage/bot/when"
)

const feeds = "../../../shared/specs/when/ics"

// TestFeeds reads feeds as Google, Outlook, Apple, Thunderbird and practice software
// write them.
func TestFeeds(t *testing.T) {
	file, err := os.ReadFile(filepath.Join(feeds, "expected.json"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("the feeds are not here:", err)
	}
	var expected map[string]json.RawMessage
	if err := json.Unmarshal(file, &expected); err != nil {
		t.Fatal(err)
	}
	read := 0
	for name, raw := range expected {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		read++
		var want []string
		if json.Unmarshal(raw, &want) != nil {
			want = []string{"2026-03-03T21:00Z"} // truncated.ics: what was whole
		}
		if got := occurrences(t, name); !slices.Equal(got, normal(want)) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, normal(want))
		}
	}
	if read != 12 {
		t.Errorf("read %d feeds of 12", read)
	}
}

// normal is the expectations as instants; floating and whole days are on the wall of
// the person.
func normal(want []string) []string {
	var out []string
	for _, w := range want {
		w, _, _ = strings.Cut(w, " (")
		w = strings.TrimSuffix(w, " all day")
		out = append(out, w)
	}
	return out
}

func occurrences(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(feeds, name))
	if err != nil {
		t.Fatal(err)
	}
	here, _ := time.LoadLocation("America/New_York")
	events, err := Read(data, here)
	if cut := errors.Is(err, ErrCutShort); err != nil && !cut || cut != (name == "truncated.ics") {
		t.Fatalf("%s: %v", name, err)
	}
	from, to := when.Date{Year: 2026, Month: 3, Day: 1}, when.Date{Year: 2026, Month: 6, Day: 1}
	var out []string
	for _, e := range events {
		for _, at := range e.Between(from.At(when.Clock{}), to.At(when.Clock{})) {
			out = append(out, shown(e, at, here))
		}
	}
	slices.Sort(out)
	return out
}

func shown(e Event, at when.DateTime, here *time.Location) string {
	if e.AllDay {
		return at.Date.String()
	}
	if zone, err := time.LoadLocation(e.Zone); err == nil && e.Zone != "" {
		here = zone
	}
	return when.Resolve(at, here).UTC().Format("2006-01-02T15:04Z")
}

func TestWhatIsNoCalendar(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"text":      {"Dear Tom", ErrNoCalendar},
		"empty":     {"", ErrNoCalendar},
		"too large": {"BEGIN:VCALENDAR\n" + strings.Repeat("X", MaxBytes), ErrTooLarge},
		"too many":  {"BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nDTSTART:20260303T160000\nEND:VEVENT\n", MaxEvents+1) + "END:VCALENDAR\n", ErrTooLarge},
	} {
		if _, err := Read([]byte(c.data), time.UTC); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=\"x\":20260303T160000\nRRULE:FREQ=DAILY;UNTIL=20260303Z\nEND:VEVENT\nEND:VCALENDAR"))
	f.Fuzz(func(t *testing.T, data []byte) {
		events, _ := Read(data, time.UTC)
		for _, e := range events {
			e.Between(when.Date{Year: 2026, Month: 1, Day: 1}.At(when.Clock{}), when.Date{Year: 2026, Month: 3, Day: 1}.At(when.Clock{}))
		}
	})
}
