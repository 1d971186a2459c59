package fake

import (
	"context"
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

func TestWrongAnswersAreFound(t *testing.T) {
	needSpec(t)
	answer := func(more string) string { return `{"type": 4, "data": {` + more + `}}` }
	for _, c := range []struct{ name, body, found string }{
		{"no type", `{"data": {}}`, "missing: type"},
		{"unknown type", `{"type": 3}`, "type"},
		{"a pong", `{"type": 1}`, "not answered so"},
		{"what a press is no question for", `{"type": 8, "data": {"choices": []}}`, "not answered so"},
		{"mentions not said", answer(`"content": "hi"`), "allowed_mentions"},
		{"long text", answer(`"content": "` + long(2001) + `", ` + quiet), "2001"},
		{"unknown field", answer(`"content": "hi", "nonce": "a", ` + quiet), "unknown: nonce"},
		{"nothing", answer(`"content": ""`), "empty message"},
		{"words while deferring", `{"type": 5, "data": {"content": "soon", ` + quiet + `}}`, "counts here"},
		{"no such flag", answer(`"content": "hi", "flags": 2, ` + quiet), "flags: 2"},
		{"library's form", `{"type": 9, "data": {"custom_id": "f", "title": "F", "tts": false, "content": "", "components": [` + labelled("A", "a") + `]}}`, "unknown: "},
		{"row in a form", `{"type": 9, "data": {"custom_id": "f", "title": "F", "components": [{"type": 1, "components": [{"type": 4, "custom_id": "a", "style": 1, "label": "A"}]}]}}`, "deprecated"},
		{"long title", form(long(46), labelled("A", "a")), "title"},
		{"no title", form("", labelled("A", "a")), "title"},
		{"long label", form("F", labelled(long(46), "a")), "label"},
		{"label in a label", form("F", `{"type": 18, "label": "A", "component": {"type": 4, "custom_id": "a", "style": 1, "label": "A"}}`), "none of its own"},
		{"six fields", form("F", numbered(6, labelled("A", "#"))), "6 fields"},
		{"two of one name", form("F", many(2, labelled("A", "a"))), "two of one name"},
		{"no fields", form("F", ""), "components"},
		{"a button in a form", form("F", `{"type": 18, "label": "A", "component": `+pressable("A", "a")+`}`), "component"},
		{"too much is there", form("F", `{"type": 18, "label": "A", "component": {"type": 4, "custom_id": "a", "style": 1, "max_length": 2, "value": "abc"}}`), "more than max_length"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, it := pressed(t, Lenient())
			call(t, s, "POST", callbackOf(it), c.body)
			found(t, s, c.found)
		})
	}
}

func form(title, fields string) string {
	return `{"type": 9, "data": {"custom_id": "f", "title": ` + quote(title) + `, "components": [` + fields + `]}}`
}

func labelled(words, id string) string {
	return `{"type": 18, "label": ` + quote(words) + `, "component": {"type": 4, "custom_id": ` + quote(id) + `, "style": 1}}`
}

func TestAForm(t *testing.T) {
	s, p, it := pressed(t)
	r := call(t, s, "POST", callbackOf(it), form("Agenda", `{"type": 10, "content": "For Thursday."},
		{"type": 18, "label": "What", "description": "One a line", "component": {"type": 4, "custom_id": "w", "style": 2, "value": "before", "max_length": 20}},
		{"type": 18, "label": "How", "component": {"type": 3, "custom_id": "h", "required": false, "min_values": 0, "options": [`+optionA+`, {"label": "B", "value": "b", "default": true}]}}`))
	if r.Status != 204 {
		t.Fatal(r)
	}
	m := p.Modal()
	if m == nil || m.Title != "Agenda" || m.Texts[0] != "For Thursday." || len(m.Fields) != 2 || m.Fields[0].Value != "before" || m.Fields[1].Picked[0] != "B" {
		t.Fatalf("the form is %+v", m)
	}
	for _, wrong := range []map[string]string{{"What": ""}, {"What": long(21)}, {"Which": "x"}, {"How": "C"}, {"How": "A\nB"}} {
		if err := p.Fill(wrong); err == nil {
			t.Errorf("a form was sent with %v", wrong)
		}
	}
	if err := p.Fill(map[string]string{"What": "the pain", "How": "A"}); err != nil {
		t.Fatal(err)
	}
	got := newest(s)
	if data := quote(got.data); !strings.Contains(data, `"component":{"custom_id":"w","id":3,"type":4,"value":"the pain"}`) || !strings.Contains(data, `"values":["a"]`) {
		t.Error(data)
	}
	if got.on == nil || p.Modal() != nil || p.Fill(nil) == nil {
		t.Error("the form is still there")
	}
	if r := call(t, s, "POST", callbackOf(got)+"?with_response=true", `{"type": 4, "data": {"content": "Kept.", `+quiet+`}}`); r.Status != 200 {
		t.Error(r)
	}
	if r := call(t, s, "POST", callbackOf(got), form("Again", labelled("A", "a"))); r.Status == 204 {
		t.Error("a form opened after a form")
	}
}

const agenda = `[{"name": "agenda", "description": "What to bring", "integration_types": [0, 1], "contexts": [0, 1, 2], "options": [
	{"type": 3, "name": "goal", "description": "A goal", "required": true, "autocomplete": true, "max_length": 20},
	{"type": 4, "name": "top", "description": "How many", "choices": [{"name": "Three", "value": 3}]}]},
	{"name": "local", "description": "Here only", "integration_types": [0], "contexts": [0]}]`

func register(t *testing.T, s *Server) {
	t.Helper()
	if r := call(t, s, "PUT", "/applications/"+AppID+"/commands", agenda); r.Status != 200 {
		t.Fatal(r.Body)
	}
}

func TestCommands(t *testing.T) {
	s := New(t, Lenient())
	p := s.Person("4711", "Ida")
	register(t, s)
	if r := call(t, s, "GET", "/applications/"+AppID+"/commands", ""); r.Status != 200 || len(s.Commands()) != 2 || s.Commands()[0].Options[1] != "top" {
		t.Error(r)
	}
	before := text(s.commands[0], "id")
	if register(t, s); text(s.commands[0], "id") != before {
		t.Error("a command that stays has another id")
	}
	for name, given := range map[string]Given{
		"nothing": nil, "local": nil, "agenda": {"goal": "walk", "top": 4}, "agenda ": {}, "agenda  ": {"goal": long(21)}, "agenda   ": {"goal": 3}, "agenda    ": {"goal": "a", "more": "b"},
	} {
		if err := p.Slash(strings.TrimSpace(name), given); err == nil {
			t.Errorf("/%s %v was sent", name, given)
		}
	}
	if err := p.Slash("agenda", Given{"goal": "walk", "top": 3}); err != nil {
		t.Fatal(err)
	}
	it := newest(s)
	if got := quote(it.data["options"]); got != `[{"name":"goal","type":3,"value":"walk"},{"name":"top","type":4,"value":3}]` {
		t.Error(got)
	}
	if r := call(t, s, "POST", callbackOf(it), `{"type": 6}`); r.Status != 400 {
		t.Error("there is nothing to edit in answer to a command", r)
	}
	found(t, s, "not answered so")
}

func TestSuggestions(t *testing.T) {
	s := New(t, Lenient())
	p := s.Person("4711", "Ida")
	register(t, s)
	got := make(chan []Choice, 1)
	go func() {
		choices, err := p.Suggest(t.Context(), "agenda", "goal", "wa", Given{"top": 3})
		if err != nil {
			t.Error(err)
		}
		got <- choices
	}()
	it := waitFor(t, s)
	if o := quote(it.data["options"]); o != `[{"focused":true,"name":"goal","type":3,"value":"wa"},{"name":"top","type":4,"value":3}]` {
		t.Error(o)
	}
	if r := call(t, s, "POST", callbackOf(it), `{"type": 4, "data": {"content": "walk", `+quiet+`}}`); r.Status != 400 {
		t.Error(r)
	}
	call(t, s, "POST", callbackOf(it), `{"type": 8, "data": {"choices": [`+numbered(26, `{"name": "#", "value": "#"}`)+`]}}`)
	found(t, s, "choices")
	if r := call(t, s, "POST", callbackOf(it), `{"type": 8, "data": {"choices": [{"name": "walk more", "value": "g1"}]}}`); r.Status != 204 {
		t.Error(r)
	}
	if c := <-got; len(c) != 1 || c[0] != (Choice{"walk more", "g1"}) {
		t.Error(c)
	}
	if _, err := p.Suggest(t.Context(), "nothing", "goal", "", nil); err == nil {
		t.Error("something was suggested for no command")
	}
}

func waitFor(t *testing.T, s *Server) *interaction {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	if err := s.wait(ctx, func() bool { return len(s.interactions) > 0 }, "nobody asked"); err != nil {
		t.Fatal(err)
	}
	return newest(s)
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
	if err := town.Seat(ida).Slash("local", nil); err == nil {
		t.Error("the bot is gone from there")
	}
}
