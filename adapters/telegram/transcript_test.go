package telegram_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/dialog"
	"samepage/bot/transcript"
	"samepage/storage"
)

var every = flag.Bool("every", false, "play every transcript over Telegram, and not only some")

// sample is what is played each time: together they show every widget there is.
var sample = []string{"essay", "checkin", "measure", "summary", "media", "export", "travel", "page"}

// ways are those a transcript is played in; the sample takes turns between the first two
// and the others, and under the race detector between all of them.
var ways = []struct {
	name string
	how  bottest.Way
}{
	{"pressed", bottest.Way{Press: true}},
	{"typed restarted", bottest.Way{Restart: true}},
	{"typed", bottest.Way{}},
	{"pressed restarted", bottest.Way{Press: true, Restart: true}},
}

// TestTranscripts plays the conversations of bot/testdata in a Telegram chat. They must
// mean the same there.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("../../bot/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		turn := slices.Index(sample, name)
		if turn < 0 && !*every {
			continue
		}
		for i, way := range ways {
			if *every || !underRace && i/2 == turn%2 || underRace && i == turn%4 {
				t.Run(name+" "+way.name, func(t *testing.T) {
					t.Parallel()
					same(t, file, way.how)
				})
			}
		}
	}
}

func same(t *testing.T, file string, way bottest.Way) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var p *phone
	stage := bottest.NewStageOn(t, "Europe/Berlin",
		func(c bot.Clock) (bot.Store, func()) { return open(t, dir, c) },
		func(c bot.Clock) bottest.Scene { p = newPhone(t, c); return p })
	defer func() { p.look(filepath.Base(file)) }()
	got := strings.Split(meant(bottest.Play(t, stage, file, way), way.Press), "\n")
	lines := strings.Split(meant(string(want), way.Press), "\n")
	for i := range max(len(got), len(lines)) {
		if from(got, i) != from(lines, i) {
			t.Fatalf("line %d:\n got %s\nwant %s", i+1, strings.Join(got[min(i, len(got)):min(i+5, len(got))], "\n"), from(lines, i))
		}
	}
}

// from is a line, "" after the last.
func from(lines []string, i int) string {
	if i < len(lines) {
		return strings.TrimSpace(lines[i])
	}
	return ""
}

// meant leaves out what a chat does not show, what a picture is called; and, where labels
// are typed, whether a message is a new one: typed words point at none to change.
func meant(played string, pressed bool) string {
	played = regexp.MustCompile(`\(picture: [^)]*\)`).ReplaceAllString(played, "(picture)")
	if !pressed {
		played = regexp.MustCompile(`(?m)^~`).ReplaceAllString(played, "<")
	}
	return played
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

// phone is a scene: somebody's chat with the bot on the fake server.
type phone struct {
	t      *testing.T
	server *fake.Server
	person *fake.Person
	last   int // message they wrote
	stands map[int]transcript.Shown
}

func newPhone(t *testing.T, c bot.Clock) *phone {
	s := fake.New(t, fake.Clock(c.Now))
	return &phone{t: t, server: s, person: s.Person(4711, "Mia"), stands: map[int]transcript.Shown{}}
}

// Open starts the adapter, as another process would after a restart.
func (p *phone) Open(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
	return run(p.t, p.server, hear)
}

// Do does it on the phone, and waits until the bot is done with it.
func (p *phone) Do(words string, press bool) (bottest.Count, error) {
	cost, err := p.act(words, press)
	if err != nil {
		return cost, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return cost, p.server.Settle(ctx)
}

func (p *phone) act(words string, press bool) (bottest.Count, error) {
	if pin, ok := strings.CutPrefix(words, "(pin "); ok {
		at, err := bottest.Pin(pin)
		if err == nil {
			p.last = p.person.Location(at.Lat, at.Lon)
		}
		return bottest.Count{}, err
	}
	if name, ok := strings.CutPrefix(words, "(file "); ok {
		file, err := bottest.Document(filepath.Join("../../bot/testdata/ics", strings.TrimSuffix(name, ")")))
		if err == nil {
			p.last = p.person.Document(file.Name, file.Data)
		}
		return bottest.Count{}, err
	}
	if edit, ok := strings.CutPrefix(words, "(edit) "); ok {
		p.person.Edit(p.last, edit)
		return bottest.Count{}, nil
	}
	if passed, ok := strings.CutPrefix(words, "(forward) "); ok {
		p.last = p.person.Forward(passed)
		return bottest.Count{}, nil
	}
	if below, ok := strings.CutPrefix(words, "(photo) "); ok {
		p.last = p.person.PhotoOf(below)
		return bottest.Count{}, nil
	}
	switch words {
	case "(voice)":
		p.last = p.person.Voice()
	case "(photo)":
		p.last = p.person.Photo()
	case "(sticker)":
		p.last = p.person.Sticker()
	case "(other)":
		p.last = p.person.Poll("Which?", "One", "Two")
	default:
		if strings.HasPrefix(words, "(") && strings.HasSuffix(words, ")") {
			return bottest.Count{}, errors.New("there is no way to send " + words)
		}
		return p.write(words, press), nil
	}
	return bottest.Count{}, nil
}

func (p *phone) write(words string, press bool) bottest.Count {
	if press && !strings.HasPrefix(words, "/") {
		if on, label, ok := p.find(words); ok && p.person.PressOn(on, label) {
			return bottest.Count{Taps: 1}
		}
	}
	p.last = p.person.Say(words)
	return bottest.Count{Typed: 1}
}

// find is the newest button with a label, however it is marked.
func (p *phone) find(words string) (on fake.Shown, label string, ok bool) {
	chat := p.person.Chat()
	for i := len(chat) - 1; i >= 0; i-- {
		for _, l := range chat[i].Labels() {
			if dialog.Fold(strings.TrimPrefix(l, mark)) == dialog.Fold(words) {
				return chat[i], l, true
			}
		}
	}
	return on, "", false
}

const mark = "✓ "

// Take is what was shown, as it is meant.
func (p *phone) Take() []transcript.Shown {
	var out []transcript.Shown
	for _, m := range p.person.Take() {
		if !m.Own || m.Text == "…" { // which is gone at once
			continue
		}
		s := transcript.Shown{Text: m.Text, Edited: m.Edited}
		for _, label := range m.Labels() {
			plain, chosen := strings.CutPrefix(label, mark)
			s.Buttons = append(s.Buttons, plain)
			if chosen {
				s.Chosen = append(s.Chosen, plain)
			}
		}
		if m.Photo != nil {
			s.Picture = fmt.Sprintf("%d bytes", len(m.Photo))
		}
		if m.Document != nil {
			s.File = m.Document.Name
		}
		if !bottest.Settled(p.stands[m.ID], s) {
			out = append(out, s)
		}
		p.stands[m.ID] = s
	}
	return out
}

// Labels are those of the latest messages.
func (p *phone) Labels() [][]string {
	var out [][]string
	chat := p.person.Chat()
	for _, m := range chat[max(0, len(chat)-6):] {
		out = append(out, m.Labels())
	}
	return out
}
