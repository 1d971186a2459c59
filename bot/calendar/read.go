package calendar

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot/when"
)

// Read reads the events of a calendar file, by start. Events with a time in UTC come
// out on the wall of zone, the person's. What cannot be read of a file that was cut
// short comes with ErrCutShort and the events before.
func Read(data []byte, zone *time.Location) ([]Event, error) {
	if len(data) > MaxBytes {
		return nil, ErrTooLarge
	}
	if !bytes.Contains(data, []byte("BEGIN:VCALENDAR")) {
		return nil, ErrNoCalendar
	}
	components, cut := parse(data)
	var out []Event
	for _, c := range components {
		if c.name != "VCALENDAR" {
			continue
		}
		r := reader{zones: newZones(c), here: zone}
		for _, e := range c.children {
			if e.name == "VEVENT" {
				r.add(e)
			}
		}
		out = append(out, r.merged()...)
	}
	if len(out) > MaxEvents {
		return nil, ErrTooLarge
	}
	slices.SortStableFunc(out, func(a, b Event) int { return a.Start.Compare(b.Start) })
	return out, cut
}

// reader collects the VEVENTs of one calendar.
type reader struct {
	zones  *zones
	here   *time.Location
	events []Event
	single []single
}

// single is a VEVENT about one of a series.
type single struct {
	event Event
	was   stamp // its RECURRENCE-ID
}

func (r *reader) add(c *component) {
	start, ok := r.stamp(c, "DTSTART")
	if !ok {
		return
	}
	e := Event{
		UID: c.text("UID"), Summary: c.text("SUMMARY"),
		AllDay: start.day, Start: start.at, Zone: start.zone,
		Off: strings.EqualFold(c.text("STATUS"), "CANCELLED"),
	}
	e.Sequence, _ = strconv.Atoi(c.text("SEQUENCE"))
	e.Minutes = r.minutes(c, start)
	if was, ok := r.stamp(c, "RECURRENCE-ID"); ok {
		r.single = append(r.single, single{e, was})
		return
	}
	r.series(&e, c)
	r.events = append(r.events, e)
}

// series reads what makes an event recur.
func (r *reader) series(e *Event, c *component) {
	for _, p := range c.props {
		switch p.name {
		case "RRULE":
			e.Rule = r.rule(p.value, e.Zone)
		case "EXDATE":
			e.Except = append(e.Except, r.list(p, e.Zone)...)
		case "RDATE":
			e.Extra = append(e.Extra, r.list(p, e.Zone)...)
		}
	}
}

// rule is a rule with its UNTIL, which a file has in UTC, put on the wall of zone.
func (r *reader) rule(value, zone string) string {
	parts := strings.Split(strings.ToUpper(value), ";")
	for i, part := range parts {
		until, ok := strings.CutPrefix(part, "UNTIL=")
		if !ok || !strings.HasSuffix(until, "Z") {
			continue
		}
		if s, ok := r.read(property{value: until}); ok {
			parts[i] = "UNTIL=" + compact(s.on(r.location(zone)))
		}
	}
	return strings.Join(parts, ";")
}

func (r *reader) list(p property, zone string) []when.DateTime {
	var out []when.DateTime
	for value := range strings.SplitSeq(p.value, ",") {
		value, _, _ = strings.Cut(value, "/") // of a PERIOD, its start
		if s, ok := r.read(property{params: p.params, value: value}); ok {
			out = append(out, s.on(r.location(zone)))
		}
	}
	return out
}

func (r *reader) location(zone string) *time.Location {
	if l, err := time.LoadLocation(zone); err == nil && zone != "" {
		return l
	}
	return r.here
}

// minutes is how long the event is, by its end or its duration.
func (r *reader) minutes(c *component, start stamp) int {
	if end, ok := r.stamp(c, "DTEND"); ok {
		return int(end.instant(r.here).Sub(start.instant(r.here)) / time.Minute)
	}
	return parseDuration(c.text("DURATION"))
}

// merged is the events with the changes to single ones put into their series. A
// change whose series is not in the file stands for itself.
func (r *reader) merged() []Event {
	for _, s := range r.single {
		i := slices.IndexFunc(r.events, func(e Event) bool { return e.UID == s.event.UID && e.Rule != "" })
		if i < 0 {
			r.events = append(r.events, s.event)
			continue
		}
		r.events[i].merge(s, r)
	}
	return r.newest()
}

func (e *Event) merge(s single, r *reader) {
	zone := r.location(e.Zone)
	was := s.was.on(zone)
	e.Sequence = max(e.Sequence, s.event.Sequence)
	if s.event.Off {
		e.Except = append(e.Except, was)
		return
	}
	start := when.Civil(when.Resolve(s.event.Start, r.location(s.event.Zone)), zone)
	e.Moved = append(e.Moved, Moved{Was: was, Start: start, Minutes: s.event.Minutes})
}

// newest keeps, of events with one UID, the one with the highest SEQUENCE.
func (r *reader) newest() []Event {
	var out []Event
	for _, e := range r.events {
		i := slices.IndexFunc(out, func(o Event) bool { return o.UID == e.UID && o.UID != "" && o.Rule == e.Rule })
		switch {
		case i < 0:
			out = append(out, e)
		case e.Sequence >= out[i].Sequence:
			out[i] = e
		}
	}
	return out
}

// stamp is a DATE or DATE-TIME value as the file has it.
type stamp struct {
	at   when.DateTime
	zone string // IANA; "" floats
	day  bool   // a DATE
}

func (s stamp) instant(here *time.Location) time.Time {
	zone, err := time.LoadLocation(s.zone)
	if err != nil || s.zone == "" {
		zone = here
	}
	return when.Resolve(s.at, zone)
}

// on is what a wall in zone shows at s; days and floating times stay as they are.
func (s stamp) on(zone *time.Location) when.DateTime {
	if s.day || s.zone == "" {
		return s.at
	}
	return when.Civil(s.instant(zone), zone)
}

func (r *reader) stamp(c *component, name string) (stamp, bool) {
	p, ok := c.get(name)
	if !ok {
		return stamp{}, false
	}
	s, ok := r.read(p)
	if ok && s.zone == "UTC" && name != "RECURRENCE-ID" {
		s.at, s.zone = s.on(r.here), r.here.String()
	}
	return s, ok
}

func (r *reader) read(p property) (stamp, bool) {
	value, utc := strings.CutSuffix(strings.TrimSpace(p.value), "Z")
	if len(value) == len("20260303") {
		d, err := when.ParseDate(dashed(value))
		return stamp{at: d.At(when.Clock{}), day: true}, err == nil
	}
	at, err := when.ParseDateTime(dashed(value))
	s := stamp{at: at}
	switch id := p.params["TZID"]; {
	case utc:
		s.zone = "UTC"
	case id != "":
		s.zone = r.zones.of(id)
	}
	return s, err == nil
}

// dashed is "20260303T160000" as "2026-03-03T16:00", "20260303" as "2026-03-03".
func dashed(s string) string {
	if len(s) < 8 {
		return s
	}
	day := s[:4] + "-" + s[4:6] + "-" + s[6:8]
	if len(s) >= len("20260303T1600") {
		return fmt.Sprintf("%sT%s:%s", day, s[9:11], s[11:13])
	}
	return day
}

// compact is what dashed undoes, with seconds.
func compact(t when.DateTime) string {
	return strings.NewReplacer("-", "", ":", "").Replace(t.String()) + "00"
}

// parseDuration reads "PT50M", "P1DT2H", in minutes; what it cannot read is none.
func parseDuration(s string) int {
	minutes, n := 0, 0
	for _, c := range strings.TrimPrefix(s, "P") {
		switch {
		case '0' <= c && c <= '9' && n < 1e6:
			n = n*10 + int(c-'0')
			continue
		case c == 'W':
			minutes += n * 7 * 24 * 60
		case c == 'D':
			minutes += n * 24 * 60
		case c == 'H':
			minutes += n * 60
		case c == 'M':
			minutes += n
		}
		n = 0
	}
	return minutes
}

func sorted(times []when.DateTime) []when.DateTime {
	slices.SortFunc(times, when.DateTime.Compare)
	return slices.Compact(times)
}
