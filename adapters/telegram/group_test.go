package telegram_test

import (
	"strings"
	"testing"

	"samepage/adapters/telegram/fake"
)

func TestGroups(t *testing.T) {
	t.Parallel()
	l := connect(t, nil, fake.NoPrivacy())
	ben := l.server.Person(4712, "Ben")
	g := l.server.Group(-100, "Family", l.mia, ben)
	g.Say(l.mia, "what I told my therapist")
	g.Say(ben, "what?")
	l.settle()
	if chat := g.Chat(); len(l.heard) != 0 || count(chat) != 1 || !strings.Contains(last(chat).Text, "Write to me privately") {
		t.Errorf("heard %d, said %v", len(l.heard), chat)
	}
	g.Leave(ben)
	l.settle()
	if g.Left() {
		t.Error("it left while somebody was there")
	}
	g.Leave(l.mia)
	l.settle()
	if !g.Left() {
		t.Error("it stayed where nobody was left")
	}
	l.server.Channel(-200, "News").Post("hello")
	l.settle()
	if len(l.heard) != 0 {
		t.Error("a channel was heard")
	}
}

// A group that becomes a supergroup is another chat from then on: what was on its way goes
// there, and nobody is told twice.
func TestAGroupThatMoves(t *testing.T) {
	l := connect(t, nil, fake.NoPrivacy())
	l.stop() // so that the line finds it moved already
	old := l.server.Group(-100, "Family", l.mia)
	old.Say(l.mia, "said before it moved")
	now := old.Migrate(-1001)
	l.start(nil)
	l.settle()
	now.Say(l.mia, "said after it moved")
	l.settle()
	if chat := now.Chat(); len(l.heard) != 0 || count(chat) != 1 || !strings.Contains(last(chat).Text, "Write to me privately") {
		t.Errorf("heard %d, said %v", len(l.heard), chat)
	}
}

func count(chat []fake.Shown) (own int) {
	for _, m := range chat {
		if m.Own {
			own++
		}
	}
	return own
}

func last(chat []fake.Shown) (own fake.Shown) {
	for _, m := range chat {
		if m.Own {
			own = m
		}
	}
	return own
}
