package dialog

import (
	"slices"
	"strings"
	"testing"

	"samepage/bot/text"
)

func words(s string) text.Text { return text.Text{{Text: s}} }

func options(keys ...string) []Option {
	var out []Option
	for _, k := range keys {
		out = append(out, Option{k, words(k)})
	}
	return out
}

func visit(s *Script) {
	who := s.Line("who", words("Who?"))
	if who != "" {
		s.Choice("kind", words("What kind?"), options("talk", "check-up"))
	}
	s.Line("note", words("Kept."), Quiet)
}

func run(script func(*Script), a Answers) Outcome { return Run(script, text.Printer{}, Given{}, a) }

func answer(values ...string) Answer { return Answer{Values: values, Done: true} }

func TestTheFirstQuestionWithoutAnAnswerIsAsked(t *testing.T) {
	a := Answers{}
	for _, step := range []struct {
		key   string
		done  bool
		reply Answer
	}{
		{"who", false, answer("Tom")},
		{"kind", false, answer("talk")},
		{"note", true, answer("late again")},
	} {
		out := run(visit, a)
		if out.Ask == nil || out.Ask.Key != step.key || out.Done != step.done {
			t.Fatalf("asked %+v, done %v; want %s", out.Ask, out.Done, step.key)
		}
		a = a.With(step.key, step.reply)
	}
	if out := run(visit, a); out.Ask != nil || !out.Done || len(out.Answers) != 3 {
		t.Errorf("at the end: %+v", out)
	}
}

// A new version of the program may ask something earlier in a script that somebody
// has half answered.
func TestADialogLeftOpenAsksAQuestionAddedEarlier(t *testing.T) {
	a := Answers{}.With("who", answer("Tom"))
	newer := func(s *Script) {
		s.Choice("where", words("Where?"), options("there", "video"))
		visit(s)
	}
	if out := run(newer, a); out.Ask.Key != "where" {
		t.Fatalf("asked %q", out.Ask.Key)
	}
	if out := run(newer, a.With("where", answer("video"))); out.Ask.Key != "kind" || out.Answers.Word("who") != "Tom" {
		t.Errorf("then asked %q with %v", out.Ask.Key, out.Answers)
	}
}

func TestAnAnswerThatIsNoneAnyMoreIsAskedAgain(t *testing.T) {
	a := Answers{}.With("who", answer("Tom")).With("kind", answer("massage"))
	if out := run(visit, a); out.Ask.Key != "kind" {
		t.Errorf("asked %q", out.Ask.Key)
	}
}

func TestChangingAnEarlierAnswerKeepsTheOthers(t *testing.T) {
	a := Answers{}.With("who", answer("Tom")).With("kind", answer("talk")).With("who", answer("Dr. Lee"))
	if out := run(visit, a); !out.Done || out.Answers.Word("kind") != "talk" {
		t.Errorf("lost: %+v", out.Answers)
	}
}

func TestBackForgetsTheLatestAnswer(t *testing.T) {
	a := Answers{}.With("who", answer("Tom")).With("kind", answer("talk"))
	a, key := a.Back()
	if key != "kind" || run(visit, a).Ask.Key != "kind" {
		t.Errorf("went back over %q to %v", key, a)
	}
}

func TestAKeyUsedTwicePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it did not")
		}
	}()
	run(func(s *Script) { s.Line("a", nil); s.Line("a", nil) }, nil)
}

// A crowd of options stands numbered in the text, few stand on their buttons.
func TestACrowdIsNumbered(t *testing.T) {
	for labels, want := range map[string]bool{"a b c d e f g h": false, "a b c d e f g h i": true} {
		q := run(func(s *Script) { s.Choice("c", nil, options(strings.Fields(labels)...)) }, nil).Ask
		if q.Numbered != want {
			t.Errorf("%s: numbered is %v", labels, q.Numbered)
		}
	}
}

func TestReading(t *testing.T) {
	ask := func(declare func(*Script)) *Question { return run(declare, nil).Ask }
	scale := ask(func(s *Script) { s.Scale("n", nil, 0, 10) })
	mood := ask(func(s *Script) { s.Scale("n", nil, 1, 5, Ends(words("bad"), words("good"))) })
	pain := ask(func(s *Script) { s.Scale("n", words("Pain?"), 0, 10) })
	choice := ask(func(s *Script) { s.Choice("c", nil, options("yes", "no")) })
	happened := ask(func(s *Script) { s.Choice("h", nil, options("yes", "missed"), Means("yes", "missed")) })
	many := ask(func(s *Script) { s.Many("m", nil, options("sleep", "work, mostly"), Own) })
	numbered := ask(func(s *Script) {
		s.Many("m", nil, options("a", "b", "c"), Numbered, Preset([]string{"a", "b", "c"}))
	})
	lines := ask(func(s *Script) { s.Lines("l", nil) })
	for _, c := range []struct {
		name string
		q    *Question
		said string
		want []string
		done bool
	}{
		{"the label beats the position", scale, "5", []string{"5"}, true},
		{"a number of its scale", scale, "5/10", []string{"5"}, true},
		{"a label with an end", mood, "5 good", []string{"5"}, true},
		{"a bare number", mood, "5", []string{"5"}, true},
		{"a number in words", mood, "Three.", []string{"3"}, true},
		{"a number and its question", pain, "pain is about 6", []string{"6"}, true},
		{"a guess", mood, "Maybe a 4, I think", []string{"4"}, true},
		{"about so much", mood, "3ish", []string{"3"}, true},
		{"a no is the end of lines", lines, "no", nil, true},
		{"several words for yes", happened, "Yeah, it did", []string{"yes"}, true},
		{"a label in any case", choice, "YES!", []string{"yes"}, true},
		{"a list with its end", many, "sleep, Anna, done", []string{"sleep", "Anna"}, true},
		{"own words keep their commas", many, "well, it was a lot", []string{"well, it was a lot"}, false},
		{"a number takes out", numbered, "2", []string{"a", "c"}, false},
		{"numbers to leave out", numbered, "leave out 1 and 3", []string{"b"}, false},
		{"one to leave out", numbered, "please take the second one out", []string{"a", "c"}, false},
		{"the first of them", numbered, "not one", []string{"b", "c"}, false},
		{"done keeps the preset", numbered, "done", []string{"a", "b", "c"}, true},
		{"lines", lines, "one\n\n two ", []string{"one", "two"}, false},
	} {
		got, problem, ok := c.q.Read(c.said, Answer{})
		if !ok || !problem.Empty() || !slices.Equal(got.Values, c.want) || got.Done != c.done {
			t.Errorf("%s: %q is %v %v (%s)", c.name, c.said, got, ok, problem)
		}
	}
	for name, c := range map[string]struct {
		q    *Question
		said string
	}{
		"a sentence is no number":      {scale, "it was 5 again"},
		"nor two of them":              {mood, "a 3 or a 4"},
		"nor one that is no such":      {mood, "about 20"},
		"nor is one that is not there": {numbered, "leave out 7"},
		"nor a choice":                 {choice, "yes but not today"},
		"nor is one with words":        {scale, "three of them"},
	} {
		if got, _, ok := c.q.Read(c.said, Answer{}); ok {
			t.Errorf("%s: %v", name, got)
		}
	}
	if _, problem, ok := scale.Read("11", Answer{}); !ok || problem.Empty() {
		t.Error("a number out of range is answered")
	}
}

func plan(s *Script) {
	s.Form(words("Plan"))
	goals := s.Lines("goals", words("Goals?"), OnForm(words("Goals"), nil))
	if len(goals) > 0 || s.AtOnce() {
		s.Choice("for", words("For whom?"), options("Tom", "Lee"), OnForm(words("Whom"), nil))
	}
	s.Line("note", words("Kept."), Quiet)
}

func TestAFormShowsAtOnceWhatIsAskedOneByOne(t *testing.T) {
	sheet, has := SheetOf(plan, text.Printer{}, Given{}, nil)
	if !has || len(sheet.Fields) != 2 || sheet.Fields[0].Key != "goals" || sheet.Fields[1].Key != "for" {
		t.Errorf("on the form: %+v", sheet)
	}
	if out := run(plan, Answers{}.With("goals", Answer{Done: true})); out.Question("for") != nil || !out.Done {
		t.Errorf("asked one by one: %+v", out.Ask)
	}
	if _, has := SheetOf(visit, text.Printer{}, Given{}, nil); has {
		t.Error("a script has a form that declares none")
	}
}

func TestFilling(t *testing.T) {
	questions := run(func(s *Script) {
		s.Line("line", nil)
		s.Line("maybe", nil, Optional)
		s.Lines("lines", nil)
		s.Choice("choice", nil, options("yes", "no"))
		s.Many("many", nil, options("a", "b"), Own)
		s.Scale("scale", nil, 0, 10)
	}, nil)
	for _, c := range []struct {
		key    string
		values []string
		want   []string
		good   bool
	}{
		{"line", []string{" skip\nit "}, []string{"skip\nit"}, true},
		{"line", []string{" "}, nil, false},
		{"maybe", nil, nil, true},
		{"lines", []string{"one\n\n done "}, []string{"one", "done"}, true},
		{"choice", []string{"no"}, []string{"no"}, true},
		{"choice", []string{"Perhaps"}, []string{"Perhaps"}, false},
		{"many", []string{"b"}, []string{"b", "my own"}, true},
		{"scale", []string{"7"}, []string{"7"}, true},
		{"scale", []string{"11"}, []string{"11"}, false},
	} {
		a, good := questions.Question(c.key).Fill(c.values, Answer{Values: []string{"a", "my own"}})
		if good != c.good || !slices.Equal(a.Values, c.want) || !a.Done {
			t.Errorf("%s: %q is %q, %v", c.key, c.values, a.Values, good)
		}
	}
}

func TestDoneEndsWhateverTakesSeveral(t *testing.T) {
	q := run(func(s *Script) { s.Lines("want", nil, Way(text.Text{{Text: "Nothing more"}})) }, nil).Questions[0]
	for said, ends := range map[string]bool{"done": true, "Nothing more": true, "That's all.": true, "done with it": false} {
		if a, _, ok := q.Read(said, Answer{Values: []string{"sleep"}}); !ok || a.Done != ends {
			t.Errorf("%q: %v", said, a)
		}
	}
}

// Whatever is typed, a question bears it, and what it takes is good to it.
func FuzzRead(f *testing.F) {
	f.Add("5")
	f.Add("sleep, done")
	f.Add("\xff\x00 ́́\u202e")
	questions := run(func(s *Script) {
		s.Scale("scale", nil, 0, 10)
		s.Choice("choice", nil, options("yes", "no"))
		s.Many("many", nil, options("a", "b"), Own, Numbered)
		s.Line("line", nil)
		s.Lines("lines", nil)
	}, nil).Questions
	f.Fuzz(func(t *testing.T, said string) {
		for _, q := range questions {
			if a, problem, ok := q.Read(said, Answer{}); ok && problem.Empty() && !q.Good(a) {
				t.Errorf("%s took %q as %v, which is no answer to it", q.Key, said, a)
			}
		}
	})
}
