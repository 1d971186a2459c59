package bottest

import "time"

// visitDue is a visit and what has been said of it.
type visitDue struct {
	wall, start    int // on the wall at home, and in UTC
	said           map[string]bool
	told, happened bool
	toldAt         int64
}

const visitLong = 50

// layVisits lays out every visit there will be.
func (o *oracle) layVisits(from, until time.Time) {
	if o.Visit == nil {
		return
	}
	home := o.Home.zone()
	for day := wallAt(int(from.Unix()/60), home) / dayLong; ; day++ {
		if time.Weekday((day+4)%7) != o.Visit.Weekday || !isThere(day, home) {
			continue
		}
		v := &visitDue{wall: day*dayLong + o.Visit.At, said: map[string]bool{}}
		if v.start = minuteOf(v.wall, home); time.Unix(int64(v.start)*60, 0).After(until.AddDate(0, 0, 14)) {
			return
		}
		if int64(v.start)*60 >= from.Unix() { // one that begins as they tell of it counts
			o.visits = append(o.visits, v)
		}
	}
}

// visit is when something is said of a visit, and until when; false where it is not.
func (o *oracle) visit(v *visitDue, kind string) (utc, stale int, ok bool) {
	home := o.Home.zone()
	switch kind {
	case "agenda":
		wall := wallAt(minuteOf(v.wall-dayLong, home), o.zone)
		if wall/dayLong < o.paused {
			wall = o.paused * dayLong
		}
		utc, stale = minuteOf(awake(wall), o.zone), v.start
		return utc, stale, utc < stale
	case "page":
		utc = v.start - 60
		return utc, v.start, wallAt(utc, o.zone)/dayLong >= o.paused
	default:
		after := v.start + visitLong + 30
		utc = minuteOf(awake(wallAt(after, o.zone)), o.zone)
		return utc, after + dayLong, !v.told && o.untold < 5 && wallAt(utc, o.zone)/dayLong >= o.paused
	}
}

// visited is something said of a visit. What is late, since they moved, waits for the
// morning where it must.
func (o *oracle) visited(v *visitDue, kind string, utc, stale int) {
	if wall := wallAt(int(o.now/60), o.zone); kind != "page" && o.now >= int64(utc+1)*60 && quiet(wall) && !quiet(wallAt(utc, o.zone)) {
		until := int64(minuteOf(awake(wall), o.zone)) * 60
		v.said[kind] = true
		if until < int64(stale)*60 {
			o.later(until, func() { o.visited(v, kind, int(until/60), stale) })
		}
		return
	}
	v.said[kind] = true
	if o.now >= int64(stale)*60 || kind == "agenda" && o.now >= int64(v.start-60)*60 {
		return
	}
	o.say(kind)
	if kind != "debrief" {
		return
	}
	o.untold++
	if does := o.Does(v.wall / dayLong); does == Answers || does == Snoozes {
		o.later(o.now+answerAfter, func() {
			o.untold, v.told, v.toldAt = 0, true, o.now
			v.happened = does == Answers
		})
	}
}
