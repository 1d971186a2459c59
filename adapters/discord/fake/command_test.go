package fake

import (
	"context"
	"strings"
	"testing"
	"time"
)

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
	for method, body := range map[string]string{"GET": "", "PUT": "[]"} {
		if r := call(t, s, method, "/applications/1/commands", body); r.code(t) != 10002 {
			t.Error(r)
		}
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
