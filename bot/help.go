package bot

import "samepage/bot/text"

// help says what makes sense now, with words to say it in.
func (t *Turn) help() {
	var said []text.Text
	said = append(said, t.helpKeep())
	said = append(said, t.helpAppointments()...)
	said = append(said, t.helpDays()...)
	said = append(said, t.T("Took it wrong? \"undo\". Too much? \"pause until Friday\"."))
	t.say(text.Lines(said...),
		t.button(t.T("Settings"), "settings", ""), t.button(t.T("Privacy"), "privacy", ""), t.button(t.T("Help now"), "crisis", ""))
}

func (t *Turn) helpKeep() text.Text {
	if seen := t.providers(); len(seen) > 0 {
		return t.T("Write me anything at any time. I keep it for %s.", seen[0].Name)
	}
	return t.T("Write me anything you want to bring up. I keep it.")
}

func (t *Turn) helpAppointments() []text.Text {
	next, planned := t.next("")
	if !planned {
		return []text.Text{
			t.T("Seeing someone? \"/appointment Dr. Lee, Thursday at 4, every week\"."),
			t.T("Something hard to say? \"something felt off\", and we find words."),
		}
	}
	at := t.At(next.Start, t.Today())
	return []text.Text{
		t.T("Next: %s, %s. \"page\" shows what you bring.", t.nameOf(next.Provider), at),
		t.T("A change? \"move Thursday to 5\", \"cancel Thursday\"."),
		t.T("Something hard to say? \"something felt off\", and we find words."),
		t.T("What you want from it? \"add goal\", \"my goals\"."),
	}
}

func (t *Turn) helpDays() []text.Text {
	var said []text.Text
	if t.Person().Checkin.Every > 0 {
		said = append(said, t.T("How a day was: /checkin, or \"yesterday was a 2\"."))
	} else {
		said = append(said, t.T("A question a day, one tap? \"check in daily at 20:00\"."))
	}
	if len(all[Checkin](t)) > 0 || len(all[Debrief](t)) > 0 {
		said = append(said, t.T("Looking back? \"what was last week like?\""))
	}
	return said
}
