package bot

import (
	"slices"
	"strings"

	"samepage/bot/calendar"
	"samepage/bot/text"
	"samepage/bot/when"
)

// calendarCommand is "/calendar", and "/calendar export".
func (t *Turn) calendarCommand(words string) {
	if words == "export" {
		t.handCalendar(false)
		return
	}
	t.say(text.Lines(
		t.T("Send me a calendar file, one that ends in .ics, and I show you what is in it."),
		t.T("I can hand you your appointments as such a file, too.")),
		t.button(t.T("Hand me the file"), "calendar", ""))
}

// handCalendar hands over what is ahead as a calendar file. It names nobody unless that
// was asked for: other people see calendars.
func (t *Turn) handCalendar(names bool) {
	var events []calendar.Event
	for _, a := range all[Appointment](t) {
		if len(a.upcoming(t.Now)) > 0 {
			events = append(events, t.eventOf(a, names))
		}
	}
	if len(events) == 0 {
		t.noAppointment()
		return
	}
	m := Message{File: &File{Name: "appointments-" + t.Today().String() + ".ics", Type: "text/calendar", Data: calendar.Write(events, t.Now)}}
	if names {
		m.Text = t.T("Here it is, with names. Whoever sees your calendar can read them.")
	} else {
		m.Text = t.T("Here is what is ahead, as a calendar file. Each is called \"Appointment\". Nobody is named.")
		m.Buttons = []Button{t.button(t.T("With names"), "calendar.names", "")}
	}
	t.send(m)
}

// eventOf is an appointment as a calendar has it.
func (t *Turn) eventOf(a *Appointment, named bool) calendar.Event {
	e := calendar.Event{UID: t.ownUID(a), Summary: t.T("Appointment").String(), Start: a.Start, Zone: a.Zone, Minutes: a.Minutes}
	if a.From != nil {
		e.Sequence = a.From.Sequence
	}
	if name := t.nameOf(a.Provider); named && name != "" {
		e.Summary = name
	}
	if a.Rule == "" {
		if one := a.one(a.Start.Date.String()); !one.Start.IsZero() {
			e.Start = one.Start
		}
		return e
	}
	e.Rule = a.Rule
	if !a.Until.IsZero() {
		e.Rule += ";UNTIL=" + strings.ReplaceAll(a.Until.AddDays(-1).String(), "-", "")
	}
	t.exceptions(a, &e)
	return e
}

// ownUID is an appointment's own where several came from one event.
func (t *Turn) ownUID(a *Appointment) string {
	if a.From == nil || a.From.UID == "" || len(t.withUID(a.From.UID)) > 1 {
		return a.ID + atHome
	}
	return a.From.UID
}

// exceptions are those that are off, moved, or in an absence.
func (t *Turn) exceptions(a *Appointment, e *calendar.Event) {
	for id, one := range a.Single {
		day, err := when.ParseDate(id)
		was := day.At(a.Start.Clock)
		switch {
		case err != nil || !a.holds(id):
		case one.State == Cancelled:
			e.Except = append(e.Except, was)
		case !one.Start.IsZero():
			e.Moved = append(e.Moved, calendar.Moved{Was: was, Start: one.Start, Minutes: a.Minutes})
		}
	}
	p := t.provider(a.Provider)
	today := when.Civil(t.Now, a.zone()).Date
	for _, o := range a.occurrences(today, today.AddDays(horizon)) {
		if o.State == Planned && p != nil && p.awayOn(o.Start.Date) && a.Single[o.id()].Start.IsZero() {
			e.Except = append(e.Except, o.Start)
		}
	}
	slices.SortFunc(e.Except, when.DateTime.Compare)
	slices.SortFunc(e.Moved, func(a, b calendar.Moved) int { return a.Was.Compare(b.Was) })
}
