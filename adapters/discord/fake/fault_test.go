package fake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const posting = "POST /channels/{channel_id}/messages"

// told is a server where the bot has said something to somebody.
func told(t *testing.T, options ...Option) (*Server, *Person) {
	t.Helper()
	s := New(t, options...)
	p := s.Person("4711", "Ida")
	p.Known()
	if r := call(t, s, "POST", to(p.Seat), said("hello")); r.Status != 200 {
		t.Fatal(r.Body)
	}
	return s, p
}

func TestRefusals(t *testing.T) {
	s, p := told(t)
	s.Fail(posting, TooMany(1500*time.Millisecond), TooManyGlobal(time.Second), TooManyShared(time.Second), nil, Page(429), Refused(ServerError), Refused(OpeningTooFast), Refused(ClosedDM))
	for i, want := range []struct {
		status, code  int
		header, value string
	}{
		{429, 0, "X-RateLimit-Reset-After", "1.500"}, {429, 0, "X-RateLimit-Global", "true"}, {429, 0, "X-RateLimit-Scope", "shared"},
		{200, 0, "X-RateLimit-Remaining", "999"}, {429, 0, "Retry-After", "3"}, {500, 0, "", ""}, {403, 40003, "", ""}, {403, 50007, "", ""}, {200, 0, "", ""},
	} {
		r := call(t, s, "POST", to(p.Seat), said("hi"))
		if r.Status != want.status || want.code > 0 && r.code(t) != want.code || r.Header.Get(want.header) != want.value {
			t.Errorf("answer %d is %+v", i, r)
		}
	}
	if len(s.Deliveries()) != 3 || s.Invalid() != 5 {
		t.Error(s.Deliveries(), s.Invalid())
	}
}

func TestWhoCannotBeWrittenTo(t *testing.T) {
	s, p := told(t)
	for _, c := range []struct {
		how  func(bool)
		code int
	}{{p.Shut, 50007}, {p.Apart, 50278}} {
		c.how(true)
		if r := call(t, s, "POST", to(p.Seat), said("hi")); r.Status != 403 || r.code(t) != c.code {
			t.Error(r)
		}
		c.how(false)
	}
	if r := call(t, s, "POST", to(p.Seat), said("hi")); r.Status != 200 {
		t.Error(r)
	}
}

func TestStandingFaults(t *testing.T) {
	s, _ := told(t)
	stop := s.FailAlways("", Page(502))
	for range 3 {
		if r := call(t, s, "GET", "/users/@me", ""); r.Status != 502 || !strings.HasPrefix(r.Body, "<!DOCTYPE") {
			t.Error(r)
		}
	}
	stop()
	if r := call(t, s, "GET", "/users/@me", ""); r.Status != 200 {
		t.Error(r)
	}
}

func TestBrokenConnections(t *testing.T) {
	s, p := told(t)
	s.Fail(posting, Reset(), Lost(), Hang(), LostPage())
	post := func() error {
		ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer stop()
		r, _ := http.NewRequestWithContext(ctx, "POST", s.API()+to(p.Seat), strings.NewReader(said("hi")))
		r.Header = http.Header{"Authorization": {"Bot " + Token}, "Content-Type": {"application/json"}, "User-Agent": {"DiscordBot (x, 1)"}}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if answer.StatusCode != 200 {
			return errors.New(answer.Status)
		}
		return nil
	}
	for i, sent := range []int{1, 2, 2, 3} {
		if err := post(); err == nil || errors.Is(err, context.DeadlineExceeded) != (i == 2) || len(s.Deliveries()) != sent {
			t.Error(i, err, s.Deliveries())
		}
	}
}

func TestSlowAnswers(t *testing.T) {
	s, p := told(t)
	go1, go2 := make(chan struct{}), make(chan struct{})
	s.Fail(posting, Slow(go1), Held(go2))
	for i, wait := range []chan struct{}{go1, go2} {
		done := make(chan reply, 1)
		go func() { done <- call(t, s, "POST", to(p.Seat), said("hi")) }()
		if err := s.wait(t.Context(), func() bool { return s.inFlight == 1 && len(s.sent) == 2 }, "it is not carried out"); err != nil {
			t.Fatal(err)
		}
		select {
		case r := <-done:
			t.Error("it was answered", r)
		default:
		}
		close(wait)
		if r := <-done; r.Status != 200 || len(s.Deliveries()) != 2+i {
			t.Error(r, s.Deliveries())
		}
	}
}

// A message of the same nonce is not made again, for a while; and the same nonce for
// something else is found.
func TestNonces(t *testing.T) {
	c := newClock()
	s := New(t, Clock(c.now), Lenient())
	p, other := s.Person("4711", "Ida"), s.Person("4712", "Bo")
	p.Known()
	other.Known()
	body := said("once")
	first := call(t, s, "POST", to(p.Seat), body).get(t)
	c.at = c.at.Add(nonceLife)
	again := call(t, s, "POST", to(p.Seat), body).get(t)
	if first["id"] != again["id"] || first["nonce"] == nil || len(p.Chat()) != 1 || len(s.Violations()) != 0 {
		t.Error(first, again, s.Violations())
	}
	if got := call(t, s, "POST", to(other.Seat), body).get(t); got["id"] != first["id"] || len(other.Chat()) != 0 {
		t.Error(got)
	}
	found(t, s, "used for something else")
	c.at = c.at.Add(time.Second)
	call(t, s, "POST", to(p.Seat), body)
	if len(p.Chat()) != 2 || s.Nonces()[first["nonce"].(string)] != 2 {
		t.Error("the nonce is forgotten after a while", s.Nonces())
	}
}

func TestThePaceOfTheRealServer(t *testing.T) {
	c := newClock()
	s := New(t, Limits(c.now))
	p := s.Person("4711", "Ida")
	p.Known()
	for i := range 5 {
		if r := call(t, s, "POST", to(p.Seat), said("hi")); r.Header.Get("X-RateLimit-Remaining") != quote(4-i) {
			t.Error(r)
		}
	}
	r := call(t, s, "POST", to(p.Seat), said("hi"))
	if r.Status != 429 || r.get(t)["retry_after"] != 5. || r.get(t)["global"] != false || r.Header.Get("Retry-After") != "5" {
		t.Error(r)
	}
	c.at = c.at.Add(5 * time.Second)
	if r := call(t, s, "POST", to(p.Seat), said("hi")); r.Status != 200 {
		t.Error(r)
	}
	if r := call(t, s, "POST", "/webhooks/"+AppID+"/none", `{"content": "hi", `+quiet+`}`); r.Status != 401 || r.Header.Get("X-RateLimit-Remaining") != "999" {
		t.Error("answers to interactions are free", r)
	}
	for id := range 60 {
		p := s.Person(quote(5000+id), "Bo")
		p.Known()
		r = call(t, s, "POST", to(p.Seat), said("hi"))
	}
	if r.Status != 429 || r.get(t)["global"] != true || r.Header.Get("X-RateLimit-Scope") != "global" || s.TooFast() != 1+60-49 {
		t.Error(r, s.TooFast())
	}
}

func TestAWrongToken(t *testing.T) {
	s := New(t)
	get := func(path, token string) int {
		r, _ := http.NewRequest("GET", s.API()+path, nil)
		r.Header = http.Header{"User-Agent": {"DiscordBot (x, 1)"}}
		if token != "" {
			r.Header.Set("Authorization", token)
		}
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, a.Body)
		a.Body.Close()
		return a.StatusCode
	}
	for token, want := range map[string]int{"": 401, Token: 401, "Bot x": 401, "Bot " + Token: 200} {
		if got := get("/users/@me", token); got != want {
			t.Errorf("%q: %d", token, got)
		}
	}
	if got := get("/gateway", ""); got != 200 {
		t.Error("the gateway's address is no secret", got)
	}
	s.Revoke()
	if got := get("/users/@me", "Bot "+Token); got != 401 {
		t.Error(got)
	}
}
