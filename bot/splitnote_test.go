package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/transcript"
)

// A network cuts a long message into several that arrive together: they are one note,
// and an edit of a part edits that part.
func TestSplitMessageIsOneNote(t *testing.T) {
	dir := t.TempDir()
	stage := bottest.NewStage(t, "Europe/Berlin", func(c bot.Clock) (bot.Store, func()) { return openStore(t, dir, c) })
	do := func(words string) transcript.Shown {
		shown := stage.Do(transcript.Line{Mark: '>', Text: words}, true)
		return shown[len(shown)-1]
	}
	bottest.Play(t, stage, "testdata/contact.txt", bottest.Way{Press: true})
	stage.Do(transcript.Line{Mark: '@', Text: "18:30"}, true)
	do("It began on Tuesday. " + strings.Repeat("And then it went on. ", 100))
	second := do("Since then I hide. It ends here.")
	if !second.Edited || !strings.Contains(second.Text, "1 It began on Tuesday.") {
		t.Errorf("the second part is said to be %+v, want the first receipt changed", second)
	}
	do("(edit) Since then I hide less.")
	stage.Do(transcript.Line{Mark: '@', Text: "+1m"}, true)
	if other := do("short"); other.Edited {
		t.Errorf("a minute later %+v is one with it still", other)
	}
	if page := do("/page"); strings.Count(page.Text, "\n") != 1 {
		t.Errorf("the page has %q, want two lines", page.Text)
	}
}
