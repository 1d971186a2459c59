package bot

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/calendar"
	"samepage/bot/when"
)

// Origin is where an appointment that came in a calendar file came from, so that a newer
// file finds it again.
type Origin struct {
	UID      string // of the event
	Sequence int    // counts up with its changes
	Sum      string // a digest of what the file said
	File     string // the dialog that took it in: what came together goes together
}

// sumOf is a digest of what an event says, but for its words.
func sumOf(e calendar.Event) string {
	e.Summary, e.Sequence = "", 0
	body, _ := json.Marshal(e) // dates and strings cannot fail
	sum := sha256.Sum256(body)
	return base32.StdEncoding.EncodeToString(sum[:10])
}

// derived is an id that a dialog gives to what comes of a record, the same every time.
func derived(run, from, as string) string {
	sum := sha256.Sum256([]byte(run + " " + from + " " + as))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:8]))[:13]
}

// atHome ends the UIDs of appointments that came from no file.
const atHome = "@samepage"

// uid is what an appointment is called in a calendar file.
func (a *Appointment) uid() string {
	if a.From != nil {
		return a.From.UID
	}
	return a.ID + atHome
}

// withUID is the appointments that an event of a file is about. One event is several
// where it recurs on several weekdays.
func (t *Turn) withUID(uid string) []*Appointment { return t.byUID()[uid] }

// byUID is every appointment by what a file may call it.
func (t *Turn) byUID() map[string][]*Appointment {
	out := map[string][]*Appointment{}
	for _, a := range all[Appointment](t) {
		own := a.ID + atHome
		out[own] = append(out[own], a)
		if uid := a.uid(); uid != own && uid != "" {
			out[uid] = append(out[uid], a)
		}
	}
	return out
}

// settled is an event on the wall of the person's zone where the file has its times in
// UTC, and on that of floats where it names no zone. A series whose day would be another
// stays in UTC.
func settled(e calendar.Event, home, floats string) calendar.Event {
	switch zone, err := time.LoadLocation(home); {
	case e.Zone == "":
		e.Zone = floats
	case e.Zone == "UTC" && err == nil:
		there := func(at when.DateTime) when.DateTime { return when.Civil(when.Resolve(at, time.UTC), zone) }
		if e.Rule != "" && there(e.Start).Date != e.Start.Date {
			break
		}
		e.Zone, e.Start = home, there(e.Start)
		e.Except, e.Extra, e.Moved = slices.Clone(e.Except), slices.Clone(e.Extra), slices.Clone(e.Moved)
		for i := range e.Except {
			e.Except[i] = there(e.Except[i])
		}
		for i := range e.Extra {
			e.Extra[i] = there(e.Extra[i])
		}
		for i, m := range e.Moved {
			e.Moved[i].Was, e.Moved[i].Start = there(m.Was), there(m.Start)
		}
	}
	return e
}

// appointmentsOf is an event as appointments: one for each weekday and clock time of its
// rule, one for each date beside the rule. They have no provider yet.
func appointmentsOf(e calendar.Event) []Appointment {
	out := splitRule(e)
	for _, at := range e.Extra {
		out = append(out, Appointment{Start: at})
	}
	for i := range out {
		a := &out[i]
		a.Zone, a.Minutes = e.Zone, e.Minutes
		if a.Minutes <= 0 {
			a.Minutes = defaultMinutes
		}
		a.From = &Origin{UID: e.UID, Sequence: e.Sequence, Sum: sumOf(e)}
		a.Single = singlesOf(a, e)
	}
	return out
}

// mostClocks is how often a day a series of appointments may be.
const mostClocks = 4

func splitRule(e calendar.Event) []Appointment {
	rule := e.Rule
	if strings.Contains(rule, "FREQ=DAILY") && strings.Contains(rule, "BYDAY=") && !strings.Contains(rule, "INTERVAL=") {
		rule = strings.Replace(rule, "FREQ=DAILY", "FREQ=WEEKLY", 1)
	}
	r, err := when.ParseRule(rule, e.Start)
	switch {
	case rule == "" || err != nil:
		return []Appointment{{Start: e.Start}}
	case r.Frequency() < when.Daily || len(r.Clocks()) > mostClocks:
		return nil // nobody sees somebody that often
	case strings.Contains(rule, "BYSETPOS="): // picks among all its weekdays, so they stay together
		whole := weekdaysOf(r)
		return []Appointment{series(r, whole, e.Start)}
	default:
		return timed{Start: e.Start, Rule: rule}.split()
	}
}

// weekdaysOf is BYDAY of a rule as it stands.
func weekdaysOf(r when.Rule) string { return strings.Join(weekdayParts(r), ",") }

// singlesOf is what an event says of single ones.
func singlesOf(a *Appointment, e calendar.Event) map[string]Single {
	out := map[string]Single{}
	for _, at := range e.Except {
		if id := at.Date.String(); a.holds(id) {
			out[id] = Single{State: Cancelled, Filed: true}
		}
	}
	for _, m := range e.Moved {
		id := m.Was.Date.String()
		if !a.holds(id) || strings.Contains(e.Rule, "BYHOUR=") && a.Start.Clock != m.Was.Clock {
			continue
		}
		one := Single{Start: m.Start, Filed: true}
		if m.Start.Date != m.Was.Date {
			one.Moves = 1
		}
		out[id] = one
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// upcoming is when a takes place from now on, within the horizon.
func (a *Appointment) upcoming(now time.Time) []Occurrence {
	today := when.Civil(now, a.zone()).Date
	return slices.DeleteFunc(a.occurrences(today.AddDays(-1), today.AddDays(horizon)), func(o Occurrence) bool {
		return o.State != Planned || !o.At().After(now)
	})
}
