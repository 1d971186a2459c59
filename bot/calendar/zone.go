package calendar

import (
	_ "embed"
	"strings"
	"sync"
	"time"

	"samepage/bot/when"
)

//go:embed windows.txt
var windowsNames string

// windows is the IANA zones by their Windows names, in upper case.
var windows = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(windowsNames) {
		if name, zone, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			out[strings.ToUpper(name)] = zone
		}
	}
	return out
})

// zones finds the IANA zone behind each TZID of a file.
type zones struct {
	rules    map[string]*component // VTIMEZONE by its TZID
	fallback string                // X-WR-TIMEZONE
	found    map[string]string
}

func newZones(calendar *component) *zones {
	z := &zones{rules: map[string]*component{}, found: map[string]string{}}
	z.fallback, _ = known(calendar.text("X-WR-TIMEZONE"))
	for _, c := range calendar.children {
		if c.name == "VTIMEZONE" {
			z.rules[c.text("TZID")] = c
		}
	}
	return z
}

// of is the zone a TZID means: an IANA name, a Windows name, a path that ends in an IANA
// name, or the zone that behaves as the file's own VTIMEZONE says; where nothing
// helps, the calendar's. It may be "", which asks the person.
func (z *zones) of(id string) string {
	if zone, ok := z.found[id]; ok {
		return zone
	}
	zone, ok := known(id)
	if c := z.rules[id]; !ok && c != nil {
		if zone, ok = known(c.text("X-LIC-LOCATION")); !ok {
			zone, ok = behaving(c)
		}
	}
	if !ok {
		zone = z.fallback
	}
	z.found[id] = zone
	return zone
}

// known is the IANA zone of a name, a Windows name or the end of a path.
func known(id string) (string, bool) {
	if zone, ok := windows()[strings.ToUpper(strings.TrimSpace(id))]; ok {
		return zone, true
	}
	parts := strings.Split(strings.Trim(id, "/ "), "/")
	for i := range parts {
		name := strings.Join(parts[i:], "/")
		if name == "" || strings.EqualFold(name, "local") {
			continue
		}
		if _, err := time.LoadLocation(name); err == nil {
			return name, true
		}
	}
	return "", false
}

// behaving is the zone whose clocks do what a VTIMEZONE's rules say, around now and
// for years on: private names such as "Customized Time Zone" tell nothing else.
func behaving(c *component) (string, bool) {
	observances := observancesOf(c)
	if len(observances) == 0 {
		return "", false
	}
	for _, name := range likely() {
		zone, err := time.LoadLocation(name)
		if err == nil && agree(zone, observances) {
			return name, true
		}
	}
	return "", false
}

// likely is the zones to try, those of the Windows table: one for each behaviour that
// is in use, the populous first where several behave alike.
func likely() []string {
	out := []string{
		"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London",
		"Europe/Berlin", "Europe/Kiev", "Asia/Calcutta", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
	}
	for line := range strings.Lines(windowsNames) {
		if _, zone, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			out = append(out, zone)
		}
	}
	return out
}

// observance is STANDARD or DAYLIGHT time: from when on clocks stand how far from UTC.
type observance struct {
	starts []when.DateTime
	offset time.Duration
}

// years of agreement are asked for: the rules of a file are about now, and what zones
// did long ago is another matter.
const (
	firstYear = 2024
	lastYear  = 2028
)

func observancesOf(c *component) []observance {
	from, to := when.Date{Year: firstYear, Month: 1, Day: 1}, when.Date{Year: lastYear + 1, Month: 1, Day: 1}
	var out []observance
	for _, child := range c.children {
		start, err := when.ParseDateTime(dashed(child.text("DTSTART")))
		offset, ok := parseOffset(child.text("TZOFFSETTO"))
		if err != nil || !ok {
			continue
		}
		o := observance{starts: []when.DateTime{start}, offset: offset}
		// Outlook's rules start in 1601; where a rule is meant for every year it
		// may as well start here.
		start.Year = max(start.Year, firstYear-1)
		start.Day = 1
		if rule, err := when.ParseRule(child.text("RRULE"), start); err == nil {
			o.starts = append(o.starts, rule.Between(from.At(when.Clock{}), to.At(when.Clock{}))...)
		}
		out = append(out, o)
	}
	return out
}

// agree compares zone with the observances on the fifteenth of every month, at noon.
func agree(zone *time.Location, observances []observance) bool {
	for year := firstYear; year <= lastYear; year++ {
		for month := time.January; month <= time.December; month++ {
			at := when.Date{Year: year, Month: month, Day: 15}.At(when.Clock{Hour: 12})
			_, seconds := when.Resolve(at, zone).Zone()
			if time.Duration(seconds)*time.Second != inForce(observances, at) {
				return false
			}
		}
	}
	return true
}

// inForce is the offset of the observance that began last.
func inForce(observances []observance, at when.DateTime) time.Duration {
	var latest when.DateTime
	var offset time.Duration
	for _, o := range observances {
		for _, start := range o.starts {
			if !start.After(at) && !start.Before(latest) {
				latest, offset = start, o.offset
			}
		}
	}
	return offset
}

// parseOffset reads "-0500".
func parseOffset(s string) (time.Duration, bool) {
	t, err := time.Parse("-0700", s)
	if err != nil {
		return 0, false
	}
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second, true
}
