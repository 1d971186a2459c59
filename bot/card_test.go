package bot

import (
	"testing"
	"unicode/utf8"

	"samepage/bot/care"
	"samepage/bot/text"
)

// A card is read on a phone, at night, by somebody in distress.
func TestCardsAreShortAndNameANumber(t *testing.T) {
	for _, code := range []string{"", "US", "DE", "GB", "NO", "RO", "FR"} {
		c, _ := care.CountryOf(code)
		for d := care.None; d <= care.Medical; d++ {
			for variant := range 3 {
				said := cardText(text.Printer{}, d, c, variant, "Dr. Somebody-Longname").String()
				if n := utf8.RuneCountInString(said); n > 560 { // and a line on what was not kept
					t.Errorf("%q, danger %d, variant %d has %d characters", code, d, variant, n)
				}
			}
		}
	}
}
