package when

// partName is a part of the day.
type partName uint8

const (
	noPart partName = iota
	morning
	afternoon
	evening
	night
	lunch
	daytime
	breakfast
)

var partNames = map[partName]string{
	morning:   "morning mornings",
	afternoon: "afternoon afternoons arvo",
	evening:   "evening evenings eve",
	night:     "night nights nighttime",
	lunch:     "lunchtime lunchtimes lunch",
	daytime:   "daytime",
	breakfast: "breakfast",
}

// part is a part of the day, whole or its beginning or end.
type part struct {
	name   partName
	edge   stretch
	plural bool
	half   bool // AM or PM: a part only beside a day
}

func (part) kind() kind { return aPart }

var partRules = []rule{
	{"in|during|at|by the? PART", same, 0},
	{"the|one|another PART", same, 0},
	{"PART -? ish", same, 0},
	{"STRETCH -? PART", two(edgeOfPart), 1},
	{"STRETCH in|of the? PART", two(edgeOfPart), 1},
	{"later in? the? PART", one(func(p part) value { return edgeOfPart(endOf, p) }), 1},
	{"earlier in? the? PART", one(func(p part) value { return edgeOfPart(startOf, p) }), 1},
	{"in? the? early|small hours of? the? PART?", one(func(part) value { return part{name: morning, edge: startOf} }), 1},
	{"lunch time|times", always(part{name: lunch}), 1},
	{"day time|times", always(part{name: daytime}), 1},
	{"HALF", one(func(h half) value { return partOfHalf(h) }), -2},
	{"CLOCK ,? PART", two(clockIn), 0},
	{"HOUR ,? in|during the? PART", two(clockIn), 0},
	{"NUM PART", two(lunchHour), 0},
	{"HOUR at night", one(func(h hour) value { return clockIn(h, part{name: night}) }), 1},
	{"PART ,? at|around|about? HOUR", two(func(p part, h hour) value { return clockIn(h, p) }), 0},
}

// lunchHour is "12 lunchtime".
func lunchHour(n number, p part) value {
	if p.name != lunch {
		return nil
	}
	return clockIn(n, p)
}

func edgeOfPart(e stretch, p part) value {
	if p.edge != wholeOf || e == midOf {
		return nil
	}
	p.edge = e
	return p
}

func partOfHalf(h half) value {
	if h == am {
		return part{name: morning, half: true}
	}
	return part{name: afternoon, half: true}
}

// clockIn is "3 in the morning": the half of the day in which h lies within p.
func clockIn(h hour, p part) value {
	c, ok := h.time()
	if !ok || (c.half == am && p.name != morning && p.name != night) || (c.half == pm && p.name == morning) {
		return nil
	}
	if c.half == open {
		c.Clock, c.half = c.inHalf(p.holdsLate(c.Hour%12)), fixed
	}
	c.bare = false
	return c
}

// holdsLate says whether hour h of 0 to 11 is past noon where p is meant.
func (p part) holdsLate(h int) bool {
	switch p.name {
	case morning, breakfast:
		return false
	case night:
		return h >= 5
	case lunch, daytime:
		return h < 7
	}
	return true
}

// custom is where the parts of the day begin and end for some people, in minutes
// from midnight. An end may lie on the next day.
type custom [breakfast + 1][2]int

func hours(c custom) custom {
	for i := range c {
		c[i] = [2]int{c[i][0] * 60, c[i][1] * 60}
	}
	return c
}

// Two other ways to divide the day, after the defaults of Microsoft's
// Recognizers-Text and of Duckling. They make further readings, marked OtherCustom.
var (
	officeCustom = hours(custom{morning: {8, 12}, afternoon: {12, 16}, evening: {16, 20}, night: {20, 24}, lunch: {11, 13}, daytime: {8, 18}, breakfast: {8, 12}})
	homeCustom   = hours(custom{morning: {0, 12}, afternoon: {12, 19}, evening: {18, 24}, night: {18, 24}, lunch: {12, 14}, daytime: {8, 18}, breakfast: {6, 9}})
)

// custom is the division that the policy sets.
func (p Policy) custom() custom {
	parts := p.Parts
	if parts == (DayParts{}) {
		parts = DefaultParts
	}
	m, a, e, n := parts.Morning.Minutes(), parts.Afternoon.Minutes(), parts.Evening.Minutes(), parts.Night.Minutes()
	return custom{morning: {m, a}, afternoon: {a, e}, evening: {e, n}, night: {n, m + 24*60}, lunch: {12 * 60, 14 * 60}, daytime: {m, e}, breakfast: {m, m + 4*60}}
}

// bounds is p in minutes from midnight: two hours of it where an end of it was said.
// Late at night is from 22 to 2.
func (p part) bounds(w *world) (from, to int) {
	b := [...]custom{w.Policy.custom(), officeCustom, homeCustom}[w.branch(partFork, 3)][p.name]
	from, to = b[0], b[1]
	switch {
	case p.edge == startOf:
		to = from + min((to-from)/2, 120)
	case p.edge == endOf && p.name == night:
		from, to = 22*60, min(to, 26*60)
	case p.edge == endOf:
		from = to - min((to-from)/2, 120)
	}
	return from, to
}

func (p part) read(w *world) (Reading, bool) {
	from, to := p.bounds(w)
	if p.half {
		return Reading{}, false
	}
	return Reading{Kind: ClockPeriod, Start: DateTime{Clock: minuteOfDay(from)}, End: DateTime{Clock: minuteOfDay(to)}, Grain: DayPart}, true
}

func minuteOfDay(m int) Clock { return Clock{m / 60 % 24, m % 60} }
