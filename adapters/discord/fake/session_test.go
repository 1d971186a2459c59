package fake

import (
	"testing"

	"github.com/gorilla/websocket"
)

func TestWhatWasMissedIsReplayed(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	l, id := begin(t, s, messages)
	p.Say("one")
	l.hears("MESSAGE_CREATE")
	s.Cut()
	l.ends()
	p.Say("two")
	l = dial(t, s)
	l.say(resume(s, id, "2"))
	if got := l.next(); got["s"] != 3. || child(got, "d")["content"] != "two" {
		t.Error(got)
	}
	l.hears("RESUMED")
	p.Say("three")
	l.hears("MESSAGE_CREATE")
	if s.Resumes() != 1 || s.Handshakes() != 2 {
		t.Error(s.Resumes(), s.Handshakes())
	}
}

// A session is over when it is closed with 1000, when its time is up, or when it never was.
func TestWhatCannotBeResumed(t *testing.T) {
	c := newClock()
	s := New(t, Clock(c.now))
	l, id := begin(t, s, messages)
	if err := l.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1000, "")); err != nil {
		t.Fatal(err)
	}
	l.ends()
	_, late := begin(t, s, messages)
	s.Cut()
	for i, id := range []string{id, "none", late} {
		if i == 2 {
			c.at = c.at.Add(away)
		}
		l := dial(t, s)
		l.say(resume(s, id, "0"))
		if got := l.next(); got["op"] != 9. || got["d"] != false {
			t.Error(got)
		}
		l.say(identify(s, messages, ""))
		l.hears("READY")
	}
}

// A session has one connection: whoever resumes it takes it from the one before.
func TestASessionMoves(t *testing.T) {
	s := New(t)
	before, id := begin(t, s, messages)
	l := dial(t, s)
	l.say(resume(s, id, "1"))
	l.hears("RESUMED")
	if code := before.ends(); code != 0 {
		t.Error(code)
	}
	if !s.Online() {
		t.Error("the one before has taken it along")
	}
}
