package telegram

import (
	"strings"
	"testing"
	"unicode/utf8"

	"samepage/bot"
)

// What a button carries comes back as it was, if it fits.
func FuzzPress(f *testing.F) {
	f.Add("abcdefghijklm", "goal.rate", "nopqrstuvwxyz")
	f.Add("", "consent", "yes")
	f.Add("|", `\`, `\|`)
	f.Add("a|b", `c\`, "|")
	f.Fuzz(func(t *testing.T, on, key, option string) {
		if key == "" {
			return // no button is without one
		}
		want := bot.Press{On: on, Key: key, Option: option}
		data, ok := dataOf(want)
		if got := pressOf(data); got != want {
			t.Errorf("%+v came back as %+v from %q", want, got, data)
		}
		if ok != (len(data) <= longestData) || data == "" {
			t.Errorf("%q fits: %v", data, ok)
		}
	})
}

// Whatever somebody makes up is no button of ours, and does no harm.
func FuzzMadeUp(f *testing.F) {
	for _, data := range []string{"", "|", "||", "|||", `\`, `a|b\`, "undo", `||\`, "old-format:1", "\x00|\xff|"} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		p := pressOf(data)
		if p.Key == "" {
			t.Errorf("%q is no press at all", data)
		}
	})
}

// The longest press the bot may make, 60 bytes together, fits.
func TestTheLongestPressFits(t *testing.T) {
	p := bot.Press{On: strings.Repeat("o", 13), Key: strings.Repeat("k", 34), Option: strings.Repeat("p", 13)}
	if data, ok := dataOf(p); !ok || len(data) != 62 || !utf8.ValidString(data) {
		t.Errorf("%d bytes: %q", len(data), data)
	}
}
