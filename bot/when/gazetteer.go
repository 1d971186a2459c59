package when

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed zones.txt
var zonesText string

//go:embed places.txt
var placesText string

// gazetteer is the zones by the folded names of cities and countries. A city wins
// over a country of the same name, a name of our own over both.
var gazetteer = sync.OnceValue(func() map[string][]string {
	g := map[string][]string{}
	rows(zonesText, func(country, zones string) {
		list := strings.Fields(zones)
		for _, name := range countryNames(country) {
			g[name] = list
		}
	})
	rows(zonesText, func(_, zones string) {
		for _, z := range strings.Fields(zones) {
			addCity(g, z)
		}
	})
	rows(placesText, func(zone, names string) {
		for name := range strings.SplitSeq(names, ",") {
			g[folded(name)] = []string{zone}
		}
	})
	return g
})

func addCity(g map[string][]string, zone string) {
	if name := folded(cityOf(zone)); len(g[name]) != 1 {
		g[name] = []string{zone}
	}
}

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
	name, other, _ := strings.Cut(s, "(")
	out := []string{folded(name)}
	if strings.Contains(name, "&") {
		out = append(out, folded(strings.ReplaceAll(name, "&", "and")))
	}
	if other = folded(other); len(other) > 3 {
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
