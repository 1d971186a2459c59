package bot

import (
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// quiet asks for the hours in which nothing is said unasked.
type quiet struct{}

func (quiet) Final() {}

func (quiet) Script(s *dialog.Script) {
	hours := s.Choice("hours", s.T("When do you want no messages from me?"), []dialog.Option{
		s.Option("22:00-08:00", s.T("22:00 to 08:00")),
		s.Option("21:00-09:00", s.T("21:00 to 09:00")),
		s.Option("00:00-07:00", s.T("00:00 to 07:00")),
		s.Option("other", s.T("Other hours")),
		s.Option("00:00-00:00", s.T("Never quiet")),
	}, dialog.Reads(hoursReader(s.Printer)))
	if hours == "other" {
		s.Line("typed", s.T("From when to when? \"23:00 to 7:30\" is enough."), dialog.Reads(hoursReader(s.Printer)))
	}
}

// hoursReader reads "11 pm to 7 am".
func hoursReader(p text.Printer) dialog.Reader {
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	return func(words string) (string, text.Text, bool) {
		r, ok := when.First(words, when.Context{Now: noon, Zone: time.UTC, Mode: when.Future}, when.InstantPeriod)
		if !ok || r.OpenStart || r.OpenEnd {
			return "", p.T("I could not read two times there. Like 23:00 to 7:30?"), meantTime(words)
		}
		return r.Start.Clock.String() + "-" + r.End.Clock.String(), nil, true
	}
}

func (quiet) Keep(*Turn, *Dialog, dialog.Answers) {}

func (quiet) Close(t *Turn, _ *Dialog, a dialog.Answers) {
	hours := a.Word("hours")
	if hours == "other" {
		hours = a.Word("typed")
	}
	from, to, _ := strings.Cut(hours, "-")
	p := t.Person()
	p.Quiet.From, _ = when.ParseClock(from)
	p.Quiet.To, _ = when.ParseClock(to)
	t.save(p)
	t.kept(t.quietSet())
}

// setQuiet is asked in words: "quiet hours 11 pm to 7 am".
func (t *Turn) setQuiet(hours string) bool {
	d := &Dialog{Kind: "quiet"}
	if hours != "" {
		read, problem, _ := hoursReader(t.Printer)(hours)
		if !problem.Empty() {
			return false
		}
		d.Answers = dialog.Answers{}.With("hours", dialog.Answer{Values: []string{read}, Done: true})
	}
	t.open(d)
	return true
}

func askQuiet(t *Turn, _ Press) { t.open(&Dialog{Kind: "quiet"}) }
