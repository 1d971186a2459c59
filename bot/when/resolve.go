package when

import (
	"time"
	_ "time/tzdata" // zones must be the same on every machine, a container without any included
)

// Resolve is the instant at which a wall in zone shows t, by the rule of RFC 5545
// 3.3.5: a time that the clocks jump over is read with the offset before the gap
// (02:30 becomes 03:30), a time that comes twice is the first one.
//
// time.Date is no help here: in a gap it gives either side, in a repeat either one.
func Resolve(t DateTime, zone *time.Location) time.Time {
	naive := t.utc()
	before := offset(naive.Add(-36*time.Hour), zone)
	after := offset(naive.Add(36*time.Hour), zone)
	first, second := naive.Add(-before), naive.Add(-after)
	if second.Before(first) && Civil(second, zone) == t {
		first, second = second, first
	}
	if Civil(first, zone) == t {
		return first.In(zone)
	}
	if Civil(second, zone) == t {
		return second.In(zone)
	}
	return naive.Add(-before).In(zone)
}

// StartOfDay is the first instant of d in zone: 00:00, or the end of the gap where
// the clocks jump over midnight.
func StartOfDay(d Date, zone *time.Location) time.Time { return Resolve(d.At(Clock{}), zone) }

func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
