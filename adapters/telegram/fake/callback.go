package fake

import (
	"fmt"
	"time"
)

// query is a button pressed, until the bot has answered.
type query struct {
	id       string
	from     *Person
	label    string
	date     time.Time
	answered bool
}

// queryLife is how long a press can be answered.
const queryLife = 15 * time.Second

const tooOld = "query is too old and response timeout expired or query ID is invalid"

// Toast is what a press was answered with.
type Toast struct {
	Text  string
	Alert bool // to be closed by hand
}

func (s *Server) answerCallbackQuery(c *Call) (any, *refusal) {
	q := s.queries[c.text("callback_query_id")]
	if q == nil || q.answered || s.now().Sub(q.date) > queryLife {
		return nil, bad(tooOld)
	}
	q.answered = true
	q.from.toasts = append(q.from.toasts, Toast{c.text("text"), c.Params["show_alert"] == true})
	s.touch()
	return true, nil
}

// Unanswered are the labels of the buttons whose press the bot has not answered: on a
// phone they still spin.
func (s *Server) Unanswered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, q := range s.queries {
		if !q.answered {
			out = append(out, q.label)
		}
	}
	return out
}

// press hands the bot the press of a button. The message is what it stood on, nil for
// one sent through the bot in another chat.
func (s *Server) press(p *Person, b Button, on obj) {
	s.nextQuery++
	q := &query{id: fmt.Sprint(900_000_000_000 + s.nextQuery), from: p, label: b.Label, date: s.now()}
	s.queries[q.id] = q
	o := obj{"id": q.id, "from": p.user(), "chat_instance": fmt.Sprint(p.ID), "data": b.Data}
	if on != nil {
		o["message"] = on
	} else {
		o["inline_message_id"] = s.id("inline", s.nextQuery)
	}
	s.push("callback_query", o)
}
