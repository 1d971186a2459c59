package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"samepage/bot/when"
)

// Write is a calendar file of events. One date is written in UTC, which every reader
// understands; a series on the wall of its zone, with a VTIMEZONE that says what the
// clocks there do, so that it stays at 16:00 all year.
func Write(events []Event, now time.Time) []byte {
	var b strings.Builder
	put(&b, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samepage//Samepage//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
	for _, zone := range zonesOf(events) {
		putZone(&b, zone, events)
	}
	for _, e := range events {
		putEvent(&b, e, now)
	}
	put(&b, "END:VCALENDAR")
	return []byte(b.String())
}

func put(b *strings.Builder, lines ...string) {
	for _, line := range lines {
		b.WriteString(fold(line))
	}
}

func (e Event) recurs() bool { return e.Rule != "" || len(e.Extra) > 0 }

// zonesOf is the zones that series need.
func zonesOf(events []Event) []string {
	var out []string
	for _, e := range events {
		if e.recurs() && !e.AllDay && e.Zone != "" && !slices.Contains(out, e.Zone) {
			out = append(out, e.Zone)
		}
	}
	return out
}

func putEvent(b *strings.Builder, e Event, now time.Time) {
	put(b, "BEGIN:VEVENT", "UID:"+e.UID, "DTSTAMP:"+utc(now), fmt.Sprintf("SEQUENCE:%d", e.Sequence),
		"SUMMARY:"+plainText.Replace(e.Summary), e.property("DTSTART", e.Start))
	if e.Minutes > 0 {
		put(b, fmt.Sprintf("DURATION:PT%dM", e.Minutes))
	}
	if e.Rule != "" {
		put(b, "RRULE:"+e.ruleInUTC())
	}
	for _, t := range e.Extra {
		put(b, e.property("RDATE", t))
	}
	for _, t := range e.Except {
		put(b, e.property("EXDATE", t))
	}
	if e.Off {
		put(b, "STATUS:CANCELLED")
	}
	put(b, "END:VEVENT")
	for _, m := range e.Moved {
		putMoved(b, e, m, now)
	}
}

func putMoved(b *strings.Builder, e Event, m Moved, now time.Time) {
	put(b, "BEGIN:VEVENT", "UID:"+e.UID, "DTSTAMP:"+utc(now), fmt.Sprintf("SEQUENCE:%d", e.Sequence),
		"SUMMARY:"+plainText.Replace(e.Summary), e.property("RECURRENCE-ID", m.Was), e.property("DTSTART", m.Start))
	if m.Minutes > 0 {
		put(b, fmt.Sprintf("DURATION:PT%dM", m.Minutes))
	}
	put(b, "END:VEVENT")
}

// property is a time of the event's as it is written.
func (e Event) property(name string, t when.DateTime) string {
	switch {
	case e.AllDay:
		return name + ";VALUE=DATE:" + compact(t)[:8]
	case e.Zone == "":
		return name + ":" + compact(t)
	case !e.recurs():
		return name + ":" + utc(when.Resolve(t, e.location()))
	default:
		return name + ";TZID=" + e.Zone + ":" + compact(t)
	}
}

func (e Event) location() *time.Location {
	zone, err := time.LoadLocation(e.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// ruleInUTC is the rule with its UNTIL as RFC 5545 3.3.10 has it for a start with a
// zone: in UTC.
func (e Event) ruleInUTC() string {
	parts := strings.Split(e.Rule, ";")
	for i, part := range parts {
		value, ok := strings.CutPrefix(part, "UNTIL=")
		if !ok || strings.HasSuffix(value, "Z") || e.AllDay || e.Zone == "" {
			continue
		}
		until, err := when.ParseDateTime(dashed(value))
		if err != nil {
			day, err := when.ParseDate(dashed(value))
			if err != nil {
				continue
			}
			until = day.At(when.Clock{Hour: 23, Minute: 59})
		}
		parts[i] = "UNTIL=" + utc(when.Resolve(until, e.location()))
	}
	return strings.Join(parts, ";")
}

// written is how many years of a zone's clock changes are spelled out.
const written = 15

// putZone writes what the clocks of a zone do, from the first event on. Each change is
// named, since governments change their rules more often than readers learn of it.
func putZone(b *strings.Builder, name string, events []Event) {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return
	}
	first := firstYearIn(name, events)
	put(b, "BEGIN:VTIMEZONE", "TZID:"+name, "X-LIC-LOCATION:"+name)
	at := time.Date(first-1, 1, 1, 0, 0, 0, 0, time.UTC)
	putObservance(b, at.In(zone), at.In(zone))
	for range 4 * written {
		_, next := at.In(zone).ZoneBounds()
		if next.IsZero() || next.Year() > first+written {
			break
		}
		putObservance(b, next.Add(-time.Second).In(zone), next.In(zone))
		at = next
	}
	put(b, "END:VTIMEZONE")
}

func firstYearIn(zone string, events []Event) int {
	first := 9999
	for _, e := range events {
		if e.Zone == zone {
			first = min(first, e.Start.Year)
		}
	}
	return first
}

// putObservance writes one change of the clocks; its start is on the wall before it.
func putObservance(b *strings.Builder, before, after time.Time) {
	kind := "STANDARD"
	if after.IsDST() {
		kind = "DAYLIGHT"
	}
	_, from := before.Zone()
	abbreviation, _ := after.Zone()
	start := after.UTC().Add(time.Duration(from) * time.Second)
	put(b, "BEGIN:"+kind, "DTSTART:"+start.Format("20060102T150405"), "TZOFFSETFROM:"+before.Format("-0700"),
		"TZOFFSETTO:"+after.Format("-0700"), "TZNAME:"+abbreviation, "END:"+kind)
}
