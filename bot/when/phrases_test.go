package when

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
)

// specs opens a list of cases that lie beside the repository. Without them the test
// is skipped, except in CI, where they must be there.
func specs(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "specs", "when", name))
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("no cases: %v", err)
	} else if err != nil {
		t.Skipf("no cases: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// lines decodes a file of one JSON object a line.
func lines[T any](t testing.TB, name string) []T {
	t.Helper()
	var out []T
	in := bufio.NewScanner(specs(t, name))
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, v)
	}
	return out
}

type phrase struct {
	ID, Source, Text, Kind string
	Reference              string `json:"reference_time"`
	Corroborated           bool
	Expected               struct {
		Any          json.RawMessage
		RRule, Timex string
	}
}

func (p phrase) context() Context {
	now, _ := time.Parse("2006-01-02T15:04:05", p.Reference)
	return Context{Now: now, Zone: time.UTC}
}

// TestPhrases scores Parse on phrases from the tests of other parsers, as
// tools/score-when does, and holds it to what it has reached.
func TestPhrases(t *testing.T) {
	hit, all := map[string]int{}, map[string]int{}
	for _, p := range lines[phrase](t, "phrases.jsonl") {
		ok := p.right(Parse(p.Text, p.context()))
		if !ok && os.Getenv("MISSES") != "" && strings.Contains(os.Getenv("MISSES"), p.Kind) {
			t.Logf("%v %s %q at %s want %s%s%s got %s", p.Corroborated, p.Kind, p.Text, p.Reference[:16], p.Expected.Any, p.Expected.RRule, p.Expected.Timex, brief(Parse(p.Text, p.context())))
		}
		for _, group := range p.groups() {
			all[group]++
			if ok {
				hit[group]++
			}
		}
	}
	var names []string
	for g := range all {
		names = append(names, g)
	}
	sort.Strings(names)
	for _, g := range names {
		t.Logf("%-32s %5.1f %% of %d", g, 100*float64(hit[g])/float64(all[g]), all[g])
	}
	for g, least := range map[string]float64{"corroborated": 97, "all": 93, "recurrence": 98, "none": 95} {
		if got := 100 * float64(hit[g]) / float64(all[g]); got < least {
			t.Errorf("%s: %.1f %% right, want %.0f", g, got, least)
		}
	}
}

func (p phrase) groups() []string {
	if p.Kind == "none" {
		return []string{"none"}
	}
	if p.Corroborated {
		return []string{"all", p.Kind, "corroborated", "corroborated " + p.Kind}
	}
	return []string{"all", p.Kind}
}

func brief(rs []Reading) string {
	var out []string
	for _, r := range rs[:min(len(rs), 4)] {
		s := fmt.Sprintf("%s %s", r.Kind, r.Start)
		if r.Kind >= DayPeriod && r.Kind <= ClockPeriod {
			s += " .. " + r.End.String()
		}
		if r.Kind == TimeOfDay || r.Kind == ClockPeriod {
			s += fmt.Sprint(r.Start.Clock, r.End.Clock)
		}
		if r.Kind == Duration {
			s += fmt.Sprint(r.Seconds)
		}
		out = append(out, s+r.Rule)
	}
	return strings.Join(out, " | ")
}

// right says whether one of the first three readings is what the case wants.
func (p phrase) right(rs []Reading) bool {
	if p.Kind == "none" {
		return len(rs) == 0
	}
	return slices.ContainsFunc(rs[:min(len(rs), 3)], p.rightOne)
}

func (p phrase) rightOne(r Reading) bool {
	switch p.Kind {
	case "recurrence":
		return r.Kind == Recurrence && p.sameRule(r.Rule)
	case "duration":
		var want []int64
		json.Unmarshal(p.Expected.Any, &want)
		return r.Kind == Duration && slices.Contains(want, r.Seconds)
	case "date", "datetime", "time":
		var want []string
		json.Unmarshal(p.Expected.Any, &want)
		return p.rightPoint(r, want)
	}
	var want [][2]*string
	json.Unmarshal(p.Expected.Any, &want)
	return r.Kind >= DayPeriod && r.Kind <= ClockPeriod && slices.ContainsFunc(want, func(w [2]*string) bool { return p.rightPeriod(r, w) })
}

func (p phrase) rightPoint(r Reading, want []string) bool {
	switch {
	case p.Kind == "date":
		return (r.Kind == Day || r.Kind == Instant) && slices.Contains(want, r.Start.Date.String())
	case p.Kind == "time":
		return (r.Kind == TimeOfDay || r.Kind == Instant) && slices.Contains(want, r.Start.Clock.String())
	case r.Kind == Instant:
		return slices.Contains(want, r.Start.String())
	case r.Kind == TimeOfDay: // its next time
		today := DateOf(p.context().Now)
		return slices.Contains(want, today.At(r.Start.Clock).String()) || slices.Contains(want, today.AddDays(1).At(r.Start.Clock).String())
	}
	return false
}

func (p phrase) rightPeriod(r Reading, want [2]*string) bool {
	if (want[0] == nil) != r.OpenStart || (want[1] == nil) != r.OpenEnd {
		return false
	}
	if p.Kind == "time_period" {
		return (want[0] == nil || *want[0] == r.Start.Clock.String()) && (want[1] == nil || *want[1] == r.End.Clock.String())
	}
	if want[0] != nil && !strings.HasPrefix(r.Start.String(), *want[0]) {
		return false
	}
	return want[1] == nil || endsAt(r, *want[1])
}

// endsAt grants a day where the end is a day, a minute where it is a clock time.
func endsAt(r Reading, want string) bool {
	slack := time.Minute
	if len(want) == 10 {
		slack, want = 24*time.Hour, want+"T00:00"
	}
	at, err := ParseDateTime(want)
	return err == nil && r.Kind != ClockPeriod && time.Duration(math.Abs(float64(at.utc().Sub(r.End.utc())))) <= slack
}

func (p phrase) sameRule(rule string) bool {
	got := parts(rule)
	if p.Expected.RRule != "" {
		return fmt.Sprint(canonical(got)) == fmt.Sprint(canonical(parts(p.Expected.RRule)))
	}
	at := ""
	if h, one := strconv.Atoi(got["BYHOUR"]); one == nil {
		m, _ := strconv.Atoi(got["BYMINUTE"])
		at = Clock{h, m}.String()
	}
	interval := got["INTERVAL"]
	if interval == "" {
		interval = "1"
	}
	return timex(p.Expected.Timex) == [4]string{got["FREQ"], interval, got["BYDAY"], at}
}

// timex is frequency, interval, weekday and clock of a TIMEX set as Recognizers-Text writes it.
func timex(s string) (out [4]string) {
	days := map[byte]string{'1': "MO", '2': "TU", '3': "WE", '4': "TH", '5': "FR", '6': "SA", '7': "SU"}
	if day, at, _ := strings.Cut(s, "T"); strings.HasPrefix(day, "XXXX-WXX-") {
		return [4]string{"WEEKLY", "1", days[day[9]], timexClock(at)}
	} else if day == "" {
		return [4]string{"DAILY", "1", "", timexClock(at)}
	}
	names := map[byte]string{'Y': "YEARLY", 'M': "MONTHLY", 'W': "WEEKLY", 'D': "DAILY"}
	return [4]string{names[s[len(s)-1]], s[1 : len(s)-1], "", ""}
}

func timexClock(s string) string {
	if len(s) == 2 {
		return s + ":00"
	}
	return s
}

func parts(rule string) map[string]string {
	out := map[string]string{}
	for part := range strings.SplitSeq(strings.ToUpper(rule), ";") {
		if k, v, ok := strings.Cut(part, "="); ok {
			out[k] = v
		}
	}
	return out
}

func canonical(rule map[string]string) []string {
	var out []string
	for k, v := range rule {
		if k == "WKST" || k == "INTERVAL" && v == "1" || k == "BYMINUTE" && v == "0" {
			continue
		}
		vs := strings.Split(v, ",")
		sort.Strings(vs)
		out = append(out, k+"="+strings.Join(vs, ","))
	}
	sort.Strings(out)
	return out
}

func BenchmarkPhrases(b *testing.B) {
	ps := lines[phrase](b, "phrases.jsonl")
	var cs []Context
	for _, p := range ps {
		cs = append(cs, p.context())
	}
	b.ResetTimer()
	for i := range b.N {
		Parse(ps[i%len(ps)].Text, cs[i%len(ps)])
	}
}
