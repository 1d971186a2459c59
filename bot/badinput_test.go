package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/transcript"
)

// stageAfter is a stage on which a transcript has been played.
func stageAfter(t *testing.T, file string) *bottest.Stage {
	t.Helper()
	dir := t.TempDir()
	stage := bottest.NewStage(t, "Europe/Berlin", func(c bot.Clock) (bot.Store, func()) { return openStore(t, dir, c) })
	if file != "" {
		bottest.Play(t, stage, "testdata/"+file, bottest.Way{Press: true})
	}
	return stage
}

// say types words and returns all that comes back, as one text.
func say(s *bottest.Stage, words string) string {
	var out []string
	for _, shown := range s.Do(transcript.Line{Mark: '>', Text: words}, false) {
		out = append(out, shown.String())
	}
	return strings.Join(out, "\n")
}

func TestBadInput(t *testing.T) {
	stage := stageAfter(t, "contact.txt")
	for name, c := range map[string]struct{ words, answer string }{
		"empty":          {"", "kept nothing"},
		"blank":          {" \n\t ", "kept nothing"},
		"only NUL":       {"\x00\x00", "kept nothing"},
		"NUL within":     {"a\x00b", `Kept: "ab"`},
		"invalid UTF-8":  {"pain \xff\xfe again", "Kept: \"pain \uFFFD again\""},
		"zalgo":          {"p\u0301\u0302\u0303\u0304ain", "Kept: \"p\u0301\u0302\u0303\u0304ain\""},
		"right to left":  {"כואב לי", `Kept: "כואב לי"`},
		"one megabyte":   {strings.Repeat("pain ", 1<<18), "more than I can keep in one message"},
		"a placeholder":  {"100%s of %d", `Kept: "100%s of %d"`},
		"unknown slash":  {"/nosuch", "I don't know /nosuch"},
		"markup":         {"<b>*x*</b> [a](b)", `Kept: "<b>*x*</b> [a](b)"`},
		"an old command": {"/undo@samepage_bot", "Taken back"},
	} {
		if name == "an old command" {
			say(stage, "something to take back")
		}
		if got := say(stage, c.words); !strings.Contains(got, c.answer) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

// A number off the scale is answered, and the question stays.
func TestANumberOffTheScale(t *testing.T) {
	stage := stageAfter(t, "contact.txt")
	say(stage, "/checkin")
	if got := say(stage, "9"); !strings.Contains(got, "from 1 to 5") {
		t.Errorf("got %q", got)
	}
	if got := say(stage, "4"); !strings.Contains(got, "Kept: 4 of 5") {
		t.Errorf("then got %q", got)
	}
}

// "done" ends the question that is open, though a button of an earlier one is called so.
func TestDoneIsForTheOpenQuestion(t *testing.T) {
	stage := stageAfter(t, "contact.txt")
	say(stage, "flare after lunch")
	say(stage, "/agenda")
	say(stage, "done")
	say(stage, "manage my illness better")
	if got := say(stage, "done"); !strings.Contains(got, "What do you want") {
		t.Errorf("after done: got %q", got)
	}
}

// A screen that was cleared because somebody looks on stays clear.
func TestAClearedScreenAsksNothing(t *testing.T) {
	stage := stageAfter(t, "contact.txt")
	say(stage, "flare after lunch")
	say(stage, "/agenda")
	if got := say(stage, "hide this"); strings.Contains(got, "flare") {
		t.Errorf("after hide this: got %q", got)
	}
}
