package when

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestResolveAtChangesOfTheClocks(t *testing.T) {
	type change struct {
		Zone, Wall, Case string
		Expected         string `json:"expected_utc"`
	}
	for _, c := range lines[change](t, "dst.jsonl") {
		zone, err := time.LoadLocation(c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		wall, err := ParseDateTime(c.Wall)
		if err != nil {
			t.Fatal(err)
		}
		if got := Resolve(wall, zone).UTC().Format("2006-01-02T15:04Z"); got != c.Expected {
			t.Errorf("%s in %s (%s) is %s, want %s", c.Wall, c.Zone, c.Case, got, c.Expected)
		}
	}
}

// TestResolveInEveryZone compares with a search that knows nothing of transitions:
// of all instants around, the first at which the wall shows the time.
func TestResolveInEveryZone(t *testing.T) {
	for _, name := range zoneNames(t) {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).In(zone)
		for at.Year() < 2041 {
			_, next := at.ZoneBounds()
			if next.IsZero() {
				break
			}
			if !next.After(at) { // Go ends leap years a day early when it reckons by rule
				next = at.Add(24 * time.Hour)
			}
			at = next.In(zone)
			if offset(at) != offset(at.Add(-time.Second)) {
				checkAround(t, at, zone)
			}
		}
	}
}

// The clocks of Toronto once went from 23:30 to 0:30.
func TestADayThatBeginsLate(t *testing.T) {
	zone, err := time.LoadLocation("America/Toronto")
	if err != nil {
		t.Fatal(err)
	}
	if got := Civil(StartOfDay(Date{1919, 3, 31}, zone), zone); got.Clock != (Clock{0, 30}) {
		t.Errorf("it began at %s", got)
	}
}

func checkAround(t *testing.T, change time.Time, zone *time.Location) {
	t.Helper()
	edge := wall(change)
	for _, minutes := range []int{-181, -90, -61, -60, -59, -31, -30, -29, -1, 0, 1, 29, 30, 31, 59, 60, 61, 90, 181} {
		civil := Civil(edge.Add(time.Duration(minutes)*time.Minute), time.UTC)
		if got, want := Resolve(civil, zone), searched(civil, change, zone); !got.Equal(want) {
			t.Errorf("%s in %s is %s, want %s", civil, zone, got, want)
		}
	}
	if day := StartOfDay(DateOf(change), zone); DateOf(day) != DateOf(change) || DateOf(day.Add(-time.Second)) == DateOf(change) {
		t.Errorf("%s begins at %s in %s", DateOf(change), day, zone)
	}
}

// searched tries every minute for a day around change; in a gap it takes the offset
// from before.
func searched(civil DateTime, change time.Time, zone *time.Location) time.Time {
	before := offset(change.Add(-time.Second))
	for _, off := range []time.Duration{max(before, offset(change)), min(before, offset(change))} {
		if at := civil.utc().Add(-off).In(zone); Civil(at, zone) == civil {
			return at
		}
	}
	return civil.utc().Add(-before).In(zone)
}

// zoneNames lists the zones of the time zone database that Go embeds.
func zoneNames(t *testing.T) []string {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	z, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skip("no zone database: ", err)
	}
	defer z.Close()
	var out []string
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "/") {
			out = append(out, f.Name)
		}
	}
	return out
}

func BenchmarkResolve(b *testing.B) {
	zone, _ := time.LoadLocation("Europe/Berlin")
	t := DateTime{Date{2026, 7, 9}, Clock{16, 0}}
	for b.Loop() {
		Resolve(t, zone)
	}
}
