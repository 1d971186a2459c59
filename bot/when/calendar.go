package when

import "time"

var dateRules = []rule{
	{"MONTH ,|-|/|.? ORD", two(monthOrdinal), 1},
	{"MONTH ,|-|/|.|the? NUM", two(monthNumber), 0},
	{"ORD day? of|,|-|.? MONTH", two(func(o ordinal, m month) value { return monthOrdinal(m, o) }), 1},
	{"NUM of|,|-|/|.? MONTH", two(func(n number, m month) value { return monthNumber(m, n) }), 0},
	{"the NUM of|day? MONTH", two(func(n number, m month) value { return monthNumber(m, n) }), 1},
	{"DATE of|in|,|-|/|.? year? YEAR", two(dateYear), 1},
	{"DATE YEAR year", two(dateYear), 1},
	{"DATE NUM be", two(buddhistYear), 1},
	{"DATE of|in SHIFT year", two(dateShiftYear), 1},
	{"DATE SHIFT year", two(dateShiftYear), 1},
	{"DATE -|/|' ~NUM", two(dateShortYear), 0},
	{"YEAR ,? DATE", two(func(y year, d date) value { return dateYear(d, y) }), 0},
	{"YEAR -|/|. MONTH -|/|. NUM", three(func(y year, m month, n number) value { return fullDate(y.year, m.month, n) }), 1},
	{"YEAR ~-|/|. ~NUM ~-|/|. ~NUM", three(yearFirst), 1},
	{"YEAR NUM NUM", three(yearFirst), 0},
	{"NUM -|/ NUM -|/ YEAR", three(yearLast), 1},
	{"NUM . NUM . YEAR", three(dottedYear), 1},
	{"NUM ~- ~NUM ~- ~NUM", three(shortYearLast), 0},
	{"NUM ~/ ~NUM ~/ ~NUM", three(shortYearLast), 0},
	{"NUM ~. ~NUM ~. ~NUM", three(dottedShortYear), 0},
	{"NUM / NUM", two(slashed), 0},
	{"NUM - NUM", two(dashed), -1},
	{"on|of|for NUM -|. NUM", two(slashed), 0},
	{"in NUM ~. ~NUM", two(slashed), -1},
	{"NUM ~. ~NUM ~.", two(dayDotMonth), 1},
	{"NUM", one(eightDigits), 0},

	{"the NUM", one(func(n number) value { return dayNumber(n, false) }), 0},
	{"on the? NUM", one(func(n number) value { return dayNumber(n, true) }), -1},
	{"ORD", one(dayOrdinal), 0},
	{"on ORD", one(onOrdinal), 1},
	{"ORD of? the? SHIFT? month", two(ordinalOfMonth), 1},
	{"ORD day of? the? SHIFT? month", two(ordinalOfMonth), 1},
	{"NUM day|of? of? the? SHIFT month", two(func(n number, s shift) value { return ordinalOfMonth(ordinal{n: n.n, digits: n.dayOfMonth()}, s) }), 1},
	{"WEEKDAY ,|-|.|the? DATE", two(weekdayDate), 1},
	{"WEEKDAY ,|-|.? on? the? ORD", two(weekdayOrdinal), 1},
	{"WEEKDAY the? NUM", two(weekdayNumber), 0},
	{"WEEKDAY NUM . NUM", three(func(w weekday, a, b number) value { return orNilDate(slashed(a, b), w) }), 0},
	{"DATE ,|( WEEKDAY )?", two(func(d date, w weekday) value { return weekdayDate(w, d) }), 1},
	{"SHIFT month ,? on? the? ORD", two(func(s shift, o ordinal) value { return ordinalOfMonth(o, s) }), 1},
	{"SHIFT DATE", two(shiftDate), 0},
	{"SHIFT WEEKDAY ,|-|the? DATE", three(func(_ shift, w weekday, d date) value { return weekdayDate(w, shiftOf(d, shiftThis)) }), 2},
	{"the|on|for DATE", same, 0},
}

func monthNumber(m month, n number) value {
	if !n.dayOfMonth() || !(date{month: m.month, day: n.n}).exists() {
		return nil
	}
	return date{year: m.year, month: m.month, day: n.n, shift: m.shift}
}

func monthOrdinal(m month, o ordinal) value {
	if o.last {
		return nil
	}
	return monthNumber(m, number{n: o.n})
}

func dateYear(d date, y year) value {
	if d.year != 0 || d.month == 0 {
		return nil
	}
	d.year = y.year
	return orNil(d, d.exists())
}

// buddhistYear is a year of the Thai calendar, 543 ahead.
func buddhistYear(d date, n number) value {
	if n.digits != 4 {
		return nil
	}
	return dateYear(d, year{n.n - 543})
}

func dateShortYear(d date, n number) value {
	if n.digits != 2 {
		return nil
	}
	return dateYear(d, year{2000 + n.n})
}

func dateShiftYear(d date, s shift) value {
	if d.month == 0 || d.year != 0 {
		return nil
	}
	d.shift = s
	d.shift.year = true
	return d
}

func fullDate(y int, m time.Month, n number) value {
	d := date{year: y, month: m, day: n.n}
	return orNil(d, n.dayOfMonth() && d.exists())
}

func yearFirst(y year, m, d number) value {
	if m.digits == 0 || m.digits > 2 || m.n > 12 {
		return nil
	}
	return fullDate(y.year, time.Month(m.n), d)
}

func yearLast(a, b number, y year) value {
	d, ok := slashed(a, b).(date)
	if !ok {
		return nil
	}
	return dateYear(d, y)
}

func shortYearLast(a, b, y number) value {
	if y.digits != 2 || a.digits == 0 {
		return nil
	}
	return yearLast(a, b, year{2000 + y.n})
}

// dottedShortYear leaves version numbers alone: "1.1.30".
func dottedShortYear(a, b, y number) value {
	if a.digits+b.digits < 3 {
		return nil
	}
	if y.digits != 2 {
		return nil
	}
	return dottedYear(a, b, year{2000 + y.n})
}

func dottedYear(a, b number, y year) value {
	d, ok := dayDotMonth(a, b).(date)
	if !ok {
		return nil
	}
	return dateYear(d, y)
}

// dayDotMonth is "10.11.": where people write dots, the day comes first.
func dayDotMonth(a, b number) value {
	d, ok := slashed(a, b).(date)
	d.dotted = true
	return orNil(d, ok)
}

// slashed is "10/11". The impossible order is put right here; which of two possible
// orders is meant is for ordered to say.
func slashed(a, b number) value {
	if a.digits == 0 || b.digits == 0 || a.digits > 2 || b.digits > 2 {
		return nil
	}
	d := date{month: time.Month(a.n), day: b.n}
	if !d.exists() {
		d = date{month: time.Month(b.n), day: a.n, swapped: true}
	}
	d.either = a.n <= 12 && b.n <= 12 && a.n != b.n
	return orNil(d, d.exists())
}

// dashed is "2-15", which must not be a range of hours or a score.
func dashed(a, b number) value {
	if a.n <= 12 && b.n <= 24 && b.n <= 12 {
		return nil
	}
	d, ok := slashed(a, b).(date)
	d.weak = true
	return orNil(d, ok)
}

// eightDigits is "20161016".
func eightDigits(n number) value {
	if n.digits != 8 || n.n < 19000000 || n.n > 21001231 {
		return nil
	}
	return fullDate(n.n/10000, time.Month(n.n/100%100), number{n: n.n % 100})
}

func dayNumber(n number, weak bool) value {
	d := date{day: n.n, weak: true}
	return orNil(d, n.digits > 0 && n.dayOfMonth())
}

// dayOrdinal is "the 14th". "First" and "second" alone are rarely days.
func dayOrdinal(o ordinal) value {
	if o.n < 1 || o.n > 31 || o.last {
		return nil
	}
	return date{day: o.n, feeble: !o.digits && (o.n <= 10 || !o.the)}
}

// onOrdinal is "on the first".
func onOrdinal(o ordinal) value {
	d, ok := dayOrdinal(o).(date)
	d.feeble = false
	return orNil(d, ok)
}

func ordinalOfMonth(o ordinal, s shift) value {
	if o.n < 1 || o.n > 31 || o.last || s.word == shiftNone && !o.the && !o.digits {
		return nil
	}
	s.month = true
	return date{day: o.n, shift: s}
}

func weekdayDate(w weekday, d date) value {
	if w.plural || d.weekday.said {
		return nil
	}
	w.said, d.weak, d.feeble = true, false, false
	d.weekday = w
	return d
}

func weekdayOrdinal(w weekday, o ordinal) value {
	if o.n < 1 || o.n > 31 || o.last {
		return nil
	}
	return weekdayDate(w, date{day: o.n})
}

// weekdayNumber is "Monday 21". A small number beside a weekday is rather an hour.
func weekdayNumber(w weekday, n number) value {
	if !n.dayOfMonth() || (n.n <= 12 && n.digits > 0) {
		return nil
	}
	return weekdayDate(w, date{day: n.n})
}

func orNilDate(v value, w weekday) value {
	if d, ok := v.(date); ok {
		return weekdayDate(w, d)
	}
	return nil
}

// shiftDate is "next 5/12", "this 5/12".
func shiftDate(s shift, d date) value {
	if d.month == 0 || d.shift.word != shiftNone {
		return nil
	}
	return shiftOf(d, s.word)
}

func shiftOf(d date, word shiftWord) date {
	d.shift = shift{word: word, by: map[shiftWord]int{shiftThis: 0, shiftNext: 1, shiftComing: 1, shiftLast: -1, shiftRecent: -1}[word], year: word == shiftThis}
	return d
}
