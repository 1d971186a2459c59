package fake

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"
)

// message is something said in a channel.
type message struct {
	id         string
	channel    *channel
	from       obj
	own        bool // the bot's
	date       time.Time
	edited     time.Time
	content    string
	flags      int
	components []any // as in answers
	files      []*file
	nonce      any
	sent       any          // the body it was made of, to see what a nonce stands for
	use        *interaction // what it answers
	reply      *message
	kind       string // what a person sent that is neither words nor a file
	other      obj    // the fields of that
	gone       bool
}

// The flags of messages a bot has to do with.
const (
	suppressEmbeds = 1 << 2
	ephemeral      = 1 << 6
	loading        = 1 << 7
	silent         = 1 << 12
	voice          = 1 << 13
	componentsV2   = 1 << 15
)

func (m *message) json() obj {
	o := obj{
		"id": m.id, "channel_id": m.channel.id, "type": 0, "content": m.content, "author": m.from,
		"mentions": []any{}, "mention_roles": []any{}, "embeds": []any{}, "pinned": false,
		"mention_everyone": false, "tts": false, "timestamp": stamp(m.date), "edited_timestamp": nil,
		"flags": m.flags, "components": append([]any{}, m.components...), "attachments": m.attachments(),
	}
	if !m.edited.IsZero() {
		o["edited_timestamp"] = stamp(m.edited)
	}
	if m.reply != nil {
		o["type"] = 19
		o["message_reference"] = obj{"type": 0, "channel_id": m.channel.id, "message_id": m.reply.id}
	}
	maps.Copy(o, m.other)
	if m.use != nil {
		o["type"], o["webhook_id"], o["application_id"] = m.use.messageType(), AppID, AppID
		o["interaction_metadata"] = m.use.metadata()
	}
	return o
}

// event is the message as the gateway hands it over.
func (m *message) event() obj {
	o := m.json()
	if m.channel.guild != nil {
		o["guild_id"] = m.channel.guild.ID
		if !m.own && !strings.Contains(m.content, "<@"+AppID+">") {
			o["content"], o["attachments"], o["components"] = "", []any{}, []any{}
		}
	}
	o["channel_type"] = m.channel.kind
	return o
}

// nonceLife is how long a nonce counts; the real one says "past few minutes".
const nonceLife = 3 * time.Minute

// createMessage sends a message to a channel. One whose nonce has been before is not
// made again.
func (s *Server) createMessage(c *Call) (int, any, *refusal) {
	in, no := s.writable(c)
	if no != nil {
		return 0, nil, no
	}
	o := c.object()
	if m := s.twin(c, in, o); m != nil {
		return http.StatusOK, withNonce(m), nil
	}
	m := &message{channel: in, from: bot(), own: true, nonce: o["nonce"], sent: c.Body}
	if no := s.write(c, m, o); no != nil {
		return 0, nil, no
	}
	if m.reply = in.find(text(child(o, "message_reference"), "message_id")); m.reply == nil && refers(o) {
		return 0, nil, invalid("message_reference: Unknown message")
	}
	s.say(m)
	s.deliver(m)
	return http.StatusOK, withNonce(m), nil
}

// refers says whether a body answers a message that must be there.
func refers(o obj) bool {
	ref := child(o, "message_reference")
	return ref != nil && ref["fail_if_not_exists"] != false
}

func withNonce(m *message) obj {
	o := m.json()
	if m.nonce != nil {
		o["nonce"] = m.nonce
	}
	return o
}

// twin is the message that was made of the same nonce. The same nonce for something
// else is a mistake nobody sees on the real server: that other thing is lost.
func (s *Server) twin(c *Call, in *channel, o obj) *message {
	if o["enforce_nonce"] != true || o["nonce"] == nil {
		return nil
	}
	for _, in := range s.channels {
		for _, m := range slices.Backward(in.messages) {
			if m.nonce != o["nonce"] || s.now().Sub(m.date) > nonceLife {
				continue
			}
			if m.channel.id != c.Path["channel_id"] || !reflect.DeepEqual(m.sent, c.Body) {
				s.violate(c.Route, "nonce: used for something else before, so that this is lost")
			}
			return m
		}
	}
	return nil
}

// write puts into m what a body says. What it does not mention stays.
func (s *Server) write(c *Call, m *message, o obj) *refusal {
	next := *m
	if v, there := o["content"]; there {
		words, _ := v.(string)
		next.content = strings.TrimSpace(words)
	}
	if _, there := o["flags"]; there {
		next.flags = m.flags&(ephemeral|loading|componentsV2) | number(o, "flags")&(suppressEmbeds|silent|componentsV2)
		if m.id == "" && m.use != nil {
			next.flags |= number(o, "flags") & ephemeral
		}
	}
	files, no := s.attached(c, m, o)
	if no != nil {
		return no
	}
	next.files = files
	if _, there := o["components"]; there {
		next.components = s.answered(next.files, list(o, "components"))
	}
	if next.content == "" && len(next.components)+len(next.files) == 0 {
		return refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
	}
	if why := refused(&next); why != "" {
		return invalid(why)
	}
	*m = next
	return nil
}

// say puts a message at the end of its channel and tells the bot. The lock is held.
func (s *Server) say(m *message) {
	m.id, m.date = s.snowflake(), s.now()
	m.channel.messages = append(m.channel.messages, m)
	if m.own {
		m.showChange()
	}
	if m.flags&ephemeral == 0 {
		s.push("MESSAGE_CREATE", m.intent(), createdEvent(m))
	}
	s.touch()
}

func createdEvent(m *message) obj {
	o := m.event()
	if m.nonce != nil {
		o["nonce"] = m.nonce
	}
	return o
}

// change tells everybody that a message is different now.
func (s *Server) change(m *message) {
	m.edited = s.now()
	if m.own {
		m.showChange()
	}
	if m.flags&ephemeral == 0 {
		s.push("MESSAGE_UPDATE", m.intent(), m.event())
	}
	s.touch()
}

// drop takes a message out of its channel.
func (s *Server) drop(m *message) {
	m.gone = true
	if m.flags&ephemeral == 0 {
		o := obj{"id": m.id, "channel_id": m.channel.id}
		if m.channel.guild != nil {
			o["guild_id"] = m.channel.guild.ID
		}
		s.push("MESSAGE_DELETE", m.intent(), o)
	}
	s.touch()
}

func (m *message) intent() int {
	switch m.channel.kind {
	case guildText:
		return intentGuildMessages
	case direct:
		return intentDirectMessages
	}
	return never
}

func (s *Server) getMessage(c *Call) (int, any, *refusal) {
	m, no := s.message(c)
	if no != nil {
		return 0, nil, no
	}
	return http.StatusOK, m.json(), nil
}

// message is the one a request names. What only one person sees is not found.
func (s *Server) message(c *Call) (*message, *refusal) {
	in, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	m := in.find(c.Path["message_id"])
	if m == nil || m.flags&ephemeral != 0 {
		return nil, unknown(10008, "Message")
	}
	return m, nil
}

func (s *Server) editMessage(c *Call) (int, any, *refusal) {
	m, no := s.message(c)
	switch {
	case no != nil:
		return 0, nil, no
	case !m.own:
		return 0, nil, refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	}
	if no := s.write(c, m, c.object()); no != nil {
		return 0, nil, no
	}
	s.change(m)
	return http.StatusOK, m.json(), nil
}

func (s *Server) deleteMessage(c *Call) (int, any, *refusal) {
	m, no := s.message(c)
	switch {
	case no != nil:
		return 0, nil, no
	case !m.own:
		return 0, nil, refuse(http.StatusForbidden, 50003, "Cannot execute action on a DM channel")
	}
	s.drop(m)
	return http.StatusNoContent, nil, nil
}
