package discord_test

import (
	"slices"
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// Commands are set at once, and only where they differ; the bot can be installed to a
// server and to a person.
func TestItPresentsItself(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	settled(t, l.server, func() bool { return len(l.server.Installs()) == 2 })
	l.stop()
	l.start(nil)
	l.meet()
	l.settle()
	if n := len(l.server.Calls("PUT /applications/{application_id}/commands")); n != 1 {
		t.Errorf("the commands were set %d times", n)
	}
	var want, got []string
	for _, c := range bot.ProfileIn(text.Printer{}).Commands {
		want = append(want, c.Name)
	}
	for _, c := range l.server.Commands() {
		got = append(got, c.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
