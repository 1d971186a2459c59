package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot/bottest"
)

// TestRichTranscripts plays the conversations in testdata/rich on a network with forms,
// word for word. On one without forms, what is on them is said one by one: more is asked
// then, but what comes of it is the same.
func TestRichTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/rich/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { everyRichWay(t, file) })
	}
}

func everyRichWay(t *testing.T, file string) {
	if *update {
		rewrite(t, file, playedOn(t, file, bottest.Way{Press: true}, bottest.Forms))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := string(text)
	for name, way := range map[string]bottest.Way{"pressed": {Press: true}, "typed": {}, "restarted": {Press: true, Restart: true}} {
		if underRace && way.Press != way.Restart {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			alike(t, playedOn(t, file, way, bottest.Forms), want, way.Press)
		})
	}
	t.Run("one by one", func(t *testing.T) {
		t.Parallel()
		alike(t, withoutForms(played(t, file, bottest.Way{Press: true})), withoutForms(want), false)
	})
}

func alike(t *testing.T, got, want string, pressed bool) {
	t.Helper()
	if line, g, w := difference(got, want, pressed); line > 0 {
		t.Errorf("line %d of what was said:\n got %s\nwant %s", line, g, w)
	}
}

// withoutForms is a transcript without the button that opens a form, and without what is
// said right after one.
func withoutForms(played string) string {
	var out []string
	after := false
	for line := range strings.SplitSeq(played, "\n") {
		if answer := line != "" && strings.ContainsAny(line[:1], "<~ "); !answer {
			after = strings.HasPrefix(line, "> (form)")
		} else if after {
			continue
		}
		out = append(out, line)
	}
	return strings.NewReplacer("\n  [Open the form]\n", "\n", "  [Open the form]", "").Replace(strings.Join(out, "\n"))
}
