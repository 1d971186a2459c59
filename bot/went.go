package bot

import (
	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// went is the question how it went: alone, or along with the check-in.
type went struct{}

func (went) InPlace() {}

// Fleeting: it goes with the daily question.
func (went) Fleeting() {}

func (went) Script(s *dialog.Script) {
	if s.Given("alone") == "" || s.Choice("open", s.T("One short question?"), shortQuestion(s), dialog.Means("yes", "no")) == "yes" {
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
	if h := t.homeworkDays()[t.Today()]; h != nil && !t.cardShown() && d.About == t.Today().String() {
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

// eveningPrompt is one at the time of the check-in, which is dropped with the day. Only who
// set that time themselves is asked at it in quiet hours.
func (t *Turn) eveningPrompt(occurrence string, day when.Date, about string) Prompt {
	due := t.askedAt(day)
	if t.Person().Checkin.Every == 0 {
		due = when.Resolve(t.awake(when.Civil(due, t.Zone())), t.Zone())
	}
	return Prompt{
		PromptKey: PromptKey{Occurrence: occurrence}, About: about,
		Due:   due,
		Stale: when.StartOfDay(day.AddDays(1), t.Zone()),
	}
}

func (went) Say(t *Turn, p Prompt) {
	h := get[Homework](t, p.About)
	if h == nil || h.State != Trying {
		return
	}
	if t.cardShown() { // no evening for it: it waits a day
		h.Ask = h.Ask.AddDays(1)
		t.save(h)
		return
	}
	h.Asked = t.Today()
	t.save(h)
	d := &Dialog{Kind: "homework", About: p.Occurrence, Until: p.Stale}
	d.give("alone", "alone")
	giveHomework(d, h)
	t.offer(d)
}

// Unsay has it be one that was not asked about.
func (went) Unsay(t *Turn, p Prompt) {
	if h := get[Homework](t, p.About); h != nil && h.Asked == t.Today() {
		h.Asked = when.Date{}
		t.save(h)
	}
}

// openWent asks how it went because the person wants to say.
func openWent(t *Turn, h *Homework, _ Press) {
	d := &Dialog{Kind: "homework", About: h.ID, Asked: "went"}
	giveHomework(d, h)
	t.open(d)
}
