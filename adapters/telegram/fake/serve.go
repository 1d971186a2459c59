package fake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// refusal is an answer that says no.
type refusal struct {
	Code        int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  obj    `json:"parameters,omitempty"`
}

func (r *refusal) Error() string { return r.Description }

func bad(format string, args ...any) *refusal {
	return &refusal{Code: http.StatusBadRequest, Description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(why string) *refusal {
	return &refusal{Code: http.StatusForbidden, Description: "Forbidden: " + why}
}

// serve answers /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	path, download := strings.CutPrefix(r.URL.Path, "/file")
	token, rest, ok := strings.Cut(strings.TrimPrefix(path, "/bot"), "/")
	switch {
	case !ok || !strings.HasPrefix(path, "/bot"):
		s.answer(w, nil, &refusal{Code: http.StatusNotFound, Description: "Not Found"})
	case !s.takes(token):
		s.answer(w, nil, &refusal{Code: http.StatusUnauthorized, Description: "Unauthorized"})
	case download:
		s.hand(w, r, rest)
	default:
		s.method(w, r, rest)
	}
}

func (s *Server) takes(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return token == s.token
}

// Revoke makes the token invalid, as BotFather does.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = ""
}

func (s *Server) method(w http.ResponseWriter, r *http.Request, method string) {
	if method != "getUpdates" { // a poll waits; that is no work
		s.enter()
		defer s.leave()
	}
	c, err := s.spec.read(method, r)
	if err != nil && r.Context().Err() != nil {
		return // the bot went away while it spoke
	}
	if no := s.check(c, err); no != nil {
		s.answer(w, nil, no)
		return
	}
	fault := s.fault(method)
	if fault != nil && !fault.late {
		fault.answer(s, w, r)
		return
	}
	result, no := s.do(c, r)
	if fault != nil {
		fault.answer(s, w, r)
		return
	}
	s.answer(w, s.judged(method, result), no)
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

// check judges a request, and refuses what the real server would refuse too.
func (s *Server) check(c *Call, err error) *refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, *c)
	wrong := append(c.wrong, c.leftOver()...)
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	s.requests++
	if s.spec != nil {
		tally.requests.Add(1)
		wrong = append(wrong, s.spec.request(c.Method, c.Params)...)
	}
	for _, what := range wrong {
		s.violate(c.Method, what)
	}
	if err != nil {
		return bad("%v", err)
	}
	return s.refuse(c)
}

// do carries out a request.
func (s *Server) do(c *Call, r *http.Request) (any, *refusal) {
	if c.Method == "getUpdates" {
		return s.getUpdates(c, r.Context())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	handle := methods[c.Method]
	if handle == nil {
		s.violate(c.Method, "not played by the fake")
		return nil, &refusal{Code: http.StatusNotFound, Description: "Not Found"}
	}
	if no := s.pace.take(s, c); no != nil {
		return nil, no
	}
	return handle(s, c)
}

// answer writes a result, or why there is none.
func (s *Server) answer(w http.ResponseWriter, result any, no *refusal) {
	w.Header().Set("Content-Type", "application/json")
	if no == nil {
		_ = json.NewEncoder(w).Encode(obj{"ok": true, "result": result}) // the bot may be gone
		return
	}
	if after, ok := no.Parameters["retry_after"].(int); ok {
		w.Header().Set("Retry-After", strconv.Itoa(after))
	}
	w.WriteHeader(no.Code)
	_ = json.NewEncoder(w).Encode(struct { // the bot may be gone
		OK bool `json:"ok"`
		*refusal
	}{false, no})
}

// judged is a result, checked against the description as requests are. Updates were
// checked when they were pushed.
func (s *Server) judged(method string, result any) any {
	if s.spec == nil || result == nil || method == "getUpdates" {
		return result
	}
	m := s.spec.Methods[method]
	for _, what := range s.spec.value("", normal(result), m.Returns) {
		s.wrongSelf(method, what)
	}
	return result
}

func (s *Server) wrongSelf(method, what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.t.Errorf("an answer of the fake breaks the Bot API: %s: %s", method, what)
	}
}
