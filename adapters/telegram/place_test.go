package telegram_test

import (
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// The keyboard that sends a place comes with the question, and goes with what is said
// next; nothing else is left in the chat for it.
func TestAPlaceIsAskedForOnAKeyboard(t *testing.T) {
	for name, next := range map[string]bot.Message{"without buttons": saying("Tokyo, then."), "with buttons": saying("Who do you see?", "Not now")} {
		t.Run(name, func(t *testing.T) {
			l := connect(t, nil)
			to := l.meet()
			ask := saying("Which city are you in or near?")
			ask.Place = text.Lit("My place")
			l.send(to, ask)
			if k := l.mia.Last().Keyboard; len(k) != 1 || len(k[0]) != 1 || k[0][0] != "My place" {
				t.Errorf("the keyboard is %q", k)
			}
			l.mia.Location(35.68, 139.77)
			if ev := l.next(); ev.Location == nil {
				t.Errorf("heard %+v", ev)
			}
			next.PlaceOver = true
			l.send(to, next)
			if chat := l.mia.Chat(); count(chat) != 2 || last(chat).Text != next.Text.String() || len(last(chat).Labels()) != len(next.Buttons) {
				t.Errorf("the chat is %v", chat)
			}
			if l.mia.Press("My place") {
				t.Error("the keyboard still stands")
			}
		})
	}
}
