package fake

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// clock is one that only the test moves.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.at }

// newest is the last interaction there was.
func newest(s *Server) *interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	var last *interaction
	for _, it := range s.interactions {
		if last == nil || younger(it.id, last.id) {
			last = it
		}
	}
	return last
}

func callbackOf(it *interaction) string {
	return "/interactions/" + it.id + "/" + it.token + "/callback"
}

func originalOf(it *interaction) string {
	return "/webhooks/" + AppID + "/" + it.token + "/messages/@original"
}

// pressed is a person who has pressed a button of the bot.
func pressed(t *testing.T, options ...Option) (*Server, *Person, *interaction) {
	t.Helper()
	s := New(t, options...)
	p := s.Person("4711", "Ida")
	p.Known()
	if r := call(t, s, "POST", to(p.Seat), said("Well?", buttons(pressable("Yes", "y")))); r.Status != 200 {
		t.Fatal(r.Body)
	}
	if !p.Press("Yes") {
		t.Fatal("there is no button")
	}
	return s, p, newest(s)
}

func TestAnAnswerInPlace(t *testing.T) {
	s, p, it := pressed(t)
	r := call(t, s, "POST", callbackOf(it)+"?with_response=true", `{"type": 7, "data": {"content": "Yes.", "components": [], `+quiet+`}}`)
	if r.Status != 200 || child(r.get(t), "resource") == nil {
		t.Fatal(r)
	}
	if got := p.Chat(); len(got) != 1 || got[0].Text != "Yes." || !got[0].Edited {
		t.Error(got)
	}
	if r := call(t, s, "POST", callbackOf(it), `{"type": 6}`); r.Status != 400 || r.code(t) != 40060 {
		t.Error("it was answered twice", r)
	}
	for _, path := range []string{"/interactions/1/" + it.token + "/callback", "/interactions/" + it.id + "/x/callback"} {
		if r := call(t, s, "POST", path, `{"type": 6}`); r.code(t) != 10062 {
			t.Error(r)
		}
	}
	if r := call(t, s, "GET", strings.Replace(originalOf(it), AppID, "1", 1), ""); r.code(t) != 10015 {
		t.Error("a webhook of another", r)
	}
	other := to(p.Seat)
	id := call(t, s, "POST", other, said("no answer")).get(t)["id"].(string)
	if r := call(t, s, "GET", strings.Replace(originalOf(it), "@original", id, 1), ""); r.code(t) != 10008 {
		t.Error("a message that is no answer", r)
	}
}

// What was said to all stays so.
func TestNothingBecomesPrivate(t *testing.T) {
	s, p, it := pressed(t, Lenient())
	call(t, s, "POST", callbackOf(it), `{"type": 4, "data": {"content": "to all", `+quiet+`}}`)
	call(t, s, "PATCH", originalOf(it), `{"flags": 64, `+quiet+`}`)
	if p.Last().Private {
		t.Error(p.Last())
	}
	found(t, s, "flags: 64")
}

func TestADeferredAnswer(t *testing.T) {
	s, p, it := pressed(t)
	if r := call(t, s, "PATCH", originalOf(it), `{"content": "too early", `+quiet+`}`); r.code(t) != 10015 {
		t.Error(r)
	}
	if r := call(t, s, "POST", callbackOf(it), `{"type": 5, "data": {"flags": 64}}`); r.Status != 204 {
		t.Fatal(r)
	}
	if got := p.Last(); !got.Loading || !got.Private || len(p.Take()) != 1 {
		t.Error(got)
	}
	if s.Uses()[0].Done {
		t.Error("it is done before it came")
	}
	if r := call(t, s, "PATCH", originalOf(it), `{"content": "Here.", `+quiet+`}`); r.Status != 200 {
		t.Fatal(r)
	}
	got := p.Take()
	if len(got) != 1 || got[0].Text != "Here." || got[0].Edited || got[0].Loading || !got[0].Private {
		t.Error(got)
	}
	call(t, s, "PATCH", originalOf(it), `{"content": "Here again.", `+quiet+`}`)
	if len(s.Deliveries()) != 2 || !s.Uses()[0].Done {
		t.Error(s.Deliveries(), s.Uses())
	}
	if r := call(t, s, "GET", originalOf(it), ""); r.get(t)["content"] != "Here again." {
		t.Error(r)
	}
	if r := call(t, s, "DELETE", originalOf(it), ""); r.Status != 204 || len(p.Chat()) != 1 {
		t.Error(r, p.Chat())
	}
	if r := call(t, s, "GET", originalOf(it), ""); r.code(t) != 10008 {
		t.Error(r)
	}
}

// What breaks the rules in a follow-up or an edit is found as in a message.
func TestWrongFollowUpsAreFound(t *testing.T) {
	s, _, it := pressed(t, Lenient())
	call(t, s, "POST", callbackOf(it), `{"type": 6}`)
	hook := "/webhooks/" + AppID + "/" + it.token
	for body, what := range map[string]string{
		`{"content": "hi"}`: "POST /webhooks/{webhook_id}/{webhook_token}: allowed_mentions",
		`{"content": "` + long(2001) + `", ` + quiet + `}`: "2001",
		`{"content": "hi", "flags": 1, ` + quiet + `}`:     "flags: 1",
	} {
		call(t, s, "POST", hook, body)
		found(t, s, what)
	}
	call(t, s, "PATCH", hook+"/messages/@original", `{"content": "hi"}`)
	found(t, s, "@original: allowed_mentions")
}

// What failed is not waited for.
func TestSettleAfterAFailure(t *testing.T) {
	c := newClock()
	s := New(t, Clock(c.now))
	p := s.Person("4711", "Ida")
	register(t, s)
	begin(t, s, messages)
	if err := p.Slash("agenda", Given{"goal": "walk"}); err != nil {
		t.Fatal(err)
	}
	unsettled(t, s)
	c.at = c.at.Add(soon + time.Millisecond)
	settle(t, s)
}

// The first follow-up after a deferred answer takes its place, and stays as private.
func TestFollowUps(t *testing.T) {
	s, p, it := pressed(t)
	call(t, s, "POST", callbackOf(it), `{"type": 5, "data": {"flags": 64}}`)
	post := func(words string) reply {
		return call(t, s, "POST", "/webhooks/"+AppID+"/"+it.token, `{"content": `+quote(words)+`, `+quiet+`}`)
	}
	post("first")
	if got := p.Chat(); len(got) != 2 || got[1].Text != "first" || !got[1].Private {
		t.Error(got)
	}
	for range mostFollows {
		if r := post("more"); r.Status != 200 {
			t.Error(r)
		}
	}
	if r := post("too many"); r.Status != 400 || r.code(t) != 40094 {
		t.Error(r)
	}
	last := p.Last()
	path := "/webhooks/" + AppID + "/" + it.token + "/messages/" + last.ID
	if r := call(t, s, "PATCH", path, `{"content": "changed", `+quiet+`}`); r.Status != 200 || p.Last().Text != "changed" {
		t.Error(r)
	}
	if r := call(t, s, "DELETE", path, ""); r.Status != 204 || p.Last().ID == last.ID {
		t.Error(r)
	}
}

func TestTooLate(t *testing.T) {
	c := newClock()
	s, _, it := pressed(t, Clock(c.now))
	c.at = c.at.Add(soon + time.Millisecond)
	if r := call(t, s, "POST", callbackOf(it), `{"type": 6}`); r.Status != 404 || r.code(t) != 10062 {
		t.Error(r)
	}
	if use := s.Uses()[0]; !use.Failed || use.Answer != 0 {
		t.Error(use)
	}
	s, p, it := pressed(t, Clock(c.now))
	c.at = c.at.Add(soon)
	if r := call(t, s, "POST", callbackOf(it), `{"type": 5}`); r.Status != 204 {
		t.Error(r)
	}
	c.at = c.at.Add(tokenLife)
	if r := call(t, s, "PATCH", originalOf(it), `{"content": "late", `+quiet+`}`); r.Status != 401 || r.code(t) != 50027 {
		t.Error(r)
	}
	if use := s.Uses()[0]; !use.Failed || use.Done || p.Last().Text != "" {
		t.Error(use)
	}
}

func TestSelects(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	p.Known()
	call(t, s, "POST", to(p.Seat), said("Which?", choosing(optionA+`, {"label": "B", "value": "b", "default": true}`, `, "min_values": 0, "max_values": 2`)))
	if got := p.Last(); len(got.Selects) != 1 || got.Selects[0].Picked[0] != "B" || got.Labels()[0] != "A" {
		t.Errorf("%+v", got)
	}
	if p.Choose("C") || !p.Choose("a", "B") {
		t.Error("only what is there can be chosen")
	}
	if it := newest(s); quote(it.data["values"]) != `["a","b"]` || it.label != "a, B" {
		t.Error(it.data)
	}
}

// In a server that has installed the app follow-ups have no number, and one person's
// buttons are not for another.
func TestFollowUpsInAServer(t *testing.T) {
	s := New(t)
	ida, bo := s.Person("4711", "Ida"), s.Person("4712", "Bo")
	register(t, s)
	town := s.Guild("Town", ida, bo)
	if err := town.Seat(ida).Slash("local", nil); err != nil {
		t.Fatal(err)
	}
	it := newest(s)
	call(t, s, "POST", callbackOf(it), `{"type": 4, "data": {"content": "For all.", `+quiet+`}}`)
	for range mostFollows + 1 {
		r := call(t, s, "POST", "/webhooks/"+AppID+"/"+it.token, `{"content": "For you.", "flags": 64, `+quiet+`, `+buttons(pressable("Mine", "m"))+`}`)
		if r.Status != 200 {
			t.Error(r)
		}
	}
	if len(town.Seat(bo).Chat()) != 1 || town.Seat(bo).Press("Mine") || !town.Seat(ida).Press("Mine") {
		t.Error("a button for one is there for another")
	}
}

// Where something is said decides who is told of it, and who sees the answer.
func TestPlaces(t *testing.T) {
	s := New(t)
	ida, bo := s.Person("4711", "Ida"), s.Person("4712", "Bo")
	register(t, s)
	town := s.Guild("Town", ida, bo)
	circle := s.Circle(ida, bo)
	for _, c := range []struct {
		seat          *Seat
		context       int
		owner, member bool
	}{{ida.Seat, 1, false, false}, {town.Seat(ida), 0, true, true}, {circle, 2, false, false}} {
		if err := c.seat.Slash("agenda", Given{"goal": "walk"}); err != nil {
			t.Fatal(err)
		}
		o := s.handed(newest(s))
		_, byServer := child(o, "authorizing_integration_owners")["0"]
		if o["context"] != c.context || byServer != c.owner || (o["member"] != nil) != c.member || (o["user"] == nil) != c.member {
			t.Errorf("in context %d: %v", c.context, o)
		}
		if r := call(t, s, "POST", callbackOf(newest(s)), `{"type": 4, "data": {"content": "In our messages.", "flags": 64, `+quiet+`}}`); r.Status != http.StatusNoContent {
			t.Error(r)
		}
	}
	if len(town.Seat(ida).Chat()) != 1 || len(town.Seat(bo).Chat()) != 0 || len(circle.Chat()) != 1 {
		t.Error("the answer is for one person")
	}
	if r := call(t, s, "GET", "/channels/"+circle.ChannelID(), ""); r.code(t) != 50001 {
		t.Error("the bot is in a channel where it is not", r)
	}
	if err := town.Seat(ida).Slash("local", nil); err != nil {
		t.Error(err)
	}
	town.Leave()
	if r := call(t, s, "GET", "/channels/"+town.Seat(ida).ChannelID(), ""); r.code(t) != 50001 {
		t.Error(r)
	}
	if err := town.Seat(ida).Slash("local", nil); err == nil {
		t.Error("the bot is gone from there")
	}
}
