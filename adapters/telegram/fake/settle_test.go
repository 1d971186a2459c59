package fake

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// witness is a test that must be told of failures.
type witness struct {
	testing.TB
	mu     sync.Mutex
	failed []string
}

func (w *witness) Errorf(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failed = append(w.failed, fmt.Sprintf(format, args...))
}

func TestAViolationFailsTheTest(t *testing.T) {
	needSpec(t)
	w := &witness{TB: t}
	s := New(w)
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "hi", "colour": "red"}`)
	if len(w.failed) != 1 || s.Requests() != 1 || len(s.Calls("sendMessage")) != 1 {
		t.Error(w.failed)
	}
}

func TestTheFakeJudgesItself(t *testing.T) {
	needSpec(t)
	w := &witness{TB: t}
	s := New(w)
	s.PushRaw("message", obj{"message_id": "one"})
	s.judged("getMe", obj{"id": 1})
	if len(w.failed) < 3 {
		t.Error(w.failed)
	}
}

func TestSettleWaitsForWhatIsLeft(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	p.Say("hi")
	if err := s.Settle(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nobody has fetched it, and Settle said %v", err)
	}
	play(t, s)
	settle(t, s)
	if p.Last().Text != "hi" {
		t.Error("it settled too early")
	}
}

func TestSettleGoesOnWhileIdleMakesRequests(t *testing.T) {
	s := New(t)
	s.Person(1, "Ida").Known()
	due := 3
	err := s.Settle(t.Context(), func() bool {
		if due > 0 {
			due--
			call(t, s, "sendMessage", hello)
		}
		return true
	})
	if err != nil || len(s.Deliveries()) != 3 {
		t.Error(err, s.Deliveries())
	}
}

func TestSettleAsksAgainWhatItCannotSee(t *testing.T) {
	s := New(t)
	var asked atomic.Int32
	if err := s.Settle(t.Context(), func() bool { return asked.Add(1) == 4 }); err != nil || asked.Load() != 4 {
		t.Error(err, asked.Load())
	}
}

func TestWithoutTheDescriptionItStillPlays(t *testing.T) {
	s := New(t, func(s *Server) { s.spec = nil }, At("127.0.0.1:0"), WithToken("12:other"))
	p := s.Person(1, "Ida")
	play(t, s)
	p.Say("hello")
	settle(t, s)
	call(t, s, "sendMessage", `{"chat_id": "1", "text": "5", "colour": "red"}`)
	body, media := parts(url.Values{"chat_id": {"1"}, "caption": {"c"}}, map[string][]byte{"photo": dot()})
	if a := ask(t, s, "sendPhoto", media, body); !a.OK || len(p.Take()) != 3 {
		t.Error(a)
	}
	if len(s.Violations()) != 0 {
		t.Error(s.Violations())
	}
}
