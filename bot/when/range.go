package when

// between runs from one time to another.
type between struct{ from, to value }

// bounded has one end only: "since Monday", "until Friday".
type bounded struct {
	at    value
	after bool // open at the end
	past  bool // begins after, or ends after, all of what was said
	back  bool // lies behind
}

// periodKind is whole days unless an end is finer.
func periodKind(a, b value) kind {
	for _, v := range []value{a, b} {
		if v == nil {
			continue
		}
		if e, now := v.(exact); now && (e == exact{}) {
			continue
		}
		if v.kind()&(anInstant|anInstants) != 0 {
			return anInstants
		}
	}
	return aDays
}

var rangeRules = []rule{
	{"from? TIME to|-|until|through TIME", two(fromTo), 0},
	{"from? TIME ,? up? to|until|through TIME", two(fromTo), 0},
	{"between TIME and|to|-|through TIME", two(fromTo), 1},
	{"from|between? NUM to|-|until|through|and DATE", two(func(n number, d date) value { return dayToDate(n, d) }), 1},
	{"from|between? the NUM to|-|until|through|and DATE", two(func(n number, d date) value { return dayToDate(n, d) }), 1},
	{"from|between DATE to|-|until|through|and the? NUM", two(dateToDay), 1},
	{"DATE to|-|until|through the? NUM", two(dateToDay), 1},
	{"from|between NUM to|-|and ORD", two(func(n number, o ordinal) value { return dayToDay(ordinal{n: n.n}, o) }), 0},
	{"from|between? ORD to|-|until|through|and ORD", two(dayToDay), 1},
	{"MONTH from|between NUM to|and|- NUM", three(monthDays), 1},
	{"MONTH NUM - NUM ,? YEAR?", monthDaysYear, 1},
	{"from|between? NUM to|-|until|and NUM SHIFT month", three(daysOfMonth), 1},
	{"PERIOD ,? from|between? WEEKDAY to|-|and|until|through WEEKDAY", three(weekdaysOf), 1},
	{"from|between? WEEKDAY to|-|and|until|through WEEKDAY ,? PERIOD", three(func(a, b weekday, p value) value { return weekdaysOf(p, a, b) }), 1},

	{"from TIME", same, -1},
	{"from|between INSTANT to|until|and|- HOUR", two(func(v value, h hour) value { return sameDayTo(v, h) }), 1},
	{"from|between HOUR to|until|and|- INSTANT", two(func(h hour, v value) value { return sameDayFrom(h, v) }), 0},
	{"since TIME", one(sinceBack), 0},
	{"from|starting|effective on? TIME", one(onward), 0},
	{"starting from|on|at TIME", one(onward), 1},
	{"after|> TIME", one(beyond), 0},
	{"later than TIME", one(beyond), 1},
	{"more than LENGTH after|from TIME", two(func(l length, v value) value { return since(exactOrDay(l, 1, v), false) }), 2},
	{"more than LENGTH before TIME", two(func(l length, v value) value { return until(exactOrDay(l, -1, v), false) }), 2},
	{"on|at|in? or? after|later|> or? equal|equals|on|in|=? to? TIME", one(onward), -1},
	{"> = TIME", one(onward), 1},
	{"later than or in|on|equal TIME", one(onward), 2},
	{"TIME or|and later|after|onward|onwards", one(onward), 1},
	{"TIME onward|onwards", one(onward), 1},
	{"from TIME onward|onwards|on", one(onward), 1},
	{"until|through|before|by|< TIME", one(upTo), 0},
	{"up to|until TIME", one(upTo), 1},
	{"by|before|until the? end of the? TIME", one(toEndOf), 2},
	{"by|before|until the? end of the? UNIT", one(func(u unit) value { return until(unitShift{unit: u}, true) }), 2},
	{"earlier than TIME", one(upTo), 1},
	{"before to TIME", one(upTo), 1},
	{"as late as TIME", one(upTo), 1},
	{"no later than TIME", one(toEndOf), 1},
	{"on or before|earlier than? TIME", one(toEndOf), 1},
	{"< = TIME", one(toEndOf), 1},
	{"TIME or|and earlier|before", one(toEndOf), 1},
	{"until date|now", always(bounded{at: relative{}}), 1},
	{"before|after INSTANT", same, -2},
	{"DAY ,? before|until|by|after CLOCK", two(func(d day, c clock) value { return dayClock(d, c) }), -2},
}

// fromTo lends the later end's month or year to the earlier, and the other way about:
// "10 August - 12 September 2013".
func fromTo(a, b value) value {
	if w, ok := a.(weekday); ok && w.plural {
		return nil
	}
	switch x := a.(type) {
	case date:
		if y, ok := b.(date); ok {
			a, b = lendDates(x, y)
		}
		if y, ok := b.(month); ok && x.year == 0 && y.year != 0 && x.month <= y.month {
			x.year = y.year
			a = x
		}
	case month:
		if y, ok := b.(month); ok && x.year == 0 && x.shift.word == shiftNone && y.year != 0 {
			x.year = y.year
			if x.month > y.month {
				x.year--
			}
			a = x
		}
	}
	return between{a, b}
}

func lendDates(a, b date) (value, value) {
	switch {
	case a.month == 0 && b.month != 0 && a.day < b.day:
		a.month, a.year, a.shift = b.month, b.year, b.shift
	case b.month == 0 && a.month != 0:
		b.month, b.year, b.shift = a.month, a.year, a.shift
	case a.month == 0 && b.month == 0 && a.shift.month != b.shift.month:
		if b.shift.month {
			a.shift = b.shift
		} else {
			b.shift = a.shift
		}
	}
	if a.year == 0 && b.year != 0 && a.shift.word == shiftNone {
		a.year = b.year
		if a.month > b.month {
			a.year--
		}
	}
	return a, b
}

// sameDayTo is "between now and eight o'clock": a clock time on the day it began.
func sameDayTo(from value, h hour) value {
	c, ok := h.time()
	return orNil(between{from, instant{clockBeside{from, true}, c}}, ok)
}

func sameDayFrom(h hour, to value) value {
	c, ok := h.time()
	return orNil(between{instant{clockBeside{to, false}, c}, to}, ok)
}

// clockBeside is the day of another time, with the half of the day that puts a clock
// time after or before it.
type clockBeside struct {
	other value
	after bool
}

func (clockBeside) kind() kind { return aDay }

func (b clockBeside) on(w *world) (Date, bool) {
	i, ok := spanOf(b.other, w)
	return i.start.Date, ok
}

func (b clockBeside) at(c clock, w *world) (DateTime, bool) {
	i, ok := spanOf(b.other, w)
	if c.half != open {
		return i.start.Date.At(c.Clock), ok
	}
	early, late := i.start.Date.At(c.inHalf(false)), i.start.Date.At(c.inHalf(true))
	if b.after == early.After(i.start) {
		return early, ok
	}
	return late, ok
}

func dayToDate(n number, d date) value {
	if !n.dayOfMonth() {
		return nil
	}
	return fromTo(date{day: n.n}, d)
}

func dateToDay(d date, n number) value {
	if !n.dayOfMonth() || n.digits == 0 || d.month == 0 && !d.shift.month || d.day >= n.n {
		return nil
	}
	return fromTo(d, date{day: n.n})
}

func dayToDay(a, b ordinal) value {
	if a.n < 1 || a.n > 31 || b.n < 1 || b.n > 31 {
		return nil
	}
	return between{date{day: a.n}, date{day: b.n}}
}

func monthDays(m month, a, b number) value {
	if !a.dayOfMonth() || !b.dayOfMonth() || a.n >= b.n {
		return nil
	}
	from, ok := monthNumber(m, a).(date)
	to, fine := monthNumber(m, b).(date)
	return orNil(between{from, to}, ok && fine)
}

func monthDaysYear(v []value) value {
	m, _ := v[0].(month)
	a, _ := v[1].(number)
	b, _ := v[2].(number)
	if y, ok := v[3].(year); ok {
		m.year = y.year
	}
	return monthDays(m, a, b)
}

func daysOfMonth(a, b number, s shift) value {
	if !a.dayOfMonth() || !b.dayOfMonth() || a.n >= b.n {
		return nil
	}
	s.month = true
	return between{date{day: a.n, shift: s}, date{day: b.n, shift: s}}
}

func weekdaysOf(week value, a, b weekday) value {
	from, to := inWeek(a, week), inWeek(b, week)
	if from == nil || to == nil {
		return nil
	}
	return between{from, to}
}

// since is open at the end, and until at the start. Neither takes a time that is
// open already.
func since(v value, past bool) value {
	if !bounds(v) {
		return nil
	}
	return bounded{at: v, after: true, past: past}
}

func onward(v value) value  { return since(v, false) }
func beyond(v value) value  { return since(v, true) }
func upTo(v value) value    { return until(v, false) }
func toEndOf(v value) value { return until(v, true) }

// sinceBack is "since Monday": the last one.
func sinceBack(v value) value {
	b, ok := since(v, false).(bounded)
	b.back = true
	return orNil(b, ok)
}

func until(v value, past bool) value {
	if !bounds(v) {
		return nil
	}
	return bounded{at: v, past: past}
}

func bounds(v value) bool {
	switch v := v.(type) {
	case nil, bounded, between, lasting, count:
		return false
	case allOf:
		return bounds(v.value)
	case restOf:
		return !v.forever
	case weekday:
		return !v.plural
	case clocksOn:
		return false
	}
	return true
}

func exactOrDay(l length, sign int, v value) value {
	if v.kind()&(anInstant|anInstants) == 0 && l.wholeDays() {
		return away{l.Length, sign, v}
	}
	return exact{l.Length, sign, v}
}

// extent of a range of days holds its last day. Where the end is a month or longer,
// people also mean up to it.
func (b between) extent(w *world) (interval, bool) {
	from, ok := spanOf(b.from, w)
	to, fine := b.end(w, from.start)
	if !ok || !fine {
		return interval{}, false
	}
	if before, upTo, ok := b.present(w, from); ok {
		from, to = before, upTo
	}
	i := interval{start: from.start, end: to.end, grain: min(from.grain, to.grain)}
	if to.grain < WholeDay || to.grain > WholeDay && w.branch(endFork, 2) == 1 {
		i.end = to.start
	}
	return i, i.start.Before(i.end)
}

// end works the end out as seen from the start, so that "Friday to Monday" and
// "October 25 to January 25" run forward.
func (b between) end(w *world, start DateTime) (interval, bool) {
	if movable(b.to) {
		there := *w
		there.now, there.Mode = start, Future
		there.chosen[sideFork] = 0
		i, ok := spanOf(b.to, &there)
		if i.end.Before(start) {
			there.chosen[sideFork] = 1
			i, ok = spanOf(b.to, &there)
		}
		w.met[halfFork] = max(w.met[halfFork], there.met[halfFork])
		return i, ok
	}
	return spanOf(b.to, w)
}

// present is the range one round earlier, if that is the one we are in: in September
// "August to October" began last month.
func (b between) present(w *world, from interval) (interval, interval, bool) {
	before, ok := w.behind(b.from)
	if !ok || w.Mode == Future || b.from.kind() == aWeekday {
		return from, from, false
	}
	to, fine := b.end(w, before.start)
	return before, to, ok && fine && before.start.Before(w.now) && to.end.After(w.now)
}

// movable says whether v is a next one of many, which one depending on today.
func movable(v value) bool {
	switch v := v.(type) {
	case weekday:
		return true
	case date:
		return v.year == 0 && v.shift.word == shiftNone
	case month:
		return v.year == 0 && v.shift.word == shiftNone
	case instant:
		return movable(v.day)
	}
	return false
}

func (b bounded) extent(w *world) (interval, bool) {
	if b.back && w.Mode == Any {
		w.Mode = Past
	}
	i, ok := spanOf(b.at, w)
	at := i.start
	if b.past && (i.grain > WholeDay || i.grain == WholeDay && w.branch(endFork, 2) == 0) {
		at = i.end
	}
	if b.after {
		return interval{start: at, openEnd: true, grain: i.grain}, ok
	}
	return interval{end: at, openStart: true, grain: i.grain}, ok
}
