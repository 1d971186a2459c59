package fake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// gateway is what goes over the websocket: who is connected, and what they have missed.
type gateway struct {
	sessions   []*session
	conns      []*conn
	upsets     []*Upset // of the next connections, one each
	identifies int
	budget     int // identifies a day
	interval   time.Duration
	running    sync.WaitGroup
	handshakes int
	resumes    int
	privileged int // intents that were granted
	identified obj // what was said last
	lastTime   time.Time
}

// session is a bot that has identified. It outlives its connection, so that what it
// missed can be replayed.
type session struct {
	id      string
	intents int
	events  []event // all so far; the first has sequence 1
	on      *conn   // nil while it is away
	left    time.Time
	now     func() time.Time
	over    bool // it cannot be resumed
}

type event struct {
	kind string
	d    json.RawMessage
}

// away is how long a session waits for its bot.
const away = 2 * time.Minute

// leave takes the connection from a session, which can still be resumed.
func (session *session) leave() { session.on, session.left = nil, session.now() }

// live says whether a session gets events, now or when it is resumed.
func (session *session) live() bool {
	return !session.over && (session.on != nil || session.now().Sub(session.left) < away)
}

// The intents there are here, and those that stand for none and for all.
const (
	intentGuilds         = 1 << 0
	intentGuildMembers   = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentContent        = 1 << 15
	always               = -1
	never                = 0
)

// allPrivileged are those that must be granted; allIntents are all there are.
const (
	allPrivileged = intentGuildMembers | intentPresences | intentContent
	allIntents    = 1<<22 - 1 | 1<<24 | 1<<25
)

func newGateway() gateway { return gateway{budget: 1000, interval: 41250 * time.Millisecond} }

// Heartbeat sets how often the bot is to send one.
func Heartbeat(every time.Duration) Option { return func(s *Server) { s.interval = every } }

// Budget sets how many identifies there are left for the day.
func Budget(identifies int) Option { return func(s *Server) { s.budget = identifies } }

// Privileged grants intents that must be asked for: 1<<1, 1<<8, 1<<15.
func Privileged(intents int) Option { return func(s *Server) { s.privileged = intents } }

func (s *Server) getGateway(*Call) (int, any, *refusal) {
	return http.StatusOK, obj{"url": s.Gateway()}, nil
}

func (s *Server) getGatewayBot(*Call) (int, any, *refusal) {
	return http.StatusOK, obj{"url": s.Gateway(), "shards": 1, "session_start_limit": obj{
		"total": 1000, "remaining": max(0, s.budget-s.identifies), "reset_after": 14400000, "max_concurrency": 1,
	}}, nil
}

// push hands an event to every session that wants it, now or when it resumes, and says
// whether there is one. The lock is held.
func (s *Server) push(kind string, intent int, what obj) bool {
	s.judgedEvent(kind, what)
	d, taken := marshal(what), false // once for all sessions: each that a kill left keeps every event
	for _, session := range s.sessions {
		if session.live() && (intent == always || session.intents&intent != 0) {
			session.push(kind, d)
			taken = true
		}
	}
	s.touch()
	return taken
}

func (session *session) push(kind string, d json.RawMessage) {
	session.events = append(session.events, event{kind, d})
	if session.on != nil {
		session.dispatch(len(session.events) - 1)
	}
}

// dispatch sends the event after that many.
func (session *session) dispatch(before int) {
	ev := session.events[before]
	session.on.send(obj{"op": opDispatch, "t": ev.kind, "s": before + 1, "d": ev.d})
}

// judgedEvent checks the messages that are handed over; other events are not described.
func (s *Server) judgedEvent(kind string, what obj) {
	if s.spec == nil || kind != "MESSAGE_CREATE" && kind != "MESSAGE_UPDATE" {
		return
	}
	known := plain(what).(obj)
	delete(known, "channel_type")
	delete(known, "guild_id")
	for _, wrong := range s.spec.check(known, "components", "schemas", "MessageResponse") {
		s.wrongSelf(kind, wrong)
	}
}

// PushRaw hands the bot an event of any kind, even one nobody has heard of.
func (s *Server) PushRaw(kind string, what map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := marshal(what)
	for _, session := range s.sessions {
		session.push(kind, d)
	}
}

// Ready waits until a bot is connected and has been told everything.
func (s *Server) Ready(ctx context.Context) error {
	return s.wait(ctx, func() bool {
		return slices.ContainsFunc(s.sessions, func(session *session) bool { return session.on != nil })
	}, "no bot is connected")
}

// Online says whether a bot is connected.
func (s *Server) Online() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.sessions, func(session *session) bool { return session.on != nil })
}

// wait waits until something is true.
func (s *Server) wait(ctx context.Context, is func() bool, otherwise string) error {
	for {
		s.mu.Lock()
		ok, changed := is(), s.changed
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", otherwise, ctx.Err())
		}
	}
}

// Handshakes is how many connections there were to the gateway, Identifies how often a
// bot has identified, Resumes how often one has resumed.
func (s *Server) Handshakes() int { return s.count(&s.handshakes) }

// Identifies is how often a bot has identified.
func (s *Server) Identifies() int { return s.count(&s.identifies) }

// Resumes is how often a bot has resumed.
func (s *Server) Resumes() int { return s.count(&s.resumes) }

// Identified is what a bot said of itself when it last identified, without the token.
func (s *Server) Identified() map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := maps.Clone(s.identified)
	delete(out, "token")
	return out
}

func (s *Server) count(n *int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *n
}
