package when

// partOn is a part of a day: "Tuesday morning".
type partOn struct {
	day  day
	part part
}

// clocksOn is a stretch of a day: "Tuesday 3 to 5pm".
type clocksOn struct {
	day    day
	part   part // which of the halves, where it was said
	clocks clocks
}

// dayStretch is the early, middle or later part of a day: "early in the day Wednesday".
type dayStretch struct {
	part stretch
	day  day
}

func (partOn) kind() kind     { return anInstants }
func (clocksOn) kind() kind   { return anInstants }
func (dayStretch) kind() kind { return anInstants }

var partOfRules = []rule{
	{"INSTANTS ,|at|around|about? HOUR", two(partHour), 1},
	{"HOUR ,? INSTANTS", two(func(h hour, p value) value { return partHour(p, h) }), 1},
	{"tonight", always(partOn{relative{days: 0}, part{name: night}}), 0},
	{"last night", always(partOn{relative{days: -1}, part{name: night}}), 1},
	{"yesterday night", always(partOn{relative{days: -1}, part{name: night}}), 1},
	{"STRETCH tonight", one(func(s stretch) value { return partOn{relative{days: 0}, part{name: night, edge: s}} }), 1},
	{"STRETCH last night", one(func(s stretch) value { return partOn{relative{days: -1}, part{name: night, edge: s}} }), 2},
	{"later|earlier tonight", always(partOn{relative{days: 0}, part{name: night, edge: endOf}}), 1},
	{"SHIFT PART", two(shiftPart), 1},
	{"STRETCH SHIFT PART", three(stretchShiftPart), 2},
	{"DAY ,? in|during? the? PART", two(dayPart), 1},
	{"DAY ,? PART", two(dayPart), 1},
	{"PART ,? of|on? DAY", two(func(p part, d day) value { return dayPart(d, p) }), 1},
	{"WEEKDAY PART ,? PERIOD", three(func(w weekday, p part, week value) value { return orNilPart(inWeek(w, week), p) }), 2},
	{"ORD WEEKDAY PART of DAYS", ordinalWeekdayPart, 2},
	{"DAY CLOCKS", two(dayClocks), 1},
	{"DAY ,|at|on|- CLOCKS", two(dayClocks), 1},
	{"CLOCKS ,|on|of? DAY", two(func(c clocks, d day) value { return dayClocks(d, c) }), 1},
	{"INSTANTS ,? CLOCKS", two(partClocks), 1},
	{"CLOCKS ,|on? INSTANTS", two(func(c clocks, p value) value { return partClocks(p, c) }), 1},
	{"from|between HOUR DAY to|and|until HOUR", three(hourDayToHour), 1},
	{"STRETCH in? the? day DAY", two(func(s stretch, d day) value { return dayStretch{s, d} }), 1},
	{"later|earlier in the? day DAY?", one(laterDay), 1},
	{"later|late in? DAY", one(func(d day) value { return stretchOf(endOf, d) }), 0},
	{"STRETCH in? DAY", two(stretchOf), 0},
	{"in|during|for|by|on INSTANTS", same, 0},
}

// partHour is "tonight at 8", "tomorrow morning at 9".
func partHour(v value, h hour) value {
	p, ok := v.(partOn)
	if !ok {
		return nil
	}
	c, ok := h.time()
	if !ok || c.half == open && p.part.name == noPart {
		return nil
	}
	if c.half != open {
		return instant{p, c}
	}
	in, ok := clockIn(c, p.part).(clock)
	return orNil(instant{p, in}, ok)
}

// shiftPart is "this morning", "next evening".
func shiftPart(s shift, p part) value {
	if p.plural {
		return nil
	}
	return partOn{relative{days: s.by}, p}
}

func stretchShiftPart(e stretch, s shift, p part) value {
	p.edge = e
	return shiftPart(s, p)
}

func dayPart(d day, p part) value {
	if w, ok := d.(weekday); p.plural || ok && w.plural {
		return nil
	}
	return partOn{d, p}
}

func orNilPart(v value, p part) value {
	if d, ok := v.(day); ok {
		return dayPart(d, p)
	}
	return nil
}

func ordinalWeekdayPart(v []value) value {
	o, _ := v[0].(ordinal)
	w, _ := v[1].(weekday)
	p, _ := v[2].(part)
	return orNilPart(ordinalWeekday(o, w, v[3]), p)
}

func dayClocks(d day, c clocks) value {
	if w, ok := d.(weekday); ok && w.plural {
		return nil
	}
	return clocksOn{day: d, clocks: c}
}

// partClocks is "yesterday afternoon from 3 to 8".
func partClocks(v value, c clocks) value {
	p, ok := v.(partOn)
	if !ok {
		return nil
	}
	in, ok := clocksIn(c, p.part).(clocks)
	return orNil(clocksOn{p.day, p.part, in}, ok)
}

func hourDayToHour(h hour, d day, to hour) value {
	c, ok := hourToHour(h, to).(clocks)
	return orNil(clocksOn{day: d, clocks: c}, ok)
}

func laterDay(d day) value {
	if d == nil {
		d = relative{days: 0}
	}
	return dayStretch{endOf, d}
}

func stretchOf(s stretch, d day) value {
	if _, ok := d.(relative); !ok {
		return nil
	}
	return dayStretch{s, d}
}

func (p partOn) extent(w *world) (interval, bool) {
	d, ok := p.day.on(w)
	from, to := p.part.bounds(w)
	return interval{start: d.At(Clock{}).Add(from), end: d.At(Clock{}).Add(to), grain: DayPart}, ok
}

func (c clocksOn) extent(w *world) (interval, bool) {
	from, end := c.clocks.on(w)
	d, ok := instant{c.day, clock{Clock: from, half: fixed}}.at(w)
	i := interval{start: d, end: d.Date.At(Clock{}).Add(end), openStart: c.clocks.noStart, openEnd: c.clocks.noEnd, grain: Minute}
	return i, ok
}

func (s dayStretch) extent(w *world) (interval, bool) {
	d, ok := s.day.on(w)
	from, to := [...]Clock{startOf: {}, midOf: {10, 0}, endOf: {12, 0}}[s.part], [...]int{startOf: 12, midOf: 14, endOf: 24}[s.part]
	return interval{start: d.At(from), end: d.At(Clock{}).Add(60 * to), grain: DayPart}, ok
}
