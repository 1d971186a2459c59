package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"samepage/bot"
	"samepage/bot/transcript"
	"samepage/bot/when"
	"samepage/storage"
)

// A data folder lives either in the machine's time or in a simulated one, for good:
// mixed, every schedule in it would be wrong.

// clockFor is a clock that stands still for now, or the machine's where there is no time
// to start at.
func clockFor(start when.DateTime) bot.Clock {
	if start.IsZero() {
		return bot.WallClock{}
	}
	return bot.NewSimulatedClock(when.Resolve(start, time.UTC))
}

// sameTime refuses to open data in the other kind of time than it was made in; used is
// whether there was data before.
func sameTime(db *storage.DB, clock bot.Clock, used bool) error {
	_, _, simulated := db.SimulatedTime()
	_, wanted := clock.(*bot.SimulatedClock)
	switch {
	case simulated && !wanted:
		return invalid(nil, "This data folder lives in a made-up time. Open it with --clock, or use another one: --data DIR.")
	case wanted && !simulated && used:
		return invalid(nil, "This data folder lives in real time, and --clock would spoil it. Use another one: --data DIR.")
	}
	return nil
}

// pickUp goes on at the time the data was left at, and from there to start where that
// is later, so that starting twice in the same way goes on.
func (s *session) pickUp(ctx context.Context, start when.DateTime) error {
	asked := when.Resolve(start, s.zone)
	left, _, ok := s.db.SimulatedTime()
	if !ok {
		return s.setTime(ctx, asked)
	}
	s.simulated.Set(left)
	switch {
	case left.After(asked):
		s.sayTime()
	case left.Before(asked):
		return s.advance(ctx, asked)
	}
	return nil
}

// farthest is how many years one line moves the clock at most: every prompt on the way
// is said.
const farthest = 5

// move is "/clock" with what was written after it.
func (s *session) move(ctx context.Context, words string) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if words == "" {
		s.sayTime()
		return nil
	}
	now := s.simulated.Now()
	to, err := transcript.Move(strings.Replace(words, "T", " ", 1), now, s.zone)
	switch {
	case strings.HasPrefix(words, "-") || err == nil && to.Before(now):
		return invalid(nil, "The clock only goes forward. It is %s.", s.time())
	case err != nil:
		return invalid(err, "I can read /clock +1d, /clock +90m, /clock 08:00, /clock mon 08:00 and /clock 2026-03-05 15:00.")
	case to.After(now.AddDate(farthest, 0, 0)):
		return invalid(nil, "That is too far for one step. I go %d years at most.", farthest)
	}
	return s.advance(ctx, to)
}

// advance moves the clock on to a time, by way of every time at which a prompt is due.
// Each is kept before anything is said at it: killed on the way, the program goes on
// there, and no answer is older than its question. What is said has its time above it.
func (s *session) advance(ctx context.Context, to time.Time) error {
	var stop time.Time // the latest time on the way
	for {
		next, err := s.show(ctx)
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if next.IsZero() || next.After(to) {
			return s.arrive(ctx, to, stop)
		}
		if err := s.setTime(ctx, next); err != nil {
			return err
		}
		s.console.Head(s.time() + ".")
		stop = next
	}
}

// arrive is the end of the way. It says the time, unless that stands above what was said
// at the last stop.
func (s *session) arrive(ctx context.Context, to, stop time.Time) error {
	silent := s.console.Head("")
	if err := s.setTime(ctx, to); err != nil {
		return err
	}
	if silent || !stop.Equal(to) {
		s.sayTime()
	}
	return nil
}

func (s *session) setTime(ctx context.Context, to time.Time) error {
	if err := s.db.SetSimulatedTime(ctx, to, s.zone.String()); err != nil {
		return err
	}
	s.simulated.Set(to)
	return nil
}

func (s *session) sayTime() { s.console.Say(s.time() + ".") }

// time is "Mon 2 March, 18:00".
func (s *session) time() string {
	here := when.Civil(s.simulated.Now(), s.zone)
	return say.At(here, here.Date).String()
}
