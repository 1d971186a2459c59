package when

import "time"

// interval is the civil times [start, end), either end possibly open.
type interval struct {
	start, end         DateTime
	openStart, openEnd bool
	grain              Grain
}

// lastDay is the last day that i touches.
func (i interval) lastDay() Date { return i.end.Add(-1).Date }

// extent is what takes up a stretch of the calendar.
type extent interface {
	value
	extent(*world) (interval, bool)
}

// spanOf is the stretch that any day, period or instant takes up.
func spanOf(v value, w *world) (interval, bool) {
	switch v := v.(type) {
	case day:
		d, ok := v.on(w)
		return wholeDays(d, d.AddDays(1), WholeDay), ok
	case moment:
		return minute(v.at(w))
	case extent:
		return v.extent(w)
	}
	return interval{}, false
}

func wholeDays(from, to Date, g Grain) interval {
	return interval{start: from.At(Clock{}), end: to.At(Clock{}), grain: g}
}

// shift is this, next, last and their like.
type shift struct {
	by          int
	word        shiftWord
	month, year bool // of which unit, where it dates a day
}

func (shift) kind() kind { return aShift }

type shiftWord uint8

const (
	shiftNone shiftWord = iota
	shiftThis
	shiftNext
	shiftComing // the nearest to come
	shiftLast
	shiftRecent // the nearest gone
)

// stretch is the beginning, middle or end of something.
type stretch uint8

func (stretch) kind() kind { return aStretch }

const (
	wholeOf stretch = iota
	startOf
	midOf
	endOf
)

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

func weekend(by int) value { return someDays{time.Saturday, 2, by} }

// unitOf is the unit that contains something: "the week of the 3rd".
type unitOf struct {
	unit unit
	of   value
}

// wholeYear is a year by its number; bare where nothing but four digits says so.
type wholeYear struct {
	year int
	bare bool
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

// someOf is a stretch of a period: "early next week", "the end of March".
type someOf struct {
	part stretch
	of   value
}

// halfOf is the first or second half of a period.
type halfOf struct {
	second bool
	of     value
}

// restOf is the unit around today from today on, or up to today.
type restOf struct {
	unit    unit
	sofar   bool
	forever bool
}

func (unitShift) kind() kind { return aDays }
func (someDays) kind() kind  { return aDays }
func (unitOf) kind() kind    { return aDays }
func (wholeYear) kind() kind { return aDays }
func (nthUnit) kind() kind   { return aDays }
func (weekendIn) kind() kind { return aDays }
func (someOf) kind() kind    { return aDays }
func (halfOf) kind() kind    { return aDays }
func (restOf) kind() kind    { return aDays }

var periodRules = []rule{
	{"the? SHIFT UNIT", two(shiftUnit), 0},
	{"my UNIT", one(func(u unit) value { return shiftUnit(shift{}, u) }), -1},
	{"the UNIT", one(theUnit), -1},
	{"the? SHIFT working|work|business week", one(func(s shift) value { return someDays{time.Monday, 5, s.by} }), 1},
	{"the? UNIT after the? SHIFT", two(func(u unit, s shift) value {
		return orNil(unitShift{unit: u, by: 2}, s.word == shiftNext && u.grain >= Week)
	}), 1},
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

	{"MONTH ,|of|-|/|.|'? year? YEAR", two(monthYear), 1},
	{"YEAR ,|-|/? MONTH", two(func(y year, m month) value { return monthYear(m, y) }), 1},
	{"MONTH of? SHIFT year", two(monthShiftYear), 1},
	{"SHIFT MONTH", two(shiftMonth), 0},
	{"MONTH after next", one(func(m month) value { m.shift = shift{by: 2, word: shiftNext}; return m }), 1},
	{"MONTH in LENGTH", two(monthInYears), 2},
	{"NUM -|/ YEAR", two(numberYear), 0},
	{"YEAR -|/ NUM", two(func(y year, n number) value { return numberYear(n, y) }), 0},
	{"month of? MONTH", one(func(m month) value { return m }), 0},
	{"in|of|during|= year? YEAR", one(wholeYearOf), 0},
	{"in|of|during? the? year YEAR", one(wholeYearOf), 1},
	{"YEAR", one(func(y year) value { return wholeYear{y.year, true} }), -2},

	{"the? UNIT of|containing|starting|with on? POINT", two(func(u unit, of value) value { return containing(u, of) }), 0},
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
	{"eoy", always(someOf{endOf, unitShift{unit: unit{Year, 1}}}), 0},
	{"week NUM", one(func(n number) value { return nthOf(ordinal{n: n.n}, unit{Week, 1}, unitShift{unit: unit{Year, 1}}) }), 0},
	{"STRETCH -? of? the? DAYS", two(someOfPeriod), 0},
	{"the? start of the? DAYS", one(func(of value) value { return someOfPeriod(startOf, of) }), 1},
	{"the? start of the? UNIT", one(func(u unit) value { return someOfPeriod(startOf, unitShift{unit: u}) }), 1},
	{"STRETCH of|in? the? UNIT", two(func(s stretch, u unit) value { return someOfPeriod(s, unitShift{unit: u}) }), 1},
	{"bom", always(someOf{startOf, unitShift{unit: unit{Month, 1}}}), 0},
	{"eom", always(someOf{endOf, unitShift{unit: unit{Month, 1}}}), 0},
	{"the bom|eom", always(someOf{startOf, unitShift{unit: unit{Month, 1}}}), -3},
	{"the? ORD half of? the? DAYS", two(halfOfPeriod), 1},
	{"the? SHIFT half of? the? DAYS", two(func(s shift, in value) value { return orNil(halfOf{true, in}, s.word == shiftLast) }), 1},
	{"later in? the? SHIFT? UNIT", two(func(s shift, u unit) value { return later(s, u, false) }), 1},
	{"earlier in? the? SHIFT? UNIT", two(func(s shift, u unit) value { return later(s, u, true) }), 1},
	{"the? rest|remainder of? the|my? SHIFT? UNIT", two(func(s shift, u unit) value { return orNil(restOf{unit: u}, s.by == 0) }), 1},
	{"so far SHIFT UNIT", two(func(s shift, u unit) value { return orNil(restOf{unit: u, sofar: true}, s.by == 0) }), 1},
	{"SHIFT UNIT so far", two(func(s shift, u unit) value { return orNil(restOf{unit: u, sofar: true}, s.by == 0) }), 1},
	{"the? UNIT to date|now", one(func(u unit) value { return restOf{unit: u, sofar: true} }), 1},
	{"ytd", always(restOf{unit: unit{Year, 1}, sofar: true}), 0},
	{"all time|times", always(restOf{forever: true}), 0},
	{"in|during|for|on|at|over|the|around|about|from DAYS", one(func(v value) value { return v }), 0},
}

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

func monthYear(m month, y year) value {
	if m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.year = y.year
	return m
}

func monthShiftYear(m month, s shift) value {
	if m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.shift, m.shift.year = s, true
	return m
}

// monthInYears is "March in a year".
func monthInYears(m month, l length) value {
	if l.last.grain != Year || l.Months%12 != 0 || m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.shift = shift{by: l.Months / 12, word: shiftNext, year: true}
	return m
}

func shiftMonth(s shift, m month) value {
	if m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.shift = s
	return m
}

func numberYear(n number, y year) value {
	if n.digits == 0 || n.digits > 2 || n.n < 1 || n.n > 12 {
		return nil
	}
	return month{month: time.Month(n.n), year: y.year}
}

func wholeYearOf(y year) value { return wholeYear{y.year, false} }

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

func someOfPeriod(s stretch, of value) value {
	if u, ok := of.(unitShift); ok && u.unit.grain < Week {
		return nil
	}
	if _, again := of.(someOf); again {
		return nil
	}
	return someOf{s, of}
}

func halfOfPeriod(o ordinal, of value) value {
	if y, ok := of.(wholeYear); ok && y.year > 0 && o.n > 2 {
		return nil
	}
	return orNil(halfOf{o.n == 2, of}, (o.n == 1 || o.n == 2) && !o.last)
}

// later is "later this week", "earlier in the year": from today on, or up to today,
// if the period is the present one.
func later(s shift, u unit, early bool) value {
	if u.grain < Week {
		return nil
	}
	if s.by != 0 {
		return someOf{map[bool]stretch{true: startOf, false: endOf}[early], unitShift{unit: u, by: s.by}}
	}
	return restOf{unit: u, sofar: early}
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

func (m month) extent(w *world) (interval, bool) {
	y, today := m.year, w.today()
	first := Date{today.Year, m.month, 1}
	ahead := first
	if today.Month > m.month {
		ahead = first.AddMonths(12)
	}
	switch {
	case y != 0:
		first.Year = y
	case m.shift.word == shiftNone && w.Mode == Past && today.Month == m.month:
		first = ahead
	case m.shift.word == shiftNone:
		first = w.sided(ahead, ahead.AddMonths(-12))
	case m.shift.year || m.shift.word == shiftThis:
		first = first.AddMonths(12 * m.shift.by)
	case m.shift.by > 0 && today.Month == m.month:
		first = ahead.AddMonths(12 * m.shift.by)
	case m.shift.by > 0:
		first = ahead.AddMonths(12 * (m.shift.by - 1))
	default:
		first = ahead.AddMonths(-12)
	}
	return wholeDays(first, first.AddMonths(1), Month), true
}

func (y wholeYear) extent(*world) (interval, bool) {
	return wholeDays(Date{y.year, time.January, 1}, Date{y.year + 1, time.January, 1}, Year), true
}

func (u unitOf) extent(w *world) (interval, bool) {
	if back, ok := w.behind(u.of); ok && u.unit.around(w, back.start.Date).holds(w.now) {
		return u.unit.around(w, w.today()), true
	}
	i, ok := spanOf(u.of, w)
	return u.unit.around(w, i.start.Date), ok
}

// behind is v as the last one gone, where v is one of many.
func (w *world) behind(v value) (interval, bool) {
	if !movable(v) || w.Mode == Past || w.chosen[sideFork] > 0 {
		return interval{}, false
	}
	back := *w
	back.chosen[sideFork] = 1
	return spanOf(v, &back)
}

func (i interval) holds(t DateTime) bool { return !i.start.After(t) && t.Before(i.end) }

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

// extent of a stretch, as Duckling cuts it: three days of a week, ten of a month, a
// quarter of a year. The other branch, after Recognizers-Text, halves.
func (s someOf) extent(w *world) (interval, bool) {
	i, ok := spanOf(s.of, w)
	first, end := i.start.Date, i.end.Date
	cut := thirds(first, end)
	if first.Days(end) > 7 && w.branch(endFork, 2) == 1 {
		cut = halves(first, end)
	}
	switch s.part {
	case startOf:
		end = cut[0]
	case midOf:
		first, end = cut[1], cut[2]
	case endOf:
		first = cut[3]
	}
	return wholeDays(first, end, i.grain), ok
}

// cuts are the end of the beginning, the two ends of the middle, the start of the end.
type cuts [4]Date

func thirds(first, end Date) cuts {
	switch days := first.Days(end); {
	case days <= 7:
		return cuts{first.AddDays((days + 1) / 2), first.AddDays(1), end.AddDays(-2), end.AddDays(-days / 2)}
	case days <= 31:
		return cuts{first.AddDays(10), first.AddDays(10), first.AddDays(20), first.AddDays(20)}
	}
	return cuts{first.AddMonths(3), first.AddMonths(4), first.AddMonths(8), first.AddMonths(8)}
}

func halves(first, end Date) cuts {
	if days := first.Days(end); days <= 31 {
		return cuts{first.AddDays(15), first.AddDays(9), first.AddDays(20), first.AddDays(15)}
	}
	return cuts{first.AddMonths(6), first.AddMonths(3), first.AddMonths(9), first.AddMonths(6)}
}

func (h halfOf) extent(w *world) (interval, bool) {
	i, ok := spanOf(h.of, w)
	days := i.start.Days(i.end.Date)
	mid := i.start.AddDays((days + 1) / 2)
	if days > 300 {
		mid = i.start.AddMonths(6)
	}
	if h.second {
		i.start = mid.At(Clock{})
	} else {
		i.end = mid.At(Clock{})
	}
	return i, ok
}

func (r restOf) extent(w *world) (interval, bool) {
	if r.forever {
		return interval{openStart: true, openEnd: true, grain: Year}, true
	}
	i := r.unit.around(w, w.today())
	switch {
	case r.sofar:
		i.end = w.today().AddDays(1).At(Clock{})
	case r.unit.grain == WholeDay:
		i.start = w.now
	default:
		i.start = w.today().At(Clock{})
	}
	return i, true
}
