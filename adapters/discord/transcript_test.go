package discord_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/storage"
)

var every = flag.Bool("every", false, "play every transcript over Discord, and not only some")

// worded are transcripts whose words mean another thing where forms are: there an open
// question has a button of its own, and the label of an older one is words for it.
var worded = []string{"wrongplace"}

// sample is what is played each time: together they show every widget there is.
var sample = []string{"essay", "checkin", "measure", "summary", "media", "export", "disconnect", "page"}

// way is how a transcript is played on Discord.
type way struct {
	name  string
	how   bottest.Way
	slash bool // commands are given as such, and not typed
}

// ways are those a transcript is played in; the sample takes turns between them.
var ways = []way{
	{"pressed, by slash commands", bottest.Way{Press: true}, true},
	{"typed restarted", bottest.Way{Restart: true}, false},
	{"typed, by slash commands", bottest.Way{}, true},
	{"pressed restarted", bottest.Way{Press: true, Restart: true}, false},
	{"pressed restarted, by slash commands", bottest.Way{Press: true, Restart: true}, true},
}

// TestTranscripts plays the conversations of bot/testdata in a Discord chat. They must
// mean the same there.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("../../bot/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		turn := slices.Index(sample, name)
		if turn < 0 && !*every || has(t, file, "> (pin ") {
			continue
		}
		for i, w := range ways {
			if !w.how.Press && slices.Contains(worded, name) {
				continue
			}
			w.slash = w.slash && !has(t, file, "> (edit) ") && !has(t, file, "> (delete) /") // of a command that was given no message stands there
			if *every || i == turn%len(ways) {
				t.Run(name+" "+w.name, func(t *testing.T) {
					t.Parallel()
					same(t, file, w)
				})
			}
		}
	}
}

// TestRichTranscripts plays those that fill in forms.
func TestRichTranscripts(t *testing.T) {
	files, err := filepath.Glob("../../bot/testdata/rich/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for n, file := range files {
		for i, w := range ways {
			if !*every && i != n%len(ways) {
				continue
			}
			w.slash = w.slash && !has(t, file, "> (delete) /")
			t.Run(filepath.Base(file)+" "+w.name, func(t *testing.T) {
				t.Parallel()
				same(t, file, w)
			})
		}
	}
}

// has says whether something is done in a transcript: Discord has no way to send a place.
func has(t *testing.T, file, what string) bool {
	played, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(played), what)
}

func same(t *testing.T, file string, w way) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var p *phone
	stage := bottest.NewStageOn(t, "Europe/Berlin",
		func(c bot.Clock) (bot.Store, func()) { return open(t, dir, c) },
		func(c bot.Clock) bottest.Scene {
			p = newPhone(t, c, w.slash)
			p.forms = strings.Contains(file, "rich")
			return p
		})
	got := strings.Split(meant(bottest.Play(t, stage, file, w.how), w), "\n")
	lines := strings.Split(meant(string(want), w), "\n")
	for i := range max(len(got), len(lines)) {
		if from(got, i) != from(lines, i) {
			t.Fatalf("line %d:\n got %s\nwant %s", i+1, strings.Join(got[min(i, len(got)):min(i+5, len(got))], "\n"), from(lines, i))
		}
	}
	t.Logf("%d requests checked, %d violations", p.server.Checked(), len(p.server.Violations()))
}

// from is a line, "" after the last.
func from(lines []string, i int) string {
	if i < len(lines) {
		return strings.TrimSpace(lines[i])
	}
	return ""
}

// meant leaves out what a chat does not show, what a picture is called; whose network it
// is; and, where labels are typed, whether a message is a new one: typed words point at
// none to change.
func meant(played string, w way) string {
	played = regexp.MustCompile(`\(picture: [^)]*\)`).ReplaceAllString(played, "(picture)")
	played = strings.ReplaceAll(played, "Discord", "Telegram")
	if !w.how.Press {
		played = regexp.MustCompile(`(?m)^~`).ReplaceAllString(played, "<")
	}
	return unwrapped(played)
}

// unwrapped is played with each message in one line: other names make other lines.
func unwrapped(played string) string {
	return regexp.MustCompile(`\n  +`).ReplaceAllString(played, " ")
}

func open(t *testing.T, dir string, c bot.Clock) (bot.Store, func()) {
	root, err := storage.RootFor(filepath.Join(filepath.Dir(dir), filepath.Base(dir)+".key"), dir)
	if err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(t.Context(), storage.Config{Dir: dir, Root: root, Clock: c})
	if err != nil {
		t.Fatal(err)
	}
	return db, func() { db.Close() }
}
