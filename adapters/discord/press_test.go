package discord

import (
	"strings"
	"testing"

	"samepage/bot"
)

// What a button carries comes back as it was, if it fits.
func FuzzPress(f *testing.F) {
	f.Add("abcdefghijklm", "goal.rate", "nopqrstuvwxyz")
	f.Add("", "consent", "yes")
	f.Add("|", `\`, `\|`)
	f.Fuzz(func(t *testing.T, on, key, option string) {
		if key == "" {
			return // no button is without one
		}
		want := bot.Press{On: on, Key: key, Option: option}
		data, ok := dataOf(presses, want)
		if got := pressOf(data); got != want || ok != (len(data) <= longestData) {
			t.Errorf("%+v came back as %+v from %q", want, got, data)
		}
	})
}

// Whatever somebody makes up is no button of ours, and does no harm.
func FuzzMadeUp(f *testing.F) {
	for _, data := range []string{"", "b", "b||", `b\`, `ba|b\`, "undo", "\x00|\xff|", "ba|b|c|2"} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		if p := pressOf(data); p.Key == "" {
			t.Errorf("%q is no press at all", data)
		}
	})
}

// The longest press the bot may make fits, and two buttons of one press do too.
func TestTheLongestPressFits(t *testing.T) {
	p := bot.Press{On: strings.Repeat("o", 13), Key: strings.Repeat("k", 34), Option: strings.Repeat("p", 13)}
	data, ok := dataOf(presses, p)
	if !ok || pressOf(data+"|2") != p {
		t.Errorf("%d bytes: %q", len(data), data)
	}
}
