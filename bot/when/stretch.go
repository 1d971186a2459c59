package when

// stretch is the beginning, middle or end of something.
type stretch uint8

func (stretch) kind() kind { return aStretch }

const (
	wholeOf stretch = iota
	startOf
	midOf
	endOf
)

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

func (someOf) kind() kind { return aDays }
func (halfOf) kind() kind { return aDays }
func (restOf) kind() kind { return aDays }

var stretchRules = []rule{
	{"eoy", always(someOf{endOf, unitShift{unit: unit{Year, 1}}}), 0},
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
	{"all time", always(restOf{forever: true}), 0},
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
