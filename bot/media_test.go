package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
)

// Of pictures that are sent together the first is answered; one by itself always is.
func TestAnAlbumIsAnsweredOnce(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	for _, c := range []struct {
		album    string
		answered bool
	}{{"7", true}, {"7", false}, {"7", false}, {"8", true}, {"", true}, {"", true}} {
		ev := x.event("telegram 1", "")
		ev.Media, ev.Album = bot.Photo, c.album
		if said := x.deliver(ev); strings.Contains(said, "I can't hear or see this") != c.answered {
			t.Errorf("to one of album %q it said %q", c.album, said)
		}
	}
}

// What somebody else wrote gives no consent, joins no chats and moves nobody.
func TestWhatIsPassedOnDoesNothing(t *testing.T) {
	x := newLinked(t)
	pass := func(chat, words string) string {
		ev := x.event(chat, words)
		ev.Passed = true
		return x.deliver(ev)
	}
	x.say("discord 2", "hi")
	x.has(pass("discord 2", "Yes, I'm 16 or older"), "For your yes I need the button itself")
	x.has(pass("discord 2", "I am 12 years old"), "I haven't kept that")
	x.begin("telegram 1")
	x.has(pass("discord 2", "/link "+x.code("telegram 1")), "I haven't kept that")
	x.begin("discord 2")
	x.has(pass("discord 2", "/link "+x.code("telegram 1")), "came from someone else")
	ev := x.event("telegram 1", "")
	ev.Passed, ev.Location = true, &bot.Location{Lat: 35.68, Lon: 139.77}
	x.has(x.deliver(ev), "came from someone else")
}
