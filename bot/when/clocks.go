package when

// clocks is a stretch between two clock times, of no particular day.
type clocks struct {
	from, to       clock
	length         Length // said instead of the end
	noStart, noEnd bool
	weak           bool // two bare numbers: hours only beside a day
}

func (clocks) kind() kind { return aClocks }

var clocksRules = []rule{
	{"HOUR to|-|until|through HOUR", two(bareHours), 1},
	{"from|between HOUR to|-|until|through|and HOUR", two(hourToHour), 1},
	{"from? at? CLOCKS", same, 0},
	{"CLOCKS in? the? PART", two(clocksIn), 1},
	{"CLOCKS at night", one(func(c clocks) value { return clocksIn(c, part{name: night}) }), 1},
	{"from? at? HOUR ,? for LENGTH", two(clockFor), 1},
	{"for LENGTH from|starting from|at? HOUR", two(func(l length, h hour) value { return clockFor(h, l) }), 1},
	{"at? or? after|since|from|> =? CLOCK", one(fromClock), 0},
	{"later than CLOCK", one(fromClock), 0},
	{"as early as CLOCK", one(fromClock), 0},
	{"CLOCK or|and later|after|onward|onwards", one(fromClock), 1},
	{"CLOCK onwards|onward", one(fromClock), 1},
	{"at? or? before|until|by|< =? CLOCK", one(toClock), 0},
	{"before to CLOCK", one(toClock), 0},
	{"CLOCK or|and earlier|before", one(toClock), 1},
	{"earlier than CLOCK", one(toClock), 0},
	{"in advance of CLOCK", one(toClock), 0},
	{"as late as CLOCK", one(toClock), 0},
	{"later than CLOCK but before CLOCK", two(func(a, b clock) value { return hourToHour(a, b) }), 1},
	{"after PART", one(afterPart), 0},
	{"before PART", one(beforePart), 0},
	{"after HOUR", one(func(h hour) value { return weakly(h, true) }), -1},
	{"before|until|by HOUR", one(func(h hour) value { return weakly(h, false) }), -1},
}

func fromClock(c clock) value { return clocks{from: c, noEnd: true} }
func toClock(c clock) value   { return clocks{to: c, noStart: true} }

// weakly is "after 5", of which only a day beside it makes a time.
func weakly(h hour, after bool) value {
	c, ok := h.time()
	if !ok {
		return nil
	}
	if after {
		return clocks{from: c, noEnd: true, weak: true}
	}
	return clocks{to: c, noStart: true, weak: true}
}

// hourToHour settles a half said once for both: "5 to 6pm", "1:30 pm to 3".
func hourToHour(a, b hour) value {
	from, ok := a.time()
	to, fine := b.time()
	if !ok || !fine || from.Clock == to.Clock && from.half == to.half {
		return nil
	}
	_, one := a.(number)
	_, other := b.(number)
	c := clocks{from: from, to: to, weak: one && other && (from.bare || to.bare)}
	switch {
	case from.half == open && to.half != open:
		c.from = c.from.latestBefore(to)
	case to.half == open && from.half != open:
		c.to = c.to.earliestAfter(from)
	}
	return c
}

// bareHours is "3 - 5" without a word that says they are hours.
func bareHours(a, b hour) value {
	c, ok := hourToHour(a, b).(clocks)
	_, one := a.(number)
	_, other := b.(number)
	c.weak = one && other
	return orNil(c, ok)
}

// latestBefore is the half of c that lies before to and closest to it.
func (c clock) latestBefore(to clock) clock {
	early, late := c.inHalf(false), c.inHalf(true)
	c.Clock, c.half = early, fixed
	if late.Compare(to.Clock) < 0 && (to.half == am || to.half == pm) {
		c.Clock = late
	}
	return c
}

// earliestAfter is the half of c that comes first after from.
func (c clock) earliestAfter(from clock) clock {
	early, late := c.inHalf(false), c.inHalf(true)
	c.Clock, c.half = late, fixed
	if early.Compare(from.Clock) > 0 || late.Compare(from.Clock) <= 0 {
		c.Clock = early
	}
	return c
}

// clocksIn is "5 to 6 in the afternoon".
func clocksIn(c clocks, p part) value {
	if c.from.half == open && !c.noStart {
		from, _ := clockIn(c.from, p).(clock)
		c.from = from
	}
	if c.to.half == open && !c.noEnd {
		to, _ := clockIn(c.to, p).(clock)
		c.to = to
	}
	c.weak = false
	return c
}

func clockFor(h hour, l length) value {
	c, ok := h.time()
	if !ok || !l.clockLength() {
		return nil
	}
	return clocks{from: c, length: l.Length}
}

// clockLength says whether l fits into a day.
func (l length) clockLength() bool {
	return l.Days+l.Months == 0 && l.Seconds >= 60 && l.Seconds < 86400
}

func afterPart(p part) value {
	if p.name == lunch || p.name == breakfast {
		return clocks{from: clockAt(map[partName]int{lunch: 13, breakfast: 12}[p.name]), noEnd: true}
	}
	return nil
}

func beforePart(p part) value {
	if p.name == lunch || p.name == breakfast {
		return clocks{to: clockAt(map[partName]int{lunch: 11, breakfast: 8}[p.name]), noStart: true}
	}
	return nil
}

// on is the two times that w settles for, the end as minutes from the midnight
// before the start. Two open halves go together: "3 to 8" is 15 to 20, "11 to 1" is
// 11 to 13.
func (c clocks) on(w *world) (from Clock, end int) {
	if c.noStart {
		return Clock{}, c.to.on(w).Minutes()
	}
	from = c.from.on(w)
	if c.noEnd {
		return from, 0
	}
	if c.length != (Length{}) {
		return from, from.Minutes() + int(c.length.Seconds/60)
	}
	to := c.to
	if c.from.half == open && to.half == open {
		to = to.earliestAfter(clock{Clock: from})
	}
	end = to.Minutes()
	if end <= from.Minutes() {
		end += 24 * 60
	}
	return from, end
}

func (c clocks) read(w *world) (Reading, bool) {
	if c.weak {
		return Reading{}, false
	}
	from, end := c.on(w)
	r := Reading{Kind: ClockPeriod, OpenStart: c.noStart, OpenEnd: c.noEnd, Length: c.length, Grain: Minute}
	if !c.noStart {
		r.Start.Clock = from
	}
	if !c.noEnd {
		r.End.Clock = minuteOfDay(end)
	}
	return r, true
}
