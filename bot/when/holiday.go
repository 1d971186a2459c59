package when

import "time"

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
	{"thanksgiving day?", always(nthIn{n: 4, day: weekday{day: time.Thursday}, in: month{month: time.November}}), 1},
}
