package care

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// A number is what one types on a phone in that country: never with a plus, since a
// short number abroad is another one or none.
func TestHelplinesCanBeDialled(t *testing.T) {
	dial := regexp.MustCompile(`^[0-9]([0-9 ]{1,14}[0-9])?$`)
	sms := regexp.MustCompile(`^([A-Z]+ to )?[0-9]{3,6}$`)
	for _, l := range helplines.Lines {
		switch {
		case l.Call == "" && l.Text == "":
			t.Errorf("%s %s has no number", l.Country, l.Name)
		case l.Call != "" && !dial.MatchString(l.Call):
			t.Errorf("%s %s: %q cannot be dialled", l.Country, l.Name, l.Call)
		case l.Text != "" && !sms.MatchString(l.Text):
			t.Errorf("%s %s: %q cannot be texted", l.Country, l.Name, l.Text)
		case strings.Count(l.Source, ";") < 1:
			t.Errorf("%s %s stands in one list only", l.Country, l.Name)
		}
	}
}

func TestEveryCountryHasALineToCall(t *testing.T) {
	short := regexp.MustCompile(`^[0-9]{2,3}( [0-9]{3})?$`)
	for _, c := range helplines.Countries {
		if l := c.Line(); l.Country != c.Code || !short.MatchString(c.Emergency) {
			t.Errorf("%s: %v, %q", c.Code, l.Name, c.Emergency)
		}
	}
}

// What stands in the data is what the lists it came from agree on.
func TestHelplinesAreThoseTheListsAgreeOn(t *testing.T) {
	var lists struct {
		Agree []struct {
			Country, Name, Number, Emergency string
			Sources                          []string
		}
		Conflict [][]string
	}
	if err := json.Unmarshal(readCases(t, "helplines.json"), &lists); err != nil {
		t.Fatal(err)
	}
	agreed := map[string]string{}
	for _, a := range lists.Agree {
		if len(a.Sources) > 1 {
			agreed[a.Country] += " " + a.Number + " " + a.Emergency
		}
	}
	for _, c := range lists.Conflict {
		delete(agreed, c[0])
	}
	for _, l := range helplines.Lines {
		c, _ := CountryOf(l.Country)
		for _, number := range []string{l.Call, l.Text, c.Emergency} {
			if !strings.Contains(agreed[l.Country], number) {
				t.Errorf("%s %s: nobody agrees on %q", l.Country, l.Name, number)
			}
		}
	}
}

func TestCountriesByNameAndZone(t *testing.T) {
	for words, want := range map[string]string{"germany": "DE", "UK": "GB", "The Netherlands": "NL", "south korea": "KR", "Italy": "", "": ""} {
		if c, _ := CountryNamed(words); c.Code != want {
			t.Errorf("%q is %q", words, c.Code)
		}
	}
	for zone, want := range map[string]string{"Europe/Berlin": "DE", "America/Chicago": "US", "Europe/Rome": "", "": ""} {
		if c, _ := CountryOfZone(zone); c.Code != want {
			t.Errorf("%q lies in %q", zone, c.Code)
		}
	}
}

// Many people name a country at once.
func TestCountriesAreNamedSideBySide(t *testing.T) {
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			if c, ok := CountryNamed("de"); !ok || c.Code != "DE" {
				t.Errorf("got %v", c)
			}
		})
	}
}
