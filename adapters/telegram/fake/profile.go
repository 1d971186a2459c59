package fake

import (
	"encoding/json"
	"strings"
)

// Command is one of the bot's commands as people see it.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// Commands are those set for a scope, as "all_private_chats", and a language; "" is the
// default of each.
func (s *Server) Commands(scope, language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	list, _ := s.profile["commands "+scopeName(scope)+" "+language].([]any)
	data, _ := json.Marshal(list) // it was read from JSON
	var out []Command
	_ = json.Unmarshal(data, &out)
	return out
}

// SetCommands sets them, as an earlier program with the bot's token may have.
func (s *Server) SetCommands(scope, language string, commands ...Command) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []any{}
	for _, c := range commands {
		list = append(list, obj{"command": c.Command, "description": c.Description})
	}
	s.profile["commands "+scopeName(scope)+" "+language] = list
}

// Profile is the text the bot set by a method such as "setMyDescription".
func (s *Server) Profile(method, language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, _ := s.profile[about(method)+" "+language].(string)
	return text
}

func scopeName(s string) string {
	if s == "" {
		return "default"
	}
	return s
}

// slot is where the commands a request speaks of are kept.
func slot(c *Call) string {
	typ, _ := c.object("scope")["type"].(string)
	name := scopeName(typ)
	if id := c.object("scope")["chat_id"]; id != nil {
		data, _ := json.Marshal(id) // it was read from JSON
		name += ":" + string(data)
	}
	return "commands " + name + " " + c.text("language_code")
}

func (s *Server) setMyCommands(c *Call) (any, *refusal) {
	commands := c.list("commands")
	if len(commands) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, v := range commands {
		o, _ := v.(obj)
		name, _ := o["command"].(string)
		about, _ := o["description"].(string)
		switch {
		case !commandName.MatchString(name) || len(name) > 32:
			return nil, bad("BOT_COMMAND_INVALID")
		case about == "" || units(about) > 256:
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.profile[slot(c)] = commands
	return true, nil
}

func (s *Server) getMyCommands(c *Call) (any, *refusal) {
	commands, ok := s.profile[slot(c)].([]any)
	if !ok {
		commands = []any{}
	}
	return commands, nil
}

func (s *Server) deleteMyCommands(c *Call) (any, *refusal) {
	delete(s.profile, slot(c))
	return true, nil
}

// about is what a method of the profile is about: short_description.
func about(method string) string {
	return map[string]string{
		"Name": "name", "Description": "description", "ShortDescription": "short_description",
	}[strings.TrimPrefix(method[1:], "etMy")]
}

func (s *Server) setProfile(c *Call) (any, *refusal) {
	name := about(c.Method)
	s.profile[name+" "+c.text("language_code")] = c.text(name)
	return true, nil
}

func (s *Server) getProfile(c *Call) (any, *refusal) {
	name := about(c.Method)
	text, _ := s.profile[name+" "+c.text("language_code")].(string)
	return obj{name: text}, nil
}

func (s *Server) setChatMenuButton(c *Call) (any, *refusal) {
	button := c.object("menu_button")
	if button == nil {
		button = obj{"type": "default"}
	}
	if !c.has("chat_id") {
		s.profile["menu"] = button
		return true, nil
	}
	to, no := s.reach(c)
	if no == nil {
		to.menu = button
	}
	return no == nil, no
}

func (s *Server) getChatMenuButton(c *Call) (any, *refusal) {
	if to := s.chats[c.number("chat_id")]; to != nil && to.menu != nil {
		return to.menu, nil
	}
	if menu := s.profile["menu"]; menu != nil {
		return menu, nil
	}
	return obj{"type": "commands"}, nil
}
