package when

// interval is the civil times [start, end), either end possibly open.
type interval struct {
	start, end         DateTime
	openStart, openEnd bool
	grain              Grain
}

// lastDay is the last day that i touches.
func (i interval) lastDay() Date { return i.end.Add(-1).Date }

// extent is what takes up a stretch of the calendar.
type extent interface {
	value
	extent(*world) (interval, bool)
}

// spanOf is the stretch that any day, period or instant takes up.
func spanOf(v value, w *world) (interval, bool) {
	switch v := v.(type) {
	case day:
		d, ok := v.on(w)
		return wholeDays(d, d.AddDays(1), WholeDay), ok
	case moment:
		return minute(v.at(w))
	case extent:
		return v.extent(w)
	}
	return interval{}, false
}

func wholeDays(from, to Date, g Grain) interval {
	return interval{start: from.At(Clock{}), end: to.At(Clock{}), grain: g}
}

// shift is this, next, last and their like.
type shift struct {
	by          int
	word        shiftWord
	month, year bool // of which unit, where it dates a day
}

func (shift) kind() kind { return aShift }

type shiftWord uint8

const (
	shiftNone shiftWord = iota
	shiftThis
	shiftNext
	shiftComing // the nearest to come
	shiftLast
	shiftRecent // the nearest gone
)

// behind is v as the last one gone, where v is one of many.
func (w *world) behind(v value) (interval, bool) {
	if !movable(v) || w.Mode == Past || w.chosen[sideFork] > 0 {
		return interval{}, false
	}
	back := *w
	back.chosen[sideFork] = 1
	return spanOf(v, &back)
}

func (i interval) holds(t DateTime) bool { return !i.start.After(t) && t.Before(i.end) }
