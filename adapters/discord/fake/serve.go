package fake

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// refusal is an answer that says no.
type refusal struct {
	status int
	code   int
	why    string
	more   obj
}

func (r *refusal) Error() string { return r.why }

func refuse(status, code int, why string) *refusal {
	return &refusal{status: status, code: code, why: why}
}

// The answers that say no, as Discord gives them (topics/opcodes-and-status-codes).
func unknown(code int, what string) *refusal {
	return refuse(http.StatusNotFound, code, "Unknown "+what)
}

func unauthorized() *refusal { return refuse(http.StatusUnauthorized, 0, "401: Unauthorized") }

func invalid(what string) *refusal {
	return refuse(http.StatusBadRequest, 50035, "Invalid Form Body: "+what)
}

const version = "/api/v10"

// serve answers the API, the gateway and the files.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	path, ours := strings.CutPrefix(r.URL.Path, version)
	switch {
	case r.Header.Get("Upgrade") == "websocket":
		s.connect(w, r)
	case strings.HasPrefix(r.URL.Path, cdn):
		s.download(w, r)
	case ours:
		s.enter()
		defer s.leave()
		s.api(w, r, path)
	default:
		s.stray(w, r, "not an address of the API in version 10")
	}
}

func (s *Server) stray(w http.ResponseWriter, r *http.Request, what string) {
	s.mu.Lock()
	s.violate(r.Method+" "+r.URL.Path, what)
	s.mu.Unlock()
	s.answer(w, nil, 0, nil, refuse(http.StatusNotFound, 0, "404: Not Found"))
}

func (s *Server) enter() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inFlight++
	s.touch()
}

func (s *Server) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inFlight--
	s.touch()
}

func (s *Server) api(w http.ResponseWriter, r *http.Request, path string) {
	op, vars := s.operation(r.Method, path)
	if op == nil {
		s.stray(w, r, "no such route")
		return
	}
	c, err := read(op, vars, r)
	if err != nil && r.Context().Err() != nil {
		return // the bot went away while it spoke
	}
	no := s.admit(c, r, err)
	fault := s.fault(op.route())
	if fault == nil {
		fault = &Fault{late: true}
	}
	s.carry(w, r, c, no, fault)
}

// carry carries a request out and answers it, in the way the fault has it.
func (s *Server) carry(w http.ResponseWriter, r *http.Request, c *Call, no *refusal, fault *Fault) {
	if fault.first != nil {
		s.hold(r, fault.first)
	}
	var result any
	var status int
	if no == nil && fault.late {
		status, result, no = s.do(c)
	}
	if fault.then != nil {
		s.hold(r, fault.then)
	}
	if fault.answer != nil {
		fault.answer(s, w, r)
		return
	}
	s.answer(w, c, status, result, no)
}

// admit judges a request, and refuses what the real server would refuse too.
func (s *Server) admit(c *Call, r *http.Request, err error) *refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, *c)
	if !s.allowed(c, r) {
		return unauthorized()
	}
	f := s.judge(c, r)
	if err != nil {
		f.refuse("%v", err)
	}
	for _, what := range slices.Concat(c.wrong, f.refused, f.tolerated) {
		s.violate(c.Route, what)
	}
	if err != nil {
		return refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	if len(f.refused) > 0 {
		return invalid(f.refused[0])
	}
	return s.pace.take(s, c)
}

// allowed says whether the token is right. What names an interaction needs none.
func (s *Server) allowed(c *Call, r *http.Request) bool {
	given := r.Header.Get("Authorization")
	if given == "" {
		return strings.HasPrefix(c.op.path, "/interactions/") || strings.HasPrefix(c.op.path, "/webhooks/") || c.op.path == "/gateway"
	}
	return s.token != "" && given == "Bot "+s.token
}

// judge finds what is wrong with a request.
func (s *Server) judge(c *Call, r *http.Request) *flaws {
	f := &flaws{}
	if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
		f.tolerate("the User-Agent does not begin with DiscordBot (")
	}
	if s.spec != nil {
		s.checked++
		f.described(s.spec, c)
	}
	f.limits(c)
	return f
}

// described finds what differs from the description.
func (f *flaws) described(p *spec, c *Call) {
	f.refused = append(f.refused, c.parameters(p)...)
	switch {
	case c.op.takesBody() && c.hasBody:
		for _, what := range p.check(c.Body, c.op.bodyAt()...) {
			if strings.Contains(what, strange) {
				f.tolerate("%s", what)
				continue
			}
			f.refuse("%s", what)
		}
	case c.op.takesBody():
		f.refuse("a request without a body")
	case c.hasBody:
		f.tolerate("a body where none is taken")
	}
}

// do carries out a request.
func (s *Server) do(c *Call) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	play := routes[c.Route]
	if play == nil {
		s.violate(c.Route, "not played by the fake")
		return 0, nil, refuse(http.StatusNotFound, 0, "404: Not Found")
	}
	status, result, no := play(s, c)
	if no != nil && no.status == http.StatusBadRequest && (no.code == 50035 || no.code == 50006) {
		s.violate(c.Route, no.why)
	}
	return status, result, no
}

// answer writes a result, or why there is none. A call that is nil was never understood.
func (s *Server) answer(w http.ResponseWriter, c *Call, status int, result any, no *refusal) {
	s.mu.Lock()
	if c != nil {
		s.pace.tell(s, c, w.Header())
	}
	s.mu.Unlock()
	if no != nil {
		status = no.status
		s.warn(status, w.Header())
		no.tellWait(w.Header())
		o := obj{"code": no.code, "message": no.why}
		maps.Copy(o, no.more)
		result = o
	}
	if result == nil {
		w.WriteHeader(status)
		return
	}
	s.judged(c, status, result)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(result) // the bot may be gone
}

// warn counts the answers after too many of which the real server shuts a bot out:
// 10,000 in 10 minutes (topics/rate-limits).
func (s *Server) warn(status int, h http.Header) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if status == 401 || status == 403 || status == 429 && h.Get("X-RateLimit-Scope") != "shared" {
		s.invalid++
	}
}

// Invalid is how many requests were answered with 401, 403 or 429. After 10,000 in 10
// minutes the real server shuts a bot out.
func (s *Server) Invalid() int { return s.count(&s.invalid) }

// judged checks an answer against the description, as requests are.
func (s *Server) judged(c *Call, status int, result any) {
	if s.spec == nil || c == nil {
		return
	}
	place := c.op.answerAt(status)
	if place == nil {
		s.wrongSelf(c.Route, fmt.Sprintf("no answer %d with a body is described", status))
		return
	}
	for _, what := range s.spec.check(plain(result), place...) {
		s.wrongSelf(c.Route, what)
	}
}
