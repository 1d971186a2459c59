package fake

import "net/http"

// mostFollows is how many follow-ups an app may send that only a person has installed.
const mostFollows = 5

// opened is the interaction whose token stands in a request.
func (s *Server) opened(c *Call) (*interaction, *refusal) {
	it := s.interactions[c.Path["webhook_token"]]
	switch {
	case it == nil || s.now().Sub(it.date) > tokenLife:
		return nil, refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	case c.Path["webhook_id"] != AppID || it.answer == 0:
		return nil, unknown(10015, "Webhook")
	}
	return it, nil
}

// answerOf is a message an interaction was answered with: the original, or a follow-up.
func (s *Server) answerOf(c *Call) (*message, *refusal) {
	it, no := s.opened(c)
	if no != nil {
		return nil, no
	}
	m := it.original
	if id, named := c.Path["message_id"]; named {
		m = it.seat.channel.find(id)
	}
	if m == nil || m.gone || m.use != it && m != it.original {
		return nil, unknown(10008, "Message")
	}
	return m, nil
}

func (s *Server) getAnswer(c *Call) (int, any, *refusal) {
	m, no := s.answerOf(c)
	if no != nil {
		return 0, nil, no
	}
	return http.StatusOK, m.json(), nil
}

func (s *Server) editAnswer(c *Call) (int, any, *refusal) {
	m, no := s.answerOf(c)
	if no == nil {
		no = s.rewrite(c, m)
	}
	if no != nil {
		return 0, nil, no
	}
	return http.StatusOK, m.json(), nil
}

// rewrite changes an answer. Where it was only promised, it comes now.
func (s *Server) rewrite(c *Call, m *message) *refusal {
	if no := s.write(c, m, c.object()); no != nil {
		return no
	}
	if m.flags&loading == 0 {
		s.change(m)
		return nil
	}
	m.flags &^= loading
	m.showChange()
	s.deliver(m)
	if m.flags&ephemeral == 0 {
		s.push("MESSAGE_UPDATE", m.intent(), m.event())
	}
	s.touch()
	return nil
}

func (s *Server) deleteAnswer(c *Call) (int, any, *refusal) {
	m, no := s.answerOf(c)
	if no != nil {
		return 0, nil, no
	}
	s.drop(m)
	return http.StatusNoContent, nil, nil
}

// follow is one more message in answer to an interaction. The first after a deferred
// answer takes its place.
func (s *Server) follow(c *Call) (int, any, *refusal) {
	it, no := s.opened(c)
	if no != nil {
		return 0, nil, no
	}
	if m := it.original; m != nil && m.flags&loading != 0 && !m.gone {
		if no := s.rewrite(c, m); no != nil {
			return 0, nil, no
		}
		return http.StatusOK, m.json(), nil
	}
	if it.follows++; it.follows > mostFollows && it.seat.userInstalled() {
		return 0, nil, refuse(http.StatusBadRequest, 40094, "This interaction has reached the maximum number of follow-up messages.")
	}
	m := it.message()
	if no := s.write(c, m, c.object()); no != nil {
		return 0, nil, no
	}
	s.say(m)
	s.deliver(m)
	return http.StatusOK, m.json(), nil
}
