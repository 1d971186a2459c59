package telegram_test

import (
	"testing"

	"samepage/adapters/telegram/fake"
	"samepage/bot"
)

func TestEverythingPeopleDo(t *testing.T) {
	l := connect(t, nil)
	hear := func(id int) bot.Event {
		t.Helper()
		return l.next()
	}
	if ev := hear(l.mia.Say("hi 😀 <b>")); ev.Text != "hi 😀 <b>" || ev.From.Network != "telegram" || ev.From.Instance == "" || ev.ID == "" {
		t.Errorf("got %+v", ev)
	}
	first := l.mia.Say("a thing")
	ev := hear(first)
	l.mia.Edit(first, "another thing")
	if edit := l.next(); !edit.Edited || edit.Text != "another thing" || edit.Message != ev.Message {
		t.Errorf("got %+v", edit)
	}
	for want, send := range map[bot.Media]func() int{
		bot.Voice: l.mia.Voice, bot.Photo: l.mia.Photo, bot.Sticker: l.mia.Sticker,
		bot.Other: func() int { return l.mia.Poll("Which?", "This", "That") },
	} {
		if ev := hear(send()); ev.Media != want || ev.Text != "" {
			t.Errorf("%s: got %+v", want, ev)
		}
	}
	for _, id := range []int{l.mia.Dice(), l.mia.Contact("Ben", "+49"), l.mia.Document("scan.pdf", []byte("%PDF"))} {
		if ev := hear(id); ev.Media != bot.Other || ev.File != nil {
			t.Errorf("got %+v", ev)
		}
	}
	if ev := hear(l.mia.Location(52.5, 13.4)); ev.Location == nil || ev.Location.Lat != 52.5 || ev.Media != "" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Document("Visits.ICS", []byte("BEGIN:VCALENDAR"))); ev.File == nil || string(ev.File.Data) != "BEGIN:VCALENDAR" || ev.Media != "" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.PhotoOf("the rash")); ev.Media != bot.Photo || ev.Text != "the rash" || ev.Album != "" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Album(1)); ev.Media != bot.Photo || ev.Album == "" {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Forward("said by another")); ev.Text != "said by another" || !ev.Passed {
		t.Errorf("got %+v", ev)
	}
	if ev := hear(l.mia.Start("link-7KQ2")); ev.Text != "/start link-7KQ2" {
		t.Errorf("got %+v", ev)
	}
	l.settle()
}

func TestAButtonComesBackAsItWas(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, saying("How was it?", "good", "bad"))
	l.mia.Press("bad")
	want := bot.Press{On: "d", Key: "q", Option: "bad"}
	if ev := l.next(); ev.Press != want || ev.Message != id || ev.Text != "" {
		t.Errorf("got %+v", ev)
	}
	shown := l.mia.Last()
	l.mia.PressFaded(shown, "good") // too old to be shown to the bot
	if ev := l.next(); ev.Press.Option != "good" || ev.From != to {
		t.Errorf("got %+v", ev)
	}
	l.mia.PressInline("whatever")
	l.next()
	l.stop() // answering a button goes on beside its turn
	if left := l.server.Unanswered(); len(left) != 0 {
		t.Errorf("%d buttons still wait", len(left))
	}
}

func TestAnExpiredButtonIsNoHarm(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	l.send(to, saying("How was it?", "good"))
	l.server.Fail("answerCallbackQuery", fake.Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"))
	l.mia.Press("good")
	if ev := l.next(); ev.Press.Option != "good" {
		t.Errorf("got %+v", ev)
	}
	l.settle()
}
