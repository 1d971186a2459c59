package when

import (
	"sync"
	"time"
	_ "time/tzdata" // zones must be the same on every machine, a container without any included
)

// Resolve is the instant at which a wall in zone shows t, by the rule of RFC 5545
// 3.3.5: a time that the clocks jump over is read with the offset before the gap
// (02:30 becomes 03:30), a time that comes twice is the first one.
//
// time.Date finds one of the two sides, it does not promise which; from there the
// other side is one look at the bounds of the zone's present offset away.
func Resolve(t DateTime, zone *time.Location) time.Time {
	naive := t.utc()
	at := time.Date(t.Year, t.Month, t.Day, t.Hour, t.Minute, 0, 0, zone)
	if wall(at).Before(naive) { // in a gap, read with the offset after it
		return naive.Add(-offset(at)).In(zone)
	}
	start, _ := at.ZoneBounds()
	if wall(at).After(naive) || start.IsZero() {
		return at
	}
	if earlier := naive.Add(-offset(start.Add(-time.Second))); earlier.Before(start) {
		return earlier.In(zone)
	}
	return at
}

// InGap says whether the clocks of zone jump over t, so that Resolve shifts it.
func InGap(t DateTime, zone *time.Location) bool { return Civil(Resolve(t, zone), zone) != t }

// StartOfDay is the first instant of d in zone: 00:00, or the end of the gap where
// the clocks jump over midnight.
func StartOfDay(d Date, zone *time.Location) time.Time {
	at := Resolve(d.At(Clock{}), zone)
	if Civil(at, zone) != d.At(Clock{}) {
		at, _ = at.ZoneBounds()
	}
	return at
}

// LeftOut says whether d is not on the calendar of zone, as 30 December 2011 in Samoa.
func LeftOut(d Date, zone *time.Location) bool { return DateOf(StartOfDay(d, zone)) != d }

// wall is what the wall shows at t, as a time in UTC.
func wall(t time.Time) time.Time { return t.UTC().Add(offset(t)) }

func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

// LoadZone is time.LoadLocation, which reads a file, once for each zone.
func LoadZone(name string) (*time.Location, error) {
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, zone)
	}
	return zone, err
}

var zones sync.Map // *time.Location by name; there are some hundreds
