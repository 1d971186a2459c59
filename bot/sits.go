package bot

import (
	"slices"

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

// Fleeting: how it is now is no question for another evening.
func (sits) Fleeting() {}

func (sits) Script(s *dialog.Script) {
	if s.Choice("open", s.T("One short question about yesterday?"), shortQuestion(s), dialog.Means("yes", "no")) == "yes" {
		sits{}.Along(s, nil)
	}
}

// Along asks where there is an answer to ask about.
func (sits) Along(s *dialog.Script, receipt text.Text) text.Text {
	if s.Given("sits") == "" {
		return receipt
	}
	how := s.Choice("sits", text.Lines(receipt, s.T("Yesterday's answer: how is it now?")), []dialog.Option{
		s.Option(sitsLighter, s.T("Lighter")), s.Option(sitsSame, s.T("Same")),
		s.Option(sitsHeavier, s.T("Heavier")), s.Option(sitsUnknown, s.T("Don't know")),
	})
	if how == "" {
		return receipt
	}
	return text.Lines(receipt, sitsText(s.Printer, how))
}

func (sits) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if rec, how := get[Disconnect](t, d.Given.Words["sits"]), a.Word("sits"); rec != nil && how != "" {
		rec.Sits = how
		t.save(rec)
	}
}

func (sits) Close(t *Turn, d *Dialog, a dialog.Answers) {
	if how := a.Word("sits"); how != "" {
		t.kept(text.Sentences(t.T("Kept."), sitsText(t.Printer, how)), sits{}.Doors(t, d)...)
		return
	}
	t.instead(t.T("Fine. I won't ask again."))
}

func sitsText(p text.Printer, how string) text.Text {
	switch how {
	case sitsLighter:
		return p.T("The answer is lighter now.")
	case sitsSame:
		return p.T("The answer sits the same.")
	case sitsHeavier:
		return p.T("The answer is heavier now.")
	}
	return p.T("How the answer sits is open.")
}

// Doors are ways on for an answer that weighs more than it did.
func (sits) Doors(t *Turn, d *Dialog) []Button {
	rec := get[Disconnect](t, d.Given.Words["sits"])
	if rec == nil || rec.Sits != sitsHeavier {
		return nil
	}
	on := func(label text.Text, action string) Button {
		return Button{Label: label, Press: Press{Key: action, Option: rec.ID}}
	}
	return []Button{
		on(t.T("Words for next time"), "sits.words"),
		on(t.T("Just keep"), "sits.keep"),
		on(t.T("Someone outside"), "sits.outside"),
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

// sitsOn is the answer to be asked about on a day, nil where there is none.
func (t *Turn) sitsOn(day when.Date) *Disconnect {
	for _, rec := range all[Disconnect](t, Answered) {
		if on, ok := t.sitsDay(rec); ok && on == day && (rec.Sits == "" || rec.Sits == sitsAsked) {
			return rec
		}
	}
	return nil
}

// sitsThen says whether an answer is, or was, to be asked about on a day.
func (t *Turn) sitsThen(day when.Date) bool {
	return slices.ContainsFunc(all[Disconnect](t, Answered), func(rec *Disconnect) bool {
		on, ok := t.sitsDay(rec)
		return ok && on == day
	})
}

// Give freezes, for a check-in, the answer that is to be asked about today.
func (sits) Give(t *Turn, d *Dialog) {
	if rec := t.sitsOn(t.Today()); rec != nil && !t.cardShown() && d.About == t.Today().String() {
		t.askedSits(rec)
		d.give("sits", rec.ID)
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
	asked := map[when.Date]bool{}
	for _, rec := range all[Disconnect](t, Answered) {
		if day, ok := t.sitsDay(rec); ok && rec.Sits != "" {
			asked[day] = true
		}
	}
	for _, rec := range all[Disconnect](t, Answered) {
		day, ok := t.sitsDay(rec)
		if !ok || asked[day] || day.Before(t.Today()) || t.checksIn(day) || t.paused(day) {
			continue
		}
		asked[day] = true // one an evening
		out = append(out, t.eveningPrompt(rec.ID, day, rec.ID))
	}
	return out
}

func (sits) Say(t *Turn, p Prompt) {
	rec := get[Disconnect](t, p.About)
	if rec == nil || rec.State != Answered || t.cardShown() {
		return
	}
	t.askedSits(rec)
	d := &Dialog{Kind: "sits", About: p.Occurrence, Until: p.Stale}
	d.give("sits", rec.ID)
	t.offer(d)
}

// Unsay has the answer be one that was not asked about.
func (sits) Unsay(t *Turn, p Prompt) {
	if rec := get[Disconnect](t, p.About); rec != nil && rec.Sits == sitsAsked {
		rec.Sits = ""
		t.save(rec)
	}
}

// onSits is a button on an answer that is still there.
func onSits(do func(*Turn, *Disconnect)) func(*Turn, Press) {
	return func(t *Turn, p Press) {
		if rec := get[Disconnect](t, p.Option); rec != nil {
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

// checksIn says whether the daily question comes on a day, or came.
func (t *Turn) checksIn(day when.Date) bool {
	if t.spent(PromptKey{"checkin", day.String()}) {
		return true
	}
	next, ok := t.nextCheckin()
	every := t.Person().Checkin.Every
	return ok && !day.Before(next) && next.Days(day)%max(every, 1) == 0 && !t.folded(day)
}
