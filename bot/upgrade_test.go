package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/dialog"
)

// TestUpgradeInTheMiddle leaves a dialog open, closes everything, and opens it with a
// program that asks something more, before the question that is open.
func TestUpgradeInTheMiddle(t *testing.T) {
	stage := stageAfter(t, "contact.txt")
	say(stage, "/appointment")
	if got := say(stage, "Dr. Lee"); !strings.Contains(got, "When do you see Dr. Lee") {
		t.Fatalf("asked %q", got)
	}
	defer bot.Upgrade("appointment", func(s *dialog.Script) {
		s.Choice("where", s.T("Is it near you?"), []dialog.Option{s.Option("near", s.T("Near")), s.Option("far", s.T("Far"))})
	})()
	stage.Restart()
	if got := say(stage, "/help"); !strings.Contains(got, "Is it near you?") {
		t.Errorf("the new question is not asked: %q", got)
	}
	if got := say(stage, "near"); !strings.Contains(got, "When do you see Dr. Lee") {
		t.Errorf("it does not go on with what was answered before: %q", got)
	}
	if got := say(stage, "friday 10am"); !strings.Contains(got, "Dr. Lee, Fri 6 March, 10:00") {
		t.Errorf("it does not end as it would have: %q", got)
	}
}
