package care

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"samepage/bot/dialog"
)

// Helpline is somebody to talk to. Call and Text are as one dials and sends them in
// the country, never in another form: a short number has none.
type Helpline struct {
	Country    string `json:"country"`
	Name       string `json:"name"`
	Call       string `json:"call"` // "" where nobody can be called
	Text       string `json:"text"` // "HOME to 741741", or a number
	Source     string `json:"source"`
	VerifiedOn string `json:"verified_on"` // when the source saw the line's own page; "" is not known
}

// Country is one whose lines are known.
type Country struct {
	Code      string   `json:"code"`  // ISO 3166
	Names     []string `json:"names"` // what people call it, the first one to be shown
	Emergency string   `json:"emergency"`
	Zones     []string `json:"zones"` // IANA names of its time zones
}

//go:embed helplines.json
var helplinesFile []byte

var helplines = mustRead(helplinesFile)

type directory struct {
	Countries []Country  `json:"countries"`
	Lines     []Helpline `json:"lines"`
}

func mustRead(file []byte) (d directory) {
	if err := json.Unmarshal(file, &d); err != nil {
		panic(fmt.Sprintf("care: helplines.json: %v", err))
	}
	return d
}

// CountryOf is the country with a code.
func CountryOf(code string) (Country, bool) {
	return find(func(c Country) bool { return c.Code == code })
}

// CountryOfZone is the country a time zone lies in.
func CountryOfZone(zone string) (Country, bool) {
	return find(func(c Country) bool { return slices.Contains(c.Zones, zone) })
}

// CountryNamed is the country that words name, and nothing else.
func CountryNamed(words string) (Country, bool) {
	said := dialog.Fold(words)
	return find(func(c Country) bool {
		return dialog.Fold(c.Code) == said || slices.ContainsFunc(c.Names, func(n string) bool { return dialog.Fold(n) == said })
	})
}

func find(is func(Country) bool) (Country, bool) {
	i := slices.IndexFunc(helplines.Countries, is)
	if i < 0 {
		return Country{}, false
	}
	return helplines.Countries[i], true
}

// Name is what people call it.
func (c Country) Name() string { return c.Names[0] }

// Line is the line to name first: one that can be called.
func (c Country) Line() Helpline {
	i := slices.IndexFunc(helplines.Lines, func(l Helpline) bool { return l.Country == c.Code && l.Call != "" })
	return helplines.Lines[i]
}
