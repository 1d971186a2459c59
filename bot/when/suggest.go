package when

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Places is up to limit zones whose places begin with text, those that text names
// outright first, then by name. A place of several zones is not among them.
func Places(text string, now time.Time, limit int) []Zone {
	var out []Zone
	if text = strings.TrimSpace(text); text != "" {
		out = ParseZone(text, now)
	}
	begin := folded(text)
	for _, name := range placeNames() {
		p := gazetteer()[name]
		listed := slices.ContainsFunc(out, func(z Zone) bool { return z.Place == p.name })
		if len(out) < limit && begin != "" && strings.HasPrefix(name, begin) && !listed {
			out = append(out, Zone{p.zones[0], p.name})
		}
	}
	return out[:min(len(out), limit)]
}

// placeNames are the folded names of the places that have one zone, in order.
var placeNames = sync.OnceValue(func() []string {
	var out []string
	for name, p := range gazetteer() {
		if len(p.zones) == 1 {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
})
