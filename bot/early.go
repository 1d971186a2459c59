package bot

import (
	"time"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// Whom one sees, and when, may be said while the zone is still being asked. It is held
// until the zone is known, and then read as if it had been asked for.

// holdEarly holds words said to the question for the zone, where they are a booking.
func (t *Turn) holdEarly(d *Dialog, open, words string) bool {
	if open != "zone" && open != "zone.typed" || !t.soundsBooked(t.apart(words)[0]) || len(when.ParseZone(words, t.Now)) > 0 {
		return false
	}
	d.give("early", words)
	d.Touched = t.Now
	t.save(d)
	t.say(t.T("Got it, %s. First this:", t.quote(words)))
	t.askAgain()
	return true
}

// asksWhom says whether whom one sees, and when, is being asked.
func (t *Turn) asksWhom(d *Dialog) bool {
	q := t.run(d).Ask
	return q != nil && (q.Key == "said" || q.Key == "time")
}

func (booking) Several(t *Turn, d *Dialog, open, words string) bool {
	if open == "said" && len(t.apart(words)) > 1 {
		a, _, _ := t.run(d).Ask.Read(t.holdRest(d, words), d.Answers[open])
		t.answer(d, open, a)
		return true
	}
	return t.holdEarly(d, open, words)
}

func (contact) Several(t *Turn, d *Dialog, open, words string) bool {
	switch brings := d.Answers.Word("brings"); {
	case open == "brings" && t.soundsBooked(t.apart(words)[0]):
		d.give("early", words)
		t.answer(d, open, dialog.Answer{Values: []string{"appointment"}, Done: true})
		return true
	case brings != "appointment":
		return false
	}
	return t.holdEarly(d, open, words)
}

// readEarly makes what was held the answer it is, once there is a zone to read it by.
func (t *Turn) readEarly(d *Dialog, a dialog.Answers) bool {
	words, zone := d.Given.Words["early"], d.Given.Words["zone"]
	if zone == "" {
		zone = zoneAnswer(a)
	}
	at, err := time.LoadLocation(zone)
	if words == "" || zone == "" || err != nil {
		return false
	}
	read, problem, ok := here{now: t.Now, zone: at}.slotReader(t.Printer)(t.holdRest(d, words))
	delete(d.Given.Words, "early")
	if ok && problem.Empty() {
		d.Answers = d.Answers.With("said", dialog.Answer{Values: []string{read}, Done: true})
	}
	return true
}
