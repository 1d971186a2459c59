package when

// unit is a unit of time, counted: a fortnight is two weeks.
type unit struct {
	grain Grain
	n     int
}

func (unit) kind() kind { return aUnit }

// length is a length of time with the unit that was said last, which "and a half"
// and a bare "thirty" after it refer to.
type length struct {
	Length
	last    unit
	first   unit
	article bool // "a day", "the hour"
}

func (length) kind() kind { return aLength }

var lengthRules = []rule{
	{"NUM -? UNIT", two(func(n number, u unit) value { return lengthOf(n.n, 1, u) }), 0},
	{"NUM ~m", one(func(n number) value { return lengthOf(n.n, 1, unit{Minute, 1}) }), 0},
	{"NUM ~s", one(secondsOrDecade), 0},
	{"NUM ~d", one(func(n number) value { return lengthOf(n.n, 1, unit{WholeDay, 1}) }), 0},
	{"NUM ~w", one(func(n number) value { return lengthOf(n.n, 1, unit{Week, 1}) }), 0},
	{"NUM ~y", one(func(n number) value { return lengthOf(n.n, 1, unit{Year, 1}) }), 0},
	{"NUM ~'", one(func(n number) value { return lengthOf(n.n, 1, unit{Minute, 1}) }), -1},
	{`NUM ~"`, one(func(n number) value { return lengthOf(n.n, 1, unit{Second, 1}) }), -1},
	{"NUM nights|night", one(func(n number) value { return lengthOf(n.n, 1, unit{WholeDay, 1}) }), 0},
	{"NUM ~.|, ~NUM -? UNIT", three(decimalLength), 1},
	{"NUM ~/ ~NUM UNIT", three(fractionLength), 1},
	{"NUM and? a? half UNIT", two(func(n number, u unit) value { return lengthOf(2*n.n+1, 2, u) }), 1},
	{"NUM quarters of? a? UNIT", two(func(n number, u unit) value { return lengthOf(n.n, 4, u) }), 1},
	{"half -? a? UNIT", one(func(u unit) value { return lengthOf(1, 2, u) }), 0},
	{"a half UNIT", one(func(u unit) value { return lengthOf(1, 2, u) }), 0},
	{"a? quarter of? a? UNIT", one(func(u unit) value { return lengthOf(1, 4, u) }), 0},
	{"three quarters of? a? UNIT", one(func(u unit) value { return lengthOf(3, 4, u) }), 1},
	{"a UNIT", one(withArticle), 0},
	{"another UNIT", one(func(u unit) value { return lengthOf(1, 1, u) }), 0},
	{"about|around LENGTH", same, 0},
	{"all|full|whole -? UNIT", one(wholeUnit), 0},
	{"the whole|entire UNIT", one(wholeUnit), 0},
	{"LENGTH and|, a? half", one(func(l length) value { return andPart(l, 1, 2) }), 1},
	{"LENGTH and a? quarter", one(func(l length) value { return andPart(l, 1, 4) }), 1},
	{"LENGTH and three quarters", one(func(l length) value { return andPart(l, 3, 4) }), 1},
	{"LENGTH ,? and? LENGTH", two(addLengths), 1},
	{"LENGTH and? NUM", two(addBare), 0},
	{"NUM ~h ~NUM", two(hoursAndMinutes), 0},
	{"NUM ~h ~NUM", two(shortHours), 3},
}

// lengthOf is n/d units.
func lengthOf(n, d int, u unit) value {
	if n > 100_000 {
		return nil
	}
	l := length{last: u, first: u}
	n *= u.n
	switch u.grain {
	case Second:
		l.Seconds = int64(n / d)
	case Minute:
		l.Seconds = int64(n * 60 / d)
	case Hour:
		l.Seconds = int64(n * 3600 / d)
	case WholeDay:
		l.Days, l.Seconds = n/d, int64(n%d*86400/d)
	case Week:
		l.Days, l.Seconds = 7*n/d, int64(7*n%d*86400/d)
	case Month:
		l.Months, l.Days = n/d, n%d*30/d
	case Year:
		l.Months, l.Days = 12*n/d, 12*n%d*30/d
	}
	return l
}

// secondsOrDecade is "45s"; "in my 30s" is an age.
func secondsOrDecade(n number) value {
	if n.n%10 == 0 && n.n >= 20 {
		return nil
	}
	return lengthOf(n.n, 1, unit{Second, 1})
}

func withArticle(u unit) value {
	l, _ := lengthOf(1, 1, u).(length)
	l.article = true
	return l
}

func wholeUnit(u unit) value {
	if u.grain < WholeDay {
		return nil
	}
	return lengthOf(1, 1, u)
}

func decimalLength(whole, part number, u unit) value {
	if whole.digits == 0 || part.digits == 0 || part.digits > 3 {
		return nil
	}
	tenths := 1
	for range part.digits {
		tenths *= 10
	}
	l, ok := lengthOf(whole.n*tenths+part.n, tenths, u).(length)
	if !ok {
		return nil
	}
	return l
}

func fractionLength(n, d number, u unit) value {
	if d.n < 2 || d.n > 4 || n.n >= d.n {
		return nil
	}
	return lengthOf(n.n, d.n, u)
}

// andPart is "an hour and a half".
func andPart(l length, n, d int) value {
	part, _ := lengthOf(n, d, l.last).(length)
	return l.plus(part)
}

// addLengths is "one hour and 30 minutes": the units must go down.
func addLengths(a, b length) value {
	if b.first.seconds() >= a.last.seconds() {
		return nil
	}
	return a.plus(b)
}

// addBare is "1 hour fifteen": a bare number of the next smaller unit.
func addBare(l length, n number) value {
	if l.last.grain != Hour || n.vague || n.n < 1 || n.n > 59 {
		return nil
	}
	m, _ := lengthOf(n.n, 1, unit{Minute, 1}).(length)
	return l.plus(m)
}

// hoursAndMinutes is "1h30".
func hoursAndMinutes(h, m number) value {
	if m.digits != 2 || m.n > 59 {
		return nil
	}
	l, ok := lengthOf(h.n*60+m.n, 1, unit{Minute, 1}).(length)
	if !ok {
		return nil
	}
	return l
}

// shortHours are rather a length than a time of night: "1h30".
func shortHours(h, m number) value {
	if h.n > 2 {
		return nil
	}
	return hoursAndMinutes(h, m)
}

func (l length) plus(b length) value {
	l.Months += b.Months
	l.Days += b.Days
	l.Seconds += b.Seconds
	l.last, l.article = b.last, false
	return l
}

// seconds is about how long u is, for putting units in order.
func (u unit) seconds() int64 {
	l, _ := lengthOf(1, 1, u).(length)
	return l.Approximate()
}

// wholeDays says whether l is days or longer, with nothing smaller.
func (l length) wholeDays() bool { return l.Seconds == 0 }

// addTo is t a length later, or earlier where sign is -1. Months first, as a person
// counts: a month and a day after January 31st is March 1st.
func (l Length) addTo(t DateTime, sign int) DateTime {
	d := t.Date.AddMonths(sign * l.Months).AddDays(sign * l.Days)
	return d.At(t.Clock).Add(int(floorDiv(int64(sign)*l.Seconds, 60)))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func (l length) read(*world) (Reading, bool) {
	if l.article && (l.last.grain == WholeDay || l.last.grain == Second) {
		return Reading{}, false
	}
	return Reading{Kind: Duration, Length: l.Length, Seconds: l.Approximate(), Grain: l.last.grain}, !l.IsZero()
}
