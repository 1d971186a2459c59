// Package bottest holds what every storage and every network must pass: the contract of a
// bot.Store (Store), that of a bot.Network (Network), and a stage on which transcripts are
// played over any of them (Stage).
package bottest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/transcript"
)

// Stage plays one conversation between a person and a bot over a network that lives
// in the process, on a clock that moves only when told.
type Stage struct {
	t     testing.TB
	open  func(bot.Clock) (bot.Store, func())
	clock *bot.SimulatedClock
	zone  *time.Location
	scene Scene
	bot   *bot.Bot
	shut  func()
	count Count
}

// Scene is the chat of one person with the bot, on some network.
type Scene interface {
	// Open connects to the chat, handing what the person does to hear, until shut.
	Open(hear func(context.Context, bot.Event) error) (n bot.Network, shut func())
	// Do is what the person does: they press the button that words are the label of,
	// where press is true and there is one, and write them otherwise. When it returns,
	// the bot has answered.
	Do(words string, press bool) (Count, error)
	// Take is what was shown since it was last asked.
	Take() []transcript.Shown
	// Labels are those of the buttons on the latest messages.
	Labels() [][]string
}

// Count is what a journey cost.
type Count struct{ Taps, Typed, Messages int }

// NewStage is a stage within the process, whose store open opens, as often as the bot is
// restarted.
func NewStage(t testing.TB, zone string, open func(bot.Clock) (bot.Store, func())) *Stage {
	return NewStageOn(t, zone, open, Plain)
}

// NewStageOn is a stage on another network.
func NewStageOn(t testing.TB, zone string, open func(bot.Clock) (bot.Store, func()), on func(bot.Clock) Scene) *Stage {
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 3, 2, 18, 0, 0, 0, place)
	s := &Stage{t: t, open: open, clock: bot.NewSimulatedClock(start), zone: place}
	s.scene = on(s.clock)
	s.start()
	t.Cleanup(func() { s.shut() })
	return s
}

func (s *Stage) start() {
	store, shut := s.open(s.clock)
	net, leave := s.scene.Open(s.hear)
	s.shut = func() { leave(); shut() }
	s.bot = bot.New(bot.Config{
		Store: store, Clock: s.clock, Networks: []bot.Network{net}, Settings: bot.DefaultSettings(),
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
		err = s.act(line.Text, press)
	}
	if err != nil {
		s.t.Fatalf("%c %s: %v", line.Mark, line.Text, err)
	}
	shown := s.scene.Take()
	for _, m := range shown {
		if !m.Edited {
			s.count.Messages++
		}
	}
	return shown
}

// act is what the person does.
func (s *Stage) act(words string, press bool) error {
	if fields, ok := transcript.Form(words); ok {
		return s.fill(fields)
	}
	cost, err := s.scene.Do(words, press)
	s.count.Taps, s.count.Typed = s.count.Taps+cost.Taps, s.count.Typed+cost.Typed
	return err
}

func (s *Stage) move(words string) error {
	to, err := transcript.Move(words, s.clock.Now(), s.zone)
	if err != nil {
		return err
	}
	if to.Before(s.clock.Now()) {
		return fmt.Errorf("the clock does not go back to %s", to)
	}
	return Advance(context.Background(), s.bot, s.clock, to)
}

// hear is an event and all that comes of it at once.
func (s *Stage) hear(ctx context.Context, ev bot.Event) error {
	if err := s.bot.Hear(ctx, ev); err != nil {
		return err
	}
	if _, err := s.bot.Tick(ctx); err != nil { // what was said may be due at once
		return err
	}
	return s.bot.Flush(ctx)
}
