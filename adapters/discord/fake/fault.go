package fake

import (
	"fmt"
	"math"
	"net"
	"net/http"
	"time"
)

// Fault is a way a request goes wrong.
type Fault struct {
	first  <-chan struct{}                                   // the request waits for it
	then   <-chan struct{}                                   // the answer waits for it
	late   bool                                              // the request is carried out all the same
	answer func(*Server, http.ResponseWriter, *http.Request) // nil for the usual one
}

// No is an error of the API.
type No struct {
	Status, Code int
	Message      string
}

// What bots are told where somebody cannot be written to, or not now.
var (
	ClosedDM       = No{http.StatusForbidden, 50007, "Cannot send messages to this user"}
	NoMutualGuild  = No{http.StatusForbidden, 50278, "Cannot send messages to this user due to having no mutual guilds"}
	OpeningTooFast = No{http.StatusForbidden, 40003, "You are opening direct messages too fast"}
	UnknownChannel = No{http.StatusNotFound, 10003, "Unknown Channel"}
	UnknownMessage = No{http.StatusNotFound, 10008, "Unknown Message"}
	UnknownUse     = No{http.StatusNotFound, 10062, "Unknown interaction"}
	Acknowledged   = No{http.StatusBadRequest, 40060, "Interaction has already been acknowledged."}
	TooManyFollows = No{http.StatusBadRequest, 40094, "This interaction has reached the maximum number of follow-up messages."}
	ServerError    = No{http.StatusInternalServerError, 0, "500: Internal Server Error"}
)

func (n No) refusal() *refusal { return refuse(n.Status, n.Code, n.Message) }

// Refused is an error answer of the API.
func Refused(no No) *Fault {
	return &Fault{answer: func(s *Server, w http.ResponseWriter, _ *http.Request) { s.answer(w, nil, 0, nil, no.refusal()) }}
}

// TooMany is a 429 of one bucket that asks to wait.
func TooMany(after time.Duration) *Fault { return limited(after, "user", false) }

// TooManyShared is a 429 that others have caused, which does not count.
func TooManyShared(after time.Duration) *Fault { return limited(after, "shared", false) }

// TooManyGlobal is a 429 of all requests together.
func TooManyGlobal(after time.Duration) *Fault { return limited(after, "global", true) }

func limited(after time.Duration, scope string, global bool) *Fault {
	return &Fault{answer: func(s *Server, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-RateLimit-Scope", scope)
		s.answer(w, nil, 0, nil, tooMany(after, global))
	}}
}

func tooMany(after time.Duration, global bool) *refusal {
	no := refuse(http.StatusTooManyRequests, 0, "You are being rate limited.")
	no.more = obj{"retry_after": after.Seconds(), "global": global}
	return no
}

// tellWait puts into an answer what its body says of waiting.
func (r *refusal) tellWait(h http.Header) {
	after, ok := r.more["retry_after"].(float64)
	if !ok {
		return
	}
	h.Set("Retry-After", fmt.Sprint(math.Ceil(after)))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", after))
	h.Set("X-RateLimit-Remaining", "0")
	scope := "user"
	if r.more["global"] == true {
		scope = "global"
		h.Set("X-RateLimit-Global", "true")
	}
	if h.Get("X-RateLimit-Scope") == "" {
		h.Set("X-RateLimit-Scope", scope)
	}
}

// Page is an answer that is no JSON: what stands before the server says, 429 from
// Cloudflare or 502.
func Page(status int) *Fault {
	return &Fault{answer: func(s *Server, w http.ResponseWriter, _ *http.Request) {
		s.warn(status, w.Header())
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		if status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "3")
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, "<!DOCTYPE html>\n<html><head><title>%d</title></head><body>cloudflare</body></html>\n", status)
	}}
}

// Silent is an answer with nothing in it.
func Silent(status int) *Fault {
	return &Fault{answer: func(_ *Server, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }}
}

// Reset breaks the connection before anything was done.
func Reset() *Fault { return &Fault{answer: reset} }

// Lost carries the request out, and breaks the connection instead of answering.
func Lost() *Fault { return &Fault{late: true, answer: reset} }

// LostPage carries the request out, and answers with a page of 502.
func LostPage() *Fault { return &Fault{late: true, answer: Page(http.StatusBadGateway).answer} }

func reset(_ *Server, w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return // the bot broke it itself
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // it only makes the break a hard one
	}
	_ = conn.Close()
}

// Hang never answers: it ends when the bot gives up, or with the server.
func Hang() *Fault {
	return &Fault{answer: func(s *Server, w http.ResponseWriter, r *http.Request) {
		s.hold(r, nil)
		reset(s, w, r)
	}}
}

// Held does nothing about a request until the channel is closed, and then the usual.
func Held(until <-chan struct{}) *Fault { return &Fault{first: until, late: true} }

// Slow carries the request out, and answers once the channel is closed.
func Slow(until <-chan struct{}) *Fault { return &Fault{then: until, late: true} }

// hold waits until a channel is closed, the bot gives up, or the server ends.
func (s *Server) hold(r *http.Request, until <-chan struct{}) {
	for {
		s.mu.Lock()
		over, changed := s.closed.Load(), s.changed
		s.mu.Unlock()
		if over {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-until:
			return
		case <-changed:
		}
	}
}

// Fail makes the next requests of a route go wrong, one by each fault; a nil one lets a
// request pass. A route is as the description writes it, or "GET /attachments/".
func (s *Server) Fail(route string, faults ...*Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[route] = append(s.faults[route], faults...)
}

// FailAlways makes every request of a route go wrong until the returned function is
// called; "" is every route.
func (s *Server) FailAlways(route string, fault *Fault) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.standing[route] = fault
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.standing, route)
	}
}

func (s *Server) fault(route string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if next := s.faults[route]; len(next) > 0 {
		s.faults[route] = next[1:]
		return next[0]
	}
	if f := s.standing[route]; f != nil {
		return f
	}
	return s.standing[""]
}

// Revoke makes the token invalid, as resetting it does: requests get 401, the gateway
// closes with 4004.
func (s *Server) Revoke() {
	s.mu.Lock()
	s.token = ""
	s.mu.Unlock()
	s.Shut(closeAuth)
}
