package dialog

import (
	"testing"

	"samepage/bot/text"
)

// day is a script as a check-in is one: each question stands under what was kept so far.
func day(s *Script) {
	mood, kept := s.Scale("mood", s.T("How was today?"), 1, 5, Ends(s.T("bad"), s.T("good")))
	if !kept {
		return
	}
	receipt := s.T("Kept: %d of 5.", mood)
	ask := text.Lines(receipt, s.T("Energy?"))
	energy, answered := s.Scale("energy", ask, 1, 5, Ends(s.T("low"), s.T("high")), Optional)
	if answered {
		receipt = text.Lines(receipt, s.T("%s: %d of %d.", s.T("Energy"), energy, 5))
	}
	ask = text.Lines(receipt, s.Quote("own"))
	if s.Choice("own", ask, []Option{s.Option("1", s.T("Yes")), s.Option("0", s.T("No"))}, Optional) == "1" {
		receipt = text.Lines(receipt, s.T("%s: yes.", s.Quote("own")))
	}
	s.Line("line", receipt, Quiet, More(s.T("Add a line"), s.T("One line about the day?")))
}

// scripts holds it where the compiler cannot look through the call, as in the bot.
var scripts = map[string]func(*Script){"day": day}

// BenchmarkRun is a check-in with all but its quiet line answered.
func BenchmarkRun(b *testing.B) {
	given := Given{Words: map[string]string{"own": "Any symptoms today?"}}
	answers := Answers{}.With("mood", answer("3")).With("energy", answer("4")).With("own", answer("1"))
	b.ReportAllocs()
	for b.Loop() {
		if out := Run(scripts["day"], text.Printer{}, given, answers); out.Ask == nil || out.Ask.Key != "line" {
			b.Fatalf("asked %+v", out.Ask)
		}
	}
}

// BenchmarkChoices is the buttons of a scale whose ends are worded.
func BenchmarkChoices(b *testing.B) {
	q := run(day, nil).Ask
	b.ReportAllocs()
	for b.Loop() {
		if choices := q.Choices(); len(choices) != 5 {
			b.Fatalf("there are %d", len(choices))
		}
	}
}
