package fake

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// Fault is a way a request goes wrong.
type Fault struct {
	late   bool // the request is carried out all the same
	lifted bool // it was standing, and is no more
	answer func(*Server, http.ResponseWriter, *http.Request)
}

func refusing(no *refusal) *Fault {
	return &Fault{answer: func(s *Server, w http.ResponseWriter, _ *http.Request) { s.answer(w, nil, no) }}
}

// TooMany is a 429 that asks to wait.
func TooMany(after time.Duration) *Fault { return refusing(tooMany(after)) }

func tooMany(after time.Duration) *refusal {
	seconds := int((after + time.Second - 1) / time.Second)
	return &refusal{
		Code:        http.StatusTooManyRequests,
		Description: fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		Parameters:  obj{"retry_after": seconds},
	}
}

// Refused is an error answer of the API.
func Refused(code int, description string) *Fault {
	return refusing(&refusal{Code: code, Description: description})
}

// Moved says that the group is another chat now.
func Moved(to int) *Fault {
	no := bad("group chat was upgraded to a supergroup chat")
	no.Parameters = obj{"migrate_to_chat_id": to}
	return refusing(no)
}

// Page is an answer that is no JSON: what a proxy says when the server is down, with the
// address that was asked for.
func Page(status int) *Fault {
	return &Fault{answer: func(_ *Server, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		fmt.Fprintf(w, "<html><head><title>%d</title></head><body>nginx: %s</body></html>", status, r.URL.Path)
	}}
}

// Elsewhere is an answer that sends on to another address, where the same path lies.
func Elsewhere(base string) *Fault {
	return &Fault{answer: func(_ *Server, w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, base+r.URL.Path, http.StatusTemporaryRedirect)
	}}
}

// Silent is an error answer that gives no reason.
func Silent(code int) *Fault { return refusing(&refusal{Code: code}) }

// Reset breaks the connection before anything was done.
func Reset() *Fault { return &Fault{answer: reset} }

// Lost carries the request out, and breaks the connection instead of answering.
func Lost() *Fault { return &Fault{late: true, answer: reset} }

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

// Hang never answers. It ends when the bot gives up, when it is lifted, or with the
// server.
func Hang() *Fault {
	f := &Fault{}
	f.answer = func(s *Server, w http.ResponseWriter, r *http.Request) {
		for hanging, changed := f.hanging(s); hanging && r.Context().Err() == nil; hanging, changed = f.hanging(s) {
			select {
			case <-r.Context().Done():
			case <-changed:
			}
		}
		reset(s, w, r)
	}
	return f
}

func (f *Fault) hanging(s *Server) (bool, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.closed && !f.lifted, s.changed
}

// Empty answers a poll at once, with nothing.
func Empty() *Fault {
	return &Fault{answer: func(s *Server, w http.ResponseWriter, _ *http.Request) { s.answer(w, []any{}, nil) }}
}

// Faults are all the ways a request goes wrong, by name. Where an answer gives words, they
// are these.
func Faults(words string) map[string]*Fault {
	return map[string]*Fault{
		"too many": TooMany(time.Second), "unauthorized": Refused(401, words), "forbidden": Refused(403, words),
		"bad": Refused(400, words), "conflict": Refused(409, words), "broken": Refused(500, words), "silent": Silent(500),
		"moved": Moved(-100), "page": Page(502), "page as an answer": Page(200), "elsewhere": Elsewhere("http://elsewhere.invalid"),
		"reset": Reset(), "lost": Lost(), "hang": Hang(), "empty": Empty(),
	}
}

// Sends stands for all methods that show one more message, where one is to fail.
const Sends = "send*"

func sends(method string) bool {
	return strings.HasPrefix(method, "send") && method != "sendChatAction"
}

// Fail makes the next requests of a method go wrong, one by each fault; a nil one lets
// a request pass.
func (s *Server) Fail(method string, faults ...*Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], faults...)
}

// FailAlways makes every request of a method go wrong until the returned function is
// called; "" is every method.
func (s *Server) FailAlways(method string, fault *Fault) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.standing[method], fault.lifted = fault, false
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.standing, method)
		fault.lifted = true
		s.touch()
	}
}

func (s *Server) fault(method string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range []string{method, Sends} {
		if next := s.faults[name]; len(next) > 0 && (name == method || sends(method)) {
			s.faults[name] = next[1:]
			return next[0]
		}
	}
	if f := s.standing[method]; f != nil {
		return f
	}
	return s.standing[""]
}
