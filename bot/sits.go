package bot

import (
	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// How an answer sits is asked once, the evening after: along with the check-in, or
// alone. It is kept on the disconnect, as one of these.
const (
	sitsAsked   = "asked" // and not answered
	sitsLighter = "lighter"
	sitsSame    = "same"
	sitsHeavier = "heavier"
	sitsUnknown = "unknown"
)

// sits is that question.
type sits struct{}

func (sits) InPlace() {}

// Script is silent where there is no answer to ask about.
func (sits) Script(s *dialog.Script) {
	if s.Given("sits") == "" || s.Given("alone") != "" && s.Choice("open", s.T("One short question about yesterday?"), shortQuestion(s)) != "yes" {
		return
	}
	s.Choice("sits", s.T("Yesterday's answer: how is it now?"), []dialog.Option{
		s.Option(sitsLighter, s.T("Lighter")), s.Option(sitsSame, s.T("Same")),
		s.Option(sitsHeavier, s.T("Heavier")), s.Option(sitsUnknown, s.T("Don't know")),
	})
}

func (sits) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if rec, how := get[Disconnect](t, d.Given.Words["sits"]), a.Word("sits"); rec != nil && how != "" {
		rec.Sits = how
		t.save(rec)
	}
}

func (sits) Close(t *Turn, d *Dialog, a dialog.Answers) {
	rec := get[Disconnect](t, d.Given.Words["sits"])
	if how := a.Word("sits"); rec != nil && how != "" {
		t.kept(sitsText(t.Printer, how), t.sitsDoors(rec)...)
		return
	}
	t.instead(t.T("Fine. I won't ask again."))
}

func sitsText(p text.Printer, how string) text.Text {
	switch how {
	case sitsLighter:
		return p.T("Kept: lighter.")
	case sitsSame:
		return p.T("Kept: the same.")
	case sitsHeavier:
		return p.T("Kept: heavier.")
	}
	return p.T("Kept: you don't know yet.")
}

// sitsDoors are ways on for an answer that weighs more than it did. Leaving them is
// to just keep it.
func (t *Turn) sitsDoors(rec *Disconnect) []Button {
	if rec.Sits != sitsHeavier {
		return nil
	}
	return []Button{
		t.button(t.T("Words for next time"), "sits.words", rec.ID),
		t.button(t.T("Just keep"), "sits.keep", rec.ID),
		t.button(t.T("Someone outside"), "sits.outside", rec.ID),
	}
}

// sitsDay is the day on which an answer is asked about.
func (t *Turn) sitsDay(rec *Disconnect) (when.Date, bool) {
	o, known := t.occurrence(rec.Voiced)
	if !known {
		return when.Date{}, false
	}
	return t.wall(o).Date.AddDays(1), true
}

// Give freezes, for a check-in, the answer that is to be asked about today.
func (sits) Give(t *Turn, d *Dialog) {
	for _, rec := range all[Disconnect](t, Answered) {
		day, ok := t.sitsDay(rec)
		if ok && day == t.Today() && d.About == day.String() && (rec.Sits == "" || rec.Sits == sitsAsked) {
			t.askedSits(rec)
			d.give("sits", rec.ID)
			return
		}
	}
}

// askedSits keeps that an answer was asked about, so that it is once for ever.
func (t *Turn) askedSits(rec *Disconnect) {
	rec.Sits = sitsAsked
	t.save(rec)
}

// Plan asks alone on days without a check-in.
func (sits) Plan(t *Turn) []Prompt {
	var out []Prompt
	for _, rec := range all[Disconnect](t, Answered) {
		day, ok := t.sitsDay(rec)
		if !ok || rec.Sits != "" || day.Before(t.Today()) || t.checksIn(day) || t.paused(day) {
			continue
		}
		out = append(out, t.eveningPrompt(rec.ID, day, rec.ID))
	}
	return out
}

func (sits) Say(t *Turn, p Prompt) {
	rec := get[Disconnect](t, p.About)
	if rec == nil || rec.State != Answered {
		return
	}
	t.askedSits(rec)
	d := &Dialog{Kind: "sits", About: p.Occurrence, Until: p.Stale}
	d.give("alone", "alone")
	d.give("sits", rec.ID)
	t.offer(d)
}

// onSits is a button on an answer that is still there.
func onSits(do func(*Turn, *Disconnect)) func(*Turn, Press) {
	return func(t *Turn, p Press) {
		if rec := get[Disconnect](t, p.On); rec != nil {
			do(t, rec)
			return
		}
		t.stale()
	}
}

// sitsWords is [Words for next time].
func sitsWords(t *Turn, rec *Disconnect) { t.askDisconnectWith(rec.Provider, nil) }

// sitsKept is [Just keep].
func sitsKept(t *Turn, _ *Disconnect) { t.instead(t.T("Kept. Nothing more is needed.")) }

// sitsOutside is [Someone outside].
func sitsOutside(t *Turn, _ *Disconnect) {
	t.instead(t.outside(), t.button(t.T("Help now"), "crisis", ""))
}

// checksIn says whether the daily question comes on a day.
func (t *Turn) checksIn(day when.Date) bool {
	next, ok := t.nextCheckin()
	every := t.Person().Checkin.Every
	return ok && !day.Before(next) && next.Days(day)%max(every, 1) == 0 && !t.folded(day)
}
