package fake

import (
	"fmt"
	"strings"
	"testing"
)

func long(n int) string { return strings.Repeat("a", n) }

func many(n int, one string) string { return strings.TrimSuffix(strings.Repeat(one+", ", n), ", ") }

// numbered is a list of things that differ by their number.
func numbered(n int, one string) string {
	var out []string
	for i := range n {
		out = append(out, strings.ReplaceAll(one, "#", fmt.Sprint(i)))
	}
	return strings.Join(out, ", ")
}

func found(t *testing.T, s *Server, what string) {
	t.Helper()
	if all := strings.Join(s.Violations(), "\n"); !strings.Contains(all, what) {
		t.Errorf("%q was not found; found:\n%s", what, all)
	}
}

func needSpec(t *testing.T) {
	t.Helper()
	if specFor(t) == nil {
		t.Skip("there is no description of the API here")
	}
}

// v2 is a message of components only.
func v2(components string) string {
	return `{"nonce": ` + quote(nextNonce()) + `, "enforce_nonce": true, "flags": 32768, ` + quiet + `, "components": [` + components + `]}`
}

func choosing(options, more string) string {
	return `"components": [{"type": 1, "components": [{"type": 3, "custom_id": "a", "options": [` + options + `]` + more + `}]}]`
}

const optionA = `{"label": "A", "value": "a"}`

// badMessages are bodies of POST messages, each wrong in one way.
var badMessages = []struct{ name, body, found string }{
	{"unknown field", said("hi", `"colour": "red"`), "unknown: colour"},
	{"unknown fields of the library", said("hi", `"ID": "1", "Channel": "2"`), "unknown: "},
	{"text as number", said("hi", `"content": 5`), "content: number is no"},
	{"flag as string", said("hi", `"tts": "yes"`), "tts: string is no"},
	{"flags as text", said("hi", `"flags": "64"`), "flags: string is no"},
	{"list as object", said("hi", `"embeds": {}`), "embeds: object is no"},
	{"no object", `[]`, "array is no object"},
	{"no JSON", `{"content"`, "the body is no JSON"},
	{"no body", ``, "a request without a body"},
	{"long text", said(long(2001)), "2001 characters, at most 2000"},
	{"longer text", said(long(4001)), "content: "},
	{"long in units", said(strings.Repeat("😀", 1001)), "2002 characters"},
	{"no nonce", `{"content": "hi", "enforce_nonce": true, ` + quiet + `}`, "nonce: missing"},
	{"empty nonce", `{"content": "hi", "nonce": "", "enforce_nonce": true, ` + quiet + `}`, "nonce: missing"},
	{"nonce not enforced", `{"content": "hi", "nonce": "a", ` + quiet + `}`, "enforce_nonce: missing"},
	{"long nonce", `{"content": "hi", "nonce": "` + long(26) + `", "enforce_nonce": true, ` + quiet + `}`, "nonce"},
	{"mentions not said", `{"content": "hi", "nonce": "a", "enforce_nonce": true}`, "allowed_mentions"},
	{"mentions null", `{"content": "hi", "nonce": "a", "enforce_nonce": true, "allowed_mentions": {"parse": null}}`, "allowed_mentions"},
	{"mentions of all", `{"content": "hi", "nonce": "a", "enforce_nonce": true, "allowed_mentions": {"parse": ["everyone"]}}`, "allowed_mentions"},
	{"mentions of one", `{"content": "hi", "nonce": "a", "enforce_nonce": true, "allowed_mentions": {"parse": [], "users": ["4711"]}}`, "allowed_mentions"},
	{"mentions of the answered", `{"content": "hi", "nonce": "a", "enforce_nonce": true, "allowed_mentions": {"parse": [], "replied_user": true}}`, "allowed_mentions"},
	{"mentions of no kind", `{"content": "hi", "nonce": "a", "enforce_nonce": true, "allowed_mentions": {"parse": ["friends"]}}`, "allowed_mentions.parse[0]"},
	{"unknown component", said("hi", `"components": [{"type": 99}]`), "components[0]"},
	{"button without a row", said("hi", `"components": [`+pressable("A", "a")+`]`), "components[0]"},
	{"six rows", said("hi", `"components": [`+numbered(6, `{"type": 1, "components": [`+pressable("A", "#")+`]}`)+`]`), "6 rows, at most 5"},
	{"six in a row", said("hi", buttons(numbered(6, pressable("A", "#")))), "components"},
	{"empty row", said("hi", buttons()), "components[0].components"},
	{"two of one name", said("hi", buttons(pressable("A", "a"), pressable("B", "a"))), "two of one name"},
	{"two of one name in two rows", said("hi", `"components": [`+many(2, `{"type": 1, "components": [`+pressable("A", "a")+`]}`)+`]`), "two of one name"},
	{"no name", said("hi", buttons(`{"type": 2, "style": 1, "label": "A"}`)), "has a custom_id"},
	{"empty name", said("hi", buttons(pressable("A", ""))), "custom_id"},
	{"long name", said("hi", buttons(pressable("A", long(101)))), "custom_id"},
	{"no label", said("hi", buttons(pressable("", "a"))), "neither label nor emoji"},
	{"long label", said("hi", buttons(pressable(long(81), "a"))), "label"},
	{"unknown style", said("hi", buttons(`{"type": 2, "style": 9, "label": "A", "custom_id": "a"}`)), "style"},
	{"no style", said("hi", buttons(`{"type": 2, "label": "A", "custom_id": "a"}`)), "missing: style"},
	{"link to nowhere", said("hi", buttons(`{"type": 2, "style": 5, "label": "A"}`)), "a link has an address"},
	{"link with a name", said("hi", buttons(`{"type": 2, "style": 5, "label": "A", "url": "https://a.example", "custom_id": "a"}`)), "no custom_id"},
	{"button with an address", said("hi", buttons(`{"type": 2, "style": 1, "label": "A", "url": "https://a.example", "custom_id": "a"}`)), "no address"},
	{"unknown in a button", said("hi", buttons(`{"type": 2, "style": 1, "label": "A", "custom_id": "a", "data": "x"}`)), "unknown: data"},
	{"text input", said("hi", buttons(`{"type": 4, "style": 1, "label": "A", "custom_id": "a"}`)), "components[0]"},
	{"no options", said("hi", choosing("", "")), "options"},
	{"26 options", said("hi", choosing(numbered(26, `{"label": "A", "value": "#"}`), "")), "options"},
	{"two of one value", said("hi", choosing(many(2, optionA), "")), "two of one value"},
	{"more than there are", said("hi", choosing(optionA, `, "max_values": 2`)), "of which 1 to 2"},
	{"more picked than may be", said("hi", choosing(`{"label": "A", "value": "a", "default": true}, {"label": "B", "value": "b", "default": true}`, "")), "2 are"},
	{"long option", said("hi", choosing(`{"label": "`+long(101)+`", "value": "a"}`, "")), "label"},
	{"long hint", said("hi", choosing(optionA, `, "placeholder": "`+long(151)+`"`)), "placeholder"},
	{"shared row", said("hi", buttons(pressable("A", "b"), `{"type": 3, "custom_id": "a", "options": [`+optionA+`]}`)), "shares its row"},
	{"text in v2", strings.Replace(v2(`{"type": 10, "content": "hi"}`), `{`, `{"content": "hi", `, 1), "content: not with IS_COMPONENTS_V2"},
	{"embeds in v2", strings.Replace(v2(`{"type": 10, "content": "hi"}`), `{`, `{"embeds": [{"title": "a"}], `, 1), "embeds: not with IS_COMPONENTS_V2"},
	{"poll in v2", strings.Replace(v2(`{"type": 10, "content": "hi"}`), `{`, `{"sticker_ids": ["1"], `, 1), "sticker_ids: not with"},
	{"v2 without the flag", said("", `"components": [{"type": 10, "content": "hi"}]`), "only rows without IS_COMPONENTS_V2"},
	{"41 components", v2(many(20, `{"type": 17, "components": [{"type": 10, "content": "a"}]}`) + `, {"type": 10, "content": "a"}`), "41 in all, at most 40"},
	{"much text in v2", v2(many(2, `{"type": 10, "content": "`+long(2001)+`"}`)), "4002 characters"},
	{"empty text in v2", v2(`{"type": 10, "content": ""}`), "content"},
	{"unknown in v2", v2(`{"type": 10, "content": "a", "size": 3}`), "unknown: size"},
	{"embeds too long", said("hi", `"embeds": [`+many(2, `{"description": "`+long(3500)+`"}`)+`]`), "7000 characters in all"},
	{"eleven embeds", said("hi", `"embeds": [`+many(11, `{"title": "a"}`)+`]`), "embeds"},
	{"a file nobody sent", said("hi", `"attachments": [{"id": "0", "filename": "a.png"}]`), "there is no file 0"},
	{"a file without a number", said("hi", `"attachments": [{"filename": "a.png"}]`), "missing: id"},
	{"long description", said("hi", `"attachments": [{"id": "0", "description": "`+long(1025)+`"}]`), "description"},
	{"a number too large", said("hi", buttons(`{"type": 2, "style": 1, "label": "A", "custom_id": "a", "id": 4294967296}`)), "it is too large"},
	{"no snowflake", said("hi", `"message_reference": {"message_id": "99999999999999999999"}`), "no snowflake"},
	{"a picture nobody sent", v2(`{"type": 12, "items": [{"media": {"url": "week.png"}}]}`), "url"},
	{"secret in a channel", said("hi", `"flags": 64`), "flags"},
	{"nothing", said(""), "Cannot send an empty message"},
}

func TestBadMessagesAreFound(t *testing.T) {
	needSpec(t)
	for _, c := range badMessages {
		t.Run(c.name, func(t *testing.T) {
			s := New(t, Lenient())
			p := s.Person("4711", "Ida")
			p.Known()
			call(t, s, "POST", to(p.Seat), c.body)
			found(t, s, c.found)
		})
	}
}

// What is in order must pass, or the test above shows nothing.
func TestGoodMessagesPass(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	p.Known()
	for name, body := range map[string]string{
		"text":    said(long(2000)),
		"nulls":   said("hi", `"embeds": null, "components": null, "sticker_ids": null, "message_reference": null`),
		"buttons": said("hi", `"components": [`+numbered(5, `{"type": 1, "components": [`+numbered(5, pressable(long(80), long(97)+"#%"))+`]}`)+`]`),
		"link":    said("hi", buttons(`{"type": 2, "style": 5, "label": "A", "url": "https://a.example"}`)),
		"emoji":   said("hi", buttons(`{"type": 2, "style": 2, "emoji": {"id": null, "name": "👍"}, "custom_id": "a"}`)),
		"select":  said("hi", choosing(numbered(25, `{"label": "A", "value": "#", "description": null, "default": false}`), `, "min_values": 0, "max_values": 25, "placeholder": "Pick"`)),
		"v2": v2(`{"type": 17, "accent_color": 5793266, "components": [{"type": 10, "content": "hi"}, {"type": 14},
			{"type": 9, "components": [{"type": 10, "content": "one"}], "accessory": ` + pressable("A", "a") + `}]},
			{"type": 1, "components": [` + pressable("B", "b") + `]}`),
		"silent": said("hi", `"flags": 4096`),
	} {
		body = strings.ReplaceAll(body, "%", "")
		if strings.Contains(name, "buttons") {
			body = said("hi", rows())
		}
		if r := call(t, s, "POST", to(p.Seat), body); r.Status != 200 {
			t.Errorf("%s: %s", name, r.Body)
		}
	}
}

// rows are as many buttons as a message takes, with names as long as they may be.
func rows() string {
	var out []string
	for row := range 5 {
		var line []string
		for i := range 5 {
			line = append(line, pressable(long(80), fmt.Sprintf("%s%02d", long(98), 5*row+i)))
		}
		out = append(out, `{"type": 1, "components": [`+strings.Join(line, ", ")+`]}`)
	}
	return `"components": [` + strings.Join(out, ", ") + `]`
}

func TestBadRequestsAreFound(t *testing.T) {
	needSpec(t)
	for _, c := range []struct{ name, method, path, body, found string }{
		{"unknown route", "GET", "/users/@me/dreams", "", "no such route"},
		{"unknown method", "DELETE", "/users/@me", "", "no such route"},
		{"not played", "GET", "/users/@me/guilds", "", "not played by the fake"},
		{"body on a GET", "GET", "/users/@me", `{}`, "a body where none is taken"},
		{"query of no such name", "GET", "/channels/1/messages?since=1", "", "since: unknown in the query"},
		{"query out of bounds", "GET", "/channels/1/messages?limit=101", "", `limit: "101" is not taken`},
		{"query of no snowflake", "GET", "/channels/1/messages?after=yesterday", "", "after: "},
		{"path of no snowflake", "GET", "/channels/me", "", "channel_id: "},
		{"dm with nobody", "POST", "/users/@me/channels", `{"recipient": "1"}`, "unknown: recipient"},
		{"empty name of a command", "PUT", "/applications/" + AppID + "/commands", `[{"name": "", "description": "d"}]`, "name"},
		{"capitals in a command", "PUT", "/applications/" + AppID + "/commands", `[{"name": "Help", "description": "d"}]`, "in lower case"},
		{"space in a command", "PUT", "/applications/" + AppID + "/commands", `[{"name": "check in", "description": "d"}]`, "a name of 1 to 32"},
		{"command unexplained", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help"}]`, "a description of 0"},
		{"long description", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "` + long(101) + `"}]`, "description"},
		{"twice", "PUT", "/applications/" + AppID + "/commands", `[` + many(2, `{"name": "help", "description": "d"}`) + `]`, "registered twice"},
		{"101 commands", "PUT", "/applications/" + AppID + "/commands", `[` + numbered(101, `{"name": "c#", "description": "d"}`) + `]`, "101 commands"},
		{"optional first", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [{"type": 3, "name": "a", "description": "d"}, {"type": 3, "name": "b", "description": "d", "required": true}]}]`, "a required option after"},
		{"two options of one name", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [` + many(2, `{"type": 3, "name": "a", "description": "d"}`) + `]}]`, "two of one name"},
		{"null in an option", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [{"type": 3, "name": "a", "description": "d", "channel_types": null}]}]`, "unknown: channel_types"},
		{"choices and autocomplete", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [{"type": 3, "name": "a", "description": "d", "autocomplete": true, "choices": [{"name": "x", "value": "x"}]}]}]`, "either choices or autocomplete"},
		{"too long together", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [` + numbered(25, `{"type": 3, "name": "a#", "description": "d", "choices": [`+numbered(25, `{"name": "x#%", "value": "`+long(20)+`"}`)+`]}`) + `]}]`, "characters together, at most 8000"},
		{"private channels of a server", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "contexts": [2], "integration_types": [0]}]`, "private channels are for what people install"},
		{"two choices of one name", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [{"type": 3, "name": "a", "description": "d", "choices": [{"name": "x", "value": "x"}, {"name": "x", "value": "y"}]}]}]`, "two choices of one name"},
		{"empty choice", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [{"type": 3, "name": "a", "description": "d", "choices": [{"name": "x", "value": ""}]}]}]`, "have 1 to 100 characters"},
		{"option unexplained", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "options": [{"type": 3, "name": "a", "description": ""}]}]`, "a: a description of 0"},
		{"messages around", "GET", "/channels/1/messages?around=1", "", "around"},
		{"unknown context", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "contexts": [7]}]`, "contexts"},
		{"no context", "PUT", "/applications/" + AppID + "/commands", `[{"name": "help", "description": "d", "contexts": []}]`, "contexts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(t, Lenient())
			call(t, s, c.method, c.path, c.body)
			found(t, s, c.found)
		})
	}
}
