package discord_test

import (
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// Whatever comes that nobody has heard of: it is passed by, and the next is heard.
func TestEventsOfAnyShape(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	for kind, what := range map[string]map[string]any{
		"SOME_NEW_KIND":      {"x": 1},
		"MESSAGE_CREATE":     {"id": 5, "author": "x", "components": []any{map[string]any{"type": 99}}},
		"MESSAGE_UPDATE":     {"id": "5", "channel_id": "6"},
		"MESSAGE_DELETE":     {"id": nil},
		"INTERACTION_CREATE": {"id": "1", "type": 5, "data": map[string]any{"components": []any{map[string]any{"type": 18, "component": map[string]any{"type": 77}}}}},
		"READY":              {"resume_gateway_url": 5},
	} {
		l.server.PushRaw(kind, what)
	}
	l.mia.Say("after")
	l.hears("after")
}

// A fault of ours at one event ends neither the program nor its chat.
func TestAFaultEndsNothing(t *testing.T) {
	t.Parallel()
	fell := false
	l := connect(t, func(ev bot.Event) error {
		if ev.Text == "a fault" && !fell {
			fell = true
			panic("at the words of " + ev.Text)
		}
		return nil
	})
	l.desk.form = func(bot.Press) (bot.Form, error) { panic("no form") }
	to := l.meet()
	m := saying("Which?")
	m.Form = &bot.Button{Label: text.Lit("Open the form"), Press: bot.Press{On: "d", Key: "-form"}}
	l.send(to, m)
	l.mia.Press("Open the form")
	l.mia.Say("a fault")
	for _, want := range []string{"a fault", "a fault"} { // which is tried again
		if ev := l.next(); ev.Text != want {
			t.Errorf("%q was heard", ev.Text)
		}
	}
	l.mia.Say("after it")
	if ev := l.next(); ev.Text != "after it" {
		t.Errorf("%q was heard", ev.Text)
	}
	settled(t, l.server, func() bool { return strings.Contains(l.log.String(), "a fault of ours") })
	if strings.Contains(l.log.String(), "words of") {
		t.Error("the log has words")
	}
}
