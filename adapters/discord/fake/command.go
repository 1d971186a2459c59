package fake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
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

// Option is what is given for one of a command.
type Given map[string]any

// Slash runs a command with what is given for its options, strings or numbers. It is an
// error where Discord would not offer it here, or not send it.
func (seat *Seat) Slash(name string, given Given) error {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	cmd, err := seat.command(name)
	if err != nil {
		return err
	}
	options, err := given.options(cmd)
	if err != nil {
		return err
	}
	s.interact(&interaction{kind: aCommand, seat: seat, data: called(cmd, options), label: "/" + name})
	return nil
}

func called(cmd obj, options []any) obj {
	o := obj{"id": cmd["id"], "name": cmd["name"], "type": 1}
	if len(options) > 0 {
		o["options"] = options
	}
	return o
}

// command is one that is offered here.
func (seat *Seat) command(name string) (obj, error) {
	for _, o := range seat.server.commands {
		if o["name"] != name {
			continue
		}
		if !has(o, "integration_types", seat.install()) {
			return nil, fmt.Errorf("/%s is not for those who installed it so", name)
		}
		if o["contexts"] != nil && !has(o, "contexts", seat.channel.context()) {
			return nil, fmt.Errorf("/%s is not offered in such a place", name)
		}
		return o, nil
	}
	return nil, fmt.Errorf("there is no command /%s", name)
}

func (seat *Seat) install() int {
	if seat.userInstalled() {
		return 1
	}
	return 0
}

func has(o obj, name string, n int) bool {
	return slices.ContainsFunc(list(o, name), func(v any) bool { return fmt.Sprint(v) == fmt.Sprint(n) })
}

// The types of options that can be given here.
const (
	optionString  = 3
	optionInteger = 4
	optionBoolean = 5
	optionNumber  = 10
)

// options are the given ones in the order the command has them.
func (g Given) options(cmd obj) ([]any, error) {
	out, left := []any{}, maps.Clone(g)
	for _, o := range objects(cmd["options"]) {
		name := text(o, "name")
		v, there := g[name]
		delete(left, name)
		switch {
		case !there && o["required"] == true:
			return nil, fmt.Errorf("/%s needs %s", cmd["name"], name)
		case !there:
			continue
		}
		if !takes(o, v) {
			return nil, fmt.Errorf("/%s does not take %v for %s", cmd["name"], v, name)
		}
		out = append(out, obj{"name": name, "type": number(o, "type"), "value": v})
	}
	for name := range left {
		return nil, fmt.Errorf("/%s has no option %s", cmd["name"], name)
	}
	return out, nil
}

// takes says whether an option may have a value.
func takes(o obj, v any) bool {
	choices := choicesOf(o)
	if len(choices) > 0 && !slices.ContainsFunc(choices, func(c Choice) bool { return c.Value == fmt.Sprint(v) }) {
		return false
	}
	switch v := v.(type) {
	case string:
		long := number(o, "max_length") == 0 || units(v) <= number(o, "max_length")
		return number(o, "type") == optionString && v != "" && long && units(v) >= number(o, "min_length")
	case int:
		return number(o, "type") == optionInteger || number(o, "type") == optionNumber
	case float64:
		return number(o, "type") == optionNumber
	case bool:
		return number(o, "type") == optionBoolean
	}
	return false
}

func choicesOf(o obj) []Choice {
	var out []Choice
	for _, c := range objects(o["choices"]) {
		out = append(out, Choice{text(c, "name"), fmt.Sprint(c["value"])})
	}
	return out
}

// Suggest asks what the bot suggests for an option of which so much is typed, and waits
// for the answer. What is given for other options is told too.
func (seat *Seat) Suggest(ctx context.Context, name, option, typed string, given Given) ([]Choice, error) {
	s := seat.server
	s.mu.Lock()
	cmd, err := seat.command(name)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	it := &interaction{kind: aQuery, seat: seat, data: called(cmd, given.typing(cmd, option, typed)), label: "/" + name + " " + option}
	s.interact(it)
	s.mu.Unlock()
	err = s.wait(ctx, func() bool { return it.answer != 0 }, "nothing was suggested")
	return it.choices, err
}

func (g Given) typing(cmd obj, option, typed string) []any {
	out := []any{}
	for _, o := range objects(cmd["options"]) {
		name := text(o, "name")
		if name == option {
			out = append(out, obj{"name": name, "type": number(o, "type"), "value": typed, "focused": true})
		} else if v, there := g[name]; there {
			out = append(out, obj{"name": name, "type": number(o, "type"), "value": v})
		}
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
