package when

import "time"

// wholeYear is a year by its number; bare where nothing but four digits says so.
type wholeYear struct {
	year int
	bare bool
}

func (wholeYear) kind() kind { return aDays }

var monthRules = []rule{
	{"MONTH .", same, 0},
	{"MONTH ,|of|-|/|.|'? year? YEAR", two(monthYear), 1},
	{"YEAR ,|-|/? MONTH", two(func(y year, m month) value { return monthYear(m, y) }), 1},
	{"MONTH of? SHIFT year", two(monthShiftYear), 1},
	{"SHIFT MONTH", two(shiftMonth), 0},
	{"MONTH after next", one(func(m month) value { m.shift = shift{by: 2, word: shiftNext}; return m }), 1},
	{"MONTH in LENGTH", two(monthInYears), 2},
	{"NUM -|/ YEAR", two(numberYear), 0},
	{"YEAR -|/ NUM", two(func(y year, n number) value { return numberYear(n, y) }), 0},
	{"month of? MONTH", same, 0},
	{"in|of|during|= year? YEAR", one(wholeYearOf), 0},
	{"in|of|during? the? year YEAR", one(wholeYearOf), 1},
	{"YEAR", one(func(y year) value { return wholeYear{y.year, true} }), -2},
}

func monthYear(m month, y year) value {
	if m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.year = y.year
	return m
}

func monthShiftYear(m month, s shift) value {
	if m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.shift, m.shift.year = s, true
	return m
}

// monthInYears is "March in a year".
func monthInYears(m month, l length) value {
	if l.last.grain != Year || l.Months%12 != 0 || m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.shift = shift{by: l.Months / 12, word: shiftNext, year: true}
	return m
}

func shiftMonth(s shift, m month) value {
	if m.year != 0 || m.shift.word != shiftNone {
		return nil
	}
	m.shift = s
	return m
}

func numberYear(n number, y year) value {
	if n.digits == 0 || n.digits > 2 || n.n < 1 || n.n > 12 {
		return nil
	}
	return month{month: time.Month(n.n), year: y.year}
}

func wholeYearOf(y year) value { return wholeYear{y.year, false} }

func (m month) extent(w *world) (interval, bool) {
	y, today := m.year, w.today()
	first := Date{today.Year, m.month, 1}
	ahead := first
	if today.Month > m.month {
		ahead = first.AddMonths(12)
	}
	switch {
	case y != 0:
		first.Year = y
	case m.shift.word == shiftNone && w.Mode == Past && today.Month == m.month:
		first = ahead
	case m.shift.word == shiftNone:
		first = w.sided(ahead, ahead.AddMonths(-12))
	case m.shift.year || m.shift.word == shiftThis:
		first = first.AddMonths(12 * m.shift.by)
	case m.shift.by > 0 && today.Month == m.month:
		first = ahead.AddMonths(12 * m.shift.by)
	case m.shift.by > 0:
		first = ahead.AddMonths(12 * (m.shift.by - 1))
	default:
		first = ahead.AddMonths(-12)
	}
	return wholeDays(first, first.AddMonths(1), Month), true
}

func (y wholeYear) extent(*world) (interval, bool) {
	return wholeDays(Date{y.year, time.January, 1}, Date{y.year + 1, time.January, 1}, Year), true
}
