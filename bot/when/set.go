package when

import (
	"fmt"
	"strings"
	"time"
)

// set is a recurrence in the making.
type set struct {
	freq     Frequency
	interval int
	days     dayset
	nth      [2]int8 // which of the month's such days; below zero counts from the end
	monthDay [2]int8
	month    time.Month
	clocks   [4]clock
	parts    part // "every morning", until a clock time is said
	n        int  // how many clocks
	count    int
	phase    bool // every other week, and not said which
	start    value
	until    value
	slot     clocks // from when to when, or how long, where it was said
}

func (set) kind() kind { return aSet }

// dayset is some days of the week, a bit each.
type dayset struct {
	bits   dayBits
	plural bool
	either bool // "Tuesday or Wednesday"
}

func (dayset) kind() kind { return aSetDays }

const (
	workdays dayBits = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	weekend2 dayBits = 1<<time.Saturday | 1<<time.Sunday
)

type dayBits = uint8

// read words the set as a rule and finds its first occurrence. A series lies ahead,
// so its words are taken that way.
func (s set) read(w *world) (Reading, bool) {
	if w.Mode == Any {
		w.Mode = Future
	}
	w.chosen[sideFork], w.chosen[endFork] = 0, 0
	start, ok := s.firstDay(w)
	r := Reading{Kind: Recurrence, Grain: WholeDay, Rule: s.rule(w), Start: s.first(w, start)}
	if s.slot != (clocks{}) {
		from, end := s.slot.on(w)
		r.Length.Seconds = int64(end-from.Minutes()) * 60
		r.End = r.Start.Add(end - from.Minutes())
	}
	w.met[sideFork], w.met[endFork] = 0, 0
	return r, ok
}

// first is the first occurrence. Every other week begins with the next such day;
// whether that is the right week is for the person to say.
func (s set) first(w *world, start DateTime) DateTime {
	if s.phase && s.start == nil {
		w.doubt(EitherPhase)
		s.interval = 1
	}
	rule, err := ParseRule(s.rule(w), start)
	if err != nil {
		return start
	}
	if at, ok := rule.Next(s.earliest(w, start)); ok {
		return at
	}
	return start
}

func (s set) firstDay(w *world) (DateTime, bool) {
	day := w.today()
	if s.start != nil {
		i, ok := spanOf(s.start, w)
		if !ok {
			return DateTime{}, false
		}
		day = i.start.Date
	}
	if s.month != 0 && s.monthDay[0] == 0 {
		first, _ := month{month: s.month}.extent(w)
		day = first.start.Date
	}
	if s.n > 0 {
		return day.At(s.clocks[0].on(w)), true
	}
	return day.At(Clock{}), true
}

// earliest is the time from which the first occurrence counts: now, for a rule with
// a clock time.
func (s set) earliest(w *world, start DateTime) DateTime {
	if s.n > 0 && start.Before(w.now) {
		return w.now
	}
	return start
}

func (s set) rule(w *world) string {
	var b strings.Builder
	fmt.Fprintf(&b, "FREQ=%s", s.freq)
	if s.interval > 1 {
		fmt.Fprintf(&b, ";INTERVAL=%d", s.interval)
	}
	if s.month != 0 {
		fmt.Fprintf(&b, ";BYMONTH=%d", s.month)
	}
	if s.monthDay[0] != 0 {
		fmt.Fprintf(&b, ";BYMONTHDAY=%s", numbers(s.monthDays()))
	}
	if s.days.bits != 0 {
		fmt.Fprintf(&b, ";BYDAY=%s", s.byDay())
	}
	s.writeClocks(&b, w)
	switch {
	case s.count > 0:
		fmt.Fprintf(&b, ";COUNT=%d", s.count)
	case s.until != nil:
		if i, ok := spanOf(s.until, w); ok {
			fmt.Fprintf(&b, ";UNTIL=%s", s.lastDay(i))
		}
	}
	return b.String()
}

// lastDay is the last day a rule may fall on. "Until Friday" holds the Friday, as
// UNTIL does in RFC 5545; "until June" ends with May; a length ends where it ends.
func (s set) lastDay(i interval) string {
	d := i.start.Date
	switch s.until.(type) {
	case lasting, allOf:
		return compact(i.lastDay())
	}
	if i.grain > WholeDay {
		d = d.AddDays(-1)
	}
	return compact(d)
}

func compact(d Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// allOf is a time to its end: "until the end of June".
type allOf struct{ value }

func (a allOf) extent(w *world) (interval, bool) { return spanOf(a.value, w) }

var dayCodes = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

func (s set) byDay() string {
	var out []string
	for i := range dayCodes {
		d := (i + 1) % 7
		if s.days.bits&(1<<d) == 0 {
			continue
		}
		if s.nth[0] == 0 {
			out = append(out, dayCodes[d])
			continue
		}
		for _, n := range s.nth {
			if n != 0 {
				out = append(out, fmt.Sprintf("%+d%s", n, dayCodes[d]))
			}
		}
	}
	return strings.Join(out, ",")
}

func (s set) writeClocks(b *strings.Builder, w *world) {
	if s.n == 0 {
		return
	}
	var hours []int8
	for _, c := range s.clocks[:s.n] {
		hours = append(hours, int8(c.on(w).Hour))
	}
	fmt.Fprintf(b, ";BYHOUR=%s;BYMINUTE=%d", numbers(hours), s.clocks[0].Minute)
}

func (s set) monthDays() []int8 {
	if s.monthDay[1] == 0 {
		return s.monthDay[:1]
	}
	return s.monthDay[:2]
}

func numbers(ns []int8) string {
	var out []string
	for _, n := range ns {
		out = append(out, fmt.Sprint(n))
	}
	return strings.Join(out, ",")
}
