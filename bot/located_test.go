package bot_test

import (
	"testing"

	"samepage/bot"
)

// A place is asked for where somebody is in none of the places named, and not before; the
// next message says that it is asked for no more, whether they sent one or wrote.
func TestAPlaceIsAskedForOnce(t *testing.T) {
	pin := &bot.Location{Lat: 35.68, Lon: 139.77}
	for name, ev := range map[string]bot.Event{"sent": {Location: pin}, "typed": {Text: "Tokyo"}, "left": {Text: "skip"}} {
		t.Run(name, func(t *testing.T) {
			x := newLinked(t)
			x.begin("telegram 1")
			messages := func(ev bot.Event) []bot.Message {
				ev.ID, ev.From = x.event("telegram 1", "").ID, x.event("telegram 1", "").From
				x.nets["telegram"].sent = nil
				if err := x.bot.Hear(t.Context(), ev); err != nil {
					t.Fatal(err)
				}
				if err := x.bot.Flush(t.Context()); err != nil {
					t.Fatal(err)
				}
				var out []bot.Message
				for _, l := range x.nets["telegram"].sent {
					out = append(out, l.m)
				}
				return out
			}
			asked := func(words string) bool {
				said := messages(bot.Event{Text: words})
				return said[len(said)-1].Place != nil
			}
			if asked("/appointment") || asked("Tom, thursdays 4pm") {
				t.Error("it asks for a place before anybody needs to send one")
			}
			if !asked("Other") {
				t.Error("it does not ask for a place")
			}
			if said := messages(bot.Event{Text: "hmm"}); said[0].PlaceOver {
				t.Error("it gives up asking though it still does not know")
			}
			for i, m := range messages(ev) {
				if m.Place != nil || m.PlaceOver != (i == 0) {
					t.Errorf("message %d asks for a place, %v, or says it is over, %v", i, m.Place != nil, m.PlaceOver)
				}
			}
			if said := messages(bot.Event{Text: "slept badly"}); said[0].PlaceOver {
				t.Error("it says so twice")
			}
		})
	}
}
