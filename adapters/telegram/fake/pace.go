package fake

import "time"

// pace is how fast the server lets a bot send. The numbers are Telegram's FAQ; the real
// ones are not told and not exact.
type pace struct {
	now     func() time.Time
	all     *bucket
	chats   map[int]*bucket
	refused int
}

// bucket fills steadily up to its size; every message takes one.
type bucket struct {
	size, perSecond float64
	level           float64
	at              time.Time
}

// burst is how many messages a chat takes at once.
const burst = 3

// Limits makes the server obey the limits of the real one, by the given clock: 30
// messages a second, one a second in a chat, 20 a minute in a group.
func Limits(now func() time.Time) Option {
	return func(s *Server) {
		s.pace = &pace{now: now, all: full(30, 30, now()), chats: map[int]*bucket{}}
	}
}

func full(size, perSecond float64, at time.Time) *bucket {
	return &bucket{size: size, perSecond: perSecond, level: size, at: at}
}

// TooFast is how many requests were refused for their pace.
func (s *Server) TooFast() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pace == nil {
		return 0
	}
	return s.pace.refused
}

// take lets a request pass, or says when to come again.
func (p *pace) take(s *Server, c *Call) *refusal {
	if p == nil || !sends(c.Method) {
		return nil
	}
	now := p.now()
	wait := max(p.all.wait(now), p.chat(s, c.number("chat_id"), now).wait(now))
	if wait > 0 {
		p.refused++
		return tooMany(wait)
	}
	p.all.level--
	p.chat(s, c.number("chat_id"), now).level--
	return nil
}

func (p *pace) chat(s *Server, id int, now time.Time) *bucket {
	b := p.chats[id]
	if b == nil {
		b = full(burst, 1, now)
		if to := s.chats[id]; to != nil && to.kind != "private" {
			b = full(burst, 20.0/60, now)
		}
		p.chats[id] = b
	}
	return b
}

// wait fills the bucket up to now, and says how long until it holds one.
func (b *bucket) wait(now time.Time) time.Duration {
	b.level = min(b.size, b.level+now.Sub(b.at).Seconds()*b.perSecond)
	b.at = now
	if b.level >= 1 {
		return 0
	}
	return time.Duration((1 - b.level) / b.perSecond * float64(time.Second))
}
