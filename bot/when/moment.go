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

var momentRules = []rule{
	{"right? now", always(exact{}), 0},
	{"at the? moment|minute|present", always(exact{}), 0},
	{"at the? present time|times", always(exact{}), 1},
	{"at this time|times", always(exact{}), 1},
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
	{"the? same time|times on? DAY", one(func(d day) value { return sameTime{d} }), 1},
	{"the? same|this time|times on? PERIOD", one(sameTimeIn), 2},
	{"PERIOD ,? the? same|this time|times", one(sameTimeIn), 2},
	{"DAY ,? at? the? same|this time|times", one(func(d day) value { return sameTime{d} }), 1},
	{"INSTANT ,? on|of? WEEKDAY", two(func(i value, _ weekday) value { return i }), -1},
	{"at|by|on|for|around|about INSTANT", same, 0},
	{"the? end|close of the? DAY", one(func(d day) value { return dayEnd{d} }), 1},
	{"eod", always(dayEnd{relative{}}), 0},
	{"the? end|close of day DAY?", one(endOfDay), 1},
	{"eod DAY", one(func(d day) value { return dayEnd{d} }), 1},

	{"in|within|after|+ LENGTH", one(func(l length) value { return exactly(l, 1, nil) }), 0},
	{"in less|under|more than LENGTH", one(func(l length) value { return exactly(l, 1, nil) }), 1},
	{"in LENGTH time|times", one(func(l length) value { return exactly(l, 1, nil) }), 1},
	{"LENGTH from right? now", one(func(l length) value { return exactly(l, 1, nil) }), 0},
	{"LENGTH hence|later|out|away", one(func(l length) value { return exactly(l, 1, nil) }), 0},
	{"LENGTH ago|before|earlier", one(func(l length) value { return exactly(l, -1, nil) }), 0},
	{"the UNIT before|ago", one(func(u unit) value { return exactly(withArticle(u).(length), -1, nil) }), -1},
	{"- LENGTH", one(func(l length) value { return exactly(l, -1, nil) }), -1},
	{"INSTANT + LENGTH", two(func(i value, l length) value { return exactly(l, 1, i) }), 1},
	{"INSTANT - LENGTH", two(func(i value, l length) value { return exactly(l, -1, i) }), 1},
	{"LENGTH after|from|past INSTANT", two(lengthFrom), 1},
	{"LENGTH before INSTANT", two(func(l length, i value) value { return exactly(l, -1, i) }), 1},
}

// lengthFrom is a length away from a time. "Two weeks from today at 3" is of that day's
// afternoon, whether today's has passed or not.
func lengthFrom(l length, from value) value {
	if i, ok := from.(instant); ok && i.day == value(relative{}) && l.wholeDays() {
		d := daysFrom(l, 1, nil)
		return orNil(instant{d, i.clock}, d != nil)
	}
	return exactly(l, 1, from)
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
		d = relative{}
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
	if d != (relative{}) || w.Mode == Past || !t.Before(w.now) {
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
