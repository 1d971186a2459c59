package when

// instant is a clock time on a day.
type instant struct {
	day   value // a day, or a part of one that settles am or pm
	clock clock
}

// exact is now, or a length away from now or another time.
type exact struct {
	length Length
	sign   int
	from   value // nil is now
}

// dayEnd is the last minute of a day: "end of tomorrow".
type dayEnd struct{ day day }

// sameTime is this clock time on another day.
type sameTime struct{ day day }

func (instant) kind() kind  { return anInstant }
func (exact) kind() kind    { return anInstant }
func (dayEnd) kind() kind   { return anInstant }
func (sameTime) kind() kind { return anInstant }

// moment is what names one minute.
type moment interface {
	value
	at(*world) (DateTime, bool)
}

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

var momentRules = []rule{
	{"right? now", always(exact{}), 0},
	{"at the? moment|minute|present", always(exact{}), 0},
	{"at the? present times", always(exact{}), 1},
	{"at this times", always(exact{}), 1},
	{"atm", always(exact{}), 0},
	{"immediately|asap", always(exact{}), 0},

	{"DAY ,|-|for? CLOCK", two(dayClock), 1},
	{"DAY ,? at|around|about HOUR", two(dayClock), 1},
	{"DAY ,? ^HOUR", two(dayHour), -1},
	{"CLOCK ,|-|on|of|for? DAY", two(func(c clock, d day) value { return dayClock(d, c) }), 1},
	{"HOUR ,? DAY", two(hourDay), 0},
	{"DATE ~t ~CLOCK z?", two(dayClock), 2},
	{"DATE ~t ~CLOCK ~-|+ ~CLOCK", two(func(d date, c clock) value { return dayClock(d, c) }), 3},
	{"INSTANT YEAR", two(instantYear), 1},
	{"today|tomorrow INSTANT", one(func(v value) value { e, ok := v.(exact); return orNil(e, ok) }), 0},
	{"in|at CLOCK DAY", two(func(c clock, d day) value { return dayClock(d, c) }), 0},
	{"same times DAY", one(func(d day) value { return sameTime{d} }), 1},
	{"the? same|this times on? PERIOD", one(sameTimeIn), 2},
	{"PERIOD ,? the? same|this times", one(sameTimeIn), 2},
	{"DAY same|this times", one(func(d day) value { return sameTime{d} }), 1},
	{"the same times DAY", one(func(d day) value { return sameTime{d} }), 1},
	{"DAY ,? at? the same times", one(func(d day) value { return sameTime{d} }), 1},
	{"INSTANTS ,|at|around|about? HOUR", two(partHour), 1},
	{"HOUR ,? INSTANTS", two(func(h hour, p value) value { return partHour(p, h) }), 1},
	{"INSTANT ,? on|of? WEEKDAY", two(func(i value, _ weekday) value { return i }), -1},
	{"at|by|on|for|around|about INSTANT", one(func(v value) value { return v }), 0},
	{"the? end|close of the? DAY", one(func(d day) value { return dayEnd{d} }), 1},
	{"eod", always(dayEnd{relative{days: 0}}), 0},
	{"the? end|close of day DAY?", one(endOfDay), 1},
	{"eod DAY", one(func(d day) value { return dayEnd{d} }), 1},

	{"in|within|after|+ LENGTH", one(func(l length) value { return exactly(l, 1, nil) }), 0},
	{"in less|under|more than LENGTH", one(func(l length) value { return exactly(l, 1, nil) }), 1},
	{"in LENGTH times", one(func(l length) value { return exactly(l, 1, nil) }), 1},
	{"LENGTH from right? now", one(func(l length) value { return exactly(l, 1, nil) }), 1},
	{"LENGTH hence|later|out|away", one(func(l length) value { return exactly(l, 1, nil) }), 1},
	{"LENGTH ago|before|earlier", one(func(l length) value { return exactly(l, -1, nil) }), 1},
	{"the UNIT before|ago", one(func(u unit) value { return exactly(withArticle(u).(length), -1, nil) }), -1},
	{"- LENGTH", one(func(l length) value { return exactly(l, -1, nil) }), -1},
	{"INSTANT + LENGTH", two(func(i value, l length) value { return exactly(l, 1, i) }), 1},
	{"INSTANT - LENGTH", two(func(i value, l length) value { return exactly(l, -1, i) }), 1},
	{"LENGTH after|from|past INSTANT", two(func(l length, i value) value { return exactly(l, 1, i) }), 1},
	{"LENGTH before INSTANT", two(func(l length, i value) value { return exactly(l, -1, i) }), 1},

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
	{"in|during|for|by|on INSTANTS", one(func(v value) value { return v }), 0},
}

func dayClock(d day, h hour) value {
	c, ok := h.time()
	if !ok {
		return nil
	}
	return instant{d, c}
}

// dayHour is "Thursday 4", "February 22nd 3 30".
func dayHour(d day, h hour) value {
	n, bare := h.(number)
	switch d.(type) {
	case date, weekday, weekdayAway, weekdayIn:
		if bare && (n.digits == 0 || n.n > 12) {
			return nil
		}
	}
	return dayClock(d, h)
}

// hourDay is "9 tomorrow": only before days that cannot swallow the number.
func hourDay(h hour, d day) value {
	switch d.(type) {
	case relative, weekdayAway, weekdayIn:
		return dayClock(d, h)
	}
	if _, bare := h.(number); bare {
		return nil
	}
	return dayClock(d, h)
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

// instantYear is "Sep 26 08:16 2013".
func instantYear(v value, y year) value {
	i, ok := v.(instant)
	d, dated := i.day.(date)
	if !ok || !dated {
		return nil
	}
	i.day = dateYear(d, y)
	return orNil(i, i.day != nil)
}

func endOfDay(d day) value {
	if d == nil {
		d = relative{days: 0}
	}
	return dayEnd{d}
}

// sameTimeIn is "same time next week": on the same weekday.
func sameTimeIn(v value) value {
	u, ok := v.(unitShift)
	if !ok || u.by <= 0 || u.unit.grain != Week {
		return nil
	}
	return sameTime{away{Length{Days: 7 * u.unit.n}, u.by, nil}}
}

func exactly(l length, sign int, from value) value {
	if from == nil && l.wholeDays() && l.article && l.last.grain < Week && sign < 0 {
		return nil
	}
	return exact{l.Length, sign, from}
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

// at puts the clock on the day. A weekday that is today means today if the time is
// still to come; the small hours of a night belong to the day after.
func (i instant) at(w *world) (DateTime, bool) {
	if d, ok := i.day.(clockBeside); ok {
		return d.at(i.clock, w)
	}
	c := i.clock.on(w)
	switch d := i.day.(type) {
	case partOn:
		at, ok := d.day.on(w)
		if d.part.name == night && c.Hour < 5 && w.branch(sideFork, 2) == 0 {
			return at.AddDays(1).At(c), ok
		}
		return w.rolled(at.At(c), d.day), ok
	case weekday:
		today := w.today()
		if today.Weekday() == d.day && !d.plural && w.Mode != Past && today.At(c).After(w.now) && w.branch(sideFork, 3) == 0 {
			return today.At(c), true
		}
		at, ok := d.on(w)
		return at.At(c), ok
	case soon:
		at := w.today().At(c)
		if !at.After(w.now) {
			at = at.Add(24 * 60)
		}
		return at, true
	case day:
		at, ok := d.on(w)
		return w.rolled(at.At(c), d), ok
	}
	return DateTime{}, false
}

// rolled moves a time of today that is gone to tomorrow, where a time ahead is meant.
func (w *world) rolled(t DateTime, d value) DateTime {
	if d != (relative{days: 0}) || w.Mode == Past || !t.Before(w.now) {
		return t
	}
	later := w.branch(sideFork, 2) == 1
	if w.Mode == Future {
		later = !later
	}
	if later {
		w.doubt(RolledForward)
		return t.Add(24 * 60)
	}
	return t
}

func (e exact) at(w *world) (DateTime, bool) {
	from := w.now
	if e.from != nil {
		i, ok := spanOf(e.from, w)
		if !ok {
			return DateTime{}, false
		}
		from = i.start
	}
	return e.length.addTo(from, e.sign), true
}

func (e dayEnd) at(w *world) (DateTime, bool) {
	d, ok := e.day.on(w)
	return d.At(Clock{23, 59}), ok
}

func (s sameTime) at(w *world) (DateTime, bool) {
	d, ok := s.day.on(w)
	return d.At(w.now.Clock), ok
}

func minute(t DateTime, ok bool) (interval, bool) {
	return interval{start: t, end: t.Add(1), grain: Minute}, ok
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
