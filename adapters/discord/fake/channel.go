package fake

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// channel is a place where messages stand.
type channel struct {
	id       string
	kind     int // of Discord: 0 in a server, 1 between two, 3 in a group
	name     string
	guild    *Guild
	server   *Server
	members  []*Person // without the bot
	seats    []*Seat
	messages []*message
	opened   bool // the bot knows it
	typing   int  // how often the bot said it was typing
}

// The kinds of channels there are here.
const (
	guildText = 0
	direct    = 1
	groupDM   = 3
)

// epoch is the first second of 2015, where snowflakes begin.
const epoch = 1420070400000

// snowflake is a new id: greater than every one before, and telling when it was made.
func (s *Server) snowflake() string {
	s.last = max(s.last+1, uint64(max(s.now().UnixMilli()-epoch, 0))<<22)
	return strconv.FormatUint(s.last, 10)
}

// younger says whether a snowflake is greater than another.
func younger(a, b string) bool {
	x, _ := strconv.ParseUint(a, 10, 64)
	y, _ := strconv.ParseUint(b, 10, 64)
	return x > y
}

// BotName is the bot's user name.
const BotName = "Samepage"

func bot() obj {
	o := user(AppID, "samepage", BotName)
	o["bot"] = true
	return o
}

func user(id, name, shown string) obj {
	return obj{
		"id": id, "username": name, "global_name": shown, "avatar": nil, "discriminator": "0",
		"public_flags": 0, "flags": 0, "primary_guild": nil, "banner": nil, "accent_color": nil,
		"avatar_decoration_data": nil, "collectibles": nil,
	}
}

// json is the channel as somebody sees it who is in it, or as the bot does.
func (c *channel) json() obj {
	o := obj{"id": c.id, "type": c.kind, "flags": 0, "last_message_id": nil}
	if n := len(c.messages); n > 0 {
		o["last_message_id"] = c.messages[n-1].id
	}
	if c.kind == guildText {
		o["guild_id"], o["name"], o["position"] = c.guild.ID, c.name, 0
		return o
	}
	o["recipients"] = c.recipients()
	return o
}

func (c *channel) recipients() []obj {
	var out []obj
	for _, p := range c.members {
		out = append(out, p.user())
	}
	return out
}

func (s *Server) getMe(*Call) (int, any, *refusal) {
	me := bot()
	me["mfa_enabled"], me["locale"], me["premium_type"], me["verified"], me["email"] = true, "en-US", 0, true, nil
	return http.StatusOK, me, nil
}

func (s *Server) getChannel(c *Call) (int, any, *refusal) {
	in, no := s.reach(c)
	if no != nil {
		return 0, nil, no
	}
	return http.StatusOK, in.json(), nil
}

// openDM gives the bot the channel it has with somebody.
func (s *Server) openDM(c *Call) (int, any, *refusal) {
	p := s.people[text(c.object(), "recipient_id")]
	switch {
	case p == nil:
		return 0, nil, invalid("recipient_id is nobody")
	case !p.acted:
		s.violate(c.Route, "a direct message to somebody who has done nothing")
	}
	p.channel.opened = true
	return http.StatusOK, p.channel.json(), nil
}

// reach is the channel a request names, if the bot is in it.
func (s *Server) reach(c *Call) (*channel, *refusal) {
	in := s.channels[c.Path["channel_id"]]
	switch {
	case in == nil, in.kind == direct && !in.opened:
		return nil, unknown(10003, "Channel")
	case in.kind == groupDM, in.guild != nil && in.guild.left:
		return nil, refuse(http.StatusForbidden, 50001, "Missing Access")
	}
	return in, nil
}

// writable is a channel the bot may write to.
func (s *Server) writable(c *Call) (*channel, *refusal) {
	in, no := s.reach(c)
	if no != nil || in.kind != direct {
		return in, no
	}
	switch p := in.members[0]; {
	case p.apart:
		return nil, NoMutualGuild.refusal()
	case p.shut:
		return nil, ClosedDM.refusal()
	}
	return in, nil
}

func (s *Server) typing(c *Call) (int, any, *refusal) {
	in, no := s.writable(c)
	if no != nil {
		return 0, nil, no
	}
	in.typing++
	return http.StatusNoContent, nil, nil
}

func (c *channel) find(id string) *message {
	for _, m := range slices.Backward(c.messages) {
		if m.id == id && !m.gone {
			return m
		}
	}
	return nil
}

func (c *channel) newest(fits func(*message) bool) *message {
	for _, m := range slices.Backward(c.messages) {
		if !m.gone && fits(m) {
			return m
		}
	}
	return nil
}

// stamp is a moment as Discord writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }
