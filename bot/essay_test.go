package bot_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/transcript"
)

const essay = "testdata/essay.txt"

// TestEssay prints the story; that it comes out as it is written, TestTranscripts holds.
func TestEssay(t *testing.T) {
	t.Log("\n" + played(t, essay, bottest.Way{Press: true}))
}

// TestNothingSaidLiesOnDiskInTheOpen looks for every word of the story, byte for byte, in
// every file of the data directory, while it is open and after it was closed.
func TestNothingSaidLiesOnDiskInTheOpen(t *testing.T) {
	dir := t.TempDir()
	stage := bottest.NewStage(t, "Europe/Berlin", func(c bot.Clock) (bot.Store, func()) { return openStore(t, dir, c) })
	story := bottest.Play(t, stage, essay, bottest.Way{Press: true})
	secrets := secrets(t, story)
	if len(secrets) < 100 {
		t.Fatalf("only %d secrets to look for", len(secrets))
	}
	lookFor(t, dir, secrets)
	stage.Restart()
	lookFor(t, dir, secrets)
}

// secrets are the person's words and the bot's, in pairs, which are too long to turn
// up by chance.
func secrets(t *testing.T, story string) []string {
	t.Helper()
	lines, err := transcript.Parse(story)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, line := range lines {
		if line.Mark != '>' && line.Mark != '<' && line.Mark != '~' {
			continue
		}
		words := strings.Fields(line.Text)
		for i := range max(0, len(words)-1) {
			if pair := words[i] + " " + words[i+1]; len(pair) > 8 {
				out = append(out, pair)
			}
		}
	}
	return append(out, "Behçet", "Anna ", "steroid", "Lighter")
}

func lookFor(t *testing.T, dir string, secrets []string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		bytesOf, err := os.ReadFile(path)
		for _, s := range secrets {
			if bytes.Contains(bytesOf, []byte(s)) {
				t.Errorf("%q lies in the open in %s", s, filepath.Base(path))
			}
		}
		return err
	})
	if err != nil || files < 3 {
		t.Fatalf("looked into %d files: %v", files, err)
	}
}
