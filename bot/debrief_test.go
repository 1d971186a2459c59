package bot

import (
	"slices"
	"testing"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

func TestTopicsInALine(t *testing.T) {
	for words, want := range map[string][]string{
		"sleep":                                {"sleep"},
		"my boyfriend, sleep":                  {"my boyfriend", "sleep"},
		"we spoke about my mother, who is ill": {"we spoke about my mother, who is ill"},
		"sleep,":                               {"sleep,"},
		"a, b,, c":                             {"a, b,, c"},
	} {
		if got := topicsIn(words); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

// A topic named before is kept in words, a goal by its id, whatever its label is now.
func TestTopicsAreKeptInWordsAndGoalsByID(t *testing.T) {
	options := []dialog.Option{
		{Key: "g1", Label: text.Lit("manage my illness better")},
		{Key: topicKey("sleep"), Label: text.Lit("sleep")},
	}
	got := topicsOf([]string{topicKey("sleep"), "g1", "my mother, work"}, options)
	if want := []string{"sleep", "g1", "my mother", "work"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// However often one walks through the doors, the script ends, and no door is met twice.
func TestDoorsAreMetOnce(t *testing.T) {
	answers := dialog.Answers{}
	one := func(v string) dialog.Answer { return dialog.Answer{Values: []string{v}, Done: true} }
	answers = answers.With("happened", one("yes")).With("topics", dialog.Answer{Done: true})
	for _, step := range []struct{ key, value, next string }{
		{"doors", "helped", "helped"}, {"helped", "his patience", "doors.helped"},
		{"doors.helped", "keep", "keep"}, {"keep", "a line", "doors.keep"},
		{"doors.keep", "try", "try"}, {"try", "to walk", "ask"}, {"ask", "no", "doors.try"},
	} {
		answers = answers.With(step.key, one(step.value))
		out := dialog.Run(debrief{}.Script, text.Printer{}, dialog.Given{}, answers)
		if out.Ask == nil || out.Ask.Key != step.next {
			t.Fatalf("after %s: asked %+v, want %s", step.key, out.Ask, step.next)
		}
	}
	out := dialog.Run(debrief{}.Script, text.Printer{}, dialog.Given{}, answers)
	if left := len(out.Ask.Options); left != 2 {
		t.Errorf("%d doors are left, want what felt off, and no", left)
	}
}
