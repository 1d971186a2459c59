package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Zone is a time zone that a person may have meant.
type Zone struct {
	Name  string // IANA, "Europe/Berlin"; "Etc/GMT-2" for a bare offset
	Place string // what was recognised, as written for people: "Munich", "UTC+2"
}

// maxZones is how many zones are worth offering.
const maxZones = 5

// ParseZone is the zones that text may name, likeliest first: a city, a country, an
// IANA name, an abbreviation, "UTC+2", or what the person's clock shows at now
// ("18:02", "it's 6pm here"). Nil where it names none.
func ParseZone(text string, now time.Time) []Zone {
	text = strings.TrimSpace(text)
	if len(text) > 200 {
		return nil
	}
	if z, ok := ianaZone(text); ok {
		return []Zone{z}
	}
	if zs := offsetZones(text, now); zs != nil {
		return zs
	}
	if zs := namedZones(text, now); zs != nil {
		return zs
	}
	return clockZones(text, now)
}

func ianaZone(text string) (Zone, bool) {
	if !strings.Contains(text, "/") || strings.Contains(text, "..") {
		return Zone{}, false
	}
	for _, name := range []string{text, titled(text)} {
		if zone, err := time.LoadLocation(name); err == nil {
			return Zone{zone.String(), cityOf(zone.String())}, true
		}
	}
	return Zone{}, false
}

// titled is "europe/berlin" as the database writes it.
func titled(s string) string {
	b := []byte(strings.ReplaceAll(strings.ToLower(s), " ", "_"))
	for i := range b {
		if (i == 0 || b[i-1] == '/' || b[i-1] == '_' || b[i-1] == '-') && 'a' <= b[i] && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

func cityOf(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}

// namedZones looks for the longest name of a place in text.
func namedZones(text string, now time.Time) []Zone {
	words := strings.Fields(folded(text))
	for n := min(len(words), longestName); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			name := strings.Join(words[i:i+n], " ")
			if p, ok := gazetteer()[name]; ok && (!wordsToo[name] || len(words) == 1 || strings.Contains(text, strings.ToUpper(name))) {
				return p.distinct(now)
			}
		}
	}
	return nil
}

// longestName is how many words the name of a place may have.
const longestName = 6

// PlaceFirst is the zones of the place that text begins with the name of, and what follows,
// folded: "London until Friday".
func PlaceFirst(text string, now time.Time) (zones []Zone, rest string) {
	words := strings.Fields(folded(text))
	for n := min(len(words), longestName); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		if p, ok := gazetteer()[name]; ok && !wordsToo[name] {
			return p.distinct(now), strings.Join(words[n:], " ")
		}
	}
	return nil, ""
}

// wordsToo are names that are words as well: in a sentence they must be in capitals.
var wordsToo = setOf("la us et pt est eat wet wat ist z cali states eastern")

// distinct leaves one zone of those whose clocks agree now and half a year on.
func (p place) distinct(now time.Time) []Zone {
	var out []Zone
	seen := map[[2]time.Duration]bool{}
	for _, name := range p.zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			continue
		}
		clocks := [2]time.Duration{offset(now.In(zone)), offset(now.AddDate(0, 6, 0).In(zone))}
		if seen[clocks] || len(out) == maxZones {
			continue
		}
		seen[clocks] = true
		out = append(out, Zone{name, p.name})
	}
	if len(out) > 1 { // a country of several zones: its cities tell them apart
		for i := range out {
			out[i].Place = cityOf(out[i].Name)
		}
	}
	return out
}

// offsetZones reads "UTC+2", "GMT-5:30", "+02:00".
func offsetZones(text string, now time.Time) []Zone {
	s := strings.ToUpper(strings.ReplaceAll(plainSigns(text), " ", ""))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "UTC"), "GMT")
	if len(s) < 2 || (s[0] != '+' && s[0] != '-') {
		return nil
	}
	minutes, ok := hoursMinutes(s[1:])
	if !ok {
		return nil
	}
	if s[0] == '-' {
		minutes = -minutes
	}
	return atOffset(minutes, now)
}

// hoursMinutes reads "2", "0530", "5:30" as minutes.
func hoursMinutes(s string) (int, bool) {
	h, m, split := strings.Cut(s, ":")
	if !split && len(s) > 2 {
		h, m = s[:len(s)-2], s[len(s)-2:]
	}
	hours, err := strconv.ParseUint(h, 10, 8)
	minutes, err2 := strconv.ParseUint("0"+m, 10, 8)
	return int(hours*60 + minutes), err == nil && err2 == nil && hours <= 14 && minutes < 60
}

func plainSigns(s string) string {
	return strings.NewReplacer("−", "-", "–", "-", "±", "+").Replace(s)
}

// atOffset is the bare offset as a zone, where it is whole hours, then the places
// whose clocks show it now.
func atOffset(minutes int, now time.Time) []Zone {
	var out []Zone
	if minutes%60 == 0 && minutes >= -12*60 && minutes <= 14*60 {
		name := "Etc/UTC"
		if minutes != 0 {
			name = fmt.Sprintf("Etc/GMT%+d", -minutes/60) // POSIX signs: west is positive
		}
		out = append(out, Zone{name, fmt.Sprintf("UTC%+d", minutes/60)})
	}
	return append(out, placesAt(minutes, now)...)
}

// placesAt is the large cities whose clocks are that far ahead of UTC at now.
func placesAt(minutes int, now time.Time) []Zone {
	var out []Zone
	for _, name := range largeZones {
		zone, err := time.LoadLocation(name)
		if err == nil && offset(now.In(zone)) == time.Duration(minutes)*time.Minute && len(out) < maxZones-1 {
			out = append(out, Zone{name, cityOf(name)})
		}
	}
	return out
}

// largeZones is about one zone for each way to set a clock, the most peopled first.
var largeZones = strings.Fields(`Europe/Berlin Europe/London America/New_York America/Chicago America/Los_Angeles America/Denver
	Asia/Kolkata Asia/Shanghai Asia/Tokyo America/Sao_Paulo Europe/Moscow Europe/Istanbul Asia/Dubai Asia/Jakarta Africa/Lagos
	Africa/Cairo Europe/Athens Africa/Johannesburg Africa/Nairobi Asia/Karachi Asia/Dhaka Asia/Manila Asia/Singapore
	Australia/Sydney Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Darwin Pacific/Auckland America/Mexico_City
	America/Bogota America/Lima America/Argentina/Buenos_Aires America/Santiago America/Caracas America/Halifax America/St_Johns
	America/Phoenix America/Anchorage Pacific/Honolulu Asia/Tehran Asia/Kabul Asia/Kathmandu Asia/Yangon Asia/Tashkent Asia/Riyadh
	Asia/Jerusalem Atlantic/Azores Atlantic/Reykjavik Africa/Casablanca Pacific/Fiji Pacific/Tongatapu Pacific/Kiritimati
	Pacific/Chatham Pacific/Marquesas Pacific/Pago_Pago Pacific/Guam Pacific/Noumea Australia/Lord_Howe Australia/Eucla
	America/Noronha`)

// clockZones reads what the person's clock shows: the zones whose clocks are within
// a few minutes of it now.
func clockZones(text string, now time.Time) []Zone {
	var out []Zone
	for _, r := range Parse(text, Context{Now: now, Zone: time.UTC}) {
		if r.Kind != TimeOfDay {
			continue
		}
		ahead := r.Start.Clock.Minutes() - Civil(now, time.UTC).Minutes()
		ahead = (ahead+7+48*60)/15*15 - 48*60 // to the quarter hour: clocks and typing are slow
		for _, minutes := range []int{ahead, ahead - 24*60, ahead + 24*60} {
			if minutes >= -12*60 && minutes <= 14*60 {
				out = append(out, placesAt(minutes, now)...)
			}
		}
	}
	return out[:min(len(out), maxZones)]
}
