package when

import "time"

// unitShift is the calendar unit around today, or n units on.
type unitShift struct {
	unit unit
	by   int
	the  bool // "the week": this one, if the rest of the sentence speaks of it
}

// someDays is the weekend or the working days of this week, or of one n weeks on.
type someDays struct {
	first time.Weekday
	days  int
	by    int
}

var unitRules = []rule{
	{"the? SHIFT UNIT", two(shiftUnit), 0},
	{"my UNIT", one(func(u unit) value { return shiftUnit(shift{}, u) }), -1},
	{"the UNIT", one(theUnit), -1},
	{"the? SHIFT working|work|business week", one(func(s shift) value { return someDays{time.Monday, 5, s.by} }), 1},
	{"the? UNIT after the? SHIFT", two(func(u unit, s shift) value {
		return orNil(unitShift{unit: u, by: 2}, s.word == shiftNext && u.grain >= Week)
	}), -1},
	{"the? UNIT before SHIFT", two(func(u unit, s shift) value {
		return orNil(unitShift{unit: u, by: -2}, s.word == shiftLast && u.grain >= Week)
	}), 1},
	{"SHIFT UNIT but one", two(func(s shift, u unit) value {
		return orNil(unitShift{unit: u, by: 2 * s.by}, s.by != 0 && u.grain >= Week)
	}), 1},
	{"the? SHIFT weekend", one(func(s shift) value { return weekend(s.by) }), 0},
	{"SHIFT SHIFT weekend", two(func(_, s shift) value { return weekend(s.by) }), 1},
	{"my|the? weekend", always(weekend(0)), 0},
	{"my|the? week - end", always(weekend(0)), 1},
	{"SHIFT week - end", one(func(s shift) value { return weekend(s.by) }), 1},
	{"the? weekend after the? SHIFT", one(func(shift) value { return weekend(2) }), 1},
	{"SHIFT weekend of|in the? DAYS", two(func(s shift, in value) value { return orNil(weekendIn{-1, in}, s.word == shiftLast) }), 1},
	{"SHIFT week -? end of|in the? DAYS", two(func(s shift, in value) value { return orNil(weekendIn{-1, in}, s.word == shiftLast) }), 2},
	{"ORD weekend of|in the? DAYS", two(func(o ordinal, in value) value { return orNil(weekendIn{o.n, in}, o.n > 0 && !o.last) }), 1},
	{"the? UNIT of|containing|starting|with on? POINT", two(func(u unit, of value) value { return containing(u, of) }), 2},
	{"the? UNIT from POINT", two(func(u unit, of value) value { return containing(u, of) }), -1},
	{"the? ORD UNIT of|in? the? DAYS", three(nthOf), 1},
	{"ORD UNIT of|in the? UNIT", three(func(o ordinal, u unit, in unit) value { return nthOf(o, u, unitShift{unit: in}) }), 1},
	{"the? SHIFT UNIT of|in the? DAYS", three(lastOf), 1},
	{"the? SHIFT LENGTH of|in the? DAYS", three(lastLengthOf), 1},
	{"the? ORD LENGTH of|in the? DAYS", three(firstLengthOf), 1},
	{"the? ORD UNIT", two(func(o ordinal, u unit) value { return quarter(o.n, u, unitShift{unit: unit{Year, 1}}) }), 0},
	{"q ~NUM ,|of|in? YEAR?", two(quarterNumber), 0},
	{"YEAR q ~NUM", two(func(y year, n number) value { return quarterNumber(n, y) }), 0},
	{"my|the? weekend of|containing POINT", one(func(v value) value { return weekendOf{v} }), 2},
	{"week NUM", one(func(n number) value { return nthOf(ordinal{n: n.n}, unit{Week, 1}, unitShift{unit: unit{Year, 1}}) }), 0},
	{"in|during|for|on|at|over|the|around|about|from DAYS", same, 0},
}

func weekend(by int) value { return someDays{time.Saturday, 2, by} }

// unitOf is the unit that contains something: "the week of the 3rd".
type unitOf struct {
	unit unit
	of   value
}

// nthUnit is "the third week of January"; below zero counts from the end.
type nthUnit struct {
	n    int
	unit unit
	in   value
}

// weekendIn is the first, second or last weekend of something.
type weekendIn struct {
	n  int
	in value
}

func (unitShift) kind() kind { return aDays }
func (someDays) kind() kind  { return aDays }
func (unitOf) kind() kind    { return aDays }
func (nthUnit) kind() kind   { return aDays }
func (weekendIn) kind() kind { return aDays }

func shiftUnit(s shift, u unit) value {
	if u.grain < Week {
		return nil
	}
	return unitShift{unit: u, by: s.by}
}

func theUnit(u unit) value {
	if u.grain < Week {
		return nil
	}
	return unitShift{unit: u, the: true}
}

func containing(u unit, of value) value {
	if u.grain < Week || u.n != 1 && u.grain != Month {
		return nil
	}
	return unitOf{u, of}
}

func nthOf(o ordinal, u unit, in value) value {
	n := o.n
	if o.last {
		n = -n
	}
	if u.grain == WholeDay {
		return nil
	}
	return orNil(nthUnit{n, u, in}, n != 0 && o.n < 54 && u.grain >= WholeDay)
}

func lastOf(s shift, u unit, in value) value {
	return orNil(nthUnit{-1, u, in}, s.word == shiftLast && u.grain >= Week)
}

// lastLengthOf is "the last 3 weeks of the year".
func lastLengthOf(s shift, l length, in value) value {
	return orNil(endLength{l.Length, in, false}, s.word == shiftLast && l.wholeDays())
}

// endLength is the last, or first, days or weeks of a period.
type endLength struct {
	length Length
	in     value
	first  bool
}

func (endLength) kind() kind { return aDays }

// firstLengthOf is "the first 3 days of April".
func firstLengthOf(o ordinal, l length, in value) value {
	return orNil(endLength{l.Length, in, true}, o.n == 1 && !o.last && l.wholeDays())
}

func (e endLength) extent(w *world) (interval, bool) {
	i, ok := spanOf(e.in, w)
	if e.first {
		i.end = e.length.addTo(i.start, 1)
	} else {
		i.start = e.length.addTo(i.end, -1)
	}
	return i, ok
}

// quarter is "the third quarter", of the present year.
func quarter(n int, u unit, of value) value {
	return orNil(nthUnit{n, u, of}, u == unit{Month, 3} && n >= 1 && n <= 4)
}

func quarterNumber(n number, y year) value {
	var of value = unitShift{unit: unit{Year, 1}}
	if y.year != 0 {
		of = wholeYear{year: y.year}
	}
	return quarter(n.n, unit{Month, 3}, of)
}

// weekendOf is the weekend of the week that a day lies in.
type weekendOf struct{ of value }

func (weekendOf) kind() kind { return aDays }

func (e weekendOf) extent(w *world) (interval, bool) {
	i, ok := spanOf(e.of, w)
	sat := i.start.Monday().AddDays(5)
	return wholeDays(sat, sat.AddDays(2), Week), ok
}

// around is the calendar unit that d lies in.
func (u unit) around(w *world, d Date) interval {
	switch u.grain {
	case Week:
		s := w.weekStart(d)
		return wholeDays(s, s.AddDays(7*u.n), Week)
	case Month:
		s := Date{d.Year, d.Month - (d.Month-1)%time.Month(u.n), 1}
		return wholeDays(s, s.AddMonths(u.n), Month)
	case Year:
		s := Date{d.Year - d.Year%u.n, time.January, 1}
		return wholeDays(s, s.AddMonths(12*u.n), Year)
	}
	return wholeDays(d, d.AddDays(1), WholeDay)
}

// shifted is d some units on.
func (u unit) shifted(d Date, by int) Date {
	l, _ := lengthOf(u.n, 1, unit{u.grain, 1}).(length)
	return Date{d.Year, d.Month, min(d.Day, 28)}.AddMonths(l.Months * by).AddDays(l.Days*by + max(d.Day-28, 0)*boolToInt(l.Months == 0))
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (u unitShift) extent(w *world) (interval, bool) {
	return u.unit.around(w, u.unit.shifted(w.today(), u.by)), true
}

func (s someDays) extent(w *world) (interval, bool) {
	first := weekday{day: s.first}.after(w.today().Monday(), 0).AddDays(7 * s.by)
	return wholeDays(first, first.AddDays(s.days), Week), true
}

func (u unitOf) extent(w *world) (interval, bool) {
	if back, ok := w.behind(u.of); ok && u.unit.around(w, back.start.Date).holds(w.now) {
		return u.unit.around(w, w.today()), true
	}
	i, ok := spanOf(u.of, w)
	return u.unit.around(w, i.start.Date), ok
}

// extent of a week of a month: the first is the first that begins in it, as in ISO
// weeks most of whose days would do; other units are counted from its start.
func (n nthUnit) extent(w *world) (interval, bool) {
	in, ok := spanOf(n.in, w)
	if !ok {
		return in, false
	}
	if n.n < 0 {
		last := n.unit.around(w, in.lastDay()).start.Date
		return n.unit.around(w, n.unit.shifted(last, n.n+1)), true
	}
	first := n.unit.around(w, in.start.Date)
	if n.unit.grain == Week && first.start.Date.Days(in.start.Date) > 3 {
		first = n.unit.around(w, first.end.Date)
	}
	return n.unit.around(w, n.unit.shifted(first.start.Date, n.n-1)), true
}

func (n weekendIn) extent(w *world) (interval, bool) {
	in, ok := spanOf(n.in, w)
	sat := weekday{day: time.Saturday}
	at := sat.after(in.start.Date, 0).AddDays(7 * (n.n - 1))
	if n.n < 0 {
		at = sat.after(in.lastDay(), -6)
	}
	return wholeDays(at, at.AddDays(2), Week), ok
}
