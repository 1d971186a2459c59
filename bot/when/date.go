package when

import "time"

// date is a day of the calendar as written, in which parts may be missing: the year
// ("March 3"), the month too ("the 3rd"), or all but the weekday that goes with it.
type date struct {
	year    int
	month   time.Month
	day     int
	weekday weekday
	swapped bool // day and month stood in the order that is not the person's
	either  bool // they could stand in either order
	dotted  bool // "10.11.2026"
	weak    bool // digits that could be something else: "on 15"
	feeble  bool // a word that mostly is something else: "the first"
	shift   shift
}

func (date) kind() kind { return aDate }

// weekday is a day of the week.
type weekday struct {
	day    time.Weekday
	plural bool // "Tuesdays"
	said   bool // there is one, where a date holds it

	abbreviated bool
}

func (weekday) kind() kind { return aWeekday }

// month is a month, of a year where one was said.
type month struct {
	month time.Month
	year  int
	shift shift
}

func (month) kind() kind { return aMonth }

// exists says whether some year, or the year said, has this day.
func (d date) exists() bool {
	y := d.year
	if y == 0 {
		y = 2024
	}
	last := time.Date(y, d.month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return d.day >= 1 && d.day <= last && d.month >= 1 && d.month <= 12
}

// on settles the parts that are missing.
func (d date) on(w *world) (Date, bool) {
	d = d.ordered(w)
	today := w.today()
	switch {
	case d.year != 0:
		return Date{d.year, d.month, d.day}, d.exists()
	case d.shift.year:
		d.year = today.Year + d.shift.by
		return Date{d.year, d.month, d.day}, d.exists()
	case d.shift.month:
		first := Date{today.Year, today.Month, 1}.AddMonths(d.shift.by)
		d.year, d.month = first.Year, first.Month
		return Date{d.year, d.month, d.day}, d.exists()
	}
	ahead, behind, ok := d.around(today)
	switch {
	case !ok:
		return Date{}, false
	case d.shift.word != shiftNone && d.shift.by > 0:
		return ahead, true
	case d.shift.word != shiftNone:
		return behind, true
	case d.weekday.said && behind.Weekday() == d.weekday.day && ahead.Weekday() != d.weekday.day:
		ahead, behind = behind, ahead
	}
	return w.sided(ahead, behind), true
}

// ordered takes day and month in the person's order, if both orders are possible.
func (d date) ordered(w *world) date {
	if !d.either {
		if d.swapped != w.Policy.DayFirst && d.swapped {
			w.doubt(SwappedOrder)
		}
		return d
	}
	flip := w.Policy.DayFirst || d.dotted
	if w.branch(orderFork, 2) == 1 {
		flip = !flip
	}
	if flip {
		d.month, d.day = time.Month(d.day), int(d.month)
	}
	return d
}

// around is the nearest such days from today on and before today.
func (d date) around(today Date) (ahead, behind Date, ok bool) {
	ahead, ok = d.search(today, 1)
	if !ok {
		return
	}
	behind, ok = d.search(today.AddDays(-1), -1)
	return
}

// search walks months, or years where the month is known, until one has the day. A
// day of an unknown month must fall on the weekday said with it.
func (d date) search(from Date, sign int) (Date, bool) {
	step, tries := 1, 12*40
	first := Date{from.Year, from.Month, 1}
	if d.month != 0 {
		step, tries, first.Month = 12, 9, d.month
	}
	for i := range tries {
		m := first.AddMonths(sign * step * i)
		at := Date{m.Year, m.Month, d.day}
		if !(date{year: at.Year, month: at.Month, day: at.Day}).exists() || sign*at.Compare(from) < 0 {
			continue
		}
		if d.month == 0 && d.weekday.said && at.Weekday() != d.weekday.day {
			continue
		}
		return at, true
	}
	return Date{}, false
}
