package when

import "math/bits"

var setRules = []rule{
	{"WEEKDAY", one(func(d weekday) value { return dayset{bits: 1 << d.day, plural: d.plural} }), 0},
	{"SETDAYS ,|and|/ and? WEEKDAY", two(func(s dayset, d weekday) value { return s.with(1<<d.day, d.plural) }), 0},
	{"SETDAYS or WEEKDAY", two(func(s dayset, d weekday) value { return orDays(s.with(1<<d.day, d.plural)) }), 0},
	{"SETDAYS WEEKDAY", two(func(s dayset, d weekday) value { return s.with(1<<d.day, d.plural) }), -1},
	{"WEEKDAY -|to|through WEEKDAY", two(dayRange), 0},
	{"weekdays|workdays", always(dayset{bits: workdays, plural: true}), 0},
	{"weekday|workday", always(dayset{bits: workdays}), 0},
	{"business|working|work|week day|days", always(dayset{bits: workdays}), 0},
	{"weekend", always(dayset{bits: weekend2}), -1},
	{"weekends", always(dayset{bits: weekend2, plural: true}), 0},

	{"every UNIT", one(func(u unit) value { return everyUnit(1, u) }), 1},
	{"every NUM UNIT", two(func(n number, u unit) value { return everyUnit(n.n, u) }), 1},
	{"every ORD UNIT", two(func(o ordinal, u unit) value { return everyUnit(o.n, u) }), 1},
	{"every|on other|alternate|alternating|second UNIT", one(func(u unit) value { return everyUnit(2, u) }), 2},
	{"alternate|alternating UNIT", one(func(u unit) value { return everyUnit(2, u) }), 1},
	{"every|on other|alternate|alternating|second SETDAYS", one(everyOther), 2},
	{"alternate|alternating SETDAYS", one(everyOther), 1},
	{"every ORD SETDAYS", two(everyNthDay), 1},
	{"every NUM SETDAYS", two(func(n number, d dayset) value { return everyNthDay(ordinal{n: n.n}, d) }), 1},
	{"every SETDAYS", one(everyDay), 2},
	{"on? SETDAYS", one(pluralDays), 1},
	{"everyday|daily", always(set{freq: Daily, interval: 1}), 1},
	{"nightly", always(set{freq: Daily, interval: 1}), 1},
	{"hourly", always(set{freq: Hourly, interval: 1}), 1},
	{"weekly", always(set{freq: Weekly, interval: 1}), 1},
	{"biweekly|fortnightly", always(set{freq: Weekly, interval: 2, phase: true}), 1},
	{"bi -? weekly", always(set{freq: Weekly, interval: 2, phase: true}), 1},
	{"bimonthly", always(set{freq: Monthly, interval: 2}), 1},
	{"monthly", always(set{freq: Monthly, interval: 1}), 1},
	{"quarterly", always(set{freq: Monthly, interval: 3}), 1},
	{"yearly|annually|annual", always(set{freq: Yearly, interval: 1}), 1},
	{"once a|per|every UNIT", one(func(u unit) value { return everyUnit(1, u) }), 1},
	{"once every NUM UNIT", two(func(n number, u unit) value { return everyUnit(n.n, u) }), 2},
	{"once a fortnight", always(set{freq: Weekly, interval: 2, phase: true}), 2},
	{"every PART", one(func(p part) value { return set{freq: Daily, interval: 1, parts: p} }), 1},
	{"every day in? the? PART", one(func(p part) value { return set{freq: Daily, interval: 1, parts: p} }), 2},
	{"in? the? PART", one(pluralPart), 0},
	{"on PART", one(pluralPart), 0},
	{"every WEEKDAY PART", two(func(d weekday, p part) value { return weeklyPart(dayset{bits: 1 << d.day}, p) }), 2},
	{"on? WEEKDAY PART", two(func(d weekday, p part) value {
		return orNil(weeklyPart(dayset{bits: 1 << d.day}, p).(set), d.plural || p.plural)
	}), 2},
	{"every MONTH", one(func(m month) value { return set{freq: Yearly, interval: 1, month: m.month} }), 1},
	{"every DATE", one(everyDate), 1},
	{"every year on the? DATE", one(everyDate), 3},
	{"DATE every year", one(everyDate), 2},
	{"yearly|annually on DATE", one(everyDate), 2},

	{"SET ,? on SETDAYS", two(onDays), 2},
	{"SET SETDAYS", two(onDays), 0},
	{"SETDAYS ,|- SET", two(func(d dayset, s set) value { return onDays(s, d) }), 1},
	{"SETDAYS SET", two(func(d dayset, s set) value { return onDays(s, d) }), 1},
	{"SET ,? on? the? ORD SETDAYS", three(onNthDays), 2},
	{"SET ,? on? the? SHIFT SETDAYS", three(onLastDays), 2},
	{"SET ,? on? the? ORD", two(onMonthDay), 2},
	{"SET ,? on the NUM", two(func(s set, n number) value { return onMonthDay(s, ordinal{n: n.n}) }), 1},
	{"SET ,? on? the? ORD and|or|& the? ORD", three(onMonthDays), 3},
	{"on? the? SHIFT day of SET", two(func(_ shift, s set) value { return onMonthDay(s, ordinal{n: 1, last: true}) }), 2},
	{"on? the? ORD day? of|, SET", two(func(o ordinal, s set) value { return onMonthDay(s, o) }), 2},
	{"on? the? ORD and the? ORD of|, SET", three(func(a, b ordinal, s set) value { return onMonthDays(s, a, b) }), 3},
	{"on? the? ORD SETDAYS of|in|, SET", three(func(o ordinal, d dayset, s set) value { return onNthDays(s, o, d) }), 2},
	{"on? the? SHIFT SETDAYS of|in|, SET", three(func(l shift, d dayset, s set) value { return onLastDays(s, l, d) }), 2},
	{"every? ORD and|,|& the? ORD SETDAYS", three(nthAndNth), 2},
	{"every? ORD and|,|& the? ORD SETDAYS of|in the|every|a month", three(nthAndNth), 3},
	{"ORD and|,|& the? ORD SETDAYS ,|of|in SET", nthAndNthOf, 3},
	{"every ORD SETDAYS of|in the|every|a month", two(func(o ordinal, d dayset) value { return onNthDays(set{freq: Monthly, interval: 1}, o, d) }), 3},
	{"on? the? ORD SETDAYS every|each|a|per month", two(func(o ordinal, d dayset) value { return onNthDays(set{freq: Monthly, interval: 1}, o, d) }), 4},
	{"every SHIFT SETDAYS of|in the|every|a month", two(func(l shift, d dayset) value { return onLastDays(set{freq: Monthly, interval: 1}, l, d) }), 3},
	{"the? ORD of|in each|every|a month", one(func(o ordinal) value { return onMonthDay(set{freq: Monthly, interval: 1}, o) }), 3},

	{"SET ,|for? CLOCK", two(atClock), 2},
	{"SET ,|around|about? at|@|around|about HOUR", two(atClock), 2},
	{"SET at HOUR and|,|& HOUR", three(atTwoClocks), 3},
	{"SET ,? at? CLOCK and|,|& CLOCK", three(func(s set, a, b clock) value { return atTwoClocks(s, a, b) }), 3},
	{"SET at HOUR , HOUR and|, HOUR", atThreeClocks, 4},
	{"SET ,? HOUR", two(atPartHour), 1},
	{"at? CLOCK ,|on? SET", two(func(c clock, s set) value { return atClock(s, c) }), 2},
	{"SET ,|from? CLOCKS", two(atSlot), 2},
	{"on? SETDAYS ,|from? CLOCKS", two(func(d dayset, c clocks) value { return slotOn(d, c) }), 3},
	{"SET ,? in the? PART", two(inPart), 1},
	{"on? SETDAYS ,? at HOUR", two(daysAt), 3},
	{"on? SETDAYS CLOCK", two(daysAt), 3},
	{"SET ,? INSTANT", two(func(s set, i value) value { return instantEvery(i, s) }), 1},
	{"INSTANT ,|- SET", two(instantEvery), 2},
	{"INSTANT SET", two(instantEvery), 2},
	{"CLOCK on? WEEKDAY ,? SET", three(func(c clock, d weekday, s set) value { return instantEvery(instant{d, c}, s) }), 2},
	{"SET ,? starting|from|beginning on|at? DAY", two(startingOn), 2},
	{"SET ,? starting PERIOD", two(startingOn), 1},
	{"SET ,? starting|from|beginning on? INSTANT", two(startingOn), 2},
	{"starting|from|beginning DAY ,? SET", two(func(d value, s set) value { return startingOn(s, d) }), 2},
	{"SET SHIFT week", two(thisOrNext), 1},
	{"SET ,? until|through|to|ending on? TIME", two(untilTime), 2},
	{"SET ,? until the? end of TIME", two(func(s set, v value) value { return untilTime(s, allOf{v}) }), 3},
	{"SET ,? for? NUM time|times|sessions", two(forTimes), 2},
	{"SET ,? for LENGTH", two(forLength), 2},
	{"for LENGTH ,? SET", two(func(l length, s set) value { return forLength(s, l) }), 2},
	{"SET ,? the? last one|session|time is|on TIME", two(untilTime), 3},
	{"NUM times|time a|per|every week ,? on? SETDAYS", two(func(_ number, d dayset) value { return everyDay(d) }), 3},
	{"twice a|per|every week ,? on? SETDAYS", one(everyDay), 3},
}

func (s dayset) with(bits uint8, plural bool) value {
	if s.bits&bits != 0 {
		return nil
	}
	return dayset{s.bits | bits, s.plural || plural, s.either}
}

func orDays(v value) value {
	s, ok := v.(dayset)
	s.either = true
	return orNil(s, ok)
}

// daysAt is "Monday, Wednesday and Friday at 10": several days are meant to recur.
func daysAt(d dayset, h hour) value {
	if d.either || bits.OnesCount8(d.bits) < 2 {
		return nil
	}
	return atClock(set{freq: Weekly, interval: 1, days: d}, h)
}

func dayRange(a, b weekday) value {
	s := dayset{}
	for d := a.day; ; d = (d + 1) % 7 {
		s.bits |= 1 << d
		if d == b.day {
			return s
		}
	}
}

func everyUnit(n int, u unit) value {
	freq, ok := map[Grain]Frequency{Hour: Hourly, WholeDay: Daily, Week: Weekly, Month: Monthly, Year: Yearly, Minute: Minutely}[u.grain]
	if !ok || n < 1 || n > 1000 {
		return nil
	}
	return set{freq: freq, interval: n * u.n, phase: n*u.n > 1 && freq == Weekly}
}

func everyOther(d dayset) value {
	return set{freq: Weekly, interval: 2, days: d, phase: true}
}

// everyNthDay is "every third Tuesday": of the weeks, not of the month.
func everyNthDay(o ordinal, d dayset) value {
	if o.last || o.n < 1 || o.n > 52 {
		return nil
	}
	return set{freq: Weekly, interval: o.n, days: d, phase: o.n > 1}
}

func everyDay(d dayset) value { return set{freq: Weekly, interval: 1, days: d} }

func pluralDays(d dayset) value {
	if !d.plural {
		return nil
	}
	return everyDay(d)
}

func pluralPart(p part) value {
	if !p.plural {
		return nil
	}
	return set{freq: Daily, interval: 1, parts: p}
}

func weeklyPart(d dayset, p part) value { return set{freq: Weekly, interval: 1, days: d, parts: p} }

func everyDate(d date) value {
	if d.month == 0 || d.year != 0 || d.either {
		return nil
	}
	return set{freq: Yearly, interval: 1, month: d.month, monthDay: [2]int8{int8(d.day)}}
}

func onDays(s set, d dayset) value {
	if s.days.bits != 0 || s.freq == Monthly || s.monthDay[0] != 0 || s.freq == Daily && s.interval > 1 || s.freq == Hourly {
		return nil
	}
	s.days, s.freq = d, Weekly
	return s
}

func onNthDays(s set, o ordinal, d dayset) value {
	if s.days.bits != 0 || s.monthDay[0] != 0 || s.freq < Monthly || o.n < 1 || o.n > 53 {
		return nil
	}
	s.days, s.nth[0] = d, int8(o.n)
	if o.last {
		s.nth[0] = -s.nth[0]
	}
	return s
}

func onLastDays(s set, l shift, d dayset) value {
	if l.word != shiftLast {
		return nil
	}
	return onNthDays(s, ordinal{n: 1, last: true}, d)
}

func onMonthDay(s set, o ordinal) value {
	if s.days.bits != 0 || s.freq != Monthly || s.monthDay[0] != 0 || o.n < 1 || o.n > 31 {
		return nil
	}
	s.monthDay[0] = int8(o.n)
	if o.last {
		s.monthDay[0] = -s.monthDay[0]
	}
	return s
}

func onMonthDays(s set, a, b ordinal) value {
	one, ok := onMonthDay(s, a).(set)
	if !ok || b.n < 1 || b.n > 31 || b.last || a.n == b.n {
		return nil
	}
	one.monthDay[1] = int8(b.n)
	return one
}

// nthAndNth is "first and third Monday", of every month.
func nthAndNth(a, b ordinal, d dayset) value {
	s, ok := onNthDays(set{freq: Monthly, interval: 1}, a, d).(set)
	if !ok || b.n < 1 || b.n > 5 || a.n == b.n {
		return nil
	}
	s.nth[1] = int8(b.n)
	return s
}

func nthAndNthOf(v []value) value {
	a, _ := v[0].(ordinal)
	b, _ := v[1].(ordinal)
	d, _ := v[2].(dayset)
	of, _ := v[3].(set)
	s, ok := nthAndNth(a, b, d).(set)
	return orNil(s, ok && of.freq == Monthly && of.interval == 1)
}

func atClock(s set, h hour) value {
	c, ok := h.time()
	if !ok || s.n >= len(s.clocks) || s.freq < Daily || s.n > 0 && c.Minute != s.clocks[0].Minute {
		return nil // BYHOUR and BYMINUTE multiply: 9:00 and 10:30 make no one rule
	}
	if s.parts.name != noPart && c.half == open {
		c, ok = clockIn(c, s.parts).(clock)
	}
	s.clocks[s.n], s.parts = c, part{}
	s.n++
	return orNil(s, ok && (s.n == 1 || s.clocks[s.n-2] != c))
}

// atPartHour is "Tuesdays 4": a bare hour after days that recur.
func atPartHour(s set, h hour) value {
	if s.n > 0 || s.until != nil || s.count > 0 || s.start != nil {
		return nil
	}
	if n, bare := h.(number); bare && (n.n > 24 || s.days.bits == 0 && s.parts.name == noPart) {
		return nil
	}
	return atClock(s, h)
}

func atTwoClocks(s set, a, b hour) value {
	if one, ok := atClock(s, a).(set); ok {
		return atClock(one, b)
	}
	return nil
}

func atThreeClocks(v []value) value {
	s, _ := v[0].(set)
	if two, ok := atTwoClocks(s, v[1].(hour), v[2].(hour)).(set); ok {
		return atClock(two, v[3].(hour))
	}
	return nil
}

func inPart(s set, p part) value {
	if s.parts.name != noPart || s.n > 0 && s.clocks[0].half != open {
		return nil
	}
	if s.n == 1 {
		c, ok := clockIn(s.clocks[0], p).(clock)
		s.clocks[0] = c
		return orNil(s, ok)
	}
	s.parts = p
	return s
}

// instantEvery is "Thursday at 4, every week": the instant says day and time.
func instantEvery(v value, s set) value {
	i, ok := v.(instant)
	if !ok || s.days.bits != 0 || s.n > 0 {
		return nil
	}
	d, named := i.day.(weekday)
	if named && (s.freq == Weekly || s.freq == Daily && s.interval == 1) {
		days, ok := onDays(s, dayset{bits: 1 << d.day}).(set)
		if !ok {
			return nil
		}
		return atClock(days, i.clock)
	}
	switch i.day.(type) {
	case date, relative, weekdayAway, weekdayIn, away:
		s.start, s.phase = i.day, false
		return atClock(s, i.clock)
	}
	return nil
}

func startingOn(s set, v value) value {
	if s.start != nil || !bounds(v) {
		return nil
	}
	s.start, s.phase = v, false
	if i, ok := v.(instant); ok && s.n == 0 {
		return atClock(s, i.clock)
	}
	return s
}

// thisOrNext is "every other Tuesday, next week": it settles the phase.
func thisOrNext(s set, by shift) value {
	if !s.phase {
		return nil
	}
	return startingOn(s, unitShift{unit: unit{Week, 1}, by: by.by})
}

func untilTime(s set, v value) value {
	if s.until != nil || s.count > 0 || !bounds(v) {
		return nil
	}
	s.until = v
	return s
}

func forTimes(s set, n number) value {
	if s.count > 0 || s.until != nil || n.n < 1 || n.n > 1000 {
		return nil
	}
	s.count = n.n
	return s
}

// atSlot is "every Thursday, 4 to 5".
func atSlot(s set, c clocks) value {
	if c.noStart || c.noEnd || s.n > 0 {
		return nil
	}
	s.slot = c
	return atClock(s, c.from)
}

// slotOn is "Mon-Fri 9 to 5".
func slotOn(d dayset, c clocks) value {
	if d.either || !d.plural && bits.OnesCount8(d.bits) < 2 {
		return nil
	}
	return atSlot(everyDay(d).(set), c)
}

func forLength(s set, l length) value {
	if s.n == 1 && l.clockLength() && s.slot == (clocks{}) {
		s.slot = clocks{from: s.clocks[0], length: l.Length}
		return s
	}
	if s.until != nil || s.count > 0 || !l.wholeDays() {
		return nil
	}
	if weeks := l.Days / 7; s.freq == Weekly && l.Months == 0 && l.Days%7 == 0 && weeks >= s.interval {
		s.count = weeks / s.interval * max(1, bits.OnesCount8(s.days.bits))
		return s
	}
	s.until = lasting{from: relative{days: 0}, length: l.Length}
	return s
}
