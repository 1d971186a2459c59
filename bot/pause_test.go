package bot_test

import (
	"slices"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/when"
)

// Who paused until they say so is owed nothing, however far ahead one looks.
func TestPausedForGoodNothingIsPlanned(t *testing.T) {
	for command, kind := range map[string]string{"/checkin 20:00": "checkin", "/weekly": "weekly"} {
		d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
		planned := func() (is bool) { d.turn(func(t *bot.Turn) { is = t.IsPlanned(kind) }); return is }
		if d.tell(command); !planned() {
			t.Errorf("%s plans nothing", command)
		}
		if d.tell("pause until further notice"); planned() {
			t.Errorf("%s, paused: something is planned", command)
		}
	}
}

// A pause silences the question how an answer sits, too.
func TestNobodyIsAskedHowAnAnswerSitsWhilePaused(t *testing.T) {
	for pause, want := range map[string]bool{"": true, "pause until sunday": false} {
		d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
		for _, words := range []string{"/appointment Tom, thursdays 4pm", "/disconnect", "How we work", "more homework", "Skip", "Use"} {
			d.tell(words)
		}
		d.live("2026-03-05", "17:20")
		for _, words := range []string{"Yes", "In part", "he wants to think about it", "Done", "No"} {
			d.tell(words)
		}
		if pause != "" {
			d.tell(pause)
		}
		d.said = nil
		d.live("2026-03-07", "12:00")
		if asked := d.wasSaid("One short question about yesterday?"); asked != want {
			t.Errorf("pause %q: asked %v", pause, asked)
		}
	}
}

func (d *diary) wasSaid(words string) bool {
	return slices.ContainsFunc(d.said, func(e entry) bool { return strings.Contains(e.words, words) })
}

// Whoever is asked less than once a week is not asked more often for ignoring it.
func TestIgnoredQuestionsNeverComeMoreOften(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "every 10 days at 20:00")
	d.live("2026-09-30", "12:00")
	came := d.questions()
	if len(came) < 15 {
		t.Fatalf("only %d came", len(came))
	}
	for i := range came[1:] {
		before, _ := when.ParseDate("2026-" + came[i][:5])
		after, _ := when.ParseDate("2026-" + came[i+1][:5])
		if days := before.Days(after); days < 10 {
			t.Errorf("%s comes %d days after %s", came[i+1], days, came[i])
		}
	}
}
