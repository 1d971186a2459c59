package bot

import (
	"regexp"
	"strings"
	"time"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// place asks where the person's clock hangs now. The daily question moves with them
// unless they say; appointments stay in the zone they were made in.
type place struct{}

func (place) Final() {}

func (place) Script(s *dialog.Script) {
	zone := askZone(s)
	was, at := s.Given("was"), s.Given("at")
	if zone == "" || was == "" || at == "" || there(s.Given("now"), at, was, zone) == at {
		return
	}
	clock := text.Text{{Text: at}}
	s.Choice("move", s.T("Move your %s with you, or keep %s time?", clock, cityOf(was)), []dialog.Option{
		s.Option("move", s.T("Move it")),
		s.Option("stay", s.T("Keep %s time", cityOf(was))),
	})
}

// there is what the clock of another zone shows when the one of was shows at.
func there(now, at, was, zone string) string {
	moment, _ := time.Parse(time.RFC3339, now)
	from, err := time.LoadLocation(was)
	if err != nil {
		return at
	}
	to, err := time.LoadLocation(zone)
	clock, wrong := when.ParseClock(at)
	if err != nil || wrong != nil {
		return at
	}
	return when.Civil(when.Resolve(when.Civil(moment, from).Date.At(clock), from), to).Clock.String()
}

// Keep keeps where they are before it is known what becomes of the daily question. There is
// one receipt for both, which takes both back.
func (place) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	t.takesBack(d.Given.Words["undo"])
	zone := zoneAnswer(a)
	t.keepZone(zone)
	d.give("undo", t.undoID())
	given := d.Given.Words
	if at := t.Person().Checkin.At.String(); at != given["at"] && at != given["set"] {
		return // they have set another time since
	}
	switch a.Word("move") {
	case "stay":
		t.askBy(given["at"], given["was"])
	case "move":
		t.askBy(given["at"], "")
	}
}

// askBy has the daily question come when the clock of a zone shows a time; "" is that of
// wherever the person is.
func (t *Turn) askBy(clock, zone string) {
	p := t.Person()
	p.Checkin.At, _ = when.ParseClock(clock)
	p.Checkin.Zone = zone
	t.save(p)
}

func (place) Close(t *Turn, d *Dialog, a dialog.Answers) {
	said := []text.Text{t.placeSet()}
	if d.Given.Words["pin"] != "" {
		said = append(said, t.pinNotKept())
	}
	if a.Word("move") != "" {
		said = append(said, t.checkinSet())
	}
	if _, planned := t.next(""); planned {
		said = append(said, t.T("Appointments stay at their own time."))
	}
	t.kept(text.Lines(said...))
}

// setPlace is asked in words: "my time zone is Tokyo". One that names no place is asked for,
// unless something else was said.
func (t *Turn) setPlace(place string) bool {
	if place != "" && len(when.ParseZone(place, t.Now)) == 0 {
		return false
	}
	t.placeCommand(place)
	return true
}

// placeCommand is "/place" and "/place Tokyo".
func (t *Turn) placeCommand(words string) {
	d := t.placeDialog()
	if zones := when.ParseZone(words, t.Now); len(zones) > 0 {
		d.Answers = dialog.Answers{}.With("zone", dialog.Answer{Values: []string{zones[0].Name}, Done: true})
	}
	t.open(d)
}

// arrival begins what somebody says who is in another place now: "I moved to London".
var arrival = regexp.MustCompile(`^(?:(?:i|we|ive|weve) (?:(?:have|just|finally|now) )*` +
	`(?:moved|relocated|flew|flown|travelled|traveled|arrived|landed|got) (?:back )?(?:to|in|at)|` +
	`(?:im|were|i am|we are) (?:(?:now|currently|back) )*in) `)

// stays are words that go on after the place, in somebody who is there now.
var stays = setOf(`now today tonight this for until till again already yesterday since last`)

// arrived is the place that words say they are in now, if its clock is not theirs. It may
// as well be part of what they tell, so that its time is offered and not taken.
func (t *Turn) arrived(words string) (zone when.Zone, ok bool) {
	said := dialog.Fold(words)
	begin := arrival.FindString(said)
	if begin == "" || care.Hear(words) != care.None {
		return zone, false
	}
	zones, rest := when.PlaceFirst(said[len(begin):], t.Now)
	next, _, _ := strings.Cut(rest, " ")
	if len(zones) != 1 || zones[0].Name == t.Person().Zone || next != "" && !stays[next] {
		return zone, false
	}
	return zones[0], true
}

func (t *Turn) placeDialog() *Dialog {
	d := &Dialog{Kind: "place", Given: dialog.Given{
		Words: map[string]string{"now": t.Now.Format(time.RFC3339), "was": t.Person().Zone},
		Lists: map[string][]dialog.Option{"zones": t.zoneOptions()},
	}}
	if c := t.Person().Checkin; c.Every > 0 {
		d.Given.Words["at"], d.Given.Words["set"] = t.askClock().String(), c.At.String()
	}
	return d
}
