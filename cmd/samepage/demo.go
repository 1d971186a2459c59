package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"time"

	"samepage/adapters/console"
	"samepage/bot"
	"samepage/bot/transcript"
	"samepage/bot/when"
)

// demoZone is where the person of the demo lives.
const demoZone = "Europe/Berlin"

// demoWeeks is how long the story of the demo is.
const demoWeeks = 6

// demoStart is a Monday evening from which the story ends about now.
func demoStart(now time.Time) when.DateTime {
	return when.DateOf(now).Monday().AddDays(-7 * demoWeeks).At(when.Clock{Hour: 18})
}

// live lives the story of the demo, where nobody has lived here yet: through the engine,
// as anybody would, with nobody looking.
func (s *session) live(ctx context.Context, start when.DateTime) error {
	if _, _, lived := s.db.SimulatedTime(); lived {
		return nil
	}
	lines, err := transcript.Parse(bot.Demo)
	if err != nil {
		return fmt.Errorf("reading the demo: %w", err)
	}
	s.console.Say(say.T("One moment: six weeks go by.").String())
	past := s.unseen()
	if err := past.setTime(ctx, when.Resolve(start, s.zone)); err != nil {
		return err
	}
	for _, line := range lines {
		if err := past.play(ctx, line); err != nil {
			return fmt.Errorf("living the demo: %w", err)
		}
	}
	s.console.Say(say.T("Somebody made up has lived here for six weeks. Ask: what was last week's summary? /clock +1d moves the time on.").String())
	return nil
}

// unseen is the same chat with nobody at the console.
func (s *session) unseen() *session {
	c := console.New(strings.NewReader(""), io.Discard)
	return &session{
		db: s.db, console: c, clock: s.clock, simulated: s.simulated, zone: s.zone, log: s.log, stirred: make(chan struct{}, 1),
		bot: bot.New(bot.Config{Store: s.db, Clock: s.clock, Networks: []bot.Network{c}, Log: s.log, Settings: bot.DefaultSettings()}),
	}
}

func (s *session) play(ctx context.Context, line transcript.Line) error {
	switch line.Mark {
	case '@':
		to, err := transcript.Move(line.Text, s.simulated.Now(), s.zone)
		if err != nil {
			return err
		}
		return s.advance(ctx, to)
	case '>':
		return s.hear(ctx, bot.Event{ID: rand.Text(), From: console.Address, Text: line.Text})
	}
	return ctx.Err()
}

// demoData is a folder of its own, since the demo's time is made up.
func demoData() (string, error) {
	dir, err := dataDir()
	return dir + "-demo", err
}
