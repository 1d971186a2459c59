package bot

import (
	"slices"
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
	Rule     string        // an RFC 5545 rule value without a start; "" is one date
	Video    bool
	Single   map[string]Single // what is special about one of them, by its RECURRENCE-ID
}

// Single is one of a series that is not as the rule has it.
type Single struct {
	State string        `json:"s,omitempty"` // of the occurrence
	Start when.DateTime `json:"t,omitzero"`  // moved to
	Moves int           `json:"m,omitempty"` // how often it was moved
}

func (*Appointment) kind() string { return "appointment" }

// The states of an occurrence.
const (
	Planned   = ""
	Happened  = "happened"
	Cancelled = "cancelled"
	Missed    = "missed"
)

// defaultMinutes is how long an appointment is unless the person says.
const defaultMinutes = 50

// Occurrence is one meeting.
type Occurrence struct {
	*Appointment
	Key   string        // its id and RECURRENCE-ID: the same however often it is moved
	Start when.DateTime // on the wall of the appointment's zone
	State string
	Moves int
}

// At is when it begins.
func (o Occurrence) At() time.Time { return when.Resolve(o.Start, o.zone()) }

// End is when it is over.
func (o Occurrence) End() time.Time { return o.At().Add(time.Duration(o.Minutes) * time.Minute) }

func (a *Appointment) zone() *time.Location {
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// occurrences are those that begin in [from, to) on the wall of their zone, cancelled
// ones among them, by time.
func (t *Turn) occurrences(from, to when.Date) []Occurrence {
	var out []Occurrence
	for _, a := range all[Appointment](t) {
		out = append(out, a.occurrences(from, to)...)
	}
	slices.SortStableFunc(out, func(a, b Occurrence) int { return a.At().Compare(b.At()) })
	return out
}

// next is the first planned one that has not begun, with provider or with anybody
// where it is "".
func (t *Turn) next(provider string) (Occurrence, bool) {
	for _, o := range t.occurrences(t.Today().AddDays(-1), t.Today().AddDays(400)) {
		if o.State == Planned && o.At().After(t.Now) && (provider == "" || o.Provider == provider) {
			return o, true
		}
	}
	return Occurrence{}, false
}

func (a *Appointment) occurrences(from, to when.Date) []Occurrence { return nil }

// askAppointment asks whom the person sees, and when.
func (t *Turn) askAppointment() {}
