package telegram_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/text"
)

// shouting is a language that can be told from English.
type shouting struct{}

func (shouting) Sentence(english string) string             { return strings.ToUpper(english) }
func (shouting) Plural(_ int, _ string, many string) string { return many }

// speechless is a language that there are no words in.
type speechless struct{ shouting }

func (speechless) Sentence(english string) string { panic("at " + english) }

// A fault of ours beside what people write ends nothing.
func TestAFaultBesideEndsNothing(t *testing.T) {
	l := &line{t: t, server: fake.New(t), heard: make(chan bot.Event, 1), languages: map[string]text.Printer{"de": {Catalogue: speechless{}}}}
	l.mia = l.server.Person(4711, "Mia")
	l.start(nil)
	l.meet()
	l.settle(func() bool { return strings.Contains(l.log.String(), "a fault of ours") })
	if !strings.Contains(l.log.String(), "present_test.go") {
		t.Errorf("the log says %s", l.log.String())
	}
}

// presented is what a server is told in one start.
func presented(t *testing.T, s *fake.Server) (set []string) {
	before, asked := len(s.Calls("")), len(s.Calls("getChatMenuButton"))
	n, err := telegram.New(telegram.Config{Token: s.Token(), API: s.URL(), Languages: map[string]text.Printer{"de": {Catalogue: shouting{}}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx, func(context.Context, bot.Event) error { return nil }) }()
	for len(s.Calls("getChatMenuButton")) == asked { // which comes last
		time.Sleep(time.Millisecond)
	}
	if err := s.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	for _, c := range s.Calls("")[before:] {
		if strings.HasPrefix(c.Method, "set") || strings.HasPrefix(c.Method, "delete") {
			set = append(set, c.Method)
		}
	}
	return set
}

// What Telegram shows of the bot is set in every language, by where it is shown, and
// only where it is another.
func TestPresenting(t *testing.T) {
	s := fake.New(t)
	if set := presented(t, s); len(set) != 6 {
		t.Errorf("it set %v", set)
	}
	for code, say := range map[string]text.Printer{"": {}, "de": {Catalogue: shouting{}}} {
		p := bot.ProfileIn(say)
		if got := s.Commands("all_private_chats", code); len(got) != len(p.Commands) || got[0].Description != p.Commands[0].About.String() {
			t.Errorf("%q: the menu is %v", code, got)
		}
		if s.Profile("setMyDescription", code) != p.About.String() || s.Profile("setMyShortDescription", code) != p.Short.String() {
			t.Errorf("%q: it says %q", code, s.Profile("setMyDescription", code))
		}
	}
	if set := presented(t, s); len(set) != 0 {
		t.Errorf("nothing was new, and it set %v", set)
	}
	s.SetCommands("all_group_chats", "", fake.Command{Command: "play", Description: "Of an earlier bot"})
	if set := presented(t, s); !slices.Equal(set, []string{"deleteMyCommands"}) || s.Commands("all_group_chats", "") != nil {
		t.Errorf("a menu of an earlier bot: it set %v", set)
	}
}
