package bot

import (
	"fmt"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// booking asks whom the person sees, and when. What is understood is kept at once; the
// receipt says how.
type booking struct{}

// booked is what a booking comes to. It is kept once it is whole.
type booked struct {
	slot
	At    timed
	Zone  string
	whole bool
}

func (booking) Script(s *dialog.Script) { book(s) }

func book(s *dialog.Script) (b booked) {
	b.Zone = s.Given("zone")
	if b.Zone == "" {
		b.Zone = askZone(s)
	}
	h := hereOf(s, b.Zone)
	if b.Zone == "" || !askSlot(s, h, &b) || !askName(s, &b) || !askTime(s, h, &b) || !askWhich(s, &b) || !askClock(s, h, &b) {
		return b
	}
	b.whole = askPhase(s, &b)
	return b
}

// Waits is so that somebody who is told about in between is not lost.
func (booking) Waits(d *Dialog) bool { return d.Answers.Word("said") != "" }

// askSlot asks for everything at once.
func askSlot(s *dialog.Script, h here, b *booked) bool {
	was := parseSlot(s.Given("was"))
	ask, leave := s.T(`Who do you see, and when? "Dr. Lee, Thursday at 4, every week" is enough.`), s.T("Not now")
	if s.Given("was") != "" {
		ask, leave = s.T(`How is it? Just what is different will do: "at 5", "every second week", "Thomas".`), s.T("Leave it")
	}
	said := s.Line("said", ask, dialog.Optional, dialog.Way(leave), dialog.Reads(h.slotReader(s.Printer)))
	b.slot = parseSlot(said).over(was, h)
	return said != ""
}

func askName(s *dialog.Script, b *booked) bool {
	if b.Who == "" {
		b.Who = s.Line("who", s.T(`What do you call them? "Tom" or "Dr. Lee" is enough.`), dialog.Reads(nameReader(s.Printer)))
	}
	return b.Who != ""
}

func askTime(s *dialog.Script, h here, b *booked) bool {
	if len(b.Times) == 0 {
		more := parseSlot(s.Line("time", s.T(`When do you see %s? "Thursday at 4, every week" is enough.`, b.Who),
			dialog.Reads(h.timeReader(s.Printer))))
		more.Who = b.Who
		b.slot = more.over(b.slot, h)
	}
	return len(b.Times) > 0
}

// askWhich asks which of several days was meant.
func askWhich(s *dialog.Script, b *booked) bool {
	if len(b.Times) == 1 {
		b.At = b.Times[0]
		return true
	}
	today := when.Date{Year: b.Times[0].Start.Year}
	var options []dialog.Option
	for _, at := range b.Times {
		options = append(options, s.Option(at.Start.Date.String(), s.Day(at.Start.Date, today)))
	}
	which := s.Choice("which", s.T("Which day do you mean?"), options)
	for _, at := range b.Times {
		if at.Start.Date.String() == which {
			b.At = at
		}
	}
	return which != ""
}

func askClock(s *dialog.Script, h here, b *booked) bool {
	if b.At.Clock {
		return true
	}
	day := s.Day(b.At.Start.Date, h.civil().Date)
	if b.At.Rule != "" {
		day = s.Weekday(b.At.Start.Weekday())
	}
	said := parseSlot(s.Line("clock", s.T("%s with %s: at what time?", day, b.Who), dialog.Reads(h.clockReader(s.Printer))))
	if said.Clock != nil {
		b.At = h.atClock(b.At, *said.Clock)
	}
	return said.Clock != nil
}

// askPhase asks in which week a series begins that is not every week.
func askPhase(s *dialog.Script, b *booked) bool {
	if !b.At.Phase {
		return true
	}
	rule, err := when.ParseRule(b.At.Rule, b.At.Start)
	if err != nil {
		return true
	}
	first := b.At.Start.Date
	var options []dialog.Option
	for i := range min(rule.Interval(), 4) {
		day := first.AddDays(7 * i)
		options = append(options, s.Option(day.String(), s.Day(day, first)))
	}
	phase := s.Choice("phase", s.T("%s: which is the first one?", b.Who), options, dialog.Reads(phaseReader(options)))
	if day, err := when.ParseDate(phase); err == nil {
		b.At.Start.Date = day
	}
	return phase != ""
}

// Learn reads what was held until there was a zone.
func (booking) Learn(t *Turn, d *Dialog, a dialog.Answers) bool { return t.readEarly(d, a) }

// Keep writes the provider, if they are new, and the appointments.
func (booking) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	b := heard(t, d, a)
	t.keepZone(zoneAnswer(a))
	if !b.whole {
		return
	}
	p := t.providerNamed(b.Who, d.ID)
	p.Medical, p.Video = p.Medical || b.Medical, p.Video || b.Video
	t.save(p)
	t.keepAppointments(d.ID, p, b)
	if n := get[Note](t, d.Given.Words["note"]); n != nil {
		t.remove(n) // it is the appointment now
	}
}

func heard(t *Turn, d *Dialog, a dialog.Answers) (b booked) {
	dialog.Run(func(s *dialog.Script) { b = book(s) }, t.Printer, d.Given, a)
	return b
}

// keepAppointments makes run's appointments those of b.
func (t *Turn) keepAppointments(run string, p *Provider, b booked) {
	wanted := map[string]bool{}
	for i, a := range b.At.split() {
		a.ID, a.Run = fmt.Sprintf("%s%c", run, 'a'+i), run
		a.Provider, a.Zone, a.Video = p.ID, b.Zone, p.Video || b.Video
		if a.Minutes = b.Minutes; a.Minutes == 0 {
			a.Minutes = defaultMinutes
		}
		if old := get[Appointment](t, a.ID); old != nil {
			a.Said, a.Single = old.Said, old.Single
		}
		if t.twin(&a) != nil {
			continue
		}
		wanted[a.ID] = true
		t.save(&a)
	}
	for _, a := range all[Appointment](t) {
		if a.Run == run && !wanted[a.ID] {
			t.remove(a)
		}
	}
}

// twin is the appointment of another booking that a would only double; nil where there is none.
func (t *Turn) twin(a *Appointment) *Appointment {
	for _, other := range all[Appointment](t) {
		same := other.Start == a.Start && other.Rule == a.Rule && other.Zone == a.Zone
		if other.Run != a.Run && other.Provider == a.Provider && same {
			return other
		}
	}
	if a.Rule != "" {
		return nil
	}
	for _, o := range t.occurrences(a.Start.Date, a.Start.Date.AddDays(1)) {
		if o.Run != a.Run && o.Provider == a.Provider && o.State == Planned && o.At().Equal(when.Resolve(a.Start, a.zone())) {
			return o.Appointment
		}
	}
	return nil
}

// unbooked is the way out.
func (t *Turn) unbooked(d *Dialog) {
	if d.Given.Words["was"] != "" {
		t.instead(t.T("Left as it was."))
		return
	}
	t.instead(t.T("Fine. /appointment adds one when you like. Send me anything you want to bring up."))
}

// askAppointment asks whom the person sees, and when.
func (t *Turn) askAppointment() { t.askBooking("") }

// askBooking does, unless words already say it.
func (t *Turn) askBooking(early string) {
	d := t.bookingDialog()
	d.give("early", early)
	t.open(d)
}

func (t *Turn) bookingDialog() *Dialog {
	var typical []string
	for _, a := range all[Appointment](t) {
		typical = append(typical, a.Start.Clock.String())
	}
	return &Dialog{Kind: "appointment", Given: dialog.Given{
		Words: map[string]string{"now": t.Now.Format(time.RFC3339), "zone": t.Person().Zone, "typical": strings.Join(typical, " ")},
		Lists: map[string][]dialog.Option{"zones": t.zoneOptions()},
	}}
}

// addAppointment is asked in words that may already say whom and when.
func (t *Turn) addAppointment(words string) bool {
	t.addTo(t.bookingDialog(), words)
	return true
}

// addTo opens d, which asks for one, with what words say of it.
func (t *Turn) addTo(d *Dialog, words string) {
	d.ID = t.records.NewID()
	h, words := t.here(), t.holdRest(d, words)
	if read, problem, ok := h.slotReader(t.Printer)(words); ok {
		said := parseSlot(read)
		if !problem.Empty() {
			t.say(t.T("%s has passed.", t.At(said.Times[0].Start, t.Today())))
			said.Clock, said.Times = said.clock(), nil
		}
		if said.Who != "" || len(said.Times) > 0 {
			d.Answers = dialog.Answers{}.With("said", dialog.Answer{Values: []string{said.String()}, Done: true})
			t.keepSource(Source{Kind: d.kind(), ID: d.ID, Key: "said", Was: words})
		}
	}
	t.open(d)
}

// changeBooking is the button [Change]: the booking is asked again over what it was.
func changeBooking(t *Turn, p Press) {
	a := get[Appointment](t, p.On)
	if a == nil {
		t.stale()
		return
	}
	d := get[Dialog](t, a.Run)
	if d == nil || len(a.Single) > 0 || a.Series != "" || !when.Resolve(a.Start, a.zone()).After(t.Now) {
		t.askMove(a.Provider)
		return
	}
	b := heard(t, d, d.Answers)
	b.Times = []timed{b.At}
	d.Given.Words["was"], d.Given.Words["zone"], d.Answers = b.slot.String(), b.Zone, nil
	t.open(d)
}
