package bot_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
)

var update = flag.Bool("update", false, "write what the bot says now into the transcripts")

// TestTranscripts plays every conversation in testdata in four ways. They must come
// out word for word as they are written there. Under the race detector, which would see
// nothing new in the others, two ways have to do.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { everyWay(t, file) })
	}
}

func everyWay(t *testing.T, file string) {
	ways := map[string]bottest.Way{
		"pressed":           {Press: true},
		"typed":             {},
		"pressed restarted": {Press: true, Restart: true},
		"typed restarted":   {Restart: true},
	}
	if *update {
		rewrite(t, file, played(t, file, ways["pressed"]))
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, way := range ways {
		if underRace && way.Press != way.Restart {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := played(t, file, way)
			if line, g, w := difference(got, string(want), way.Press); line > 0 {
				t.Errorf("line %d of what was said:\n got %s\nwant %s", line, g, w)
			}
		})
	}
}

func played(t *testing.T, file string, way bottest.Way) string {
	return playedOn(t, file, way, bottest.Plain)
}

func playedOn(t *testing.T, file string, way bottest.Way, network func(bot.Clock) bottest.Scene) string {
	dir := t.TempDir()
	stage := bottest.NewStageOn(t, "Europe/Berlin", func(c bot.Clock) (bot.Store, func()) { return openStore(t, dir, c) }, network)
	return bottest.Play(t, stage, file, way)
}

func rewrite(t *testing.T, file, text string) {
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// difference is the first line in which two transcripts differ; 0 where none does.
// Typed labels find no message to change, so what would be a change is a new message.
func difference(got, want string, pressed bool) (line int, g, w string) {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		g, w = at(a, i), at(b, i)
		if !pressed {
			g, w = plain(g), plain(w)
		}
		if g != w {
			return i + 1, strings.Join(a[i:min(i+4, len(a))], "\n"), strings.Join(b[i:min(i+4, len(b))], "\n")
		}
	}
	return 0, "", ""
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return strings.TrimRight(lines[i], " ")
	}
	return ""
}

func plain(line string) string {
	if rest, ok := strings.CutPrefix(line, "~"); ok {
		return "<" + rest
	}
	return line
}
