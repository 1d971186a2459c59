package bot

import (
	"slices"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// target is which appointments a person names: "Thursday", "Tom on the 12th", "next week".
type target struct {
	provider string       // "" is anybody
	reading  when.Reading // its Kind is 0 where no time was said
	today    when.Date    // which it may be as well; zero where it may not
}

func (g target) unnamed() bool { return g.provider == "" && g.reading.Kind == 0 }

// target reads what words name; false where they name something that is no appointment.
func (t *Turn) target(words string) (target, bool) {
	h := t.here()
	times, rest := h.cut(words, isTarget)
	var out target
	name, _, _ := readName(rest)
	if name = leaving(name, pointers); name != "" {
		p := t.providerCalled(name)
		if p == nil {
			return out, false
		}
		out.provider = p.ID
	} else if p := t.providerCalled(practitioner(rest)); p != nil {
		out.provider = p.ID
	}
	if readings := when.Parse(times, h.context()); len(readings) > 0 {
		out.reading, out.today = readings[0], h.maybeToday(times, readings[0])
	}
	return out, true
}

// maybeToday is today where words name its weekday: "Tuesday", said on one, is the next to
// whoever looks ahead, and today to whoever said it the evening before or is still awake.
func (h here) maybeToday(words string, read when.Reading) when.Date {
	today, eve := h.civil().Date, h.context()
	eve.Now = eve.Now.AddDate(0, 0, -1)
	then := when.Parse(words, eve)
	if read.Start.Date != today.AddDays(7) || len(then) == 0 || then[0].Kind != when.Day || then[0].Start.Date != today {
		return when.Date{}
	}
	return today
}

// isTarget takes periods too: "next week" names every appointment in it.
func isTarget(r when.Reading) bool {
	return isTime(r) && r.Kind != when.ClockPeriod || r.Kind == when.DayPeriod && r.Grain != when.Month
}

// leaving is words less those of a set, which name nothing.
func leaving(words string, out map[string]bool) string {
	var kept []string
	for _, word := range strings.Fields(words) {
		if !out[dialog.Fold(word)] {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// pointers are words that point at an appointment without naming it.
var pointers = setOf(`it that this one them all everything whole off out cancel skip move`)

// providerCalled is somebody the person sees, by their name or a word of it.
func (t *Turn) providerCalled(name string) *Provider {
	said := called(name)
	var partly []*Provider
	for _, p := range t.providers() {
		name := called(p.Name)
		if name == said {
			return p
		}
		if slices.Contains(strings.Fields(name), said) {
			partly = append(partly, p)
		}
	}
	if len(partly) == 1 {
		return partly[0]
	}
	return nil
}

// everCalled is somebody they see or saw.
func (t *Turn) everCalled(name string) *Provider {
	if p := t.providerCalled(name); p != nil {
		return p
	}
	for _, p := range all[Provider](t, Ended) {
		if called(p.Name) == called(name) {
			return p
		}
	}
	return nil
}

// called is a name as it is compared: "the dentist's" is the dentist.
func called(name string) string {
	name = strings.TrimSuffix(dialog.Fold(name), "s")
	for _, article := range []string{"the ", "my "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}

// found is the appointments ahead that a target means. Without a time it is the next
// one of each series.
func (t *Turn) found(g target) []Occurrence {
	ahead := t.ahead(g.provider)
	if g.reading.Kind == 0 {
		return nextOfEach(ahead)
	}
	exact := slices.DeleteFunc(slices.Clone(ahead), func(o Occurrence) bool { return !g.covers(o.Start) })
	if len(exact) > 0 || g.reading.Kind == when.DayPeriod {
		return exact
	}
	weekday := g.reading.Start.Weekday()
	return nextOfEach(slices.DeleteFunc(ahead, func(o Occurrence) bool { return o.Start.Weekday() != weekday }))
}

// covers says whether an appointment at a time is one that g names.
func (g target) covers(at when.DateTime) bool {
	switch r := g.reading; r.Kind {
	case when.Day, when.Instant, when.InstantPeriod:
		return at.Date == r.Start.Date || at.Date == g.today
	case when.DayPeriod:
		return (r.OpenStart || !at.Date.Before(r.Start.Date)) && (r.OpenEnd || at.Date.Before(r.End.Date))
	case when.TimeOfDay:
		return at.Clock == r.Start.Clock
	}
	return false
}

func nextOfEach(ahead []Occurrence) []Occurrence {
	var out []Occurrence
	for _, o := range ahead {
		if !slices.ContainsFunc(out, func(have Occurrence) bool { return have.series() == o.series() }) {
			out = append(out, o)
		}
	}
	return out
}

// mostOffered is how many appointments are offered to pick from.
const mostOffered = 6

// giveAppointments freezes occurrences into a dialog: to pick from, and what is asked
// of each.
func (t *Turn) giveAppointments(d *Dialog, found []Occurrence) {
	d.Given.Words = map[string]string{"now": t.Now.Format(time.RFC3339), "zone": t.Person().Zone}
	var options []dialog.Option
	for _, o := range found[:min(len(found), mostOffered)] {
		options = append(options, dialog.Option{Key: o.Key, Label: t.T("%s, %s", t.nameOf(o.Provider), t.when(o))})
		d.Given.Words["at."+o.Key] = o.Start.String()
		if o.Rule != "" {
			d.Given.Words["series."+o.Key] = o.Rule
		}
	}
	d.Given.Lists = map[string][]dialog.Option{"which": options}
	if len(options) == 1 {
		d.Given.Words["key"] = options[0].Key
	}
}

// askOne asks which appointment is meant, where it is not known. What it is says whose it is
// and when.
func askOne(s *dialog.Script, ask text.Text) (key string, what text.Text, at when.DateTime) {
	key = s.Given("key")
	if key == "" {
		key = s.Choice("which", ask, s.Options("which"), dialog.Reads(whichReader(s)))
	}
	for _, o := range s.Options("which") {
		if o.Key == key {
			what = o.Label
		}
	}
	at, _ = when.ParseDateTime(s.Given("at." + key))
	return key, what, at
}

// whichReader reads a day as the one that is offered on it.
func whichReader(s *dialog.Script) dialog.Reader {
	h := hereOf(s, s.Given("zone"))
	return func(words string) (string, text.Text, bool) {
		r, ok := when.First(words, h.context())
		if !ok {
			return "", nil, false
		}
		g := target{reading: r, today: h.maybeToday(words, r)}
		var meant []string
		for _, o := range s.Options("which") {
			if at, err := when.ParseDateTime(s.Given("at." + o.Key)); err == nil && g.covers(at) {
				meant = append(meant, o.Key)
			}
		}
		if len(meant) != 1 {
			return "", nil, false
		}
		return meant[0], nil, true
	}
}

// noAppointment says that there is none to do anything with.
func (t *Turn) noAppointment() {
	t.instead(t.T("There is no appointment ahead."), t.button(t.T("Add one"), "appointment.add", ""))
}
