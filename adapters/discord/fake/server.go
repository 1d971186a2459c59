// Package fake is a Discord for tests: it behaves like the real one where a bot can
// tell, and is stricter. Every request is checked against the published description of
// the API and the limits that stand in its prose only, and so is every answer; what
// differs fails the test. People, servers and failures are played by calling it, and
// what the bot shows is read back from it.
//
// All of it is served at one address, on loopback only or within the process: the API
// below /api/v10, the gateway, the files. Nothing in it sleeps; what depends on time goes by the clock it
// was given.
package fake

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Token is the token the server takes, unless another is given. It is sent with "Bot "
// before it.
const Token = "NzAwMDAwMDAwMDAwMDAwMDAx.Fake00.for_tests_only_0123456789"

// AppID is the application's id, which is the bot user's too.
const AppID = "700000000000000001"

// Server is a Discord with its people and channels.
type Server struct {
	t       testing.TB
	http    *httptest.Server
	spec    *spec
	token   string
	address string
	pipes   *pipes // nil where it listens on an address
	now     func() time.Time
	lenient bool // violations are listed, and do not fail the test
	taking  bool // messages wait until Taken is called
	pace    *pace

	mu       sync.Mutex
	changed  chan struct{} // closed at every change, and made anew
	moves    int
	inFlight int
	closed   atomic.Bool

	checked    int
	invalid    int // answers
	violations []string
	calls      []Call
	faults     map[string][]*Fault
	standing   map[string]*Fault

	gateway
	people       map[string]*Person
	channels     map[string]*channel
	guilds       []*Guild
	files        map[string]*file
	interactions map[string]*interaction // by token
	commands     []obj
	installs     obj // how the bot can be installed
	sent         []Delivery
	untaken      map[string]int // messages of people that the bot is not done with
	last         uint64         // snowflake
}

// Option changes how a Server is made.
type Option func(*Server)

// At makes the server listen on an address such as "127.0.0.1:8082", for a bot in a
// process of its own that outlives restarts.
func At(address string) Option { return func(s *Server) { s.address = address } }

// WithToken sets the only token the server takes.
func WithToken(token string) Option { return func(s *Server) { s.token = token } }

// Clock sets what time it is on Discord: the dates of messages, what is too late.
func Clock(now func() time.Time) Option { return func(s *Server) { s.now = now } }

// Lenient makes violations be listed only.
func Lenient() Option { return func(s *Server) { s.lenient = true } }

// Taking makes Settle wait for what people write, edit and delete until Taken says that
// the bot is done with it: nothing on the wire shows that.
func Taking() Option { return func(s *Server) { s.taking = true } }

// New starts a Server that ends with the test.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	s := &Server{
		t: t, spec: specFor(t), token: Token, address: "127.0.0.1:0", now: time.Now,
		changed: make(chan struct{}), faults: map[string][]*Fault{}, standing: map[string]*Fault{},
		gateway: newGateway(), people: map[string]*Person{}, channels: map[string]*channel{},
		files: map[string]*file{}, interactions: map[string]*interaction{}, untaken: map[string]int{}, installs: newInstalls(),
	}
	for _, option := range options {
		option(s)
	}
	s.listen()
	t.Cleanup(s.close)
	return s
}

func (s *Server) listen() {
	s.http = &httptest.Server{Listener: s.listener(), Config: &http.Server{Handler: http.HandlerFunc(s.serve)}}
	s.http.Start()
}

func (s *Server) listener() net.Listener {
	if s.pipes != nil {
		return s.pipes
	}
	listener, err := net.Listen("tcp", s.address)
	if err != nil {
		s.t.Fatalf("listening on %s: %v", s.address, err)
	}
	return listener
}

// close ends every request that waits and every connection, then the server.
func (s *Server) close() {
	s.mu.Lock()
	s.closed.Store(true)
	s.cutAll()
	s.touch()
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
	s.running.Wait()
}

// URL is the base address of everything, as in "http://127.0.0.1:8082".
func (s *Server) URL() string { return s.http.URL }

// API is the base address of the API, without a slash at its end.
func (s *Server) API() string { return s.URL() + "/api/v10" }

// Gateway is the address of the gateway, as GET /gateway tells it.
func (s *Server) Gateway() string { return "ws" + strings.TrimPrefix(s.URL(), "http") }

// Token is the bot's, without "Bot " before it.
func (s *Server) Token() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token
}

// touch tells everyone who waits that something has changed. The lock is held.
func (s *Server) touch() {
	s.moves++
	close(s.changed)
	s.changed = make(chan struct{})
}

// Checked is how many requests were checked against the description.
func (s *Server) Checked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.checked
}

// Violations are what was wrong with the requests so far.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// Calls are the requests so far of a route as the description writes it, such as
// "POST /channels/{channel_id}/messages", or all for "".
func (s *Server) Calls(route string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if route == "" || c.Route == route {
			out = append(out, c)
		}
	}
	return out
}

// violate records what was wrong with a request. The lock is held.
func (s *Server) violate(route, what string) {
	s.violations = append(s.violations, route+": "+what)
	if !s.lenient && !s.closed.Load() {
		s.t.Errorf("a request breaks the rules of Discord: %s: %s", route, what)
	}
}

// wrongSelf fails the test because the fake itself breaks the rules.
func (s *Server) wrongSelf(route, what string) {
	if !s.closed.Load() {
		s.t.Errorf("an answer of the fake breaks the rules of Discord: %s: %s", route, what)
	}
}
