package fake

import (
	"context"
	"errors"
	"fmt"
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
	p := s.Person("4711", "Ida")
	p.Known()
	call(t, s, "POST", to(p.Seat), said("hi", `"colour": "red"`))
	if len(w.failed) != 1 || s.Checked() != 1 || len(s.Calls(posting)) != 1 {
		t.Error(w.failed)
	}
}

func TestTheFakeJudgesItself(t *testing.T) {
	needSpec(t)
	w := &witness{TB: t}
	s := New(w)
	op, _ := s.spec.find("GET", "/users/@me")
	s.judged(&Call{Route: op.route(), op: op}, 200, obj{"id": "me", "colour": "red"})
	s.judged(&Call{Route: op.route(), op: op}, 404, obj{"code": "none"})
	s.judgedEvent("MESSAGE_CREATE", obj{"id": 1})
	if len(w.failed) < 6 {
		t.Error(w.failed)
	}
}

func unsettled(t *testing.T, s *Server, idle ...func() bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	if err := s.Settle(ctx, idle...); !errors.Is(err, context.DeadlineExceeded) {
		t.Error("it did not wait", err)
	}
}

func TestSettleWaitsForWhatIsLeft(t *testing.T) {
	s := New(t, Taking())
	p := s.Person("4711", "Ida")
	begin(t, s, messages)
	id := p.Say("hello")
	unsettled(t, s)
	p.Edit(id, "hullo")
	s.Taken(id)
	unsettled(t, s)
	s.Taken(id)
	settle(t, s)

	p.Known()
	call(t, s, "POST", to(p.Seat), said("Well?", buttons(pressable("Yes", "y"))))
	p.Press("Yes")
	unsettled(t, s)
	it := newest(s)
	call(t, s, "POST", callbackOf(it), `{"type": 5}`)
	unsettled(t, s)
	call(t, s, "PATCH", originalOf(it), `{"content": "Here", `+quiet+`}`)
	settle(t, s)

	var done atomic.Bool
	unsettled(t, s, done.Load)
	done.Store(true)
	if err := s.Settle(t.Context(), done.Load); err != nil {
		t.Error(err)
	}
}

// What no bot was there to hear is not waited for.
func TestSettleWaitsForNobody(t *testing.T) {
	s := New(t, Taking())
	p := s.Person("4711", "Ida")
	register(t, s)
	p.Say("anybody?")
	if err := p.Slash("agenda", Given{"goal": "walk"}); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	if err := s.Ready(ctx); err == nil {
		t.Error("nobody is ready")
	}
}
