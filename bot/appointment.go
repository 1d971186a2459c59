package bot

import (
	"slices"
	"strings"
	"time"

	"samepage/bot/when"
)

// Appointment is a planned meeting: one, or a series where Rule says how it recurs.
type Appointment struct {
	Meta
	Provider string
	Start    when.DateTime // the first one, on the wall of Zone
	Zone     string        // where it was made; it stays there when the person moves
	Minutes  int           // how long one is
	Rule     string        `json:",omitzero"` // an RFC 5545 rule value without a start; "" is one date
	Until    when.Date     `json:",omitzero"` // a series has none on this day or later; zero is no end
	Series   string        `json:",omitzero"` // the appointment whose series this one goes on with, if any
	Video    bool
	From     *Origin           `json:",omitempty"` // the calendar file it came from
	Single   map[string]Single `json:",omitempty"` // what is special about one of them, by its RECURRENCE-ID
}

// Single is one of a series that is not as the rule has it.
type Single struct {
	State string        `json:"s,omitempty"` // of the occurrence
	Start when.DateTime `json:"t,omitzero"`  // moved to
	Moves int           `json:"m,omitempty"` // how often it was moved to another day
	Filed bool          `json:"f,omitempty"` // a calendar file said so
}

func (*Appointment) kind() string { return "appointment" }

// The states of an occurrence.
const (
	Planned   = ""
	Happened  = "happened"
	Cancelled = "cancelled"
	Missed    = "missed"
	Away      = "away" // planned by the rule, while the provider is not there; never stored
)

// defaultMinutes is how long an appointment is unless the person says.
const defaultMinutes = 50

// Occurrence is one meeting.
type Occurrence struct {
	*Appointment
	Key   string        // its series and RECURRENCE-ID: the same however often it is moved
	Start when.DateTime // on the wall of the appointment's zone
	State string
	Moves int // prompts put it in their keys: on another day a new agenda may come
}

// At is when it begins.
func (o Occurrence) At() time.Time { return when.Resolve(o.Start, o.zone()) }

// End is when it is over.
func (o Occurrence) End() time.Time { return o.At().Add(time.Duration(o.Minutes) * time.Minute) }

func (a *Appointment) zone() *time.Location {
	zone, err := when.LoadZone(a.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// series is what the keys of its occurrences begin with.
func (a *Appointment) series() string {
	if a.Series != "" {
		return a.Series
	}
	return a.ID
}

// occurrences are those that begin in [from, to) on the wall of their zone, cancelled
// ones among them, by time. Those that fall into a provider's absence are Away.
func (t *Turn) occurrences(from, to when.Date) []Occurrence {
	if p := t.planning; p != nil && !from.Before(p.from) && !p.to.Before(to) {
		return slices.DeleteFunc(slices.Clone(p.met), func(o Occurrence) bool { return o.Start.Date.Before(from) || !o.Start.Date.Before(to) })
	}
	var out []Occurrence
	for _, a := range all[Appointment](t) {
		out = append(out, t.occurrencesOf(a, from, to)...)
	}
	return inOrder(out)
}

func (t *Turn) occurrencesOf(a *Appointment, from, to when.Date) []Occurrence {
	p, out := t.provider(a.Provider), a.occurrences(from, to)
	for i, o := range out {
		if o.State == Planned && p != nil && p.awayOn(o.Start.Date) {
			out[i].State = Away
		}
	}
	return out
}

func inOrder(out []Occurrence) []Occurrence {
	slices.SortStableFunc(out, func(a, b Occurrence) int { return a.At().Compare(b.At()) })
	return out
}

const (
	horizon    = 400 // how many days ahead one looks for an appointment
	weeksAhead = 35  // and how many one looks first
)

// next is the first planned one that has not begun, with provider or with anybody
// where it is "".
func (t *Turn) next(provider string) (Occurrence, bool) {
	for _, o := range t.ahead(provider) {
		return o, true
	}
	return Occurrence{}, false
}

// ahead is every planned one that has not begun, within the horizon.
func (t *Turn) ahead(provider string) []Occurrence {
	return slices.DeleteFunc(t.occurrences(t.Today().AddDays(-1), t.Today().AddDays(horizon)), func(o Occurrence) bool {
		return !t.comes(o) || provider != "" && o.Provider != provider
	})
}

// comes says whether o is planned and has not begun.
func (t *Turn) comes(o Occurrence) bool { return o.State == Planned && o.At().After(t.Now) }

// speaksOf says whether o comes, and not in a pause that silences even the question what
// came of it.
func (t *Turn) speaksOf(o Occurrence) bool {
	return t.comes(o) && !(t.paused(t.wall(o).Date) && t.paused(when.Civil(t.debriefDue(o).Due, t.Zone()).Date))
}

// nextTwo are the next of one appointment that one may speak of. Most recur within weeks,
// so it is seldom that one has to go through all there are up to the horizon.
func (t *Turn) nextTwo(a *Appointment) []Occurrence {
	yesterday := t.Today().AddDays(-1)
	next := slices.DeleteFunc(t.occurrences(yesterday, t.Today().AddDays(weeksAhead)), func(o Occurrence) bool { return o.ID != a.ID || !t.speaksOf(o) })
	if len(next) < 2 {
		next = slices.DeleteFunc(t.occurrencesOf(a, yesterday, t.Today().AddDays(horizon)), func(o Occurrence) bool { return !t.speaksOf(o) })
	}
	return next[:min(len(next), 2)]
}

// occurrence is the one with a key, whatever became of it.
func (t *Turn) occurrence(key string) (Occurrence, bool) {
	series, id, _ := strings.Cut(key, ".")
	for _, a := range all[Appointment](t) {
		if a.series() != series || !a.holds(id) {
			continue
		}
		return a.one(id), true
	}
	return Occurrence{}, false
}

// setOccurrence says what became of one: Happened, Missed, Cancelled or Planned again.
func (t *Turn) setOccurrence(key, state string) {
	o, ok := t.occurrence(key)
	if !ok || o.State == state {
		return
	}
	t.change(o, func(one *Single) { one.State = state })
}

// change changes what is special about one occurrence.
func (t *Turn) change(o Occurrence, with func(*Single)) {
	a := get[Appointment](t, o.ID)
	_, id, _ := strings.Cut(o.Key, ".")
	one := a.Single[id]
	with(&one)
	if a.Single == nil {
		a.Single = map[string]Single{}
	}
	a.Single[id] = one
	t.save(a)
}
