// Package fake is a Bot API server for tests: it behaves like Telegram's where a bot
// can tell, and is stricter. Every request is checked against the published description
// of the API, and so is every answer; what differs fails the test. People, groups and
// failures are played by calling it, and what the bot shows is read back from it.
//
// It listens on the loopback address only. Nothing in it sleeps: a long poll waits in
// real time, everything else goes by the clock it was given.
package fake

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Token is the token the server takes, unless another is given.
const Token = "7000000001:AAFakeTokenForTestsOnly_0123456789abcd"

// Server is a Bot API server with its chats.
type Server struct {
	t        testing.TB
	http     *httptest.Server
	spec     *spec
	token    string
	address  string
	now      func() time.Time
	lenient  bool // violations are listed, and do not fail the test
	openEyed bool // the bot sees everything said in groups
	pace     *pace

	mu       sync.Mutex
	changed  chan struct{} // closed at every change, and made anew
	moves    int
	inFlight int
	closed   bool

	requests   int
	violations []string
	calls      []Call
	faults     map[string][]*Fault
	standing   map[string]*Fault

	updates
	chats     map[int]*chat
	files     map[string]*file
	queries   map[string]*query
	profile   map[string]any
	sent      []Delivery
	nextID    int // of a message
	nextFile  int
	nextQuery int
}

// Option changes how a Server is made.
type Option func(*Server)

// At makes the server listen on an address such as "127.0.0.1:8081", for a bot in a
// process of its own that outlives restarts.
func At(address string) Option { return func(s *Server) { s.address = address } }

// WithToken sets the only token the server takes.
func WithToken(token string) Option { return func(s *Server) { s.token = token } }

// Clock sets what time it is in the chats: the dates of messages, what is too old.
func Clock(now func() time.Time) Option { return func(s *Server) { s.now = now } }

// Lenient makes violations be listed only.
func Lenient() Option { return func(s *Server) { s.lenient = true } }

// NoPrivacy lets the bot see everything said in groups, not only what speaks to it.
func NoPrivacy() Option { return func(s *Server) { s.openEyed = true } }

// New starts a Server that ends with the test.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	s := &Server{
		t: t, spec: specFor(t), token: Token, address: "127.0.0.1:0", now: time.Now,
		changed: make(chan struct{}), faults: map[string][]*Fault{}, standing: map[string]*Fault{},
		updates: newUpdates(), chats: map[int]*chat{}, files: map[string]*file{},
		queries: map[string]*query{}, profile: map[string]any{}, nextID: 1,
	}
	for _, option := range options {
		option(s)
	}
	s.listen()
	t.Cleanup(s.close)
	return s
}

func (s *Server) listen() {
	listener, err := net.Listen("tcp", s.address)
	if err != nil {
		s.t.Fatalf("listening on %s: %v", s.address, err)
	}
	s.http = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.http.Listener.Close()
	s.http.Listener = listener
	s.http.Start()
}

// close ends every request that waits, then the server.
func (s *Server) close() {
	s.mu.Lock()
	s.closed = true
	s.touch()
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
}

// URL is the base address, as in "http://127.0.0.1:8081".
func (s *Server) URL() string { return s.http.URL }

// Endpoint is the address of a method in the form of the tgbotapi library.
func (s *Server) Endpoint() string { return s.URL() + "/bot%s/%s" }

// Token is the bot's.
func (s *Server) Token() string { return s.token }

// touch tells everyone who waits that something has changed. The lock is held.
func (s *Server) touch() {
	s.moves++
	close(s.changed)
	s.changed = make(chan struct{})
}

// Requests is how many requests there were.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Violations are what was wrong with the requests so far.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// tally is over all servers of a program.
var tally struct{ requests, violations atomic.Int64 }

// Tally is how many requests all servers so far have checked against the description,
// and how many of those broke it where that fails a test.
func Tally() (requests, violations int) {
	return int(tally.requests.Load()), int(tally.violations.Load())
}

// Calls are the requests so far of a method, or of all for "".
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// violate records what was wrong with a request. The lock is held.
func (s *Server) violate(method, what string) {
	s.violations = append(s.violations, method+": "+what)
	if !s.lenient && !s.closed {
		tally.violations.Add(1)
		s.t.Errorf("a request breaks the Bot API: %s: %s", method, what)
	}
}
