package bot

import (
	"testing"

	"samepage/bot/when"
)

func TestUnmentioned(t *testing.T) {
	day := func(n int) when.Date { return when.Date{Year: 2026, Month: 3, Day: n} }
	told := func(topics ...string) []*Debrief {
		var out []*Debrief
		for i, topic := range topics {
			out = append(out, &Debrief{Meta: Meta{Day: day(7 * (i + 1))}, Topics: []string{topic}})
		}
		return out
	}
	g := &Goal{Meta: Meta{ID: "g", Day: day(10)}, Words: "manage my illness better"}
	for name, test := range map[string]struct {
		told []*Debrief
		want int
	}{
		"nothing told":                  {nil, 0},
		"only since it is a goal":       {told("work", "work", "work"), 2},
		"named by its id":               {told("work", "g", "work"), 1},
		"named in the person's words":   {told("work", "Manage my illness, better", "work"), 1},
		"the last one was about it":     {told("work", "work", "g"), 0},
		"another goal is no such thing": {told("work", "other", "other", "other"), 3},
	} {
		if got := unmentioned(g, test.told); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}
