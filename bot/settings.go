package bot

import (
	"strings"

	"samepage/bot/text"
)

// settings is one list of what is set. Each is changed by a tap; the switches change
// in place.
func (t *Turn) settings() { t.instead(t.settingsText(), t.settingsButtons()...) }

func (t *Turn) settingsText() text.Text {
	return text.Lines(t.checkinSet(), t.quietSet(), t.placeSet(), t.countrySet(), t.discreetSet(), t.weeklySet(), t.weekSet(),
		t.T("Your calendar: /calendar. Another chat with me: /link."))
}

func (t *Turn) settingsButtons() []Button {
	p := t.Person()
	return []Button{
		t.button(t.T("Daily question"), "routine", ""),
		t.button(t.T("What to rate"), "measures", ""),
		t.button(t.T("Quiet hours"), "quiet", ""),
		t.button(t.T("Place"), "place", ""),
		t.button(t.T("Country"), "card.country", ""),
		t.either(p.Open, "settings.open", t.T("Say less"), t.T("Say more")),
		t.either(p.Weekly, "settings.weekly", t.T("No weekly summary"), t.T("Weekly summary")),
		t.either(p.Sunday, "settings.sunday", t.T("Week from Monday"), t.T("Week from Sunday")),
	}
}

// either is a switch: it says what a tap makes of it, and does no more when tapped
// twice.
func (t *Turn) either(on bool, action string, off, turnOn text.Text) Button {
	if on {
		return Button{Label: off, Press: Press{Key: action, Option: "off"}}
	}
	return Button{Label: turnOn, Press: Press{Key: action, Option: "on"}}
}

// flip is the action of a switch.
func flip(of func(*Person) *bool) func(*Turn, Press) {
	return func(t *Turn, p Press) {
		me := t.Person()
		*of(me) = p.Option == "on"
		t.save(me)
		t.settings()
	}
}

func flipWeekly(t *Turn, p Press) {
	t.turnWeekly(p.Option == "on")
	t.settings()
}

func (t *Turn) checkinSet() text.Text {
	switch c := t.Person().Checkin; c.Every {
	case 0:
		return t.T("Daily question: off.")
	case 1:
		return t.T("Daily question: every day at %s.", t.Clock(t.askClock()))
	default:
		return t.T("Daily question: every %d days at %s.", c.Every, t.Clock(t.askClock()))
	}
}

func (t *Turn) quietSet() text.Text {
	q := t.Person().Quiet
	if q.From == q.To {
		return t.T("Quiet hours: none.")
	}
	return t.T("Quiet hours: %s to %s.", t.Clock(q.From), t.Clock(q.To))
}

func (t *Turn) placeSet() text.Text {
	if t.Person().Zone == "" {
		return t.T("Place: not known yet.")
	}
	return t.T("Place: %s, where it is %s.", cityOf(t.Person().Zone), t.Clock(t.Local().Clock))
}

func (t *Turn) countrySet() text.Text {
	c, known := t.country()
	if !known {
		return t.T("Help lines: no country yet.")
	}
	return t.T("Help lines: %s.", text.Text{{Text: c.Name()}})
}

func (t *Turn) discreetSet() text.Text {
	if t.Person().Open {
		return t.T("Messages I send by myself: they say what they are about.")
	}
	return t.T("Messages I send by myself: they say little until you tap.")
}

func (t *Turn) weeklySet() text.Text {
	if t.Person().Weekly {
		return t.T("Weekly summary: Monday at %s.", t.Clock(mondayAt))
	}
	return t.T("Weekly summary: off.")
}

func (t *Turn) weekSet() text.Text {
	if t.Person().Sunday {
		return t.T("The week starts on Sunday.")
	}
	return t.T("The week starts on Monday.")
}

// cityOf is a zone as people call it.
func cityOf(zone string) text.Text {
	return text.Text{{Text: strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")}}
}
