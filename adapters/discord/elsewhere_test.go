package discord_test

import (
	"strings"
	"testing"

	"samepage/adapters/discord/fake"
)

// In a server and in a group nobody sees anything but who asked, and they one line.
func TestElsewhereItMovesToThePrivateChat(t *testing.T) {
	t.Parallel()
	for name, place := range map[string]func(*line, *fake.Person) *fake.Seat{
		"server": func(l *line, ben *fake.Person) *fake.Seat { return l.server.Guild("Club", l.mia, ben).Seat(l.mia) },
		"group":  func(l *line, ben *fake.Person) *fake.Seat { return l.server.Circle(l.mia, ben) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := connect(t, nil)
			home := l.meet()
			ben := l.server.Person("4712", "Ben")
			seat := place(l, ben)
			if err := seat.Slash("summary", fake.Given{"days": "last week"}); err != nil {
				t.Fatal(err)
			}
			ev := l.next()
			if ev.From != home || ev.Text != "/summary last week" || ev.Reply != "" {
				t.Errorf("got %+v", ev)
			}
			l.send(ev.From, saying("Mostly 3 of 5."))
			l.settle()
			there := seat.Chat()
			if len(there) != 1 || !there[0].Private || !strings.Contains(there[0].Text, "in our private chat") {
				t.Errorf("there stands %v", there)
			}
		})
	}
}

// Somebody who cannot be written to is told so where they are, and nothing is tried again.
func TestWhoCannotBeWrittenToIsToldSo(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	seat := l.server.Guild("Club", l.mia).Seat(l.mia)
	l.mia.Shut(true)
	if err := seat.Slash("help", nil); err != nil {
		t.Fatal(err)
	}
	ev := l.next()
	if _, err := l.net.Send(t.Context(), ev.From, saying("Here is what I can do.")); err == nil {
		t.Error("it was sent")
	}
	l.settle()
	if there := seat.Chat(); len(there) != 1 || !there[0].Private || !strings.Contains(there[0].Text, "I can't write to you privately") {
		t.Errorf("there stands %v", there)
	}
	if n := len(l.server.Calls(sends)); n != 1 {
		t.Errorf("it was tried %d times", n)
	}
}

// What is written in a server is not heard.
func TestServersAreNotHeard(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.server.PushRaw("MESSAGE_CREATE", map[string]any{"id": "1", "channel_id": "2", "guild_id": "3", "type": 0, "content": "what I told my therapist",
		"author": map[string]any{"id": "4711"}})
	l.mia.Say("privately")
	if ev := l.next(); ev.Text != "privately" {
		t.Errorf("got %+v", ev)
	}
}
