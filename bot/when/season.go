package when

import "time"

// season is a quarter of the year by the sun, as in the northern half of the world.
type season struct {
	turn  int // which of seasonTurns begins it, from 1; 0 is the present one
	shift shift
	year  int
}

func (season) kind() kind { return aDays }

// seasonTurns are the equinoxes and solstices, within a day.
var seasonTurns = [...]Date{{0, time.March, 20}, {0, time.June, 21}, {0, time.September, 23}, {0, time.December, 21}}

var seasonRules = []rule{
	{"SHIFT season|seasons", one(func(s shift) value { return season{shift: s} }), 0},
	{"spring", always(season{turn: 1}), 0},
	{"summer", always(season{turn: 2}), 0},
	{"autumn|fall", always(season{turn: 3}), 0},
	{"winter", always(season{turn: 4}), 0},
	{"SHIFT PERIOD", two(shiftSeason), 0},
	{"PERIOD of? YEAR", two(seasonYear), 1},
}

func shiftSeason(s shift, v value) value {
	a, ok := v.(season)
	if !ok || a.turn == 0 || a.shift.word != shiftNone || a.year != 0 {
		return nil
	}
	a.shift = s
	return a
}

func seasonYear(v value, y year) value {
	a, ok := v.(season)
	if !ok || a.turn == 0 || a.shift.word != shiftNone {
		return nil
	}
	a.year = y.year
	return a
}

func (s season) extent(w *world) (interval, bool) {
	turn := func(n int) Date {
		t := seasonTurns[n%4]
		return Date{w.today().Year - 5 + n/4, t.Month, t.Day}
	}
	n := 0
	for !w.today().Before(turn(n + 1)) {
		n++
	}
	if s.turn == 0 {
		return wholeDays(turn(n+s.shift.by), turn(n+s.shift.by+1), Quarter), true
	}
	n -= (n - s.turn + 5) % 4 // back to the last season of this name
	within := w.today().Before(turn(n + 1))
	switch {
	case s.year != 0:
		n = (s.year-w.today().Year+5)*4 + s.turn - 1
	case s.shift.by > 0, s.shift.word == shiftThis && !within:
		n += 4
	case s.shift.by < 0 && within:
		n -= 4
	case s.shift.word == shiftNone && !within && w.sided(turn(n+4), turn(n)) == turn(n+4):
		n += 4
	}
	return wholeDays(turn(n), turn(n+1), Quarter), n >= 0
}
