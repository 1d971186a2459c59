package fake

import (
	"slices"
	"strings"
	"time"
)

// chat is a place the bot talks in.
type chat struct {
	id       int
	kind     string // private, group, supergroup, channel
	title    string
	person   *Person // whose private chat it is
	members  []*Person
	messages []*message
	changes  []Shown // what was shown since the person last looked
	keyboard obj     // the reply keyboard that stands under it
	menu     obj
	actions  []string // what the bot said it was doing

	known       bool // the person has written, so the bot may
	blocked     bool
	deactivated bool
	outside     bool // the bot is no member
	movedTo     int
}

// message is something said in a chat. Its body holds the fields that differ by kind.
type message struct {
	id     int
	chat   *chat
	from   obj
	own    bool // the bot's
	date   time.Time
	edited time.Time
	body   obj
	inline obj // its inline keyboard
	other  obj // what else came as reply_markup
	reply  *message
	gone   bool
	file   *file
}

// bot is who the bot is.
func (s *Server) bot() obj {
	return obj{"id": botID(s.token), "is_bot": true, "first_name": "Samepage", "username": BotName}
}

// BotName is the bot's user name, as in t.me/samepage_bot.
const BotName = "samepage_bot"

func botID(token string) int {
	n := 0
	for _, r := range token {
		if r < '0' || r > '9' {
			break
		}
		n = 10*n + int(r-'0')
	}
	return n
}

func (c *chat) json() obj {
	o := obj{"id": c.id, "type": c.kind}
	if c.kind == "private" {
		o["first_name"] = c.person.Name
	} else {
		o["title"] = c.title
	}
	return o
}

func (m *message) json() obj {
	o := obj{"message_id": m.id, "chat": m.chat.json(), "date": m.date.Unix()}
	if m.from != nil {
		o["from"] = m.from
	}
	for name, v := range m.body {
		o[name] = v
	}
	if m.inline != nil {
		o["reply_markup"] = m.inline
	}
	if !m.edited.IsZero() {
		o["edit_date"] = m.edited.Unix()
	}
	if m.reply != nil {
		reply := m.reply.json()
		delete(reply, "reply_to_message") // it goes one step deep
		o["reply_to_message"] = reply
	}
	return o
}

// say puts a message at the end of a chat. The lock is held.
func (s *Server) say(c *chat, from obj, body obj) *message {
	m := &message{id: s.nextID, chat: c, from: from, date: s.now(), body: body}
	s.nextID++
	c.messages = append(c.messages, m)
	return m
}

func (c *chat) find(id int) *message {
	for _, m := range slices.Backward(c.messages) {
		if m.id == id && !m.gone {
			return m
		}
	}
	return nil
}

func (c *chat) newest(fits func(*message) bool) *message {
	for _, m := range slices.Backward(c.messages) {
		if !m.gone && fits(m) {
			return m
		}
	}
	return nil
}

// reach is the chat a request names, if the bot can write there.
func (s *Server) reach(c *Call) (*chat, *refusal) {
	to := s.chats[c.number("chat_id")]
	switch {
	case to == nil:
		return nil, bad("chat not found")
	case to.movedTo != 0:
		no := bad("group chat was upgraded to a supergroup chat")
		no.Parameters = obj{"migrate_to_chat_id": to.movedTo}
		return nil, no
	case to.deactivated:
		return nil, forbidden("user is deactivated")
	case to.blocked:
		return nil, forbidden("bot was blocked by the user")
	case to.outside:
		return nil, forbidden("bot was kicked from the " + to.kind + " chat")
	case to.kind == "private" && !to.known:
		return nil, forbidden("bot can't initiate conversation with a user")
	}
	return to, nil
}

// Button is one of an inline keyboard.
type Button struct {
	Label string
	Data  string
	URL   string
}

func keyboardOf(markup obj) [][]Button {
	var out [][]Button
	rows, _ := markup["inline_keyboard"].([]any)
	for _, row := range rows {
		var line []Button
		buttons, _ := row.([]any)
		for _, b := range buttons {
			o, _ := b.(obj)
			label, _ := o["text"].(string)
			data, _ := o["callback_data"].(string)
			url, _ := o["url"].(string)
			line = append(line, Button{label, data, url})
		}
		out = append(out, line)
	}
	return out
}

// same compares labels as a person does.
func same(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
