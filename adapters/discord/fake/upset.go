package fake

import "slices"

// Upset is a way a connection to the gateway goes wrong.
type Upset struct {
	dumb   bool // not a word, not even hello
	status int  // of HTTP, instead of an upgrade
	answer func(*conn)
}

// Dumb is a connection that opens, and on which nothing is ever said.
func Dumb() *Upset { return &Upset{dumb: true} }

// NoUpgrade is an answer of HTTP where a websocket was to open.
func NoUpgrade(status int) *Upset { return &Upset{status: status} }

// AskReconnect answers identify or resume with op 7.
func AskReconnect() *Upset {
	return &Upset{answer: func(c *conn) { c.send(obj{"op": opReconnect, "d": nil}) }}
}

// AskInvalid answers identify or resume with op 9.
func AskInvalid(resumable bool) *Upset {
	return &Upset{answer: func(c *conn) { c.send(obj{"op": opInvalid, "d": resumable}) }}
}

// Shutting answers identify or resume by closing with a code, as 4004.
func Shutting(code int) *Upset { return &Upset{answer: func(c *conn) { c.end(code) }} }

// instead answers in place of the usual, once.
func (u *Upset) instead(c *conn) bool {
	if u == nil || u.answer == nil {
		return false
	}
	c.upset = nil
	u.answer(c)
	return true
}

// Upset makes the next connections go wrong, one by each; a nil one is left alone.
func (s *Server) Upset(each ...*Upset) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.upsets = append(s.upsets, each...)
}

func (s *Server) nextUpset() *Upset {
	if len(s.upsets) == 0 {
		return nil
	}
	next := s.upsets[0]
	s.upsets = s.upsets[1:]
	return next
}

// Reconnect asks every bot to, by op 7.
func (s *Server) Reconnect() { s.tell(func(c *conn) { c.send(obj{"op": opReconnect, "d": nil}) }) }

// Invalidate tells every bot that its session is over, by op 9, or that it can be
// resumed. The connections stay, and nobody is known on them any more.
func (s *Server) Invalidate(resumable bool) {
	s.tell(func(c *conn) {
		if c.session != nil {
			c.session.leave()
			c.session.over = !resumable
			c.session = nil
		}
		c.send(obj{"op": opInvalid, "d": resumable})
	})
}

// Beat asks every bot for a heartbeat, by op 1.
func (s *Server) Beat() { s.tell(func(c *conn) { c.send(obj{"op": opHeartbeat, "d": nil}) }) }

// final are the codes after which no session can be resumed.
var final = []int{closeNotIdent, closeAuth, 4007, 4009, 4010, 4011, closeVersion, closeIntents, closeDisallowed}

// Shut closes every connection with a code, as in 4000. With 4004 and the like the
// session is over.
func (s *Server) Shut(code int) {
	s.tell(func(c *conn) {
		if c.session != nil && slices.Contains(final, code) {
			c.session.over = true
		}
		c.end(code)
	})
}

// Cut breaks every connection without a word.
func (s *Server) Cut() { s.tell((*conn).cut) }

// Silence makes the gateway say nothing any more on the connections there are, which
// stay open: no event, no answer to a heartbeat. What happens meanwhile is replayed to
// who resumes.
func (s *Server) Silence() { s.tell(func(c *conn) { c.mute = true }) }

func (s *Server) tell(each func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		each(c)
	}
	s.touch()
}
