package discord_test

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
	"sync/atomic"
	"testing"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/dialog"
	"samepage/bot/transcript"
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

// phone is a scene: somebody's chat with the bot on the fake server.
type phone struct {
	t       *testing.T
	server  *fake.Server
	person  *fake.Person
	slash   bool
	forms   bool                        // the transcript has forms
	stands  map[string]transcript.Shown // what was shown last of each message
	last    string                      // message they wrote
	up      func() bool                 // the bot is connected, and has said what commands there are
	hearing atomic.Int32                // turns that are running
	gone    map[string]bool             // messages they deleted
}

func newPhone(t *testing.T, c bot.Clock, slash bool) *phone {
	s := fake.New(t, fake.Clock(c.Now), fake.Taking())
	return &phone{t: t, server: s, person: s.Person("4711", "Mia"), slash: slash, stands: map[string]transcript.Shown{}, gone: map[string]bool{}}
}

// Open starts the adapter, as another process would after a restart.
func (p *phone) Open(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
	n, err := discord.New(discord.Config{Token: p.server.Token(), API: p.server.API(), Unpaced: true})
	if err != nil {
		p.t.Fatal(err)
	}
	before := p.server.Identifies()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	running := &consulted{n, make(chan struct{})}
	go func() {
		<-running.desk
		done <- n.Run(ctx, func(ctx context.Context, ev bot.Event) error {
			p.hearing.Add(1)
			defer p.hearing.Add(-1)
			defer p.server.Taken(string(ev.Message))
			return hear(ctx, ev)
		})
	}()
	p.up = func() bool {
		return p.server.Identifies() > before && p.server.Online() && len(p.server.Commands()) > 0
	}
	return running, func() {
		settled(p.t, p.server, p.up)
		cancel()
		if err := <-done; err != nil {
			p.t.Errorf("it ended with %v", err)
		}
	}
}

// consulted runs from when it has its desk, as with bot.New before Run.
type consulted struct {
	*discord.Discord
	desk chan struct{}
}

func (c *consulted) Consult(d bot.Desk) {
	c.Discord.Consult(d)
	close(c.desk)
}

func (p *phone) idle() bool { return p.hearing.Load() == 0 }

// Do does it on the phone, and waits until the bot is done with it.
func (p *phone) Do(words string, press bool) (bottest.Count, error) {
	settled(p.t, p.server, p.up)
	cost, err := p.act(words, press)
	if err != nil {
		return cost, err
	}
	settled(p.t, p.server, p.idle)
	return cost, nil
}

func (p *phone) act(words string, press bool) (bottest.Count, error) {
	if name, ok := strings.CutPrefix(words, "(file "); ok {
		file, err := bottest.Document(filepath.Join("../../bot/testdata/ics", strings.TrimSuffix(name, ")")))
		if err == nil {
			p.last = p.person.Attach(file.Name, file.Data, "")
		}
		return bottest.Count{}, err
	}
	if passed, ok := strings.CutPrefix(words, "(forward) "); ok {
		p.last = p.person.Forward(passed)
		return bottest.Count{}, nil
	}
	if below, ok := strings.CutPrefix(words, "(photo) "); ok {
		p.last = p.person.Attach("photo.png", onePixel, below)
		return bottest.Count{}, nil
	}
	if edit, ok := strings.CutPrefix(words, "(edit) "); ok {
		p.person.Edit(p.last, edit)
		return bottest.Count{}, nil
	}
	if gone, ok := strings.CutPrefix(words, "(delete) "); ok {
		return bottest.Count{}, p.remove(gone)
	}
	switch words {
	case "(voice)":
		p.last = p.person.Voice()
	case "(photo)":
		p.last = p.person.Attach("photo.png", onePixel, "")
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

// remove deletes the newest message they wrote that has words; one that is deleted cannot
// be once more.
func (p *phone) remove(words string) error {
	if p.gone[words] {
		return nil
	}
	p.gone[words] = true
	for _, m := range slices.Backward(p.person.Chat()) {
		if !m.Own && m.Text == words {
			p.person.Delete(m.ID)
			return nil
		}
	}
	return fmt.Errorf("there is no message %q to delete", words)
}

func (p *phone) write(words string, press bool) bottest.Count {
	switch name, command := strings.CutPrefix(words, "/"); {
	case command && p.slash && p.person.Slash(name, nil) == nil:
		return bottest.Count{Typed: 1}
	case press && !command && p.press(words):
		return bottest.Count{Taps: 1}
	}
	p.last = p.person.Say(words)
	return bottest.Count{Typed: 1}
}

// press presses the newest button with a label, however it is marked, or picks the
// option of a list.
func (p *phone) press(words string) bool {
	for _, m := range slices.Backward(p.person.Chat()) {
		for _, l := range m.Labels() {
			if dialog.Fold(strings.TrimPrefix(l, mark)) == dialog.Fold(words) {
				return p.person.PressOn(m, l) || p.person.Choose(l)
			}
		}
	}
	return false
}

const mark = "✓ "

// Take is what was shown, as it is meant.
func (p *phone) Take() []transcript.Shown {
	var out []transcript.Shown
	for _, m := range p.person.Take() {
		if !m.Own {
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
		for _, picture := range m.Pictures {
			s.Picture = fmt.Sprintf("%d bytes", len(picture.Data))
		}
		for _, file := range m.Files {
			s.File = file.Name
		}
		was, stood := p.stands[m.ID]
		p.stands[m.ID] = s
		if !p.forms {
			s.Buttons = slices.DeleteFunc(slices.Clone(s.Buttons), func(label string) bool { return label == form })
		}
		if !stood || !bottest.Settled(was, p.stands[m.ID]) {
			out = append(out, s)
		}
	}
	return out
}

// form is the button beside the questions that a form has too. Transcripts that are
// played on every network do not have it.
const form = "Open the form"

// Fill opens the newest form, writes into it and hands it in.
func (p *phone) Fill(fields []transcript.Field) error {
	settled(p.t, p.server, p.up)
	if !p.press(form) {
		return errors.New("no form stands in the chat")
	}
	settled(p.t, p.server, p.idle)
	modal := p.person.Modal()
	if modal == nil {
		return nil // it is gone, and was said to be
	}
	values := map[string]string{}
	for _, f := range fields {
		i := slices.IndexFunc(modal.Fields, func(m fake.Field) bool { return m.ID == f.Key })
		if i < 0 {
			return fmt.Errorf("the form has no field %s", f.Key)
		}
		values[modal.Fields[i].Label] = put(modal.Fields[i], f.Values)
	}
	if err := p.person.Fill(values); err != nil {
		return err
	}
	settled(p.t, p.server, p.idle)
	return nil
}

// put is what a field holds once values were written into it, below what stands there
// where it takes several lines, or picked in it: what was picked then is picked no more.
func put(f fake.Field, values []string) string {
	held := slices.Clone(values)
	switch {
	case len(f.Options) > 0 && f.Max == len(f.Options):
		held = slices.Clone(f.Picked)
		for _, v := range values {
			i := slices.IndexFunc(held, func(label string) bool { return dialog.Fold(label) == dialog.Fold(v) })
			if i >= 0 {
				held = slices.Delete(held, i, i+1)
			} else {
				held = append(held, v)
			}
		}
	case f.Long && f.Value != "":
		held = append([]string{f.Value}, values...)
	}
	return strings.Join(held, "\n")
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
