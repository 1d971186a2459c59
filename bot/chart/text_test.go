package chart

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"samepage/bot/when"
)

var monday = when.Date{Year: 2026, Month: 3, Day: 2}

// days is a value a day; a negative number is a day that was not kept.
func days(values ...int) []*int {
	var out []*int
	for _, v := range values {
		if v < 0 {
			out = append(out, nil)
		} else {
			out = append(out, &v)
		}
	}
	return out
}

func TestAWeek(t *testing.T) {
	week := Spec{
		Title: "Mon 2 to Sun 8 March", From: monday, Marked: []when.Date{monday.AddDays(3)},
		Lines: []Line{
			{Name: "How the day was", Low: 1, High: 5, Values: days(3, 2, -1, 4, 3, 5, 3)},
			{Name: "Medicine taken", Low: 0, High: 1, Values: days(1, 1, 0, 1, -1, 1, -1)},
		},
	}
	want := strings.TrimPrefix(`
Mon 2 to Sun 8 March
How the day was
5 ┤                        ╭──●─╮
4 ┤              ╶──●─╮    │    │
3 ┤──●─╮              ╰──●─╯    ╰──●─╴
2 ┤    ╰──●─╴
1 ┤
Medicine taken
1 ┤──●────●─╮    ╭──●─╴    ╶──●─╴
0 ┤         ╰──●─╯
  └──┬────┬────┬────◆────┬────┬────┬──
    Mon  Tue  Wed  Thu  Fri  Sat  Sun`, "\n")
	if got := week.Text(40); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAMonthHasDates(t *testing.T) {
	values := make([]int, 28)
	for i := range values {
		values[i] = 1 + i/7
	}
	month := Spec{Title: "March", From: monday, Lines: []Line{{Name: "March", Low: 1, High: 5, Values: days(values...)}}}
	want := strings.TrimPrefix(`
March
5 ┤
4 ┤                    ╭──────╴
3 ┤             ╭──────╯
2 ┤      ╭──────╯
1 ┤──────╯
  └┬─────────────┬─────────────
   2 Mar        16 Mar`, "\n")
	if got := month.Text(40); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestADayAloneIsSeen(t *testing.T) {
	values := append(make([]*int, 10), days(3)...)
	s := Spec{From: monday, Lines: []Line{{Low: 1, High: 5, Values: append(values, make([]*int, 30)...)}}}
	if got := s.Text(60); strings.Count(got, "●") != 1 {
		t.Errorf("got\n%s", got)
	}
}

func TestNothingToDraw(t *testing.T) {
	if got := (Spec{Title: "March"}).Text(40); got != "March" {
		t.Errorf("got %q", got)
	}
}

// Whatever the numbers, the days and the width, it fits and nothing panics.
func TestItFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Spec{From: monday}
		for range rapid.IntRange(1, 3).Draw(t, "lines") {
			low := rapid.IntRange(-3, 3).Draw(t, "low")
			values := days(rapid.SliceOfN(rapid.IntRange(-1, 12), 0, 800).Draw(t, "values")...)
			s.Lines = append(s.Lines, Line{Low: low, High: low + rapid.IntRange(0, 20).Draw(t, "span"), Values: values})
		}
		s.Marked = append(s.Marked, monday.AddDays(rapid.IntRange(-10, 900).Draw(t, "marked")))
		width := rapid.IntRange(12, 100).Draw(t, "width")
		for line := range strings.Lines(s.Text(width)) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Fatalf("%d columns in %d:\n%s", n, width, s.Text(width))
			}
		}
	})
}
