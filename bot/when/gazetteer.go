package when

import (
	_ "embed"
	"strings"
	"sync"
)

// zones.txt lists countries and their zones, places.txt names that the time zone
// database lacks. Both are two columns with a tab between.
var (
	//go:embed zones.txt
	zonesText string
	//go:embed places.txt
	placesText string
)

// place is a city, a country or an abbreviation with the zones it may stand for.
type place struct {
	name  string // as written for people
	zones []string
}

// gazetteer is the places by their folded names. A city wins over a country of the
// same name, a name of our own over both.
var gazetteer = sync.OnceValue(func() map[string]place {
	g := map[string]place{}
	rows(zonesText, func(country, zones string) {
		for _, name := range countryNames(country) {
			g[folded(name)] = place{name, strings.Fields(zones)}
		}
	})
	rows(zonesText, func(_, zones string) {
		for _, z := range strings.Fields(zones) {
			if name := cityOf(z); len(g[folded(name)].zones) != 1 {
				g[folded(name)] = place{name, []string{z}}
			}
		}
	})
	rows(placesText, func(zone, names string) {
		for name := range strings.SplitSeq(names, ", ") {
			g[folded(name)] = place{name, []string{zone}}
		}
	})
	return g
})

// rows calls each with the two columns of a table.
func rows(table string, each func(key, rest string)) {
	for line := range strings.Lines(table) {
		key, rest, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(key, "#") {
			each(key, rest)
		}
	}
}

// countryNames is a country with its other name: "Myanmar (Burma)", "Bosnia & Herzegovina".
func countryNames(s string) []string {
	name, other, _ := strings.Cut(strings.TrimSuffix(s, ")"), " (")
	out := []string{name}
	if strings.Contains(name, "&") {
		out = append(out, strings.ReplaceAll(name, "&", "and"))
	}
	if len(other) > 5 && !strings.HasSuffix(other, ".") {
		out = append(out, other)
	}
	return out
}

var unaccented = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ç", "c", "é", "e", "è", "e",
	"ê", "e", "ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i", "ñ", "n", "ó", "o", "ò", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o",
	"ú", "u", "ù", "u", "û", "u", "ü", "u", "ý", "y", "ł", "l", "ń", "n", "ś", "s", "š", "s", "ž", "z", "č", "c", "ř", "r", "ß", "ss",
	"ı", "i", "ş", "s", "ğ", "g", "'", "", "’", "")

// folded is lower case without accents and marks, words apart by one space.
func folded(s string) string {
	s = unaccented.Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < 128 && (r < '0' || r > '9') && (r < 'a' || r > 'z') }), " ")
}
