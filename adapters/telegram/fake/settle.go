package fake

import (
	"context"
	"fmt"
	"time"
)

// again is how often an idle check is asked that nothing here can announce.
const again = 2 * time.Millisecond

// Settle waits until the bot has nothing left to do: every update is confirmed, no
// request is in flight, and each idle says so too, with no request in between. An idle
// that works off what is due may do so: requests it makes are waited for as well.
func (s *Server) Settle(ctx context.Context, idle ...func() bool) error {
	for {
		quiet, moves, changed := s.quiet()
		if quiet && all(idle) && s.unmoved(moves) {
			return nil
		}
		if !quiet {
			select {
			case <-changed:
			case <-ctx.Done():
				return s.unsettled(ctx)
			}
			continue
		}
		select {
		case <-changed:
		case <-time.After(again):
		case <-ctx.Done():
			return s.unsettled(ctx)
		}
	}
}

func (s *Server) quiet() (bool, int, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	return len(s.queue) == 0 && s.inFlight == 0, s.moves, s.changed
}

func (s *Server) unmoved(moves int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.moves == moves
}

func all(idle []func() bool) bool {
	for _, f := range idle {
		if !f() {
			return false
		}
	}
	return true
}

func (s *Server) unsettled(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Errorf("%d updates are not confirmed, %d requests are in flight, %d polls wait: %w",
		len(s.queue), s.inFlight, s.waiting, ctx.Err())
}
