package telegram_test

import (
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
)

// A thumb that trembles taps twice. It is one tap: nothing is said to the second, asked
// again or done again.
func TestTwoTapsAreOne(t *testing.T) {
	dir := t.TempDir()
	var p *phone
	bottest.NewStageOn(t, "Europe/Berlin",
		func(c bot.Clock) (bot.Store, func()) { return open(t, dir, c) },
		func(c bot.Clock) bottest.Scene { p = newPhone(t, c); return p })
	for _, step := range []struct{ words, tapped string }{
		{"hi", "Yes, I'm 16 or older"},
		{"", "An appointment"},
		{"", "18:00 Berlin"},
		{"Tom, thursdays 4pm", "Change"},
		{"Tom, fridays 4pm", ""},
		{"slept badly", "For Tom"},
		{"/checkin", "3"},
		{"Ask me daily", "Every day at 20:00"},
		{"/agenda", "Done"},
	} {
		if step.words != "" {
			p.do(step.words)
		}
		if step.tapped == "" {
			continue
		}
		on, _, there := p.find(step.tapped)
		if !there {
			t.Fatalf("there is no button %s: %v", step.tapped, p.person.Chat())
		}
		p.person.PressOn(on, step.tapped)
		p.settle()
		before := p.person.Chat()
		p.person.PressOn(on, step.tapped)
		p.settle()
		if after := p.person.Chat(); len(after) != len(before) || last(after).String() != last(before).String() {
			t.Errorf("%s: a second tap comes to %v", step.tapped, last(after))
		}
	}
}

func (p *phone) do(words string) {
	p.t.Helper()
	if _, err := p.Do(words, false); err != nil {
		p.t.Fatal(err)
	}
}

func (p *phone) settle() {
	p.t.Helper()
	if err := p.server.Settle(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
}
