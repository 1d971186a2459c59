// Package calendar reads and writes appointments as calendars exchange them, iCalendar
// (RFC 5545). It reads what Google, Outlook, Apple, Thunderbird and practice software
// really write, which bends the RFC in ways no Go library follows: zones by Windows or
// private names, lines folded within a character, blank lines, a missing end.
//
// Times come out civil, on the wall of an IANA zone, since that is how appointments are
// kept.
package calendar

import (
	"errors"

	"samepage/bot/when"
)

// Limits on what is read. A calendar of one person's appointments is far below them.
const (
	MaxBytes  = 4 << 20
	MaxEvents = 5000
)

// The reasons why a file cannot be read.
var (
	ErrNoCalendar = errors.New("this is no calendar file")
	ErrTooLarge   = errors.New("this calendar is too large")
	ErrCutShort   = errors.New("this calendar file ends in the middle")
)

// Event is one appointment or series, with the changes to single ones merged in.
type Event struct {
	UID      string
	Sequence int
	Summary  string
	AllDay   bool
	Start    when.DateTime
	Zone     string // IANA name; "" floats: it is on the wall of whoever reads
	Minutes  int
	Rule     string          // an RFC 5545 recurrence rule; its UNTIL is civil, in Zone
	Extra    []when.DateTime // RDATE
	Except   []when.DateTime // EXDATE, and those cancelled one by one
	Moved    []Moved
	Off      bool // cancelled, the whole of it
}

// Moved is one of a series that takes place at another time.
type Moved struct {
	Was     when.DateTime // its RECURRENCE-ID, on the wall of the event's zone
	Start   when.DateTime // on the same wall
	Minutes int
}

// Between is when the event takes place in [from, to), on the wall of its zone.
func (e Event) Between(from, to when.DateTime) []when.DateTime {
	if e.Off {
		return nil
	}
	set := when.Set{Dates: append([]when.DateTime{e.Start}, e.Extra...), Except: e.Except}
	if rule, err := when.ParseRule(e.Rule, e.Start); e.Rule != "" && err == nil {
		set.Rules = []when.Rule{rule}
		set.Dates = e.Extra
	}
	for _, m := range e.Moved {
		set.Except = append(set.Except, m.Was)
	}
	out := set.Between(from, to)
	for _, m := range e.Moved {
		if !m.Start.Before(from) && m.Start.Before(to) {
			out = append(out, m.Start)
		}
	}
	return sorted(out)
}
