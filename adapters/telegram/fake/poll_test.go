package fake

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// poll is what getUpdates answers, as ids counted from the first there ever was.
func poll(t *testing.T, s *Server, params string) []int {
	t.Helper()
	a := call(t, s, "getUpdates", params)
	var batch []struct {
		ID int `json:"update_id"`
	}
	if err := json.Unmarshal(a.Result, &batch); err != nil {
		t.Fatalf("%v: %+v", err, a)
	}
	ids := []int{}
	for _, u := range batch {
		ids = append(ids, u.ID-newUpdates().nextUp)
	}
	return ids
}

// offset is the one of the nth update, in a request.
func offset(n int) string { return `{"offset": ` + quote(newUpdates().nextUp+n) + `}` }

func updatesAre(t *testing.T, got []int, want ...int) {
	t.Helper()
	if quote(got) != quote(want) && len(got)+len(want) > 0 {
		t.Errorf("got updates %v, want %v", got, want)
	}
}

func TestAnUpdateStaysUntilItIsConfirmed(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	for range 4 {
		p.Say("hi")
	}
	updatesAre(t, poll(t, s, `{}`), 0, 1, 2, 3)
	updatesAre(t, poll(t, s, `{"limit": 2}`), 0, 1)
	updatesAre(t, poll(t, s, offset(1)), 1, 2, 3)
	updatesAre(t, poll(t, s, `{}`), 1, 2, 3)
	updatesAre(t, poll(t, s, `{"offset": -2}`), 2, 3)
	updatesAre(t, poll(t, s, `{}`), 2, 3)
	updatesAre(t, poll(t, s, offset(4)))
	if s.Pending() != 0 {
		t.Error("something is left")
	}
}

func TestUpdatesAreForgottenAfterADay(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	s := New(t, Clock(func() time.Time { return now }))
	s.Person(1, "Ida").Say("early")
	now = now.Add(23 * time.Hour)
	s.Person(1, "Ida").Say("late")
	updatesAre(t, poll(t, s, `{}`), 0, 1)
	now = now.Add(time.Hour)
	updatesAre(t, poll(t, s, `{}`), 1)
}

func TestKindsAreRemembered(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	id := p.Say("hi") // 0
	p.React(id, "👍")  // not asked for
	poll(t, s, `{"allowed_updates": ["message_reaction"]}`)
	p.Say("hi")
	p.React(id, "👍") // 1
	updatesAre(t, poll(t, s, `{}`), 0, 1)
	poll(t, s, `{"allowed_updates": []}`)
	p.Say("hi") // 2
	updatesAre(t, poll(t, s, `{}`), 0, 1, 2)
}

func TestAPollWaits(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	var done sync.WaitGroup
	done.Go(func() { updatesAre(t, poll(t, s, `{"timeout": 50}`), 0) })
	polling(t, s)
	p.Say("hi")
	done.Wait()
	updatesAre(t, poll(t, s, `{"timeout": 1, "offset": 500000000}`))
}

func TestANewerPollEndsTheOlder(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	var older, newer sync.WaitGroup
	older.Go(func() {
		a := call(t, s, "getUpdates", `{"timeout": 50}`)
		if a.Code != http.StatusConflict || !strings.HasPrefix(a.Description, "Conflict: terminated by other getUpdates request; make sure") {
			t.Errorf("the older poll got %+v", a)
		}
	})
	polling(t, s)
	newer.Go(func() { updatesAre(t, poll(t, s, `{"timeout": 50}`), 0) })
	older.Wait()
	p.Say("hi")
	newer.Wait()
}

func TestAPollOfADeadProcessConfirmsNothing(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	ctx, kill := context.WithCancel(t.Context())
	var dead sync.WaitGroup
	dead.Go(func() {
		r, _ := http.NewRequestWithContext(ctx, "GET", s.URL()+"/bot"+s.Token()+"/getUpdates?timeout=50", nil)
		if _, err := http.DefaultClient.Do(r); err == nil {
			t.Error("it was answered")
		}
	})
	polling(t, s)
	kill()
	dead.Wait()
	p.Say("hi")
	updatesAre(t, poll(t, s, `{}`), 0)
}

// polling waits until a poll waits.
func polling(t *testing.T, s *Server) {
	t.Helper()
	for {
		s.mu.Lock()
		n, changed := s.waiting, s.changed
		s.mu.Unlock()
		if n > 0 {
			return
		}
		select {
		case <-changed:
		case <-time.After(again):
		}
	}
}
