package bot

import (
	"time"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// country asks where the person is, for the help lines.
type country struct{}

func (country) Final() {}

func (country) Script(s *dialog.Script) {
	s.Line("country", s.T("Which country are you in? Its name is enough."),
		dialog.Optional, dialog.Way(s.T("Not now")), dialog.Reads(countryReader(s.Printer)))
}

// countryReader reads a country's name. Of another place it says that no number is known;
// whatever else is written here, where it may be worst, is no answer, and is kept.
func countryReader(p text.Printer) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		c, ok := care.CountryNamed(words)
		if !ok {
			zones, rest := when.PlaceFirst(words, time.Time{})
			return "", p.T("I have no number there that I can trust. findahelpline.com lists free lines in each country. Is there another country I can show?"), len(zones) > 0 && rest == ""
		}
		return c.Code, nil, true
	}
}

func (country) Keep(t *Turn, _ *Dialog, a dialog.Answers) {
	if p := t.Person(); a.Word("country") != "" && p.Country != a.Word("country") {
		p.Country = a.Word("country")
		t.save(p)
	}
}

func (country) Close(t *Turn, _ *Dialog, a dialog.Answers) {
	c, named := care.CountryOf(a.Word("country"))
	if !named {
		t.instead(t.T("Fine. It stays as it is."))
		return
	}
	t.instead(text.Paragraphs(text.Text{{Text: c.Name()}}, lines(t.Printer, c)))
}

// namesCountry hears a country's name soon after a card that could show no number, whatever
// else was asked meanwhile.
func (t *Turn) namesCountry(words string) bool {
	c := get[Card](t, "card")
	if c == nil || t.Now.Sub(c.At) >= cardAgain {
		return false
	}
	_, known := t.country()
	named, ok := care.CountryNamed(words)
	if known || !ok {
		return false
	}
	t.open(&Dialog{Kind: "country", Answers: dialog.Answers{}.With("country", dialog.Answer{Values: []string{named.Code}, Done: true})})
	return true
}

func (t *Turn) askCountry() { t.open(&Dialog{Kind: "country"}) }
