package fake

import (
	"context"
	"slices"
	"time"
)

// updates is the queue of what the bot has not confirmed.
type updates struct {
	queue   []*update
	nextUp  int
	poller  int // which poll is the newest
	waiting int // polls that wait
	allowed []string
}

type update struct {
	id   int
	kind string
	what any
	date time.Time
}

// kept is how long an update waits for the bot.
const kept = 24 * time.Hour

// longest is where the server caps the time a poll may wait.
const longest = 50

// unasked are the kinds a bot gets only where it names them.
var unasked = []string{"chat_member", "message_reaction", "message_reaction_count"}

func newUpdates() updates { return updates{nextUp: 410_000_001} }

// push hands an update to the bot, if it wants the kind. The lock is held.
func (s *Server) push(kind string, what any) {
	if s.spec != nil && s.spec.Types["Update"].byName[kind] != nil {
		o := obj{"update_id": s.nextUp, kind: what}
		for _, wrong := range s.spec.value("", normal(o), []string{"Update"}) {
			s.t.Errorf("an update of the fake breaks the Bot API: %s", wrong)
		}
	}
	if !s.wants(kind) {
		return
	}
	s.queue = append(s.queue, &update{s.nextUp, kind, what, s.now()})
	s.nextUp++
	s.touch()
}

func (s *Server) wants(kind string) bool {
	if len(s.allowed) > 0 {
		return slices.Contains(s.allowed, kind)
	}
	return !slices.Contains(unasked, kind)
}

// PushRaw hands the bot an update of any kind, even one nobody has heard of.
func (s *Server) PushRaw(kind string, what any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(kind, what)
}

// Pending is how many updates the bot has not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	return len(s.queue)
}

func (s *Server) expire() {
	oldest := s.now().Add(-kept)
	s.queue = slices.DeleteFunc(s.queue, func(u *update) bool { return !u.date.After(oldest) })
}

// getUpdates confirms what is before the offset, then waits for something to say. A
// newer poll ends an older one.
func (s *Server) getUpdates(c *Call, ctx context.Context) (any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.poller++
	me := s.poller
	s.remember(c)
	s.confirm(c.number("offset"))
	s.touch()
	wait := time.NewTimer(time.Duration(min(c.number("timeout"), longest)) * time.Second)
	defer wait.Stop()
	for over := c.number("timeout") == 0; ; {
		if s.poller != me {
			return nil, conflict()
		}
		batch := s.batch(c.number("limit"))
		if len(batch) > 0 || over || s.closed {
			return batch, nil
		}
		if over = s.pause(ctx, wait.C); ctx.Err() != nil {
			return batch, nil
		}
	}
}

// pause gives the lock away until something changes, and says whether time is up.
func (s *Server) pause(ctx context.Context, up <-chan time.Time) bool {
	changed := s.changed
	s.waiting++
	s.mu.Unlock()
	defer func() { s.mu.Lock(); s.waiting-- }()
	select {
	case <-changed:
		return false
	case <-ctx.Done():
		return true
	case <-up:
		return true
	}
}

func conflict() *refusal {
	return &refusal{Code: 409, Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
}

func (s *Server) remember(c *Call) {
	if !c.has("allowed_updates") {
		return
	}
	s.allowed = nil
	for _, v := range c.list("allowed_updates") {
		kind, _ := v.(string)
		if s.spec != nil && s.spec.Types["Update"].byName[kind] == nil {
			s.violate(c.Method, "allowed_updates: no kind "+kind)
		}
		s.allowed = append(s.allowed, kind)
	}
}

// confirm forgets what is before the offset; a negative one keeps that many.
func (s *Server) confirm(offset int) {
	s.expire()
	if offset < 0 {
		s.queue = s.queue[max(len(s.queue)+offset, 0):]
		return
	}
	s.queue = slices.DeleteFunc(s.queue, func(u *update) bool { return u.id < offset })
}

func (s *Server) batch(limit int) []any {
	if limit < 1 || limit > 100 {
		limit = 100
	}
	s.expire()
	out := []any{}
	for _, u := range s.queue[:min(limit, len(s.queue))] {
		out = append(out, obj{"update_id": u.id, u.kind: u.what})
	}
	return out
}
