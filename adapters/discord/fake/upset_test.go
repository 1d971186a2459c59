package fake

import (
	"testing"

	"github.com/gorilla/websocket"
)

func TestHowConnectionsEnd(t *testing.T) {
	for _, c := range []struct {
		name, payload string
		code          int
	}{
		{"wrong token", `{"op": 2, "d": {"token": "Bot x", "properties": {}, "intents": 1}}`, 4004},
		{"resume with a wrong token", `{"op": 6, "d": {"token": "x", "session_id": "a", "seq": 1}}`, 4004},
		{"content without leave", `{"op": 2, "d": {"token": "` + Token + `", "properties": {}, "intents": 32768}}`, 4014},
		{"no intents", `{"op": 2, "d": {"token": "` + Token + `", "properties": {}}}`, 4013},
		{"unknown intents", `{"op": 2, "d": {"token": "` + Token + `", "properties": {}, "intents": 1073741824}}`, 4013},
		{"presence before identify", `{"op": 3, "d": {}}`, 4003},
		{"unknown op", `{"op": 42, "d": {}}`, 4001},
		{"no JSON", `hello`, 4002},
		{"too long", `{"op": 1, "d": "` + long(4096) + `"}`, 4002},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(t, Lenient())
			l := dial(t, s)
			l.say(c.payload)
			if code := l.ends(); code != c.code {
				t.Errorf("closed with %d", code)
			}
		})
	}
	s := New(t, Lenient(), Privileged(1<<15))
	l, _ := begin(t, s, "32768")
	l.say(identify(s, messages, ""))
	if code := l.ends(); code != 4005 {
		t.Errorf("identified twice: %d", code)
	}
	l, _ = begin(t, s, messages)
	for range 120 {
		l.say(`{"op": 1, "d": null}`)
	}
	if code := l.ends(); code != 4008 {
		t.Errorf("too fast: %d", code)
	}
	s.Revoke()
	l = dial(t, s)
	l.say(identify(s, messages, ""))
	if code := l.ends(); code != 4004 {
		t.Errorf("a revoked token: %d", code)
	}
}

func TestUpsets(t *testing.T) {
	s := New(t)
	_, id := begin(t, s, messages)
	s.Cut()
	s.Upset(AskReconnect(), AskInvalid(true), Shutting(4014), nil)
	l := dial(t, s)
	l.say(resume(s, id, "1"))
	if got := l.next(); got["op"] != 7. {
		t.Error(got)
	}
	l = dial(t, s)
	l.say(resume(s, id, "1"))
	if got := l.next(); got["op"] != 9. || got["d"] != true {
		t.Error(got)
	}
	l = dial(t, s)
	l.say(identify(s, messages, ""))
	if code := l.ends(); code != 4014 {
		t.Error(code)
	}
	l = dial(t, s)
	l.say(resume(s, id, "1"))
	l.hears("RESUMED")
	s.Upset(NoUpgrade(502), Dumb())
	if _, r, err := websocket.DefaultDialer.Dial(s.Gateway()+"/?v=10&encoding=json", nil); err == nil || r.StatusCode != 502 {
		t.Error("it was upgraded", err)
	}
	l = connect(t, s)
	l.took(s, identify(s, messages, ""))
	if s.Identifies() != 2 {
		t.Error("it was heard", s.Identifies())
	}
	l.silent(s)
}

// silent says that nothing came until all connections were cut.
func (l *line) silent(s *Server) {
	l.t.Helper()
	s.Cut()
	if _, data, err := l.ws.ReadMessage(); err == nil {
		l.t.Errorf("got %s", data)
	}
}

// took sends a payload and waits until the server has read it.
func (l *line) took(s *Server, payload string) {
	l.t.Helper()
	s.mu.Lock()
	before := s.moves
	s.mu.Unlock()
	l.say(payload)
	if err := s.wait(l.t.Context(), func() bool { return s.moves > before }, "nothing was read"); err != nil {
		l.t.Fatal(err)
	}
}

func TestASilentGateway(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	l, id := begin(t, s, messages)
	s.Silence()
	p.Say("anybody?")
	l.took(s, `{"op": 1, "d": 1}`)
	l.silent(s)
	l = dial(t, s)
	l.say(resume(s, id, "1"))
	l.hears("MESSAGE_CREATE", "RESUMED")
}
