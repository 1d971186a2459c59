package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// Close is the receipt: what was understood, and what comes of it.
func (booking) Close(t *Turn, d *Dialog, a dialog.Answers) {
	b := heard(t, d, a)
	if !b.whole {
		t.unbooked(d)
		return
	}
	t.closeContact()
	var lines []text.Text
	var last *Appointment
	for _, one := range all[Appointment](t) {
		if one.Run == d.ID {
			last = one
			lines = append(lines, described(t.Printer, t.nameOf(one.Provider), one, t.Today()))
		}
	}
	if last == nil {
		t.bookedBefore(d, b)
		return
	}
	lines = append(lines, t.remarks(b, last)...)
	if t.isFirst(last) {
		lines = append(lines, t.whatComes(last, t.nameOf(last.Provider)))
	}
	t.kept(text.Lines(lines...), t.receiptButtons(last)...)
	t.bookRest(d, b.Who)
}

// bookedBefore is the receipt of what was there already.
func (t *Turn) bookedBefore(d *Dialog, b booked) {
	for _, a := range b.At.split() {
		a.Run, a.Provider, a.Zone = d.ID, t.providerNamed(b.Who, d.ID).ID, b.Zone
		if twin := t.twin(&a); twin != nil {
			t.instead(t.T("That one is here already: %s", described(t.Printer, t.nameOf(twin.Provider), twin, t.Today())), t.receiptButtons(twin)...)
			return
		}
	}
}

// whatComes is what happens until a person sees somebody for the first time.
func (t *Turn) whatComes(a *Appointment, who string) text.Text {
	if when.Resolve(a.Start, a.zone()).Sub(t.Now) < 24*time.Hour {
		return t.T("Until then send me anything for %s.", who)
	}
	return t.T("I'll ask the day before what you want to bring. Until then send me anything for %s.", who)
}

// isFirst says whether a comes from the first booking with its provider.
func (t *Turn) isFirst(a *Appointment) bool {
	return !slices.ContainsFunc(all[Appointment](t), func(other *Appointment) bool {
		return other.Provider == a.Provider && other.Run != a.Run
	})
}

func (t *Turn) receiptButtons(a *Appointment) []Button {
	change := t.button(t.T("Change"), "appointment.change", a.ID)
	if a.Rule != "" {
		return []Button{change}
	}
	return []Button{t.button(t.T("Every week"), "appointment.weekly", a.ID), change}
}

// remarks are what is worth saying beside the time.
func (t *Turn) remarks(b booked, a *Appointment) []text.Text {
	var out []text.Text
	if shown := when.Civil(when.Resolve(a.Start, a.zone()), a.zone()); shown != a.Start {
		out = append(out, t.T("The clocks go forward that day: %s will be %s.", t.Clock(a.Start.Clock), t.Clock(shown.Clock)))
	}
	if b.At.Later {
		out = append(out, t.T("That time has passed today, so I took the next day."))
	}
	if a.Minutes != defaultMinutes {
		out = append(out, t.N(a.Minutes, "It takes %d minute.", "It takes %d minutes.", a.Minutes))
	}
	if last := lastLine(t.Printer, a, t.Today()); !last.Empty() {
		out = append(out, last)
	}
	if a.Video {
		out = append(out, t.T("By video."))
	}
	return out
}

// weekly is the button [Every week] on an appointment of one date.
func weekly(t *Turn, p Press) {
	a := get[Appointment](t, p.On)
	if a == nil || a.Rule != "" {
		t.stale()
		return
	}
	a.Rule = fmt.Sprintf("FREQ=WEEKLY;BYDAY=%s", strings.ToUpper(a.Start.Weekday().String()[:2]))
	t.save(a)
	t.kept(described(t.Printer, t.nameOf(a.Provider), a, t.Today()), t.receiptButtons(a)...)
}
