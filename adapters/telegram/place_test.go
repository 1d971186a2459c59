package telegram_test

import (
	"testing"
	"time"

	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/dialog"
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

// The keyboard is put away once, however often what comes after it is tried; and not before
// that may be sent.
func TestAKeyboardIsPutAwayOnce(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	m := saying("Who do you see?", "Not now")
	m.PlaceOver, m.Nonce = true, "n1"
	slow := fake.TooMany(time.Second)
	l.server.Fail("sendMessage", nil, slow, slow, fake.Page(502)) // the first of which puts it away
	for range 3 {
		if _, err := l.net.Send(t.Context(), to, m); err == nil {
			t.Error("it did not fail")
		}
	}
	l.send(to, m)
	if n := len(l.server.Calls("deleteMessage")); n != 1 || count(l.mia.Chat()) != 1 {
		t.Errorf("it was put away %d times, and the chat is %v", n, l.mia.Chat())
	}
	m.Nonce = "n2" // and once more for another
	l.send(to, m)
	if n := len(l.server.Calls("deleteMessage")); n != 2 {
		t.Errorf("it was put away %d times", n)
	}
}

// Where it cannot be put away it is tried again with the message.
func TestAKeyboardThatStaysIsPutAwayNextTime(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	m := saying("Who do you see?", "Not now")
	m.PlaceOver, m.Nonce = true, "n1"
	l.server.Fail("sendMessage", fake.Page(502), fake.Page(502))
	if _, err := l.net.Send(t.Context(), to, m); err == nil {
		t.Error("it did not fail")
	}
	l.send(to, m)
	if n := len(l.server.Calls("deleteMessage")); n != 1 || count(l.mia.Chat()) != 1 {
		t.Errorf("it was put away %d times, and the chat is %v", n, l.mia.Chat())
	}
}

// A question that only words answer opens the keys to type them; one with a button waits.
func TestAQuestionForWordsOpensTheKeys(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	for _, c := range []struct {
		m    bot.Message
		open bool
	}{
		{bot.Message{Text: text.Lit("Write it the way you would say it."), Kind: dialog.Line}, true},
		{saying("Kept."), false},
	} {
		l.send(to, c.m)
		if m := l.mia.Last(); m.ForceReply != c.open {
			t.Errorf("%v: open is %v", m, m.ForceReply)
		}
	}
	m := saying("What do you want to try?", "Skip")
	m.Kind = dialog.Line
	id := l.send(to, m)
	if m := l.mia.Last(); m.ForceReply || len(m.Labels()) != 1 {
		t.Errorf("got %v", m)
	}
	l.edit(to, id, saying("Kept."))
	id = l.send(to, bot.Message{Text: text.Lit("Which city?"), Kind: dialog.Line})
	if l.edit(to, id, saying("Berlin.")); l.mia.Last().Text != "Berlin." || count(l.mia.Chat()) != 4 {
		t.Errorf("a question that cannot be changed stands there: %v", l.mia.Chat())
	}
}
