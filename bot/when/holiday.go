package when

import "time"

// easter is Easter Sunday, or some days after it.
type easter struct{ days int }

func (easter) kind() kind { return aDay }

func (e easter) on(w *world) (Date, bool) {
	today := w.today()
	ahead, behind := e.in(today.Year), e.in(today.Year)
	if ahead.Before(today) {
		ahead = e.in(today.Year + 1)
	} else {
		behind = e.in(today.Year - 1)
	}
	return w.sided(ahead, behind), true
}

// in is Easter of a year by the anonymous Gregorian computus (Meeus, Astronomical
// Algorithms, chapter 8).
func (e easter) in(year int) Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := h + l - 7*((a+11*h+22*l)/451) + 114
	return Date{year, time.Month(m / 31), m%31 + 1}.AddDays(e.days)
}

// Days that people name instead of a date. Those that everyone keeps on the same
// date only, and no more of them than people use to place other things by.
var holidayRules = []rule{
	{"christmas day?", always(date{month: time.December, day: 25}), 1},
	{"xmas day?", always(date{month: time.December, day: 25}), 1},
	{"christmas|xmas eve", always(date{month: time.December, day: 24}), 2},
	{"boxing day", always(date{month: time.December, day: 26}), 1},
	{"the? new year|years day?", always(date{month: time.January, day: 1}), 1},
	{"new year|years eve", always(date{month: time.December, day: 31}), 2},
	{"nye", always(date{month: time.December, day: 31}), 1},
	{"valentine|valentines day?", always(date{month: time.February, day: 14}), 1},
	{"saint|st .? patrick|patricks day?", always(date{month: time.March, day: 17}), 1},
	{"halloween", always(date{month: time.October, day: 31}), 1},
	{"independence day", always(date{month: time.July, day: 4}), 1},
	{"easter", always(easter{}), 1},
	{"easter WEEKDAY", one(easterWeekday), 2},
	{"good WEEKDAY", one(goodFriday), 2},
	{"thanksgiving day?", always(nthIn{n: 4, day: weekday{day: time.Thursday}, in: month{month: time.November}}), 1},
}

func easterWeekday(d weekday) value {
	return orNil(easter{int(d.day)}, d.day <= time.Monday)
}

func goodFriday(d weekday) value {
	return orNil(easter{-2}, d.day == time.Friday && !d.plural)
}
