package fake

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

func (s *Server) getCommands(c *Call) (int, any, *refusal) {
	if c.Path["application_id"] != AppID {
		return 0, nil, unknown(10002, "Application")
	}
	out := []any{}
	for _, o := range s.commands {
		out = append(out, o)
	}
	return http.StatusOK, out, nil
}

// setCommands puts new ones in the place of all. One of the same name keeps its id.
func (s *Server) setCommands(c *Call) (int, any, *refusal) {
	if c.Path["application_id"] != AppID {
		return 0, nil, unknown(10002, "Application")
	}
	before := s.commands
	s.commands = nil
	all, _ := c.Body.([]any)
	for _, o := range objects(all) {
		s.commands = append(s.commands, s.registered(before, o))
	}
	s.touch()
	return s.getCommands(c)
}

func (s *Server) registered(before []obj, o obj) obj {
	out := bare(o)
	out["id"], out["application_id"], out["version"] = s.snowflake(), AppID, s.snowflake()
	for _, old := range before {
		if old["name"] == o["name"] {
			out["id"] = old["id"]
		}
	}
	fill(out, obj{"type": 1, "description": "", "default_member_permissions": nil, "nsfw": false, "contexts": nil})
	fill(out, obj{"integration_types": []any{0}})
	if out["options"] != nil {
		out["options"] = bareDeep(out["options"])
	}
	return out
}

// Command is one the bot has registered.
type Command struct {
	Name, About string
	Options     []string
}

// Commands are those registered, in order.
func (s *Server) Commands() []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Command
	for _, o := range s.commands {
		c := Command{Name: text(o, "name"), About: text(o, "description")}
		for _, option := range objects(o["options"]) {
			c.Options = append(c.Options, text(option, "name"))
		}
		out = append(out, c)
	}
	return out
}

// names are those of commands and options (interactions/application-commands).
var names = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// commands finds what stands in the prose about commands only.
func (f *flaws) commands(body any) {
	all, _ := body.([]any)
	if len(all) > 100 {
		f.refuse("%d commands, at most 100", len(all))
	}
	seen := map[string]bool{}
	for _, o := range objects(all) {
		name := text(o, "name")
		if seen[name] {
			f.refuse("/%s: registered twice", name)
		}
		seen[name] = true
		f.command(o, name)
	}
}

func (f *flaws) command(o obj, name string) {
	f.name("/"+name, name)
	if n := units(text(o, "description")); n < 1 || n > 100 {
		f.refuse("/%s: a description of %d characters, where 1 to 100 are taken", name, n)
	}
	if n := size(o); n > 8000 {
		f.refuse("/%s: %d characters together, at most 8000", name, n)
	}
	if has(o, "contexts", 2) && !has(o, "integration_types", 1) {
		f.refuse("/%s: private channels are for what people install", name)
	}
	seen, optional := map[string]bool{}, false
	for _, option := range objects(o["options"]) {
		f.option(name, option, seen)
		if optional && option["required"] == true {
			f.refuse("/%s: a required option after one that is not", name)
		}
		optional = optional || option["required"] != true
	}
}

func (f *flaws) name(where, name string) {
	if !names.MatchString(name) || strings.ToLower(name) != name {
		f.refuse("%s: a name of 1 to 32 letters, digits, - and _, in lower case", where)
	}
}

func (f *flaws) option(cmd string, o obj, seen map[string]bool) {
	name := text(o, "name")
	where := "/" + cmd + " " + name
	f.name(where, name)
	if seen[name] {
		f.refuse("%s: there are two of one name", where)
	}
	seen[name] = true
	if n := units(text(o, "description")); n < 1 || n > 100 {
		f.refuse("%s: a description of %d characters, where 1 to 100 are taken", where, n)
	}
	if o["autocomplete"] == true && len(list(o, "choices")) > 0 {
		f.refuse("%s: either choices or autocomplete", where)
	}
	f.choices(where, list(o, "choices"))
}

func (f *flaws) choices(where string, all []any) {
	if len(all) > 25 {
		f.refuse("%s: %d choices, at most 25", where, len(all))
	}
	seen := map[string]bool{}
	for _, o := range objects(all) {
		name, v := text(o, "name"), o["value"]
		s, _ := v.(string)
		if _, isNumber := v.(json.Number); units(name) < 1 || units(name) > 100 || units(s) > 100 || s == "" && !isNumber {
			f.refuse("%s: a choice and its value have 1 to 100 characters", where)
		}
		if seen[name] {
			f.refuse("%s: two choices of one name", where)
		}
		seen[name] = true
	}
}

// size is what counts towards the limit of a command: names, descriptions and values.
func size(v any) int {
	o, _ := v.(obj)
	n := units(text(o, "name")) + units(text(o, "description")) + units(text(o, "value"))
	for _, inner := range slices.Concat(list(o, "options"), list(o, "choices")) {
		n += size(inner)
	}
	return n
}
