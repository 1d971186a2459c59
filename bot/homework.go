package bot

import (
	"slices"
	"strconv"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// Homework is something to try.
type Homework struct {
	Meta
	Provider string
	Words    string
	Ask      when.Date // when to ask how it went; zero is not
	Asked    when.Date // the day it was asked on
	Went     string    // how it went: a line
}

func (*Homework) kind() string { return "homework" }

// The states of homework.
const (
	Trying = ""
	Tried  = "tried"
	Left   = "left"
)

// askTry asks for something to try and whether to ask how it went, and says whether
// that has been dealt with.
func askTry(s *dialog.Script) bool {
	words := s.Line("try", s.T("What do you want to try?"), dialog.Optional)
	if words == "" {
		return s.Answered("try")
	}
	s.Choice("ask", s.T(`Kept: "%s".`, words), []dialog.Option{
		s.Option("sunday", s.T("Ask me %s", s.Given("sunday"))),
		s.Option("no", s.T("Don't ask")),
	})
	return s.Answered("ask")
}

// giveSunday freezes which Sunday may be asked about.
func (t *Turn) giveSunday(d *Dialog) {
	d.give("ask", t.sunday().String())
	d.give("sunday", t.sundayWords().String())
}

// sunday is the next one that leaves a day to try anything.
func (t *Turn) sunday() when.Date {
	day := t.Today().AddDays(2)
	for day.Weekday() != time.Sunday {
		day = day.AddDays(1)
	}
	return day
}

// sundayWords is the next Sunday worth asking on.
func (t *Turn) sundayWords() text.Text {
	if day := t.sunday(); t.Today().Days(day) >= 7 {
		return t.Day(day, t.Today())
	}
	return t.Weekday(time.Sunday)
}

// tryID is the id of what a dialog has to be tried.
func tryID(d *Dialog) string { return d.ID + ".try" }

// keepTry keeps what is to be tried.
func (t *Turn) keepTry(d *Dialog, provider string, a dialog.Answers) {
	h := get[Homework](t, tryID(d))
	words := a.Word("try")
	switch {
	case words == "" && h != nil:
		t.remove(h)
		return
	case words == "":
		return
	case h == nil:
		h = &Homework{Meta: Meta{ID: tryID(d), Day: t.Today(), Run: d.ID}, Provider: provider}
	}
	h.Words = words
	switch day, _ := when.ParseDate(d.Given.Words["ask"]); {
	case a.Word("ask") != "sunday":
		h.Ask = when.Date{}
	case h.Ask.IsZero() && day.After(t.Today()):
		h.Ask = day
	case h.Ask.IsZero(): // it was answered so late that the Sunday has gone
		h.Ask = t.sunday()
	}
	t.save(h)
}

// trial is the talk in which something to try is named.
type trial struct{}

func (trial) Script(s *dialog.Script) { askTry(s) }

func (trial) Keep(t *Turn, d *Dialog, a dialog.Answers) { t.keepTry(d, "", a) }

func (trial) Close(t *Turn, d *Dialog, a dialog.Answers) {
	h := get[Homework](t, tryID(d))
	switch {
	case h == nil:
		t.instead(t.T("Fine, nothing was kept."))
	case h.Ask.IsZero():
		t.kept(t.T(`To try: "%s". /homework has it.`, h.Words))
	default:
		t.kept(t.T(`To try: "%s". I'll ask on %s.`, h.Words, t.Day(h.Ask, t.Today())))
	}
}

// askTrial opens that talk.
func (t *Turn) askTrial() {
	d := &Dialog{Kind: "trial"}
	t.giveSunday(d)
	t.open(d)
}

// askAgainSunday is the button [Ask me Sunday].
func askAgainSunday(t *Turn, h *Homework, _ Press) {
	h.State, h.Ask = Trying, t.sunday()
	t.save(h)
	t.kept(t.T("I'll ask on %s.", t.Day(h.Ask, t.Today())))
}

// onHomework is an action on homework that is still there.
func onHomework(do func(*Turn, *Homework, Press)) func(*Turn, Press) {
	return func(t *Turn, p Press) {
		if h := get[Homework](t, p.On); h != nil {
			do(t, h, p)
			return
		}
		t.stale()
	}
}

// showHomework lists what is to be tried.
func (t *Turn) showHomework() {
	trying := all[Homework](t, Trying)
	add := t.button(t.T("Add"), "homework.add", "")
	if len(trying) == 0 {
		t.say(t.T("Nothing to try just now."), add)
		return
	}
	lines := []text.Text{t.T("To try. Tap one to say how it went.")}
	var buttons []Button
	for i, h := range trying {
		lines = append(lines, t.homeworkLine(i+1, h))
		buttons = append(buttons, Button{Label: text.Text{{Text: strconv.Itoa(i + 1)}}, Press: Press{On: h.ID, Key: "homework.went"}})
	}
	t.say(text.Lines(lines...), slices.Concat(buttons, []Button{add})...)
}

func (t *Turn) homeworkLine(n int, h *Homework) text.Text {
	if !h.Ask.After(h.Asked) || h.Ask.Before(t.Today()) {
		return t.T(`%d "%s"`, n, h.Words)
	}
	return t.T(`%d "%s", I'll ask on %s`, n, h.Words, t.Day(h.Ask, t.Today()))
}
