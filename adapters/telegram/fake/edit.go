package fake

import (
	"maps"
	"reflect"
	"time"
)

const (
	notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
	notFound    = "message to edit not found"
)

func (s *Server) editMessageText(c *Call) (any, *refusal) {
	return s.edit(c, func(m *message) (obj, *file, *refusal) {
		if m.body["text"] == nil {
			return nil, nil, bad("there is no text in the message to edit")
		}
		return words(c.Params, "text", "entities"), nil, nil
	})
}

func (s *Server) editMessageCaption(c *Call) (any, *refusal) {
	return s.edit(c, func(m *message) (obj, *file, *refusal) {
		if m.file == nil {
			return nil, nil, bad("there is no caption in the message to edit")
		}
		body := words(c.Params, "caption", "caption_entities")
		for _, name := range []string{"photo", "document"} {
			if m.body[name] != nil {
				body[name] = m.body[name]
			}
		}
		return body, m.file, nil
	})
}

func (s *Server) editMessageReplyMarkup(c *Call) (any, *refusal) {
	return s.edit(c, func(m *message) (obj, *file, *refusal) { return m.body, m.file, nil })
}

func (s *Server) editMessageMedia(c *Call) (any, *refusal) {
	return s.edit(c, func(*message) (obj, *file, *refusal) {
		media := c.object("media")
		f, no := s.fileOf(c, media["media"])
		if no != nil {
			return nil, nil, no
		}
		body := words(media, "caption", "caption_entities")
		if media["type"] != "photo" {
			body["document"] = f.document()
			return body, f, nil
		}
		body["photo"], no = f.photo()
		return body, f, no
	})
}

// edit puts what change makes where a message of the bot stands. A request without a
// keyboard takes the keyboard away.
func (s *Server) edit(c *Call, change func(*message) (obj, *file, *refusal)) (any, *refusal) {
	m, no := s.editable(c)
	if no != nil {
		return nil, no
	}
	body, f, no := change(m)
	if no != nil {
		return nil, no
	}
	next := *m
	next.body, next.file, next.inline = body, f, nil
	next.mark(c.object("reply_markup"))
	if alike(&next, m) {
		return nil, bad(notModified)
	}
	next.edited = s.now()
	*m = next
	m.chat.changed(m)
	s.touch()
	return m.json(), nil
}

func alike(a, b *message) bool {
	return maps.EqualFunc(a.body, b.body, func(x, y any) bool { return reflect.DeepEqual(x, y) }) &&
		reflect.DeepEqual(a.inline, b.inline)
}

func (s *Server) editable(c *Call) (*message, *refusal) {
	in, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	m := in.find(c.number("message_id"))
	switch {
	case m == nil:
		return nil, bad(notFound)
	case !m.own, len(m.other) > 0: // https://core.telegram.org/bots/api#updating-messages
		return nil, bad("message can't be edited")
	}
	return m, nil
}

// deletable is how long a message can still be deleted.
const deletable = 48 * time.Hour

func (s *Server) deleteMessage(c *Call) (any, *refusal) {
	in, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	m := in.find(c.number("message_id"))
	switch {
	case m == nil:
		return nil, bad("message to delete not found")
	case !s.canDelete(m):
		return nil, bad("message can't be deleted for everyone")
	}
	s.drop(m)
	return true, nil
}

func (s *Server) deleteMessages(c *Call) (any, *refusal) {
	in, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	for _, v := range c.list("message_ids") {
		id, _ := whole(v)
		if m := in.find(id); m != nil && s.canDelete(m) {
			s.drop(m)
		}
	}
	return true, nil
}

func (s *Server) canDelete(m *message) bool {
	return s.now().Sub(m.date) < deletable && (m.own || m.chat.kind == "private")
}

func (s *Server) drop(m *message) {
	m.gone = true
	s.touch()
}
