package bot

import (
	"strings"
	"testing"

	"samepage/bot/text"
	"samepage/bot/when"
)

var week = Period{when.Date{Year: 2026, Month: 3, Day: 2}, when.Date{Year: 2026, Month: 3, Day: 9}}

// daysOf are check-ins from a day on; 0 is a day that was not kept.
func daysOf(from when.Date, moods ...int) []*Checkin {
	var out []*Checkin
	for i, mood := range moods {
		if day := from.AddDays(i); mood > 0 {
			out = append(out, &Checkin{Meta: Meta{ID: day.String(), Day: day}, Mood: mood})
		}
	}
	return out
}

// story is the week CONVERSATION tells back.
func story() recorded {
	days := daysOf(week.From.AddDays(-7), 3, 2, 3, 3, 2, 2, 3, 3, 2, 3, 3, 0, 4, 3)
	days[8].Line, days[11].Line = "flare after lunch, cancelled on Anna again", "walked to the river"
	thursday := week.From.AddDays(3)
	return recorded{
		checkins: days,
		debriefs: []*Debrief{{Meta: Meta{ID: "a.1", Day: thursday}, Provider: "tom", Said: "d",
			Answer: "he says I use my illness as a frame for love. who shows up when things go south",
			Topics: []string{"g", "my boyfriend"}}},
		disconnects: []*Disconnect{{Meta: Meta{ID: "d"}, Sits: "lighter",
			Sentence: "Lately we talk about my boyfriend, a month now. What it gives me is a lot to think about. I also want to manage my illness better. How do the two fit together?"}},
		notes: []*Note{
			{Meta: Meta{ID: "n", Day: thursday}, Words: "maybe I think I'm not worth closeness because I'm ill"},
			{Meta: Meta{ID: "p", Day: thursday}, Words: "nobody may see this", Private: true},
			{Meta: Meta{ID: "line 2026-03-03", Day: week.From.AddDays(1)}, Words: "flare after lunch, cancelled on Anna again"},
			{Meta: Meta{ID: "o", Day: thursday}, Words: "for the rheumatologist", Provider: "lee"},
		},
		homework: []*Homework{{Meta: Meta{ID: "h", Day: thursday}, Words: "tell Anna why I cancel"}},
		goals:    []*Goal{{Meta: Meta{ID: "g"}, Words: "manage my illness better", Ratings: []Rating{{thursday, 4}}}},
	}
}

func say(r recorded, report bool) string {
	w := &teller{facts: r.in(week), today: week.To, names: map[string]string{"tom": "Tom"},
		goals: map[string]string{"g": "manage my illness better"}, report: report}
	now, rest := share(w.tell())
	return layout(nil, now, inShort).String() + "\n--\n" + layout(nil, rest, inFull).String()
}

func TestAWeekToldBack(t *testing.T) {
	want := strings.TrimPrefix(`
Mostly 3 of 5, from 2 to 4. That is a little better than the week before.
Hardest, Tue: "flare after lunch, cancelled on Anna again". Best, Sat: "walked to the river".
Thu, Tom: you said "Lately we talk about my boyfriend, a month now. ...".
You wrote: "he says I use my illness as a frame for love. who shows up when things go south". Next day: lighter.
You kept: "maybe I think I'm not worth closeness because I'm ill".
You kept: "for the rheumatologist".
To try: "tell Anna why I cancel".
"manage my illness better": 4 of 10.
--
Thu, Tom: you said "Lately we talk about my boyfriend, a month now. What it gives me is a lot to think about. I also want to manage my illness better. How do the two fit together?".
Came up: "manage my illness better", "my boyfriend".
You kept: "nobody may see this".
Mon: 3 of 5.
Tue: 2 of 5, "flare after lunch, cancelled on Anna again".
Wed: 3 of 5.
Thu: 3 of 5.
Sat: 4 of 5, "walked to the river".
Sun: 3 of 5.`, "\n")
	if got := say(story(), false); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What is private, or somebody else's, is in no report.
func TestAReportIsForOne(t *testing.T) {
	got := say(story().to("tom"), true)
	for _, word := range []string{"nobody may see this", "rheumatologist", "you", "You"} {
		if strings.Contains(got, word) {
			t.Errorf("%q is in a report for Tom:\n%s", word, got)
		}
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values            []int
		mostly, low, high int
	}{
		{[]int{3, 3, 2, 4}, 3, 2, 4},
		{[]int{2, 4}, -1, 2, 4},
		{[]int{1, 1, 5, 5, 4}, 5, 1, 5},
		{[]int{0, 0, 10}, 0, 0, 10},
	} {
		if s := spreadOf(c.values); s.Mostly != c.mostly || s.Low != c.low || s.High != c.high {
			t.Errorf("%v: %+v", c.values, s)
		}
	}
}

// Two days are too few to say better or worse.
func TestTrend(t *testing.T) {
	for _, c := range []struct {
		now, before []int
		want        trend
	}{
		{[]int{3, 3}, []int{1, 1, 1}, noTrend},
		{[]int{3, 3, 3}, []int{3, 3, 3}, level},
		{[]int{3, 3, 4}, []int{3, 3, 3}, littleBetter},
		{[]int{5, 5, 5}, []int{3, 3, 3}, better},
		{[]int{2, 3, 3}, []int{3, 3, 3}, littleWorse},
		{[]int{1, 1, 1}, []int{3, 3, 3}, worse},
	} {
		if got := trendOf(spreadOf(c.now), spreadOf(c.before)); got != c.want {
			t.Errorf("%v after %v: %d, want %d", c.now, c.before, got, c.want)
		}
	}
}

// Without any records every period is empty and nothing is said of it.
func TestNothingIsInvented(t *testing.T) {
	w := &teller{facts: recorded{}.in(week), today: week.To}
	if lines := w.tell(); !w.empty() || len(lines) > 0 {
		t.Errorf("of nothing it tells %v", lines)
	}
}

func TestPeriodNames(t *testing.T) {
	for per, want := range map[Period]string{
		week:                                 "Mon 2 to Sun 8 March",
		{week.From, week.From.AddDays(1)}:    "Mon 2 March",
		{week.From.AddDays(-7), week.From}:   "Mon 23 February to Sun 1 March",
		{week.From.AddDays(-365), week.From}: "Sun 2 March 2025 to Sun 1 March",
	} {
		if got := periodName(text.Printer{}, per, week.To).String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	may := Period{when.Date{Year: 2026, Month: 5, Day: 1}, when.Date{Year: 2026, Month: 6, Day: 1}}
	if got := may.before(); got.From.Month != 4 || got.days() != 30 {
		t.Errorf("before May is %v", got)
	}
}

func TestQuotesAreCutAtSentences(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for words, want := range map[string]string{
		"short. and sweet":       "short. and sweet",
		"One. " + long:           "One. ...",
		"a\n\nb":                 "a\n\nb",
		long:                     strings.TrimSpace(strings.Repeat("word ", 20)) + " ...",
		strings.Repeat("é", 151): strings.Repeat("é", 100) + " ...",
	} {
		if got := inBrief(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}
