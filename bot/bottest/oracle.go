package bottest

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// An oracle says when a Life is to be asked what, minute by minute of the wall clock. It
// knows nothing of how the bot plans, nor of its calendar: it counts minutes since 1970,
// on the wall and in UTC, and finds one from the other by looking at every minute.

// due is something that is to be said, of a kind, at a time.
type due struct {
	kind string
	at   time.Time
}

const dayLong = 24 * 60 // minutes, on the wall

// wallAt is the minute the wall in zone shows at a minute of UTC.
func wallAt(utc int, zone *time.Location) int {
	_, offset := time.Unix(int64(utc)*60, 0).In(zone).Zone()
	return utc + offset/60
}

type spot struct {
	zone *time.Location
	wall int
}

var found sync.Map // minutes of UTC by spot

// minuteOf is the first minute of UTC at which the wall in zone shows a minute. One that
// the clocks leave out is as long after the last one before as it would have been.
func minuteOf(wall int, zone *time.Location) int {
	if utc, ok := found.Load(spot{zone, wall}); ok {
		return utc.(int)
	}
	utc := wall - 15*60
	for before := wallAt(utc-1, zone); ; utc++ {
		shows := wallAt(utc, zone)
		if shows == wall {
			break
		}
		if before < wall && shows > wall {
			utc += wall - before - 1
			break
		}
		before = shows
	}
	found.Store(spot{zone, wall}, utc)
	return utc
}

// dayBegins is the first minute of UTC at which the wall in zone shows a day, or a later one.
func dayBegins(day int, zone *time.Location) int {
	for utc := day*dayLong - 15*60; ; utc++ {
		if wallAt(utc, zone) >= day*dayLong {
			return utc
		}
	}
}

// isThere says whether a day is on the calendar of zone.
func isThere(day int, zone *time.Location) bool {
	return wallAt(dayBegins(day, zone), zone)/dayLong == day
}

// quiet are the hours nobody changed.
func quiet(wall int) bool { return wall%dayLong >= 22*60 || wall%dayLong < 8*60 }

// awake is wall, or the end of the quiet hours it falls into.
func awake(wall int) int {
	switch {
	case !quiet(wall):
		return wall
	case wall%dayLong >= 22*60:
		return (wall/dayLong+1)*dayLong + 8*60
	default:
		return wall/dayLong*dayLong + 8*60
	}
}

// oracle goes through a Life in order.
type oracle struct {
	*Life
	now     int64 // in seconds of UTC
	zone    *time.Location
	paused  int          // nothing before this day
	since   int          // no question before this one
	latest  int          // the last day asked about
	ignored int          // how often in a row
	untold  int          // visits asked about in a row without an answer
	leapt   int          // the day past whose question they moved last
	skipped map[int]bool // days that were over before they could be asked about
	visits  []*visitDue
	mondays map[int]bool // told
	kept    map[int]bool // days with an answer
	acts    []act
	said    []due
}

type act struct {
	at int64
	do func()
}

// foresee is all that a Life is to be sent until a time, in order.
func foresee(l *Life, from, until time.Time) []due {
	o := &oracle{Life: l, now: from.Unix(), zone: l.Home.zone(), skipped: map[int]bool{}, mondays: map[int]bool{}, kept: map[int]bool{}}
	today := wallAt(int(o.now/60), o.zone) / dayLong
	o.latest = today - 1000
	if o.since = today; o.At <= wallAt(int(o.now/60), o.zone)%dayLong {
		o.since++
	}
	o.mondays[monday(today)] = true // it begins with the next
	o.layVisits(from, until)
	for _, m := range l.Moves {
		o.later(m.At.Unix(), func() { o.move(m.To.zone()) })
	}
	for _, p := range l.Pauses {
		o.later(p.Unix(), func() { o.paused = max(o.paused, o.today()+7) })
	}
	for {
		at, say := o.next(until.Unix())
		if at > until.Unix() {
			return o.said
		}
		o.now = max(o.now, at)
		say()
	}
}

// move is somebody elsewhere. Where that leaps over the time of a question, it is asked at
// once, also in quiet hours.
func (o *oracle) move(to *time.Location) {
	day, utc := o.question()
	ahead := int64(utc)*60 > o.now
	if o.zone = to; ahead && day == o.today() {
		o.leapt = day
	}
}

func (o *oracle) today() int { return wallAt(int(o.now/60), o.zone) / dayLong }

func (o *oracle) later(at int64, do func()) {
	o.acts = append(o.acts, act{at, do})
	slices.SortStableFunc(o.acts, func(a, b act) int { return cmp.Compare(a.at, b.at) })
}

// next is what comes first: something the person does, or something that is due.
func (o *oracle) next(until int64) (at int64, do func()) {
	at, do = until+1, func() {}
	first := func(t int64, does func()) {
		if t = max(t, o.now); t < at {
			at, do = t, does
		}
	}
	if len(o.acts) > 0 {
		first(o.acts[0].at, func() {
			do := o.acts[0].do
			o.acts = o.acts[1:]
			do()
		})
	}
	if o.Every > 0 {
		day, utc := o.question()
		first(int64(utc)*60, func() { o.ask(day, utc) })
	}
	if o.Weekly {
		first(o.week())
	}
	for _, v := range o.visits {
		if away := int64(v.start)*60 - o.now; away < -4*24*3600 || away > 12*24*3600 {
			continue
		}
		for _, kind := range []string{"agenda", "page", "debrief"} {
			if utc, stale, ok := o.visit(v, kind); ok && !v.said[kind] {
				first(int64(utc)*60, func() { o.visited(v, kind, utc, stale) })
			}
		}
	}
	return at, do
}

// pace is every how many days it asks now.
func (o *oracle) pace() int {
	switch {
	case o.ignored >= 10:
		return max(o.Every, 7)
	case o.ignored >= 5:
		return max(o.Every, 2)
	}
	return o.Every
}

// question is the day that is asked about next, and the minute it is asked.
func (o *oracle) question() (day, utc int) {
	day = o.latest + o.pace()
	from := max(o.today(), o.paused, o.since)
	for ; day < from; day += o.pace() {
		if !o.folded(day) {
			day = from
			break
		}
	}
	for tries := 0; tries < 31; tries++ {
		switch {
		case !isThere(day, o.zone):
			day++
		case o.skipped[day] || o.folded(day):
			day += o.pace()
		default:
			tries = 31
		}
	}
	return day, minuteOf(day*dayLong+o.At, o.zone)
}

// folded says whether a day is asked about along with a visit.
func (o *oracle) folded(day int) bool {
	for _, v := range o.visits {
		asked := v.start + visitLong + 30
		on := awake(wallAt(asked, o.zone))
		if wallAt(v.start, o.zone)/dayLong != day || on/dayLong != day || day < o.paused || o.untold >= 5 && !v.said["debrief"] {
			continue
		}
		if !v.told || v.happened || int64(minuteOf(day*dayLong+o.At, o.zone))*60 <= v.toldAt {
			return true
		}
	}
	return false
}

// ask is the daily question, unless only quiet hours are left of its day.
func (o *oracle) ask(day, utc int) {
	late := o.now > int64(utc)*60
	over := o.now >= int64(dayBegins(day+1, o.zone))*60
	if late && (over || quiet(wallAt(int(o.now/60), o.zone)) && !quiet(o.At) && day != o.leapt) {
		o.skipped[day] = true
		return
	}
	o.say("checkin")
	o.latest, o.ignored = day, o.ignored+1
	o.respond(day)
}

func (o *oracle) respond(day int) {
	switch o.Does(day) {
	case Answers:
		o.later(o.now+answerAfter, func() { o.ignored, o.kept[day] = 0, true })
	case Snoozes:
		o.later((o.now+snoozeAfter)/60*60+30*60, func() {
			if o.today() < o.paused {
				return // they paused it meanwhile
			}
			o.say("checkin")
			o.later(o.now+answerAfter, func() { o.ignored, o.kept[day] = 0, true })
		})
	}
}

func (o *oracle) say(kind string) { o.said = append(o.said, due{kind, time.Unix(o.now, 0)}) }

func monday(day int) int { return day - (day+3)%7 } // 1 January 1970 was a Thursday

// week is when the next week is told, which it is where anything was kept in it.
func (o *oracle) week() (at int64, tell func()) {
	m := monday(o.today())
	for o.mondays[m] || m < o.paused {
		m += 7
	}
	return int64(minuteOf(m*dayLong+9*60, o.zone)) * 60, func() {
		o.mondays[m] = true
		for day := m - 7; day < m; day++ {
			if o.kept[day] {
				o.say("weekly")
				return
			}
		}
	}
}
