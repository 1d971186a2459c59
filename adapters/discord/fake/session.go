package fake

import (
	"slices"
	"strings"
	"time"
)

// identify begins a session.
func (c *conn) identify(d obj) {
	s := c.server
	s.identifies++
	s.identified = d
	switch {
	case c.session != nil:
		c.end(closeTwice)
		return
	case c.upset.instead(c):
		return
	case !s.ours(text(d, "token")):
		c.end(closeAuth)
		return
	}
	if s.identifies > s.budget {
		s.violate("the gateway", "more identifies than the day has; the token is reset")
		s.token = ""
		c.end(closeAuth)
		return
	}
	if s.tooSoon() {
		c.send(obj{"op": opInvalid, "d": false})
		return
	}
	if code := s.wrongIntents(d); code != 0 {
		c.end(code)
		return
	}
	s.judgeIdentify(d)
	c.compress = d["compress"] == true
	c.begin(number(d, "intents"))
}

// tooSoon says whether there was an identify less than 5 s ago, where limits are obeyed.
func (s *Server) tooSoon() bool {
	before := s.lastTime
	s.lastTime = s.now()
	return s.pace != nil && s.lastTime.Sub(before) < 5*time.Second
}

func (s *Server) ours(token string) bool {
	return s.token != "" && strings.TrimPrefix(token, "Bot ") == s.token
}

func (s *Server) wrongIntents(d obj) int {
	intents := number(d, "intents")
	switch {
	case d["intents"] == nil || intents&^allIntents != 0:
		s.violate("the gateway", "identify: intents are missing, or unknown")
		return closeIntents
	case intents&allPrivileged&^s.privileged != 0:
		return closeDisallowed
	}
	return 0
}

// judgeIdentify finds what Discord tolerates.
func (s *Server) judgeIdentify(d obj) {
	if child(d, "properties") == nil {
		s.violate("the gateway", "identify: properties are missing")
	}
	presence := child(d, "presence")
	known := []string{"online", "dnd", "idle", "invisible", "offline"}
	if presence != nil && !slices.Contains(known, text(presence, "status")) {
		s.violate("the gateway", "identify: presence.status is none of "+strings.Join(known, ", "))
	}
}

// begin says READY, and then which servers the bot is in.
func (c *conn) begin(intents int) {
	s := c.server
	session := &session{id: "session-" + s.snowflake(), intents: intents, on: c, now: s.now}
	c.session = session
	s.sessions = append(s.sessions, session)
	guilds := []any{}
	for _, g := range s.guilds {
		if !g.left {
			guilds = append(guilds, obj{"id": g.ID, "unavailable": true})
		}
	}
	session.push("READY", marshal(obj{
		"v": 10, "user": bot(), "guilds": guilds, "session_id": session.id, "resume_gateway_url": s.Gateway(),
		"shard": []any{0, 1}, "application": obj{"id": AppID, "flags": 0}, "private_channels": []any{},
		"session_type": "normal", "relationships": []any{}, "_trace": []any{},
	}))
	for _, g := range s.guilds {
		if !g.left && intents&intentGuilds != 0 {
			session.push("GUILD_CREATE", marshal(g.json()))
		}
	}
}

// resume goes on with a session, and replays what it missed.
func (c *conn) resume(d obj) {
	s := c.server
	s.resumes++
	if c.upset.instead(c) {
		return
	}
	if !s.ours(text(d, "token")) {
		c.end(closeAuth)
		return
	}
	i := slices.IndexFunc(s.sessions, func(session *session) bool { return session.id == text(d, "session_id") })
	if i < 0 || !s.sessions[i].live() {
		c.send(obj{"op": opInvalid, "d": false})
		return
	}
	c.session = s.sessions[i]
	if before := c.session.on; before != nil && before != c {
		before.cut()
	}
	c.session.on = c
	for seen := number(d, "seq"); seen < len(c.session.events); seen++ {
		c.session.dispatch(seen)
	}
	c.session.push("RESUMED", marshal(obj{"_trace": []any{}}))
}
