package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// agendaPrompt asks, the day before, for a few minutes. It names nobody.
type agendaPrompt struct{}

// Timely: it is tied to an appointment.
func (agendaPrompt) Timely() {}

// dayBefore is how many minutes before an appointment it asks.
const dayBefore = 24 * 60

func (agendaPrompt) Plan(t *Turn) []Prompt {
	var out []Prompt
	for _, o := range t.soon() {
		if !t.agendaOf(o).Done {
			out = append(out, t.agendaPrompt(o))
		}
	}
	return out
}

func (t *Turn) agendaPrompt(o Occurrence) Prompt {
	due := when.Civil(when.Resolve(o.Start.Add(-dayBefore), o.zone()), t.Zone())
	if t.paused(due.Date) {
		due = t.Person().Paused.At(when.Clock{})
	}
	return Prompt{
		PromptKey: PromptKey{Kind: "agenda", Occurrence: occasion(o)},
		Due:       when.Resolve(t.awake(due), t.Zone()), Stale: o.At(), About: o.Key,
	}
}

func (agendaPrompt) Say(t *Turn, p Prompt) {
	o, known := t.occurrence(p.About)
	if !known || !stands(o, p) || t.agendaOf(o).Done || !t.Now.Before(t.pageDue(o)) {
		return // where it is late, the page, which says more, is due as well
	}
	at := t.wall(o)
	ask := t.T("%s, %s. A few minutes now?", t.Weekday(at.Weekday()), t.Clock(at.Clock))
	switch at.Date {
	case t.Today():
		ask = t.T("Today, %s. A few minutes now?", t.Clock(at.Clock))
	case t.Today().AddDays(1):
		ask = t.T("Tomorrow, %s. A few minutes now?", t.Clock(at.Clock))
	}
	buttons := []Button{t.button(t.T("Yes"), "agenda.open", o.Key)}
	if _, ok := t.tonight(o); ok {
		buttons = append(buttons, t.button(t.T("Tonight"), "agenda.tonight", o.Key))
	}
	t.say(ask, append(buttons, t.button(t.T("Not this time"), "agenda.not", o.Key))...)
}

// The evening's times, one of which is still to come when somebody says "tonight".
var evenings = []when.Clock{{Hour: 19}, {Hour: 21}}

// tonight is a time this evening, before o and before the quiet hours, if there is one.
func (t *Turn) tonight(o Occurrence) (time.Time, bool) {
	for _, clock := range evenings {
		at := t.Today().At(clock)
		due := when.Resolve(at, t.Zone())
		if t.awake(at) == at && due.After(t.Now.Add(time.Hour)) && due.Before(o.At()) {
			return due, true
		}
	}
	return time.Time{}, false
}

// agendaOpen is the button [Yes].
func agendaOpen(t *Turn, p Press) {
	if o, ahead := t.stillAhead(p.On); ahead {
		t.openAgenda(o)
	}
}

// agendaTonight is the button [Tonight]: the same prompt comes once more.
func agendaTonight(t *Turn, p Press) {
	o, ahead := t.stillAhead(p.On)
	if !ahead {
		return
	}
	due, ok := t.tonight(o)
	if !ok {
		t.openAgenda(o)
		return
	}
	t.again(t.agendaPrompt(o), due)
	t.instead(t.T("I'll ask at %s.", t.Clock(when.Civil(due, t.Zone()).Clock)))
}

// agendaNot is the button [Not this time].
func agendaNot(t *Turn, p Press) {
	if o, ahead := t.stillAhead(p.On); ahead {
		t.instead(text.Sentences(t.T("Fine. What you kept is on the page all the same."), t.whenPage(o)))
	}
}

// stillAhead is the appointment a button is about, where it is still to come.
func (t *Turn) stillAhead(key string) (Occurrence, bool) {
	o, known := t.occurrence(key)
	if !known || o.State != Planned || !o.At().After(t.Now) {
		t.instead(t.T("That time has passed. What you kept waits for the next one."))
		return o, false
	}
	return o, true
}

// askAgenda gets ready for the next appointment, with somebody where a name is given.
func (t *Turn) askAgenda(name string) {
	o, planned := t.nextNamed(name)
	if !planned {
		t.say(t.T("No appointment is planned. What you keep waits for the next one."))
		return
	}
	t.openAgenda(o)
}

// openAgenda begins to get ready for o.
func (t *Turn) openAgenda(o Occurrence) {
	t.carryOver(o)
	p, ag := t.provider(o.Provider), t.agendaOf(o)
	given := dialog.Given{
		Words: map[string]string{"name": p.Name, "when": t.dayIn(o).String()},
		Lists: map[string][]dialog.Option{"kept": t.keptFor(o)},
	}
	for _, option := range given.Lists["kept"] {
		if !slices.Contains(ag.LeftOut, option.Key) {
			given.Lists["preset"] = append(given.Lists["preset"], option)
		}
	}
	switch {
	case ag.Done:
		given.Words["again"] = "again"
	case len(t.goals(o.Provider)) == 0 && !t.preparedBefore(o) && !p.Medical:
		given.Words["first"] = "first"
	}
	if p.Medical {
		given.Words["medical"] = "medical"
	} else {
		t.giveFit(o, given.Words)
	}
	t.open(&Dialog{Kind: "agenda", About: o.Key, Until: o.At(), Given: given})
}

// giveFit freezes what there is to ask beside the page. Where something is worded and
// unsaid already, that comes first, and nothing is added to it.
func (t *Turn) giveFit(o Occurrence, words map[string]string) {
	if len(t.unsaid(o.Provider)) > 0 {
		return
	}
	for _, begun := range t.between(o.Provider, Noticed) {
		if begun.Sentence != "" {
			words["begun"] = begun.Sentence
			return
		}
	}
	if g, over := t.drift(o.Provider); g != nil {
		words["drift"], words["goalid"], words["over"] = g.Words, g.ID, strconv.Itoa(over)
	}
}

// preparedBefore says whether the person has been through an agenda for this provider.
func (t *Turn) preparedBefore(o Occurrence) bool {
	return slices.ContainsFunc(all[Agenda](t), func(ag *Agenda) bool { return ag.Provider == o.Provider && ag.Done })
}

// nextNamed is the next appointment with somebody of a name, with anybody where it
// names none of them.
func (t *Turn) nextNamed(name string) (Occurrence, bool) {
	for _, p := range t.providers() {
		if name != "" && strings.Contains(dialog.Fold(name), dialog.Fold(p.Name)) {
			return t.next(p.ID)
		}
	}
	return t.next("")
}

// same says whether two ways of writing come to the same.
func same(a, b string) bool { return dialog.Fold(a) == dialog.Fold(b) }
