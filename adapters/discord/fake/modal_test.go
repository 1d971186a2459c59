package fake

import (
	"strings"
	"testing"
)

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

// A form of rows, as the library makes it, is found, and works all the same.
func TestAFormOfRows(t *testing.T) {
	s, p, it := pressed(t, Lenient())
	call(t, s, "POST", callbackOf(it), form("F", `{"type": 1, "components": [{"type": 4, "custom_id": "a", "style": 1, "label": "A", "required": false}]}`))
	p.Dismiss()
	if err := p.Fill(map[string]string{"A": "b"}); err == nil {
		t.Error("a form that was closed was sent")
	}
	p.Press("Yes")
	call(t, s, "POST", callbackOf(newest(s)), form("F", `{"type": 1, "components": [{"type": 4, "custom_id": "a", "style": 1, "label": "A", "required": false}]}`))
	if err := p.Fill(nil); err != nil {
		t.Fatal(err)
	}
	if got := quote(newest(s).data["components"]); got != `[{"components":[{"custom_id":"a","id":2,"type":4,"value":""}],"id":1,"type":1}]` {
		t.Error(got)
	}
	uses := s.Uses()
	if len(uses) != 3 || uses[0].Kind != aComponent || uses[2].Kind != aForm || uses[2].Label != "F" || !younger(uses[1].ID, uses[0].ID) {
		t.Error(uses)
	}
}
