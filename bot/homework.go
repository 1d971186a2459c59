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

// giveSunday freezes which Sunday may be asked about: the next one, unless that leaves
// no day to try anything.
func (t *Turn) giveSunday(d *Dialog) {
	sunday := t.sunday()
	d.give("ask", sunday.String())
	d.give("sunday", t.Weekday(time.Sunday).String())
	if t.Today().Days(sunday) >= 7 {
		d.give("sunday", t.Day(sunday, t.Today()).String())
	}
}

func (t *Turn) sunday() when.Date {
	day := t.Today().AddDays(2)
	for day.Weekday() != time.Sunday {
		day = day.AddDays(1)
	}
	return day
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
	if choice := a.Word("ask"); choice != "" {
		h.Ask = when.Date{}
		if choice == "sunday" {
			h.Ask, _ = when.ParseDate(d.Given.Words["ask"])
		}
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

// went is the question how it went: alone, or along with the check-in.
type went struct{}

func (went) InPlace() {}

func (went) Script(s *dialog.Script) {
	if s.Given("alone") == "" || s.Choice("open", s.T("One short question?"), shortQuestion(s)) == "yes" {
		went{}.Along(s, nil)
	}
}

// Along asks where there is something to ask about.
func (went) Along(s *dialog.Script, receipt text.Text) text.Text {
	if s.Given("homework") == "" {
		return receipt
	}
	ask := s.T(`You wanted to try: "%s". How did it go? A line, or:`, s.Given("homework"))
	how := s.Choice("went", text.Lines(receipt, ask), []dialog.Option{
		s.Option("did", s.T("Did it")), s.Option("not", s.T("Not yet")), s.Option("leave", s.T("Leave it")),
	}, dialog.Own)
	if how == "" {
		return receipt
	}
	return text.Lines(receipt, wentText(s.Printer, how))
}

func wentText(p text.Printer, how string) text.Text {
	switch how {
	case "did":
		return p.T("You did it.")
	case "not":
		return p.T("It stays on your list.")
	case "leave":
		return p.T("It is off your list.")
	}
	return p.T(`How it went: "%s".`, how)
}

// shortQuestion are the answers to a message that says nothing of what it is about.
func shortQuestion(s *dialog.Script) []dialog.Option {
	return []dialog.Option{s.Option("yes", s.T("Yes")), s.Option("no", s.T("Not now"))}
}

func (went) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	h := get[Homework](t, d.Given.Words["homework.id"])
	if h == nil || a.Word("went") == "" {
		return
	}
	h.State, h.Went = Tried, ""
	switch how := a.Word("went"); how {
	case "did":
	case "not":
		h.State = Trying
	case "leave":
		h.State = Left
	default:
		h.Went = how
	}
	t.save(h)
}

func (went) Close(t *Turn, d *Dialog, a dialog.Answers) {
	if how := a.Word("went"); how != "" {
		t.kept(text.Sentences(t.T("Kept."), wentText(t.Printer, how)), went{}.Doors(t, d)...)
		return
	}
	t.instead(t.T("Fine. /homework is there whenever you like."))
}

// Doors offer to ask another time where there is still something to try.
func (went) Doors(t *Turn, d *Dialog) []Button {
	h := get[Homework](t, d.Given.Words["homework.id"])
	if h == nil || h.State != Trying || h.Ask.After(t.Today()) {
		return nil
	}
	return []Button{t.button(t.T("Ask me %s", t.sundayWords()), "homework.ask", h.ID)}
}

// sundayWords is the next Sunday worth asking on.
func (t *Turn) sundayWords() text.Text {
	if day := t.sunday(); t.Today().Days(day) >= 7 {
		return t.Day(day, t.Today())
	}
	return t.Weekday(time.Sunday)
}

// homeworkDays is what is still to be asked about, by day: one a day, and none on a day
// on which something else is asked alone.
func (t *Turn) homeworkDays() map[when.Date]*Homework {
	taken, out := map[when.Date]bool{}, map[when.Date]*Homework{}
	for _, h := range all[Homework](t) {
		taken[h.Asked] = true
	}
	for _, h := range all[Homework](t, Trying) {
		if h.Ask.IsZero() || !h.Asked.Before(h.Ask) {
			continue
		}
		day := h.Ask
		for taken[day] || t.sitsThen(day) && !t.checksIn(day) {
			day = day.AddDays(1)
		}
		taken[day], out[day] = true, h
	}
	return out
}

// Give freezes, for a check-in, what is to be asked about today.
func (went) Give(t *Turn, d *Dialog) {
	if h := t.homeworkDays()[t.Today()]; h != nil && d.About == t.Today().String() {
		h.Asked = t.Today()
		t.save(h)
		giveHomework(d, h)
	}
}

func giveHomework(d *Dialog, h *Homework) {
	d.give("homework", h.Words)
	d.give("homework.id", h.ID)
}

// Plan asks alone on days without a check-in.
func (went) Plan(t *Turn) []Prompt {
	var out []Prompt
	for day, h := range t.homeworkDays() {
		if !day.Before(t.Today()) && !t.checksIn(day) && !t.paused(day) {
			out = append(out, t.eveningPrompt(h.ID+"."+h.Ask.String(), day, h.ID))
		}
	}
	return out
}

// eveningPrompt is one at the time of the check-in, which is dropped with the day.
func (t *Turn) eveningPrompt(occurrence string, day when.Date, about string) Prompt {
	return Prompt{
		PromptKey: PromptKey{Occurrence: occurrence}, About: about,
		Due:   when.Resolve(day.At(t.Person().Checkin.At), t.Zone()),
		Stale: when.StartOfDay(day.AddDays(1), t.Zone()),
	}
}

func (went) Say(t *Turn, p Prompt) {
	h := get[Homework](t, p.About)
	if h == nil || h.State != Trying {
		return
	}
	h.Asked = t.Today()
	t.save(h)
	d := &Dialog{Kind: "homework", About: p.Occurrence, Until: p.Stale}
	d.give("alone", "alone")
	giveHomework(d, h)
	t.offer(d)
}

// openWent asks how it went because the person wants to say.
func openWent(t *Turn, h *Homework, _ Press) {
	d := &Dialog{Kind: "homework", About: h.ID, Asked: "went"}
	giveHomework(d, h)
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
