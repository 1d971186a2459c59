package fake

import (
	"fmt"
	"slices"
)

// Person is somebody with a phone, and their chat with the bot.
type Person struct {
	ID       int
	Name     string
	Language string // as their app is set, "en"

	server *Server
	chat   *chat
	toasts []Toast
}

// Person is the one with that id; they have not written to the bot yet. Calling again
// gives the same person.
func (s *Server) Person(id int, name string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.chats[id]; c != nil {
		return c.person
	}
	p := &Person{ID: id, Name: name, Language: "en", server: s}
	p.chat = &chat{id: id, kind: "private", person: p}
	s.chats[id] = p.chat
	return p
}

func (p *Person) user() obj {
	return obj{"id": p.ID, "is_bot": false, "first_name": p.Name, "language_code": p.Language}
}

// Known makes it so that they have written before, without an update: the bot may write.
func (p *Person) Known() {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.chat.known = true
}

// Say writes a message, and returns its id. Where the bot's last message asks for a
// reply, it is one, as on a phone.
func (p *Person) Say(text string) int {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	last := p.chat.newest(func(*message) bool { return true })
	if last != nil && last.other["force_reply"] != true {
		last = nil
	}
	return p.send(written(text), last)
}

// Reply answers one message.
func (p *Person) Reply(to int, text string) int {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.send(written(text), p.chat.find(to))
}

// Start opens the bot by a link with a payload, t.me/bot?start=payload.
func (p *Person) Start(payload string) int {
	if payload == "" {
		return p.Say("/start")
	}
	return p.Say("/start " + payload)
}

// written is a text as the server keeps it: trimmed, with what it sees in it marked.
func written(text string) obj {
	clean, _ := trim(text, nil)
	body := obj{"text": clean}
	if found := detected(clean); len(found) > 0 {
		body["entities"] = found
	}
	return body
}

func (p *Person) send(body obj, reply *message) int {
	m := p.server.say(p.chat, p.user(), body)
	m.reply = reply
	p.chat.known = true
	p.server.push("message", m.json())
	return m.id
}

func (p *Person) share(body obj) int {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.send(body, nil)
}

// Edit changes one of their messages.
func (p *Person) Edit(id int, text string) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	m := p.chat.find(id)
	if m == nil || m.own {
		p.server.t.Errorf("%s has no message %d to edit", p.Name, id)
		return
	}
	m.body, m.edited = written(text), p.server.now()
	p.server.push("edited_message", m.json())
}

// Delete removes a message from both phones; the bot is not told.
func (p *Person) Delete(id int) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	if m := p.chat.find(id); m != nil {
		p.server.drop(m)
	}
}

// Press taps the newest inline button with that label, or else the one below the chat.
// It says false where there is none.
func (p *Person) Press(label string) bool {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	for _, m := range slices.Backward(p.chat.messages) {
		if b, ok := m.button(label); ok && !m.gone {
			p.server.press(p, b, m.json())
			return true
		}
	}
	for _, row := range labels(p.chat.keyboard) {
		for _, l := range row {
			if same(l, label) {
				p.send(written(l), nil)
				return true
			}
		}
	}
	return false
}

// PressOn taps a button of one message as it was shown then, which it may no longer
// have: phones lag behind.
func (p *Person) PressOn(shown Shown, label string) bool {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	m := p.chat.find(shown.ID)
	for _, b := range slices.Concat(shown.Buttons...) {
		if same(b.Label, label) && m != nil {
			p.server.press(p, b, m.json())
			return true
		}
	}
	return false
}

// PressFaded taps a button on a message so old that the bot is not shown it any more.
func (p *Person) PressFaded(shown Shown, label string) bool {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	for _, b := range slices.Concat(shown.Buttons...) {
		if same(b.Label, label) {
			p.server.press(p, b, obj{"chat": p.chat.json(), "message_id": shown.ID, "date": 0})
			return true
		}
	}
	return false
}

// PressInline taps a button on a message sent through the bot in another chat.
func (p *Person) PressInline(data string) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.server.press(p, Button{Label: data, Data: data}, nil)
}

func (m *message) button(label string) (Button, bool) {
	for _, b := range slices.Concat(keyboardOf(m.inline)...) {
		if same(b.Label, label) {
			return b, true
		}
	}
	return Button{}, false
}

// Chat is everything that stands in their chat with the bot.
func (p *Person) Chat() []Shown {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.chat.shown()
}

func (c *chat) shown() []Shown {
	var out []Shown
	for _, m := range c.messages {
		if !m.gone {
			out = append(out, m.shown())
		}
	}
	return out
}

// Last is the bot's newest message, with no ID where there is none.
func (p *Person) Last() Shown {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	if m := p.chat.newest(func(m *message) bool { return m.own }); m != nil {
		return m.shown()
	}
	return Shown{}
}

// Take is what the bot has shown since the last Take, sent or edited, each as it stood
// at that moment.
func (p *Person) Take() []Shown {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.chat.take()
}

func (c *chat) take() []Shown {
	out := c.changes
	c.changes = nil
	return out
}

// Toasts are what their presses were answered with, those without words too.
func (p *Person) Toasts() []Toast {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return slices.Clone(p.toasts)
}

// Actions are what the bot said it was doing, "typing".
func (p *Person) Actions() []string {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return slices.Clone(p.chat.actions)
}

// String names the person.
func (p *Person) String() string { return fmt.Sprintf("%s (%d)", p.Name, p.ID) }
