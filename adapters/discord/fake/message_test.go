package fake

import (
	"strings"
	"testing"
)

func TestHowItIsInstalled(t *testing.T) {
	s := New(t)
	if _, there := s.Installs()["1"]; there {
		t.Error("people can install it from the first")
	}
	r := call(t, s, "PATCH", "/applications/@me", `{"integration_types_config": {"0": {}, "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}}}}`)
	if r.Status != 200 || len(s.Installs()) != 2 {
		t.Error(r)
	}
	if r := call(t, s, "GET", "/applications/@me", ""); !strings.Contains(r.Body, `"1":{"oauth2_install_params":{"permissions":"0","scopes":["applications.commands"]}}`) {
		t.Error(r)
	}
}

// An edit keeps what it does not mention: also that the message is of components only.
func TestEditsOfComponents(t *testing.T) {
	s, p := told(t, Lenient())
	call(t, s, "POST", to(p.Seat), v2(`{"type": 10, "content": "**one**"}`))
	path := to(p.Seat) + "/" + p.Last().ID
	if r := call(t, s, "PATCH", path, `{"components": [`+many(6, `{"type": 10, "content": "\\*two"}`)+`], `+quiet+`}`); r.Status != 200 {
		t.Error(r)
	}
	if got := p.Last(); !strings.HasPrefix(got.Text, "*two\n*two") || !strings.HasPrefix(got.Raw, "\\*two") {
		t.Errorf("%+v", got)
	}
	if r := call(t, s, "PATCH", path, `{"content": "three", `+quiet+`}`); r.Status != 400 {
		t.Error(r)
	}
	found(t, s, "content: not with IS_COMPONENTS_V2")
}

func TestAnswersToMessages(t *testing.T) {
	s, p := told(t, Lenient())
	first := p.Last().ID
	for more, want := range map[string]int{
		`"message_reference": {"message_id": "` + first + `"}`:                  200,
		`"message_reference": {"message_id": "1"}`:                              400,
		`"message_reference": {"message_id": "1", "fail_if_not_exists": false}`: 200,
	} {
		if r := call(t, s, "POST", to(p.Seat), said("hi", more)); r.Status != want {
			t.Error(more, r)
		}
	}
}

func TestWordsAreRead(t *testing.T) {
	s, p := told(t)
	call(t, s, "POST", to(p.Seat), said("  **Kept**: \\*milk\\* for <@4711> \n"))
	got := p.Last()
	if got.Text != "Kept: *milk* for @Ida" || got.Drawn("strong")[0] != "Kept" || s.Deliveries()[1].Text != got.Text {
		t.Errorf("%+v", got)
	}
}

// Without a description the fake plays on, unchecked.
func TestWithoutADescription(t *testing.T) {
	s := New(t, Lenient())
	s.spec = nil
	p := s.Person("4711", "Ida")
	p.Known()
	if r := call(t, s, "POST", to(p.Seat), said("hi", `"colour": "red"`)); r.Status != 200 || s.Checked() != 0 || len(s.Violations()) != 0 {
		t.Error(r, s.Violations())
	}
	call(t, s, "POST", to(p.Seat), said(long(2001)))
	found(t, s, "2001 characters")
	if r := call(t, s, "GET", "/users/@me/dreams", ""); r.Status != 404 {
		t.Error(r)
	}
}

func TestAtAnAddress(t *testing.T) {
	first := New(t)
	address := strings.TrimPrefix(first.URL(), "http://")
	first.close()
	if s := New(t, At(address), WithToken("x")); s.URL() != "http://"+address || call(t, s, "GET", "/users/@me", "").Status != 200 {
		t.Error("it does not listen at", address)
	}
}
