package when

import "time"

// day is what names one day.
type day interface {
	value
	on(*world) (Date, bool)
}

// relative is a day counted from today.
type relative struct {
	days int
	the  bool // "the day": today, if the rest of the sentence speaks of it
}

// weekdayAway is a weekday said with this, next, last, or counted from today.
type weekdayAway struct {
	day   time.Weekday
	shift shift
	count int // "two Sundays from now"; below zero is back
}

// weekdayIn is a weekday of a week: "Wednesday next week".
type weekdayIn struct {
	day  time.Weekday
	week value
}

// nthIn is the n-th weekday (or day) of a longer time; below zero counts from its end.
type nthIn struct {
	n   int
	day weekday
	any bool // any day: "the last day of the month"
	in  value
}

// away is a length before or after another day.
type away struct {
	length Length
	sign   int
	from   value // nil is today
}

// workday is the next or last Monday to Friday.
type workday struct{ sign int }

// soon is today, or tomorrow where a time has passed today.
type soon struct{}

// closest is the n-th closest weekday to a day.
type closest struct {
	n   int
	day time.Weekday
	to  day
}

func (relative) kind() kind    { return aDay }
func (weekdayAway) kind() kind { return aDay }
func (weekdayIn) kind() kind   { return aDay }
func (nthIn) kind() kind       { return aDay }
func (away) kind() kind        { return aDay }
func (workday) kind() kind     { return aDay }
func (soon) kind() kind        { return aDay }
func (closest) kind() kind     { return aDay }

var dayRules = []rule{
	{"today", always(relative{days: 0}), 0},
	{"tomorrow", always(relative{days: 1}), 0},
	{"yesterday", always(relative{days: -1}), 0},
	{"the? day after tomorrow", always(relative{days: 2}), 1},
	{"overmorrow", always(relative{days: 2}), 1},
	{"the? day before yesterday", always(relative{days: -2}), 1},
	{"the day", always(relative{the: true}), -1},
	{"my|this day", always(relative{days: 0}), 0},
	{"the day before", always(relative{days: -1}), 0},
	{"the day after", always(relative{days: 1}), 0},
	{"the? SHIFT day", one(func(s shift) value { return relative{days: s.by} }), 0},
	{"otd", always(relative{days: 0}), 0},
	{"SHIFT weekday|workday", one(func(s shift) value { return orNil(workday{s.by}, s.by != 0) }), 0},
	{"SHIFT business|working|work day", one(func(s shift) value { return orNil(workday{s.by}, s.by != 0) }), 1},

	{"WEEKDAY .", one(func(d weekday) value { return orNil(d, d.abbreviated) }), 0},
	{"the? SHIFT WEEKDAY", two(shiftWeekday), 1},
	{"SHIFT SHIFT WEEKDAY", three(func(a, b shift, d weekday) value { return shiftWeekday(b, d) }), 1},
	{"WEEKDAY SHIFT? after next", two(func(d weekday, _ shift) value { return orNil(weekdayAway{day: d.day, count: 2}, !d.plural) }), 2},
	{"WEEKDAY after the? SHIFT", two(weekdayAfterNext), 2},
	{"NUM WEEKDAY from now|today", two(func(n number, d weekday) value { return weekdayAway{day: d.day, count: n.n} }), 1},
	{"in NUM WEEKDAY time|times?", two(func(n number, d weekday) value { return weekdayAway{day: d.day, count: n.n} }), 0},
	{"NUM WEEKDAY ago", two(func(n number, d weekday) value { return weekdayAway{day: d.day, count: -n.n} }), 1},
	{"WEEKDAY week", one(func(d weekday) value { return orNil(away{Length{Days: 7}, 1, d}, !d.plural) }), 1},
	{"WEEKDAY fortnight", one(func(d weekday) value { return orNil(away{Length{Days: 14}, 1, d}, !d.plural) }), 1},
	{"LENGTH on DAY", two(func(l length, d day) value { return daysFrom(l, 1, d) }), -1},
	{"LENGTH today", one(func(l length) value { return weeksOn(l, relative{}) }), 1},
	{"LENGTH tomorrow", one(func(l length) value { return weeksOn(l, relative{days: 1}) }), 1},
	{"LENGTH WEEKDAY", two(func(l length, d weekday) value { return weeksOn(l, d) }), 0},
	{"tomorrow|today week", always(away{Length{Days: 7}, 1, nil}), -1},
	{"WEEKDAY ,|-|on|of|in? PERIOD", two(inWeek), 1},
	{"PERIOD ,|-|on? WEEKDAY", two(func(p value, d weekday) value { return inWeek(d, p) }), 1},
	{"on? ORD WEEKDAY of|in the? DAYS", three(ordinalWeekday), 1},
	{"ORD WEEKDAY DAYS", three(ordinalWeekday), 0},
	{"ORD WEEKDAY of|in the? month", two(func(o ordinal, d weekday) value { return ordinalWeekday(o, d, unitShift{unit: unit{Month, 1}}) }), 1},
	{"ORD WEEKDAY", two(func(o ordinal, d weekday) value { return ordinalWeekday(o, d, unitShift{unit: unit{Month, 1}}) }), -1},
	{"SHIFT WEEKDAY of|in the? DAYS", three(lastWeekday), 2},
	{"ORD day of|in the? PERIOD", two(ordinalDay), 0},
	{"SHIFT day of|in the? DAYS", two(lastDay), 2},

	{"LENGTH ago|before|earlier", one(func(l length) value { return daysFrom(l, -1, nil) }), 1},
	{"LENGTH from now|today", one(func(l length) value { return daysFrom(l, 1, nil) }), 1},
	{"LENGTH hence|later|out|away", one(func(l length) value { return daysFrom(l, 1, nil) }), 1},
	{"a days ago", always(relative{days: -1}), 1},
	{"a days from now", always(relative{days: 1}), 2},
	{"in|within|after|+ LENGTH", one(func(l length) value { return daysFrom(l, 1, nil) }), 0},
	{"in LENGTH time|times", one(func(l length) value { return daysFrom(l, 1, nil) }), 1},
	{"in less|under|more than LENGTH", one(func(l length) value { return daysFrom(l, 1, nil) }), 0},
	{"- LENGTH", one(func(l length) value { return daysFrom(l, -1, nil) }), -1},
	{"LENGTH after|from|past|since POINT", two(func(l length, e value) value { return daysFrom(l, 1, e) }), 1},
	{"LENGTH before POINT", two(func(l length, e value) value { return daysFrom(l, -1, e) }), 1},
	{"DAY + LENGTH", two(func(d day, l length) value { return daysFrom(l, 1, d) }), 1},
	{"DAY - LENGTH", two(func(d day, l length) value { return daysFrom(l, -1, d) }), 1},
	{"the? day after POINT", one(func(e value) value { return away{Length{Days: 1}, 1, e} }), 1},
	{"the? day before POINT", one(func(e value) value { return away{Length{Days: 1}, -1, e} }), 1},
	{"the closest|nearest WEEKDAY to DAY", two(func(d weekday, to day) value { return closest{1, d.day, to} }), 2},
	{"ORD closest|nearest WEEKDAY to DAY", three(func(o ordinal, d weekday, to day) value { return closest{o.n, d.day, to} }), 2},
	{"DAY ,? on? WEEKDAY", two(sameDay), 1},
	{"WEEKDAY ,? DAY", two(func(w weekday, d day) value { return sameDay(d, w) }), 0},
	{"on|for|of|the|by? DAY", same, 0},
}

func shiftWeekday(s shift, d weekday) value {
	if d.plural {
		return nil
	}
	return weekdayAway{day: d.day, shift: s}
}

func weekdayAfterNext(d weekday, s shift) value {
	return orNil(weekdayAway{day: d.day, count: 2}, s.word == shiftNext && !d.plural)
}

// inWeek is "Friday of next week".
func inWeek(d weekday, week value) value {
	u, ok := week.(unitShift)
	if !ok || d.plural || u.unit.grain != Week {
		return nil
	}
	return weekdayIn{d.day, week}
}

func ordinalWeekday(o ordinal, d weekday, in value) value {
	n := o.n
	if o.last {
		n = -n
	}
	return orNil(nthIn{n: n, day: d, in: in}, n != 0 && o.n <= 53)
}

func lastWeekday(s shift, d weekday, in value) value {
	return orNil(nthIn{n: -1, day: d, in: in}, s.word == shiftLast)
}

func ordinalDay(o ordinal, in value) value {
	return orNil(nthIn{n: o.n, any: true, in: in}, o.n > 0 && !o.last)
}

func lastDay(s shift, in value) value {
	return orNil(nthIn{n: -1, any: true, in: in}, s.word == shiftLast)
}

// weeksOn is "two weeks today", "a week Tuesday".
func weeksOn(l length, d day) value {
	if l.last.grain != Week || l.Seconds+int64(l.Months) != 0 {
		return nil
	}
	return away{l.Length, 1, d}
}

func daysFrom(l length, sign int, from value) value {
	if !l.wholeDays() && (l.Seconds < 0 || l.Days+l.Months == 0) {
		return nil
	}
	return away{l.Length, sign, from}
}

// sameDay is "in 3 days on Friday": the weekday says nothing new.
func sameDay(d day, w weekday) value {
	switch d.(type) {
	case relative, away:
		return orNil(d, !w.plural)
	}
	return nil
}

func (r relative) on(w *world) (Date, bool) { return w.today().AddDays(r.days), true }

// on is the next or the last such day, never today; today too as the last resort,
// for "Monday" said on a Monday.
func (d weekday) on(w *world) (Date, bool) {
	today := w.today()
	ahead := d.after(today, 1)
	behind := ahead.AddDays(-7)
	if today.Weekday() != d.day {
		return w.sided(ahead, behind), !d.plural
	}
	behind = today.AddDays(-7)
	if w.branch(sideFork, 3) == 2 {
		return today, !d.plural
	}
	return w.sided(ahead, behind), !d.plural
}

// after is the first day d that lies at least min days after t.
func (d weekday) after(t Date, min int) Date {
	t = t.AddDays(min)
	return t.AddDays((int(d.day) - int(t.Weekday()) + 7) % 7)
}

func (d weekdayAway) on(w *world) (Date, bool) {
	today, name := w.today(), weekday{day: d.day}
	switch {
	case d.count > 0:
		return name.after(today, 1).AddDays(7 * (d.count - 1)), d.count < 1000
	case d.count < 0:
		return name.after(today, -7).AddDays(7 * (d.count + 1)), d.count > -1000
	}
	inWeek := name.after(w.weekStart(today), 0)
	switch d.shift.word {
	case shiftComing:
		return name.after(today, 1), true
	case shiftRecent:
		return name.after(today, -7), true
	case shiftThis:
		if w.branch(sideFork, 2) == 0 {
			return name.after(today, 0), true
		}
		if inWeek == today {
			return today.AddDays(7), true
		}
		return inWeek, true
	case shiftNext:
		if w.branch(sideFork, 2) == 1 {
			return name.after(today, 1), true
		}
	case shiftLast:
		if w.branch(sideFork, 2) == 1 {
			return name.after(today, -7), true
		}
	}
	return inWeek.AddDays(7 * d.shift.by), true
}

func (d weekdayIn) on(w *world) (Date, bool) {
	i, ok := spanOf(d.week, w)
	return weekday{day: d.day}.after(i.start.Date, 0), ok
}

func (d nthIn) on(w *world) (Date, bool) {
	i, ok := spanOf(d.in, w)
	if !ok {
		return Date{}, false
	}
	first, last := i.start.Date, i.lastDay()
	at := first.AddDays(d.n - 1)
	switch {
	case d.any && d.n < 0:
		at = last.AddDays(d.n + 1)
	case d.n < 0:
		at = d.day.after(last, -6).AddDays(7 * (d.n + 1))
	case !d.any:
		at = d.day.after(first, 0).AddDays(7 * (d.n - 1))
	}
	return at, !at.Before(first) && !at.After(last)
}

func (d away) on(w *world) (Date, bool) {
	from := w.today()
	if d.from != nil {
		i, ok := spanOf(d.from, w)
		if !ok {
			return Date{}, false
		}
		from = i.start.Date
	}
	return d.length.addTo(from.At(w.now.Clock), d.sign).Date, true
}

func (soon) on(w *world) (Date, bool) { return w.today(), true }

func (d workday) on(w *world) (Date, bool) {
	at := w.today().AddDays(d.sign)
	for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		at = at.AddDays(d.sign)
	}
	return at, true
}

func (d closest) on(w *world) (Date, bool) {
	to, ok := d.to.on(w)
	near := weekday{day: d.day}.after(to, -3)
	if d.n == 2 && near.After(to) {
		return near.AddDays(-7), ok
	}
	return near.AddDays(7 * (d.n - 1)), ok && d.n <= 2
}
