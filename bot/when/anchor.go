package when

// anchored is a time that only the bot knows: "my last session".
type anchored struct{ anchor Anchor }

func (anchored) kind() kind { return anInstant }

// moved is "an hour later", of something that is not said.
type moved struct {
	length length
	sign   int
}

func (moved) kind() kind { return aMove }

var anchorRules = []rule{
	{"my|the? SHIFT session", one(func(s shift) value { return anchorAt(s, LastAppointment, NextAppointment) }), 1},
	{"my|the? SHIFT checkin", one(func(s shift) value { return anchorAt(s, LastCheckIn, NoAnchor) }), 1},
	{"my|the? SHIFT check -? in|ins", one(func(s shift) value { return anchorAt(s, LastCheckIn, NoAnchor) }), 1},
	{"my|the? SHIFT time|times we spoke", one(func(s shift) value { return anchorAt(s, LastTalk, NoAnchor) }), 2},
	{"we SHIFT spoke", one(func(s shift) value { return anchorAt(s, LastTalk, NoAnchor) }), 1},
	{"LENGTH later", one(func(l length) value { return moved{l, 1} }), -1},
	{"LENGTH earlier", one(func(l length) value { return moved{l, -1} }), -1},
	{"later|forward by LENGTH", one(func(l length) value { return moved{l, 1} }), 1},
	{"earlier by LENGTH", one(func(l length) value { return moved{l, -1} }), 1},
}

func anchorAt(s shift, last, next Anchor) value {
	a := last
	if s.by > 0 {
		a = next
	}
	return orNil(anchored{a}, s.by != 0 && a != NoAnchor)
}

func (a anchored) at(w *world) (DateTime, bool) {
	t, ok := w.Anchors[a.anchor]
	w.anchor = a.anchor
	return t, ok
}

func (m moved) read(*world) (Reading, bool) {
	return Reading{Kind: Duration, Length: m.length.Length, Seconds: m.length.Approximate(), Shift: m.sign, Grain: m.length.last.grain}, !m.length.IsZero()
}
