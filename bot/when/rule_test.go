package when

import (
	"strings"
	"testing"
	"time"
)

type rulesCase struct {
	ID, RRule, DTStart, Str string
	StartAt                 string `json:"start_at"`
	Expected                any
	Set                     *struct {
		RRules, DTStart, EXRules, EXDTStart, RDates, EXDates []string
	}
}

// seconds expands to the second, which the civil times of the package do not show.
func (c rulesCase) seconds(t *testing.T, layout string) []string {
	start := c.DTStart
	if len(start) == 8 {
		start, layout = start+"T000000", "20060102T150405"
	}
	at, err := time.Parse(layout, strings.TrimSuffix(start, "Z"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := ParseRule(c.RRule, Civil(at, time.UTC))
	if len(c.DTStart) == 8 {
		r, err = ParseDayRule(c.RRule, DateOf(at))
	}
	if err != nil {
		return []string{err.Error()}
	}
	r.options.Dtstart = at
	var out []string
	r.each(func(t time.Time) bool {
		out = append(out, t.Format(layout))
		return len(out) < 400
	})
	return out
}

func TestRulesOfDateutil(t *testing.T) {
	rules, sets, strs := 0, 0, 0
	for _, c := range lines[rulesCase](t, "rrule-dateutil.jsonl") {
		var got []string
		switch {
		case c.Str != "":
			strs++ // whole calendar lines: the calendar reader's business
			continue
		case c.Set != nil:
			sets++
			got = expandSet(t, c)
		default:
			rules++
			got = c.seconds(t, "2006-01-02T15:04:05")
		}
		if want := expected(c.Expected); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s %s from %s:\n got %v\nwant %v", c.ID, c.RRule, c.DTStart, got, want)
		}
	}
	t.Logf("%d rules, %d sets; %d cases of calendar text left out", rules, sets, strs)
}

func expandSet(t *testing.T, c rulesCase) (out []string) {
	s := Set{Dates: civils(t, c.Set.RDates), Except: civils(t, c.Set.EXDates),
		Rules: rulesFrom(t, c.Set.RRules, c.Set.DTStart), ExceptRules: rulesFrom(t, c.Set.EXRules, c.Set.EXDTStart)}
	for _, at := range s.Between(DateTime{Date: Date{1900, 1, 1}}, DateTime{Date: Date{2100, 1, 1}}) {
		out = append(out, at.String()+":00")
	}
	return out
}

func rulesFrom(t *testing.T, values, starts []string) (out []Rule) {
	for i, v := range values {
		r, err := ParseRule(v, civils(t, starts[i:i+1])[0])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func civils(t *testing.T, in []string) (out []DateTime) {
	for _, s := range in {
		at, err := ParseDateTime(strings.TrimSuffix(s, ":00"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, at)
	}
	return out
}

// expected is a list, or the list as Python prints it.
func expected(v any) []string {
	switch v := v.(type) {
	case string:
		return strings.Fields(strings.NewReplacer("[", "", "]", "", "'", "", ",", " ").Replace(v))
	case []any:
		var out []string
		for _, s := range v {
			out = append(out, s.(string))
		}
		return out
	}
	return nil
}

func TestRulesOfLibical(t *testing.T) {
	right := 0
	cases := lines[rulesCase](t, "rrule-libical.jsonl")
	for _, c := range cases {
		want := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(c.Expected.(string), ",", " "), "Z", ""))
		got := c.seconds(t, "20060102T150405")
		if len(c.DTStart) == 8 {
			for i := range got {
				got[i] = got[i][:8]
			}
		}
		same, why := strings.Join(got, " ") == strings.Join(want, " "), otherwise(c.RRule)
		if same {
			right++
		} else if why == "" {
			t.Errorf("%s from %s:\n got %v\nwant %v", c.RRule, c.DTStart, got, want)
		}
	}
	t.Logf("%d of %d", right, len(cases))
	if right < 130 {
		t.Errorf("%d right, want 130", right)
	}
}

// otherwise is why a rule of libical's tests may come out another way here.
func otherwise(rule string) string {
	has := func(part string) bool { return strings.Contains(rule, part) }
	switch {
	case has("BYWEEKNO") && has("BYMONTHDAY"):
		return "libical has not implemented it"
	case has("BYWEEKNO") && !has("BYDAY"):
		return "libical takes the weekday of the start, dateutil every day of the week"
	case has("FREQ=YEARLY;BYMONTHDAY"):
		return "libical takes the month of the start, dateutil every month"
	}
	return ""
}

func TestRuleBearsWithSloppyText(t *testing.T) {
	start := DateTime{Date{2026, 3, 3}, Clock{15, 30}}
	for _, text := range []string{"freq=weekly;interval=2;byday=tu;", " RRULE:FREQ=WEEKLY; INTERVAL=2;BYDAY=TU;X-OWN=1", "FREQ=weekly;;interval=2"} {
		r, err := ParseRule(text, start)
		if err != nil {
			t.Fatal(text, err)
		}
		if next, _ := r.Next(start.Add(1)); next != (DateTime{Date{2026, 3, 17}, Clock{15, 30}}) {
			t.Errorf("%q next %s", text, next)
		}
	}
}

func TestRuleUntilDayIncludesIt(t *testing.T) {
	r, err := ParseRule("FREQ=DAILY;UNTIL=20260305", DateTime{Date{2026, 3, 3}, Clock{15, 30}})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Between(DateTime{Date: Date{2026, 1, 1}}, DateTime{Date: Date{2027, 1, 1}}); len(got) != 3 {
		t.Errorf("got %v", got)
	}
}

// A rule that never comes ends; one that did not would hang here.
func TestRuleThatNeverComesEnds(t *testing.T) {
	for _, text := range []string{
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;INTERVAL=24;BYHOUR=9",
		"FREQ=MINUTELY;INTERVAL=60;BYMINUTE=7", "FREQ=SECONDLY;INTERVAL=60;BYSECOND=7", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31",
		"FREQ=SECONDLY;BYHOUR=23;BYMINUTE=59;BYSECOND=59;BYMONTH=4;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=9MO", "FREQ=MONTHLY;BYDAY=-9MO",
		"FREQ=YEARLY;BYMONTH=3;BYDAY=40MO", "FREQ=YEARLY;BYEASTER=9999", "FREQ=DAILY;UNTIL=19990101",
	} {
		r, err := ParseRule(text, DateTime{Date{2026, 3, 3}, Clock{15, 30}})
		if err != nil {
			t.Fatal(text, err)
		}
		if next, ok := r.Next(DateTime{Date: Date{2026, 1, 1}}); ok {
			t.Errorf("%s comes at %s", text, next)
		}
	}
}

func TestRuleSaysWhatItIs(t *testing.T) {
	r, err := ParseRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;BYHOUR=15;BYMINUTE=30", DateTime{Date{2026, 3, 3}, Clock{15, 30}})
	at, one := r.Clock()
	if err != nil || r.Frequency() != Weekly || r.Interval() != 2 || len(r.Weekdays()) != 2 || r.Weekdays()[0] != time.Tuesday || !one || at != (Clock{15, 30}) {
		t.Errorf("%v %v %v %v %v", r.Frequency(), r.Interval(), r.Weekdays(), at, err)
	}
}

func FuzzRule(f *testing.F) {
	f.Add("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
	f.Add("FREQ=MONTHLY;BYDAY=-1FR,1MO;BYSETPOS=-1;COUNT=7")
	f.Add("FREQ=SECONDLY;BYHOUR=23;BYWEEKNO=53;BYYEARDAY=-366;BYEASTER=-80")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseRule(text, DateTime{Date{2026, 3, 3}, Clock{15, 30}})
		if err != nil {
			return
		}
		from, to := DateTime{Date: Date{2026, 3, 10}}, DateTime{Date: Date{2026, 6, 10}}
		for _, at := range r.Between(from, to) {
			if at.Before(from) || !at.Before(to) {
				t.Errorf("%s at %s", text, at)
			}
		}
		if again, err := ParseRule(r.String(), r.start); err != nil || again.String() != r.String() {
			t.Errorf("%q does not read back: %v", r, err)
		}
		r.Clock()
		r.Weekdays()
	})
}
