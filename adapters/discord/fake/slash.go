package fake

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Given is what is given for the options of a command: strings, numbers, true or false.
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
