package when

// count is the last or next few days, weeks, hours.
type count struct {
	length length
	sign   int
}

// lasting begins at a time and lasts a length.
type lasting struct {
	from   value
	length Length
	within bool // "within two weeks": from now
}

func (b between) kind() kind { return periodKind(b.from, b.to) }
func (b bounded) kind() kind { return periodKind(b.at, nil) }
func (c count) kind() kind {
	if c.length.wholeDays() {
		return aDays
	}
	return anInstants
}
func (l lasting) kind() kind {
	if l.length.Seconds == 0 {
		return periodKind(l.from, nil)
	}
	return anInstants
}

var countRules = []rule{
	{"the? SHIFT LENGTH", two(shiftLength), 1},
	{"over|in|for|within the? SHIFT LENGTH", two(shiftLength), 1},
	{"the? NUM SHIFT UNIT", three(numShiftUnit), 1},
	{"SHIFT couple|few UNIT", two(func(s shift, u unit) value { return shiftLength(s, orLength(lengthOf(3, 1, u))) }), 0},
	{"SHIFT couple UNIT", two(func(s shift, u unit) value { return shiftLength(s, orLength(lengthOf(2, 1, u))) }), 1},
	{"LENGTH in the future", one(func(l length) value { return count{l, 1} }), 1},
	{"LENGTH in the past", one(func(l length) value { return count{l, -1} }), 1},
	{"the SHIFT UNIT and LENGTH", three(func(s shift, u unit, l length) value {
		return shiftLength(s, orLength(orLength(lengthOf(1, 1, u)).plus(l)))
	}), 1},
	{"within LENGTH", one(func(l length) value { return lasting{length: l.Length, within: true} }), 1},
	{"within|in the? SHIFT LENGTH", two(func(s shift, l length) value { return orNil(lasting{length: l.Length, within: true}, s.by > 0) }), 2},
	{"within|in the? SHIFT LENGTH after|from TIME", three(func(s shift, l length, v value) value { return lasting{from: v, length: l.Length} }), 2},
	{"within LENGTH from|of|after TIME", two(func(l length, v value) value { return lasting{from: v, length: l.Length} }), 2},
	{"less than LENGTH from|after TIME", two(func(l length, v value) value { return lasting{from: v, length: l.Length} }), 2},
	{"for? LENGTH starting from|on|at? TIME", two(func(l length, v value) value { return lasting{from: v, length: l.Length} }), 2},
	{"for LENGTH from|on TIME", two(func(l length, v value) value { return lasting{from: v, length: l.Length} }), 2},
	{"TIME ,? for LENGTH", two(func(v value, l length) value { return lasting{from: v, length: l.Length} }), 2},
	{"from|starting TIME ,? for LENGTH", two(func(v value, l length) value { return lasting{from: v, length: l.Length} }), 3},
	{"DAY ,? for LENGTH from|at|starting HOUR", three(func(d day, l length, h hour) value { return lasting{from: dayClock(d, h), length: l.Length} }), 2},
}

func orLength(v value) length {
	l, _ := v.(length)
	return l
}

func shiftLength(s shift, l length) value {
	if s.by == 0 || l.article || l.IsZero() {
		return nil
	}
	return count{l, s.by}
}

func numShiftUnit(n number, s shift, u unit) value {
	return shiftLength(s, orLength(lengthOf(n.n, 1, u)))
}

// extent of the last ten days: they end with today. The other branches leave today
// out, and take whole weeks or months.
func (c count) extent(w *world) (interval, bool) {
	if !c.length.wholeDays() {
		return ordered(w.now, c.length.addTo(w.now, c.sign)), true
	}
	today := w.today().At(Clock{})
	here := unit{c.length.last.grain, 1}.around(w, w.today())
	next := today.Add(24 * 60)
	starts := [...]DateTime{next, today, here.start}
	if c.sign > 0 {
		starts = [...]DateTime{next, here.end, today}
	}
	start := starts[w.branch(endFork, 3)]
	return ordered(start, c.length.addTo(start, c.sign)), true
}

func ordered(a, b DateTime) interval {
	if b.Before(a) {
		a, b = b, a
	}
	g := WholeDay
	if (a.Clock != Clock{} || b.Clock != Clock{}) {
		g = Minute
	}
	return interval{start: a, end: b, grain: g}
}

func (l lasting) extent(w *world) (interval, bool) {
	if _, point := l.from.(moment); !point && !l.within && l.length.Seconds > 0 {
		return interval{}, false // "30 minutes on Tuesday" says no more than Tuesday
	}
	if l.within {
		start := w.now
		if l.length.Seconds == 0 {
			start = w.today().At(Clock{})
		}
		return ordered(start, l.length.addTo(start, 1)), true
	}
	i, ok := spanOf(l.from, w)
	return ordered(i.start, l.length.addTo(i.start, 1)), ok
}
