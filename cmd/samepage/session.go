package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"samepage/adapters/console"
	"samepage/bot"
	"samepage/bot/when"
	"samepage/storage"
)

// session is one chat at one console.
//
// Everything that is heard, said or due goes through turn, one after the other, and is
// shown before the next: so a script gets its answers in order, and a prompt never
// comes between a question and its buttons.
type session struct {
	bot       *bot.Bot
	db        *storage.DB
	console   *console.Console
	clock     bot.Clock
	simulated *bot.SimulatedClock // the clock, where it is one
	zone      *time.Location
	log       *slog.Logger

	turn    sync.Mutex
	stirred chan struct{} // a prompt may be due earlier than it was
}

// run opens the conversation and holds it until the input or ctx ends; both are a good
// end. A made-up time begins at start.
func (s *session) run(ctx context.Context, start when.DateTime) error {
	if err := s.begin(ctx, start); err != nil && ctx.Err() == nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var prompts sync.WaitGroup
	if s.simulated == nil {
		prompts.Go(func() { s.watch(ctx) })
	}
	err := s.console.Run(ctx, s.hear)
	stop()
	prompts.Wait()
	return err
}

// begin shows whatever had not been shown yet, then greets, or asks again what was open,
// and only then says what fell due meanwhile: a prompt just said is not asked again.
func (s *session) begin(ctx context.Context, start when.DateTime) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.console.Live() {
		s.console.Say(say.T("Everything stays on this computer. Ctrl-D leaves.").String())
	}
	if s.simulated != nil {
		if err := s.pickUp(ctx, start); err != nil {
			return err
		}
	}
	here := context.WithoutCancel(ctx)
	s.bot.Replay(here)
	if err := s.bot.Flush(here); err != nil {
		return err
	}
	if err := s.bot.Resume(here, console.Address); err != nil {
		return err
	}
	_, err := s.show(ctx)
	return err
}

// hear is one event and everything it leads to.
func (s *session) hear(ctx context.Context, e bot.Event) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := s.bot.Hear(context.WithoutCancel(ctx), e); err != nil {
		s.log.Error("hearing", "code", bot.CodeOf(err), "fault", bot.FaultOf(err))
		return err
	}
	_, err := s.show(ctx)
	select {
	case s.stirred <- struct{}{}:
	default:
	}
	return err
}

// show says what is due, prints what waits, and returns when the next prompt is due.
// Like a turn it is short, and finished even where ctx ends meanwhile: what was printed
// must be marked so, or it would be printed again.
func (s *session) show(ctx context.Context) (next time.Time, err error) {
	ctx = context.WithoutCancel(ctx)
	if next, err = s.bot.Tick(ctx); err != nil {
		return next, err
	}
	return next, s.bot.Flush(ctx)
}

// longestNap is how long the next look at the clock may take: a machine that slept
// wakes to a clock that its timers know nothing of.
const longestNap = time.Minute

// watch says prompts as they fall due.
func (s *session) watch(ctx context.Context) {
	for ctx.Err() == nil {
		s.turn.Lock()
		next, err := s.show(ctx)
		s.turn.Unlock()
		if err != nil && ctx.Err() == nil {
			s.log.Error("saying prompts", "code", bot.CodeOf(err), "fault", bot.FaultOf(err))
			next = time.Time{}
		}
		s.nap(ctx, next)
	}
}

func (s *session) nap(ctx context.Context, until time.Time) {
	long := longestNap
	if !until.IsZero() {
		long = min(long, until.Sub(s.clock.Now()))
	}
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.stirred:
	case <-ctx.Done():
	}
}
