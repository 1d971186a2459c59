package bot

import (
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// contact is what is asked right after the yes: what brings them, and then no more
// than that needs.
type contact struct{}

func (contact) Final() {}

func (contact) Script(s *dialog.Script) {
	brings := s.Choice("brings", s.T("Thanks. What brings you?"), []dialog.Option{
		s.Option("off", s.T("Something feels off")),
		s.Option("appointment", s.T("An appointment")),
		s.Option("looking", s.T("Just looking")),
	}, dialog.Reads(readBrings))
	if brings == "appointment" {
		askZone(s)
	}
}

// readBrings reads "just looking" in other words. All else is heard as what it says.
func readBrings(words string) (string, text.Text, bool) {
	switch dialog.Fold(words) {
	case "looking", "looking around", "just looking around", "just browsing", "browsing", "just curious", "curious", "just trying it", "just testing", "nothing", "nothing yet":
		return "looking", nil, true
	}
	return "", nil, false
}

func (contact) Keep(t *Turn, _ *Dialog, a dialog.Answers) { t.keepZone(zoneAnswer(a)) }

func (contact) Close(t *Turn, d *Dialog, a dialog.Answers) {
	bring(t, a.Word("brings"), d.Given.Words["early"])
}

// Leads is one of the first buttons found again: it leads where it did on the first day.
func (contact) Leads(t *Turn, p Press) bool {
	if p.Key == "brings" {
		bring(t, p.Option, "")
	}
	return p.Key == "brings"
}

func bring(t *Turn, what, early string) {
	switch what {
	case "appointment":
		t.askBooking(early)
	case "off":
		t.askDisconnect()
	default:
		t.say(t.T("Send me anything you want to bring up."))
	}
}

// closeContact ends the first talk where what brings them was told in other words.
func (t *Turn) closeContact() {
	for _, d := range all[Dialog](t, Open) {
		if d.Kind == "contact" {
			d.State = Closed
			t.save(d)
		}
	}
}

// askZone asks where the person's clock hangs, by what it shows; "" until that is known.
func askZone(s *dialog.Script) string {
	now, _ := time.Parse(time.RFC3339, s.Given("now"))
	zone := s.Choice("zone", s.T("What time is it for you?"),
		append(s.Options("zones"), s.Option("other", s.T("Other"))), dialog.Reads(zoneReader(s.Printer, now)))
	if zone == "other" {
		return s.Line("zone.typed", s.T("Which city are you in or near? What your clock shows will do too, like 18:02."),
			dialog.Place, dialog.Reads(zoneReader(s.Printer, now)))
	}
	return zone
}

func zoneAnswer(a dialog.Answers) string {
	if zone := a.Word("zone"); zone != "other" {
		return zone
	}
	return a.Word("zone.typed")
}

// zoneReader reads a city, a country or what a clock shows.
func zoneReader(p text.Printer, now time.Time) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		zones := when.ParseZone(words, now)
		if len(zones) == 0 {
			return "", p.T("I don't know that place. A big city near you, or the time your clock shows?"),
				isName(words) && !refuses(words)
		}
		return zones[0].Name, nil, true
	}
}

func (t *Turn) keepZone(zone string) {
	p := t.Person()
	if zone == "" || p.Zone == zone {
		return
	}
	day, asks := t.nextCheckin()
	ahead := asks && t.question(day).Due.After(t.Now)
	p.Zone = zone
	t.save(p)
	if ahead && day == t.Today() && t.question(day).Due.Before(t.Now) {
		t.leaptOver(day)
	}
}

// zoneOptions are the operator's zones by what their clocks show now.
func (t *Turn) zoneOptions() []dialog.Option {
	var out []dialog.Option
	for _, name := range t.bot.settings.Zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			continue
		}
		out = append(out, dialog.Option{Key: name,
			Label: t.T("%s %s", t.Clock(when.Civil(t.Now, zone).Clock), cityOf(name))})
	}
	return out
}
