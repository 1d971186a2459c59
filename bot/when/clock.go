package when

// half says which half of the day a clock time lies in.
type half int8

func (half) kind() kind { return aHalf }

const (
	open half = iota // not said
	am
	pm
	fixed // 24-hour time, noon, midnight
)

// clock is a time of day as said: 4, 4pm, 16:00.
type clock struct {
	Clock
	half half
	bare bool // an hour that little shows to be one: "at 4"
}

func (clock) kind() kind { return aClock }

// spoken is "three twenty": a clock time if something near says so.
type spoken struct{ clock clock }

func (spoken) kind() kind { return aSpoken }

func (s spoken) time() (clock, bool) { return s.clock, true }

// hour is what can be a clock time where the words around it ask for one.
type hour interface {
	value
	time() (clock, bool)
}

func (c clock) time() (clock, bool) { return c, true }

var clockRules = []rule{
	{"a .? m .?", always(am), 0},
	{"p .? m .?", always(pm), 0},
	{"am .", always(am), 0},
	{"pm .", always(pm), 0},
	{"NUM ~: ~NUM", two(hourMinute), 0},
	{"NUM ~: ~NUM ~:|. ~NUM", two(hourMinute), 1},
	{"NUM ~: ~NUM ~: ~NUM ~. ~NUM", two(hourMinute), 1},
	{"NUM ~. ~NUM", two(dotted), 0},
	{"NUM h ~NUM", two(hourMinute), 1},
	{"NUM h NUM", two(hourMinute), -1},
	{"NUM ~h", one(hour24), -1},
	{"NUM NUM", two(spokenTime), 0},
	{"NUM o NUM", two(spokenTime), 0},
	{"NUM - NUM", two(hyphened), 0},
	{"HOUR HALF", two(inHalf), 1},
	{"HOUR ~a .?", one(func(h hour) value { return letterHalf(h, am) }), 0},
	{"HOUR ~p .?", one(func(h hour) value { return letterHalf(h, pm) }), 0},
	{"NUM am pm", one(bareHour), 1},
	{"NUM ampm", one(bareHour), 1},
	{"HOUR -? ish", one(hourAlone), 1},
	{"HOUR o'clock", one(hourAlone), 1},
	{"NUM hours", one(military), 0},
	{"at|around|about HOUR", one(atHour), 0},
	{"half past|after HOUR", one(minutesPast(30)), 0},
	{"half NUM", one(minutesPast(30)), -1},
	{"a? quarter past|after HOUR", one(minutesPast(15)), 0},
	{"a? quarter to|of|before|until HOUR", one(minutesPast(-15)), 0},
	{"NUM past|after HOUR", two(func(n number, h hour) value { return minutesPast(n.n)(h) }), 1},
	{"NUM to HOUR", two(tensTo), -1},
	{"NUM before CLOCK", two(func(n number, c clock) value { return minutesPast(-n.n)(c) }), -1},
	{"NUM to CLOCK", two(fivesTo), -1},
	{"LENGTH past|after HOUR", two(func(l length, h hour) value { return lengthPast(l, h, 1) }), 1},
	{"LENGTH to|before|until HOUR", two(func(l length, h hour) value { return lengthPast(l, h, -1) }), 1},
	{"noon|midday", always(clockAt(12)), 0},
	{"mid -? day", always(clockAt(12)), 0},
	{"midnight", always(clockAt(0)), 0},
	{"mid -? night", always(clockAt(0)), 1},
	{"midmorning", always(clockAt(10)), 0},
	{"mid -? morning", always(clockAt(10)), 2},
	{"midafternoon", always(clockAt(14)), 0},
	{"mid -? afternoon", always(clockAt(14)), 2},
	{"NUM noon", one(hourAlone), 1},
	{"HOUR midnight", one(atMidnight), 1},
	{"the CLOCK", same, 0},
	{"HOUR instead of HOUR", two(func(h, _ hour) value { return hourAlone(h) }), 1},
}

func clockAt(hour int) clock { return clock{Clock: Clock{hour, 0}, half: fixed} }

// newClock is h:m, if there is such a time. An hour above 12 or with a leading zero
// leaves no doubt about its half of the day.
func newClock(h, m int, zero bool) (clock, bool) {
	if h > 24 || m > 59 || (h == 24 && m > 0) {
		return clock{}, false
	}
	c := clock{Clock: Clock{h % 24, m}}
	if h > 12 || h == 0 || zero {
		c.half = fixed
	}
	return c, true
}

// time reads a number as an hour, or as hours and minutes: 4, 16, 430, 1630.
func (n number) time() (clock, bool) {
	if n.vague || n.digits > 4 || n.digits == 0 && n.n > 12 {
		return clock{}, false // "at nineteen" is an age
	}
	h, m := n.n, 0
	if n.digits > 2 {
		h, m = n.n/100, n.n%100
	}
	c, ok := newClock(h, m, n.digits == 4 && h < 10)
	c.bare = c.half == open || n.digits != 4
	return c, ok
}

// hourMinute is "16:00" or "4.30".
func hourMinute(h, m number) value {
	if h.digits == 0 || h.digits > 2 || m.digits != 2 {
		return nil
	}
	return orNil(newClock(h.n, m.n, h.digits == 2 && h.n < 10))
}

// orNil makes a value of (x, ok) as rules want it.
func orNil[V value](v V, ok bool) value {
	if !ok {
		return nil
	}
	return v
}

func hour24(h number) value {
	if h.digits == 0 {
		return nil
	}
	c, ok := newClock(h.n, 0, true)
	return orNil(c, ok)
}

func bareHour(n number) value { return orNil(n.time()) }

// hourAlone takes an hour that its words have shown to be one: "11ish", "7 o'clock".
func hourAlone(h hour) value {
	c, ok := h.time()
	c.bare = false
	return orNil(c, ok)
}

func atHour(h hour) value { return orNil(h.time()) }

// dotted is "8.30", which may be any number.
func dotted(h, m number) value {
	c, ok := hourMinute(h, m).(clock)
	c.bare = true
	return orNil(spoken{c}, ok)
}

// hyphened is "five-thirty", never "5-30".
func hyphened(h, m number) value {
	if h.digits > 0 || m.digits > 0 {
		return nil
	}
	return spokenTime(h, m)
}

// letterHalf is "9a", "3:20p"; with an hour alone and a it may be a flat or a page.
func letterHalf(h hour, x half) value {
	c, ok := inHalf(h, x).(clock)
	if _, alone := h.(number); ok && alone && x == am {
		return spoken{c}
	}
	return orNil(c, ok)
}

// atMidnight is "12 midnight".
func atMidnight(h hour) value {
	c, ok := h.time()
	if !ok || c.Hour > 12 || c.Minute > 0 {
		return nil
	}
	return inHalf(h, am)
}

func spokenTime(h, m number) value {
	if h.n < 1 || h.n > 23 || h.vague || m.vague || h.digits > 2 || m.n > 59 || (m.n < 10 && m.digits != 2) || m.digits == 1 {
		return nil
	}
	c, ok := newClock(h.n, m.n, false)
	return orNil(spoken{c}, ok)
}

// inHalf puts h into a half of the day. "15:15 pm" is 15:15.
func inHalf(h hour, x half) value {
	c, ok := h.time()
	if !ok || c.half == am || c.half == pm || (c.Hour > 12 && x == am) {
		return nil
	}
	if x == pm && c.Hour < 12 && (c.Hour > 0 || c.half != fixed) {
		c.Hour += 12
	}
	if x == am && c.Hour == 12 {
		c.Hour = 0
	}
	c.half, c.bare = x, false
	return c
}

// military is "1500 hours".
func military(n number) value {
	c, ok := n.time()
	c.half, c.bare = fixed, false
	return orNil(c, ok && n.digits == 4)
}

// minutesPast is "half past 3", "a quarter to noon".
func minutesPast(m int) func(hour) value {
	return func(h hour) value {
		c, ok := h.time()
		if !ok || m == 0 || m > 59 || m < -59 || (c.Minute != 0 && m%5 == 0) {
			return nil
		}
		return c.plus(m)
	}
}

// tensTo is "twenty to nine"; "five to seven" is rather a range.
func tensTo(m number, h hour) value {
	if n, bare := h.(number); !bare || n.digits+m.digits > 0 || (m.n != 10 && m.n != 20 && m.n != 25) {
		return nil
	}
	return minutesPast(-m.n)(h)
}

// fivesTo is "5 to noon"; "4 to 5pm" is a range.
func fivesTo(m number, c clock) value {
	if m.n%5 != 0 {
		return nil
	}
	return minutesPast(-m.n)(c)
}

func lengthPast(l length, h hour, sign int) value {
	if l.Days+l.Months != 0 || l.Seconds >= 3600 || l.Seconds < 60 {
		return nil
	}
	if c, ok := h.time(); ok {
		return c.plus(sign * int(l.Seconds/60))
	}
	return nil
}

func (c clock) plus(minutes int) value {
	m := (c.Minutes() + minutes + 24*60) % (24 * 60)
	if c.half == open && c.Hour == 1 && minutes < 0 {
		m += 12 * 60 // a quarter to one is 12:45
	}
	c.Hour, c.Minute, c.bare = m/60, m%60, false
	return c
}

// on is the time that w settles for. Where the half of the day is open, hours from 1
// to 7 are taken for the afternoon, others as this person's appointments are.
func (c clock) on(w *world) Clock {
	if c.half != open {
		return c.Clock
	}
	late := c.likelyLate(w)
	if w.branch(halfFork, 2) == 1 {
		late = !late
	}
	return c.inHalf(late)
}

func (c clock) inHalf(late bool) Clock {
	h := c.Hour % 12
	if late {
		h += 12
	}
	return Clock{h, c.Minute}
}

func (c clock) likelyLate(w *world) bool {
	if h := c.Hour % 12; h < 8 {
		return true
	}
	early, late := 0, 0
	for _, t := range w.Policy.Typical {
		if t.Hour%12 == c.Hour%12 && t.Hour < 12 {
			early++
		} else if t.Hour%12 == c.Hour%12 {
			late++
		}
	}
	return late > early
}

func (c clock) read(w *world) (Reading, bool) {
	return Reading{Kind: TimeOfDay, Start: DateTime{Clock: c.on(w)}, Grain: Minute}, true
}
