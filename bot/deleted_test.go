package bot_test

import (
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// write is a message somebody can delete, and what is said to it.
func (x *sheet) write(id, words string) string {
	x.Helper()
	ev := x.event(here, words)
	ev.Message = bot.MessageID(id)
	return x.deliver(ev)
}

// remove is that they delete it.
func (x *sheet) remove(id string) string {
	x.Helper()
	ev := x.event(here, "")
	ev.Message, ev.Deleted = bot.MessageID(id), true
	return x.deliver(ev)
}

// keeps says whether words still stand anywhere.
func (x *sheet) keeps(words string) (kept bool) {
	x.Helper()
	if err := x.bot.InTurn(x.Context(), x.event(here, "").From, func(t *bot.Turn) { kept = t.Keeps(words) }); err != nil {
		x.Fatal(err)
	}
	return kept
}

// What a message kept is nowhere any more once it is forgotten, whatever it was.
func TestWhatWasDeletedIsForgottenWhole(t *testing.T) {
	x := newSheet(t)
	x.say(here, "/appointment Tom, thursdays 4pm")
	x.say(here, "London")
	for _, c := range []struct{ before, words, after string }{
		{"", "for Tom: flare after lunch", ""},
		{"", "add goal walk more", ""},
		{"new goal", "sleep through the night", "Nothing more"},
		{"/checkin", "2, argued about money", ""},
		{"/checkin\n3\nAdd a line", "cried on the bus", ""},
		{"something feels off\nOther", "the bills", "Skip\nUse"},
		{"something else\nHow we work", "how late we start", ""},
		{"/agenda", "a letter for work", "Nothing more"},
		{"/homework\nAdd", "tell Anna why", "Don't ask"},
	} {
		for words := range strings.Lines(c.before) {
			x.say(here, words)
		}
		id := x.event(here, "").ID
		x.write(id, c.words)
		for words := range strings.Lines(c.after) {
			x.say(here, words)
		}
		said := c.words[strings.LastIndex(c.words, ": ")+1:]
		said = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(said, "add goal"), "2,"))
		if !x.keeps(said) {
			t.Fatalf("%q is not kept in the first place", said)
		}
		x.has(x.remove(id), "Forget this too?", "[Forget it]")
		x.has(x.say(here, "Forget it"), "Forgotten here too.")
		if x.keeps(said) {
			t.Errorf("%q is still kept", said)
		}
	}
}

// What came back stands in two places: with the appointment, and with the sentence.
func TestAnAnswerThatWasDeletedIsForgottenWhole(t *testing.T) {
	x := newSheet(t)
	for _, words := range []string{"/appointment Tom, thursdays 4pm", "London", "something feels off", "Other", "the bills", "Skip", "Use"} {
		x.say(here, words)
	}
	x.clock.Set(time.Date(2026, 3, 5, 17, 30, 0, 0, time.UTC))
	if _, err := x.bot.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	x.say(here, "Yes")
	x.say(here, "I said it")
	x.write("m1", "he will ask the office")
	x.say(here, "money, done")
	x.has(x.remove("m1"), "Forget this too?")
	x.has(x.say(here, "Forget it"), "Forgotten here too.")
	if x.keeps("he will ask the office") {
		t.Error("it is still kept")
	}
	x.has(x.say(here, "/summary"), "the bills")
}

func TestANumberThatWasTypedIsEditedAndForgotten(t *testing.T) {
	x := newSheet(t)
	x.say(here, "/checkin")
	x.has(x.write("m1", "2"), "Kept: 2 of 5.")
	edit := x.event(here, "3")
	edit.Message, edit.Edited = "m1", true
	x.has(x.deliver(edit), "Kept: 3 of 5.")
	x.has(x.remove("m1"), "Forget this too?")
	x.say(here, "Forget it")
	x.has(x.say(here, "/summary"), "Nothing is kept")
}

func TestADeletionIsAskedAboutOnce(t *testing.T) {
	x := newSheet(t)
	x.write("m1", "flare after lunch")
	x.has(x.remove("m1"), "You deleted a message that I had kept.")
	if said := x.remove("m1"); said != "" {
		t.Errorf("asked again: %s", said)
	}
	x.has(x.say(here, "Keep it"), "All is as it was.")
	if !x.keeps("flare after lunch") {
		t.Error("it is not kept")
	}
}

func TestADeletionThatKeptNothingIsNotAnswered(t *testing.T) {
	x := newSheet(t)
	x.write("m1", "next appointment?")
	x.write("m2", "flare after lunch")
	x.say(here, "undo")
	stranger := bot.Event{ID: "s", From: bot.Address{Network: "discord", Chat: "2"}, Message: "m9", Deleted: true}
	if said := x.deliver(stranger); said != "" {
		t.Errorf("a stranger is told: %s", said)
	}
	for _, id := range []string{"m1", "m2", "m3"} {
		if said := x.remove(id); said != "" {
			t.Errorf("%s is answered: %s", id, said)
		}
	}
}
