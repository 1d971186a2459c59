package fake

import (
	"fmt"
	"time"
)

// Delivery is one message the bot has sent, for counting.
type Delivery struct {
	Chat int
	ID   int
	Text string // or the caption
	At   time.Time
}

// Deliveries are the messages the bot has sent, in order; edits are none.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Delivery(nil), s.sent...)
}

func (s *Server) sendMessage(c *Call) (any, *refusal) {
	return s.send(c, words(c.Params, "text", "entities"), nil)
}

func (s *Server) sendPhoto(c *Call) (any, *refusal) {
	f, no := s.fileOf(c, c.Params["photo"])
	if no != nil {
		return nil, no
	}
	sizes, no := f.photo()
	if no != nil {
		return nil, no
	}
	body := words(c.Params, "caption", "caption_entities")
	body["photo"] = sizes
	return s.send(c, body, f)
}

func (s *Server) sendDocument(c *Call) (any, *refusal) {
	f, no := s.fileOf(c, c.Params["document"])
	if no != nil {
		return nil, no
	}
	body := words(c.Params, "caption", "caption_entities")
	body["document"] = f.document()
	return s.send(c, body, f)
}

// words are a text and its entities, as the server keeps them.
func words(params obj, name, marks string) obj {
	o, _ := plain(params) // refused before, where it cannot be read
	given, _ := o[name].(string)
	text, entities := trim(given, asEntities(o[marks]))
	body := obj{}
	if text != "" {
		body[name] = text
	}
	if len(entities) > 0 {
		body[marks] = entities
	}
	return body
}

func (s *Server) send(c *Call, body obj, f *file) (any, *refusal) {
	to, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	answered, no := replied(c, to)
	if no != nil {
		return nil, no
	}
	m := s.say(to, s.bot(), body)
	m.own, m.file, m.reply = true, f, answered
	m.mark(c.object("reply_markup"))
	to.changed(m)
	s.sent = append(s.sent, Delivery{to.id, m.id, m.words(), m.date})
	s.touch()
	return m.json(), nil
}

// replied is the message a request answers, if it names one.
func replied(c *Call, in *chat) (*message, *refusal) {
	o := c.object("reply_parameters")
	if o == nil {
		return nil, nil
	}
	id, _ := whole(o["message_id"])
	m := in.find(id)
	if m == nil && o["allow_sending_without_reply"] != true {
		return nil, bad("message to be replied not found")
	}
	return m, nil
}

// mark gives a message its keyboard: an inline one stays with it, others belong to the
// chat.
func (m *message) mark(markup obj) {
	switch {
	case markup["inline_keyboard"] != nil:
		m.inline = nil
		if len(keyboardOf(markup)) > 0 {
			m.inline = markup
		}
	case markup["keyboard"] != nil:
		m.other, m.chat.keyboard = markup, markup
	case markup["remove_keyboard"] == true:
		m.other, m.chat.keyboard = markup, nil
	default:
		m.other = markup
	}
}

// words are a message's text or caption.
func (m *message) words() string {
	for _, name := range []string{"text", "caption"} {
		if s, ok := m.body[name].(string); ok {
			return s
		}
	}
	return ""
}

func (s *Server) id(prefix string, n int) string {
	return fmt.Sprintf("%s%06d_%d", prefix, n, botID(s.token))
}
