package fake

import (
	"net/http"
	"slices"
	"strconv"
)

// listMessages are the messages of a channel, the newest first.
func (s *Server) listMessages(c *Call) (int, any, *refusal) {
	if c.Query.Has("around") {
		s.violate(c.Route, "around: not played by the fake")
	}
	in, no := s.reach(c)
	if no != nil {
		return 0, nil, no
	}
	limit, _ := strconv.Atoi(c.Query.Get("limit"))
	if limit < 1 || limit > 100 {
		limit = 50
	}
	found := in.between(c.Query.Get("after"), c.Query.Get("before"))
	if len(found) > limit && c.Query.Has("after") {
		found = found[:limit]
	}
	found = found[max(0, len(found)-limit):]
	out := []any{}
	for _, m := range slices.Backward(found) {
		out = append(out, m.json())
	}
	return http.StatusOK, out, nil
}

// between are the messages after one and before another, either of which may be "".
func (c *channel) between(after, before string) []*message {
	var out []*message
	for _, m := range c.messages {
		if !m.gone && m.flags&ephemeral == 0 && younger(m.id, after) && (before == "" || younger(before, m.id)) {
			out = append(out, m)
		}
	}
	return out
}
