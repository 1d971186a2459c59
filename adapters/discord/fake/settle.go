package fake

import (
	"context"
	"fmt"
	"time"
)

// again is how often an idle check is asked that nothing here can announce.
const again = 2 * time.Millisecond

// Settle waits until the bot has nothing left to do: every interaction is answered, and
// what was deferred has come; every message is taken, if the server is Taking; no
// request is in flight; and each idle says so too, with no request in between.
func (s *Server) Settle(ctx context.Context, idle ...func() bool) error {
	for {
		quiet, moves, changed := s.quiet()
		if quiet && all(idle) && s.unmoved(moves) {
			return nil
		}
		select {
		case <-changed:
		case <-time.After(again): // an interaction may have failed by now, which changes nothing
		case <-ctx.Done():
			return s.unsettled(ctx)
		}
	}
}

// Taken says that the bot is done with a message of a person.
func (s *Server) Taken(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.untaken[id]--; s.untaken[id] <= 0 {
		delete(s.untaken, id)
	}
	s.touch()
}

// owe notes that the bot has something to do with a message. The lock is held.
func (s *Server) owe(m *message) {
	if s.taking && s.listening(m.intent()) {
		s.untaken[m.id]++
	}
}

// listening says whether some bot gets the events of an intent.
func (s *Server) listening(intent int) bool {
	for _, session := range s.sessions {
		if session.live() && session.intents&intent != 0 {
			return true
		}
	}
	return false
}

func (s *Server) quiet() (bool, int, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owed() == 0 && len(s.untaken) == 0 && s.inFlight == 0, s.moves, s.changed
}

// owed is how many interactions wait for the bot, and have not failed.
func (s *Server) owed() int {
	n := 0
	for _, it := range s.interactions {
		if it.heard && !it.done() && !s.failed(it) {
			n++
		}
	}
	return n
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
	return fmt.Errorf("%d interactions are owed an answer, %d messages are not taken, %d requests are in flight: %w",
		s.owed(), len(s.untaken), s.inFlight, ctx.Err())
}
