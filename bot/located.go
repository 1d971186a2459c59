package bot

import (
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// located hears a place on the map, in its zone. It answers the question where the
// person's clock hangs, or else moves them there. The place itself is not kept.
func (t *Turn) located(zone string) {
	d, key := t.asksForZone()
	switch {
	case zone == "":
		t.nowhere(d)
	case d != nil && d.Kind == "place":
		d.give("pin", "yes")
		t.answer(d, key, dialog.Answer{Values: []string{zone}, Done: true})
	case d != nil:
		t.placed(t.run(d))
		t.say(text.Lines(t.T("%s, then.", cityOf(zone)), t.pinNotKept()))
		t.answer(d, key, dialog.Answer{Values: []string{zone}, Done: true})
	case zone == t.Person().Zone:
		t.say(text.Lines(t.placeSet(), t.pinNotKept()))
		t.askAgain()
	default:
		t.movedTo(zone)
	}
}

// placed notes that a place on the map, if one was asked for, is not asked for any more.
func (t *Turn) placed(before dialog.Outcome) {
	if q := before.Ask; q != nil && q.Place {
		t.placeOver = true
	}
}

// asksForZone is the open dialog that asks for the zone, and the question that does.
func (t *Turn) asksForZone() (*Dialog, string) {
	d := t.current()
	if d == nil {
		return nil, ""
	}
	if q := t.run(d).Ask; q != nil && (q.Key == "zone" || strings.HasPrefix(q.Key, "zone.")) {
		return d, q.Key
	}
	return nil, ""
}

// nowhere is a place without a zone of its own: at sea, or at a pole.
func (t *Turn) nowhere(asking *Dialog) {
	t.say(text.Lines(t.T("I can't tell what time it is there. A big city near you will do."), t.pinNotKept()))
	if asking == nil {
		t.open(t.placeDialog())
	}
}

// movedTo sets the zone, and asks what becomes of the daily question.
func (t *Turn) movedTo(zone string) {
	d := t.placeDialog()
	d.give("pin", "yes")
	d.Answers = dialog.Answers{}.With("zone", dialog.Answer{Values: []string{zone}, Done: true})
	t.open(d)
}

func (t *Turn) pinNotKept() text.Text { return t.T("The pin itself I haven't kept.") }
