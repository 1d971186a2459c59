package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"samepage/bot"
)

// prepared is somebody with two people to see, two goals and a zone.
func prepared(t *testing.T) *sheet {
	x := newSheet(t)
	for _, words := range []string{"/appointment Tom, thursdays 4pm", "London", "/appointment Dr. Lee, 14 March at 9", "add goal walk more", "add goal sleep through the night"} {
		x.say(here, words)
	}
	return x
}

// suggested is the labels and values for a command, a line each.
func (x *sheet) suggested(command, option, typed string) []string {
	x.Helper()
	all, err := x.desk.Suggest(x.Context(), x.event(here, "").From, command, option, typed)
	if err != nil {
		x.Fatal(err)
	}
	var out []string
	for _, s := range all {
		out = append(out, s.Label.String()+" = "+s.Value)
	}
	return out
}

func TestSuggestions(t *testing.T) {
	x := prepared(t)
	for _, c := range []struct{ command, option, typed, want string }{
		{"goals", "goal", "", `"walk more" = walk more; "sleep through the night" = sleep through the night`},
		{"goals", "goal", "Thr", `"sleep through the night" = sleep through the night`},
		{"goals", "goal", "x", ``},
		{"agenda", "with", "", `Tom, Thu 5 March, 16:00 = Tom; Dr. Lee, Sat 14 March, 09:00 = Dr. Lee`},
		{"page", "with", "lee", `Dr. Lee, Sat 14 March, 09:00 = Dr. Lee`},
		{"cancel", "which", "sat", `Dr. Lee, Sat 14 March, 09:00 = Dr. Lee, Sat 14 March, 09:00`},
		{"summary", "days", "last w", `last week: Mon 23 February to Sun 1 March = last week`},
		{"summary", "days", "1 march", `1 march: Sun 1 March = 1 march`},
		{"summary", "days", "nonsense", ``},
		{"place", "city", "tok", `07:00 Tokelau = Pacific/Fakaofo; 03:00 Tokyo = Asia/Tokyo`},
		{"pause", "until", "10 march", `Tue 10 March = 10 march`},
		{"checkin", "day", "sun", `Sun 1 March = 2026-03-01; Sun 22 February = 2026-02-22`},
		{"help", "with", "", ``},
		{"goals", "with", "", ``},
	} {
		if got := strings.Join(x.suggested(c.command, c.option, c.typed), "; "); got != c.want {
			t.Errorf("/%s %s:%s\n got %s\nwant %s", c.command, c.option, c.typed, got, c.want)
		}
	}
	if got := x.suggested("move", "which", ""); len(got) != 25 || !strings.HasPrefix(got[0], "Tom, Thu 5 March") || !strings.HasPrefix(got[1], "Dr. Lee") {
		t.Errorf("of all appointments ahead: %q", got)
	}
	if got, _ := x.desk.Suggest(t.Context(), bot.Address{Network: "discord", Chat: "2"}, "goals", "goal", ""); len(got) != 0 {
		t.Errorf("somebody else sees %v", got)
	}
}

// What is suggested is understood when it is sent.
func TestWhatIsSuggestedIsUnderstood(t *testing.T) {
	x := prepared(t)
	for _, c := range []struct{ command, option, typed, want string }{
		{"goals", "goal", "walk", `"walk more"`},
		{"agenda", "with", "Dr", `What do you want from Sat 14 March`},
		{"page", "with", "Tom", `For Tom`},
		{"move", "which", "Tom, Thu 12", `Tom, Thu 12 March, 16:00: when is it now?`},
		{"cancel", "which", "Dr. Lee", `Cancel Dr. Lee, Sat 14 March, 09:00?`},
		{"summary", "days", "this month", `Mon 2 March`},
		{"place", "city", "tokyo", `Place: Tokyo`},
		{"checkin", "day", "Sun 1", `How was Sun 1 March?`},
		{"pause", "until", "a w", `Paused.`},
	} {
		got := x.suggested(c.command, c.option, c.typed)
		if len(got) == 0 {
			t.Errorf("/%s %s:%s suggests nothing", c.command, c.option, c.typed)
			continue
		}
		_, value, _ := strings.Cut(got[0], " = ")
		x.has(x.say(here, fmt.Sprintf("/%s %s", c.command, value)), c.want)
	}
}

// A goal that is there already is shown, not added again.
func TestAGoalIsAddedOnce(t *testing.T) {
	x := prepared(t)
	x.has(x.say(here, "/goals Walk more"), `"walk more"`, "[Rate it]")
	if said := x.say(here, "/goals"); strings.Count(said, "walk more") != 1 {
		t.Errorf("kept:\n%s", said)
	}
}
