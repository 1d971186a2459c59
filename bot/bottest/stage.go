// Package bottest holds what every storage and every network must pass: contract tests
// for the store, and a stage on which transcripts are played.
package bottest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/transcript"
)

// Stage plays one conversation between a person and a bot over a network that lives
// in the process, on a clock that moves only when told.
type Stage struct {
	t      testing.TB
	open   func(bot.Clock) (bot.Store, func())
	clock  *bot.SimulatedClock
	zone   *time.Location
	net    *scene
	bot    *bot.Bot
	shut   func()
	events int
	count  Count
}

// Count is what a journey cost.
type Count struct{ Taps, Typed, Messages int }

// NewStage is a stage whose store open opens, as often as the bot is restarted.
func NewStage(t testing.TB, zone string, open func(bot.Clock) (bot.Store, func())) *Stage {
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 3, 2, 18, 0, 0, 0, place)
	s := &Stage{t: t, open: open, clock: bot.NewSimulatedClock(start), zone: place, net: &scene{}}
	s.start()
	t.Cleanup(func() { s.shut() })
	return s
}

func (s *Stage) start() {
	store, shut := s.open(s.clock)
	s.shut = shut
	s.bot = bot.New(bot.Config{
		Store: store, Clock: s.clock, Networks: []bot.Network{s.net}, Settings: bot.DefaultSettings(),
		Patience: time.Minute, // a machine under load is no reason for another card
	})
}

// Restart closes the bot and its store, and opens both again.
func (s *Stage) Restart() {
	s.shut()
	s.start()
}

// Count is what was done and shown since it was last asked.
func (s *Stage) Count() Count {
	c := s.count
	s.count = Count{}
	return c
}

// Do does what a line says, pressing a button where press is true and one has the
// label, and returns what was shown.
func (s *Stage) Do(line transcript.Line, press bool) []transcript.Shown {
	s.t.Helper()
	var err error
	switch line.Mark {
	case '@':
		err = s.move(line.Text)
	case '>':
		err = s.hear(s.event(line.Text, press))
	}
	if err != nil {
		s.t.Fatalf("%c %s: %v", line.Mark, line.Text, err)
	}
	shown := s.net.take()
	for _, m := range shown {
		if !m.Edited {
			s.count.Messages++
		}
	}
	return shown
}

func (s *Stage) move(words string) error {
	to, err := transcript.Move(words, s.clock.Now(), s.zone)
	if err != nil {
		return err
	}
	if to.Before(s.clock.Now()) {
		return fmt.Errorf("the clock does not go back to %s", to)
	}
	return s.bot.Advance(context.Background(), s.clock, to)
}

func (s *Stage) hear(ev bot.Event) error {
	ctx := context.Background()
	if err := s.bot.Hear(ctx, ev); err != nil {
		return err
	}
	if _, err := s.bot.Tick(ctx); err != nil { // what was said may be due at once
		return err
	}
	return s.bot.Flush(ctx)
}

func (s *Stage) event(words string, press bool) bot.Event {
	s.events++
	ev := bot.Event{
		ID: fmt.Sprint(s.events), From: person,
		Text: words, Message: bot.MessageID(fmt.Sprintf("in%d", s.events)),
	}
	if pin, ok := strings.CutPrefix(words, "(pin "); ok {
		ev.Text, ev.Location = "", s.place(pin)
		return ev
	}
	if name, ok := strings.CutPrefix(words, "(file "); ok {
		ev.Text, ev.File = "", s.file(strings.TrimSuffix(name, ")"))
		return ev
	}
	if media, ok := strings.CutPrefix(words, "("); ok && strings.HasSuffix(words, ")") {
		ev.Text, ev.Media = "", bot.Media(strings.TrimSuffix(media, ")"))
		return ev
	}
	if edit, ok := strings.CutPrefix(words, "(edit) "); ok {
		ev.Text, ev.Edited, ev.Message = edit, true, bot.MessageID(fmt.Sprintf("in%d", s.events-1))
		return ev
	}
	if id, p, ok := s.net.find(words); press && ok && !strings.HasPrefix(words, "/") {
		s.count.Taps++
		ev.Text, ev.Press, ev.Message = "", p, id
		return ev
	}
	s.count.Typed++
	return ev
}

func (s *Stage) place(pin string) *bot.Location {
	s.t.Helper()
	var at bot.Location
	if _, err := fmt.Sscanf(pin, "%g %g)", &at.Lat, &at.Lon); err != nil {
		s.t.Fatalf("no place: %s", pin)
	}
	return &at
}

// file is a document as a person would send it, from the tests' data.
func (s *Stage) file(name string) *bot.File {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "ics", name))
	if err != nil {
		s.t.Fatal(err)
	}
	return &bot.File{Name: name, Type: "text/calendar", Data: data}
}
