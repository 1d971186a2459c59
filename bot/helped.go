package bot

import (
	"slices"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// askDoors is what else may be told of an appointment: each door leads to one question
// and back to the doors that are left. It returns the way the person left by.
//
// A door's question is keyed by the door, and the doors after it by the one that was
// gone through, so that nothing hangs on an order.
func askDoors(s *dialog.Script) string {
	doors, key := doorsOf(s), "doors"
	for {
		door := s.Choice(key, s.T("Kept. Anything else?"), doors, dialog.Quiet)
		if door == "" || door == "off" || door == "no" || !behind(s, door) {
			return door
		}
		key = "doors." + door
		doors = slices.DeleteFunc(slices.Clone(doors), func(o dialog.Option) bool { return o.Key == door })
	}
}

func doorsOf(s *dialog.Script) []dialog.Option {
	var out []dialog.Option
	if s.Given("medical") == "" {
		out = append(out, s.Option("helped", s.T("What helped")))
	}
	return append(out,
		s.Option("keep", s.T("Keep a line")),
		s.Option("try", s.T("Something to try")),
		s.Option("off", s.T("Something felt off")),
		s.Option("no", s.T("No")))
}

// behind asks what is behind a door, and says whether that has been dealt with.
func behind(s *dialog.Script, door string) bool {
	switch door {
	case "helped":
		s.Line("helped", s.T("A line: what was it that helped?"), dialog.Optional)
	case "keep":
		s.Line("keep", s.T("Which line? Something said, or something you think."), dialog.Optional)
	case "try":
		return askTry(s)
	}
	return s.Answered(door)
}

// Close is the last word, and what comes of it.
func (debrief) Close(t *Turn, d *Dialog, a dialog.Answers) {
	o, known := t.occurrence(d.Given.Words["key"])
	if !known {
		t.stale()
		return
	}
	switch a.Word("happened") {
	case "tonight":
		t.debriefTonight(d, o)
	case Cancelled:
		t.kept(t.didNot(o, t.T("Kept: cancelled.")), t.newDate(o)...)
	case Missed:
		t.kept(t.didNot(o, t.T("Kept: missed.")), t.newDate(o)...)
	default:
		t.closeDebrief(o, a)
	}
}

// closeDebrief goes on to one thing at most: what felt off, smaller words for what
// stays unsaid, the day's check-in, or the offer of one.
func (t *Turn) closeDebrief(o Occurrence, a dialog.Answers) {
	rec := get[Disconnect](t, t.debriefOf(o).About)
	off, ripe := wentBy(a, "off"), rec != nil && rec.ripe()
	if !off && !ripe && t.askFolded(o) {
		return
	}
	t.kept(t.T("Kept."))
	switch {
	case off:
		t.askDisconnectWith(o.Provider, nil)
	case ripe:
		t.offerSmaller(rec)
	default:
		t.offerRoutine()
	}
}

// askFolded asks the check-in of that day in place of the doors, where it is folded in
// and was not answered, and says whether it did.
func (t *Turn) askFolded(o Occurrence) bool {
	day := t.wall(o).Date
	recent := day == t.Today() || day == t.Today().AddDays(-1)
	if t.Person().Checkin.Every == 0 || get[Checkin](t, day.String()) != nil || !recent || !t.folded(day) {
		return false
	}
	t.open(t.checkinDialog(day))
	return true
}

// wentBy says whether a door was gone through, wherever it stood.
func wentBy(a dialog.Answers, door string) bool {
	for _, from := range []string{"doors", "doors.helped", "doors.keep", "doors.try"} {
		if a.Word(from) == door {
			return true
		}
	}
	return false
}

// didNot says that nothing is lost, and when the next one is.
func (t *Turn) didNot(o Occurrence, kept text.Text) text.Text {
	waits := t.T("What you noted waits for next time.")
	if next, planned := t.next(o.Provider); planned {
		waits = t.T("What you noted waits for %s.", t.At(t.wall(next), t.Today()))
	}
	return text.Lines(kept, waits)
}

// newDate offers to name another day where none is planned.
func (t *Turn) newDate(o Occurrence) []Button {
	if _, planned := t.next(o.Provider); planned {
		return nil
	}
	return []Button{t.button(t.T("A new date"), "appointment.add", "")}
}
