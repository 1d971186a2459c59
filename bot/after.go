package bot

import (
	"slices"
	"strconv"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// debriefPrompt asks, half an hour after an appointment, whether it happened. It names
// nobody and says nothing of what it was.
type debriefPrompt struct{}

// Timely: it is tied to an appointment.
func (debriefPrompt) Timely() {}

const (
	afterEnd    = 30 * time.Minute
	staleAfter  = 24 * time.Hour
	latelyDays  = 2   // how many days back an appointment may still be asked about unasked
	longAgoDays = 366 // and how many when the person asks
)

// restsAfter says whether appointments are asked about no more, since nobody ever answered:
// one answer brings it back.
func (t *Turn) restsAfter() bool { return t.asking().Untold >= patience }

func (debriefPrompt) Plan(t *Turn) []Prompt {
	var out []Prompt
	if t.restsAfter() {
		return nil
	}
	for _, o := range append(t.begun(latelyDays), t.soon()...) {
		if p := t.debriefDue(o); o.State == Planned && !t.paused(when.Civil(p.Due, t.Zone()).Date) {
			out = append(out, p)
		}
	}
	return out
}

func (t *Turn) debriefDue(o Occurrence) Prompt {
	due := o.End().Add(afterEnd)
	return Prompt{
		PromptKey: PromptKey{Kind: "debrief", Occurrence: occasion(o)}, About: o.Key,
		Due: when.Resolve(t.awake(when.Civil(due, t.Zone())), t.Zone()), Stale: due.Add(staleAfter),
	}
}

func (debriefPrompt) Say(t *Turn, p Prompt) {
	o, known := t.occurrence(p.About)
	if !known || o.State != Planned {
		return
	}
	d, asking := t.debriefDialog(o), t.asking()
	if asking.Untold++; asking.Untold == patience {
		d.give("last", "last")
	}
	t.save(asking)
	t.offer(d)
}

// Unsay has it be one that was not ignored.
func (debriefPrompt) Unsay(t *Turn, _ Prompt) {
	if asking := t.asking(); asking.Untold > 0 {
		asking.Untold--
		t.save(asking)
	}
}

// begun is the appointments that have begun within some days, oldest first.
func (t *Turn) begun(days int) []Occurrence {
	return slices.DeleteFunc(t.occurrences(t.Today().AddDays(-days), t.Today().AddDays(2)), func(o Occurrence) bool {
		return o.At().After(t.Now)
	})
}

// folded says whether a day's check-in is asked along with a debrief on that day.
func (t *Turn) folded(day when.Date) bool {
	return slices.ContainsFunc(t.occurrences(day.AddDays(-1), day.AddDays(2)), func(o Occurrence) bool {
		p := t.debriefDue(o)
		if t.restsAfter() && !t.spent(p.PromptKey) {
			return false
		}
		due := when.Civil(p.Due, t.Zone()).Date
		return (o.State == Planned || o.State == Happened || t.toldTooLate(p, day)) && t.wall(o).Date == day && due == day && !t.paused(day)
	})
}

// toldTooLate says whether the day's own question was due before they told, in a debrief,
// that there was no appointment: then it is not made up for.
func (t *Turn) toldTooLate(debrief Prompt, day when.Date) bool {
	return !t.question(day).Due.After(t.Now) && t.spent(debrief.PromptKey)
}

// debriefDialog is the dialog about an occurrence, with what is known now.
func (t *Turn) debriefDialog(o Occurrence) *Dialog {
	d := t.dialogAbout("debrief", occasion(o))
	if d == nil {
		d = &Dialog{Kind: "debrief", About: occasion(o)}
	}
	later := d.Given.Words["later"]
	d.Given = dialog.Given{}
	d.give("key", o.Key)
	d.give("later", later)
	d.give("when", t.moment(t.wall(o)).String())
	if p := t.provider(o.Provider); p != nil {
		d.give("who", p.Name)
		if p.Medical {
			d.give("medical", "medical")
		}
	}
	if _, ok := t.evening(); ok && later == "" {
		d.give("tonight", "tonight")
	}
	t.giveSentence(d, o)
	t.giveSunday(d)
	d.Given.Lists = map[string][]dialog.Option{"topics": t.topicOptions(o)}
	return d
}

// moment is when something was: "16:00 today".
func (t *Turn) moment(at when.DateTime) text.Text {
	switch at.Date {
	case t.Today():
		return t.T("%s today", t.Clock(at.Clock))
	case t.Today().AddDays(-1):
		return t.T("%s yesterday", t.Clock(at.Clock))
	}
	return t.At(at, t.Today())
}

// giveSentence freezes the sentence that was first on the page: one worded since is
// none that could have been said.
func (t *Turn) giveSentence(d *Dialog, o Occurrence) {
	if b := get[Debrief](t, o.Key); b != nil && b.About != "" {
		d.give("sentence", b.About)
		return
	}
	left := t.agendaOf(o).LeftOut
	unsaid := slices.DeleteFunc(t.unsaid(o.Provider), func(rec *Disconnect) bool {
		return rec.Wording.After(o.At()) || slices.Contains(left, unsaidMark+rec.ID)
	})
	if len(unsaid) == 0 {
		return
	}
	d.give("sentence", unsaid[0].ID)
	d.give("words", unsaid[0].Sentence)
	if len(unsaid) > 1 {
		d.give("several", strconv.Itoa(len(unsaid)))
	}
}

// evening is a time this evening, not before an hour from now, if there is one.
func (t *Turn) evening() (time.Time, bool) {
	for _, clock := range evenings {
		at := t.Today().At(clock)
		due := when.Resolve(at, t.Zone())
		if t.awake(at) == at && due.After(t.Now.Add(time.Hour)) {
			return due, true
		}
	}
	return time.Time{}, false
}

// debriefTonight puts the question away until the evening, under its own key.
func (t *Turn) debriefTonight(d *Dialog, o Occurrence) {
	d.Answers, d.State = nil, Offered
	d.give("later", "later") // which is offered once
	t.save(d)
	due, ok := t.evening()
	if !ok {
		t.instead(t.T("Fine. /debrief is there whenever you like."))
		return
	}
	t.toldAfter()
	t.again(t.debriefDue(o), due)
	t.instead(t.T("I'll ask at %s.", t.Clock(when.Civil(due, t.Zone()).Clock)))
}

// toldAfter keeps that the question about an appointment was not ignored.
func (t *Turn) toldAfter() {
	if asking := t.asking(); asking.Untold > 0 {
		asking.Untold = 0
		t.save(asking)
	}
}

// askDebrief asks about the latest appointment nobody has told of, however long ago.
func (t *Turn) askDebrief() {
	for _, o := range slices.Backward(t.begun(longAgoDays)) {
		b := get[Debrief](t, o.Key)
		if o.State == Planned || o.State == Happened && (b == nil || t.half(o)) {
			t.openDebrief(o)
			return
		}
	}
	t.say(t.T("Nothing waits to be told. After an appointment I ask what came of it."),
		t.button(t.T("Something felt off"), "debrief.off", ""))
}

// openDebrief asks because the person wants it, so it may say whom it is about.
func (t *Turn) openDebrief(o Occurrence) {
	d := t.debriefDialog(o)
	if p := t.provider(o.Provider); p != nil {
		d.give("when", t.T("%s, %s", p.Name, t.moment(t.wall(o))).String())
	}
	if o.State == Happened {
		d.Answers = d.Answers.With("happened", dialog.Answer{Values: []string{"yes"}, Done: true})
	}
	t.open(d)
}

// half says whether a debrief was begun and not yet gone through.
func (t *Turn) half(o Occurrence) bool {
	d := t.dialogAbout("debrief", occasion(o))
	return d != nil && !t.run(d).Done
}
