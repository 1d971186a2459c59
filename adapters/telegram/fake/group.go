package fake

import (
	"slices"
	"strings"
)

// Group is a chat of several people with the bot, or a channel.
type Group struct {
	server *Server
	chat   *chat
}

// Group is a new group the first of its members adds the bot to.
func (s *Server) Group(id int, title string, members ...*Person) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &chat{id: id, kind: "group", title: title, members: members}
	s.chats[id] = c
	g := &Group{s, c}
	s.standingOf(c, members[0], "left", "member")
	g.service(members[0], obj{"new_chat_members": []any{s.bot()}})
	return g
}

// Channel is a new channel the bot was added to.
func (s *Server) Channel(id int, title string) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &chat{id: id, kind: "channel", title: title}
	s.chats[id] = c
	return &Group{s, c}
}

// Post says something in a channel.
func (g *Group) Post(text string) int {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	m := g.server.say(g.chat, nil, written(text))
	g.server.push("channel_post", m.json())
	return m.id
}

// Say writes in the group. By default the bot sees only commands and what names it.
func (g *Group) Say(p *Person, text string) int {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	m := g.server.say(g.chat, p.user(), written(text))
	if g.server.openEyed || strings.HasPrefix(text, "/") || strings.Contains(text, "@"+BotName) {
		g.server.push("message", m.json())
	}
	return m.id
}

// service is a message about the group itself; the bot always sees those.
func (g *Group) service(by *Person, body obj) {
	m := g.server.say(g.chat, by.user(), body)
	g.server.push("message", m.json())
}

// Leave is a member going.
func (g *Group) Leave(p *Person) {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.chat.members = slices.DeleteFunc(g.chat.members, func(m *Person) bool { return m == p })
	g.service(p, obj{"left_chat_member": p.user()})
}

// Join is somebody coming.
func (g *Group) Join(p *Person) {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.chat.members = append(g.chat.members, p)
	g.service(p, obj{"new_chat_members": []any{p.user()}})
}

// Expel throws the bot out.
func (g *Group) Expel(by *Person) {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.chat.outside = true
	g.server.standingOf(g.chat, by, "member", "kicked")
}

// Migrate makes a supergroup of the group: the old id is no use from now on.
func (g *Group) Migrate(to int) *Group {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	by := g.chat.members[0]
	next := &Group{g.server, &chat{id: to, kind: "supergroup", title: g.chat.title, members: g.chat.members}}
	g.server.chats[to] = next.chat
	g.service(by, obj{"migrate_to_chat_id": to})
	g.chat.movedTo = to
	next.service(by, obj{"migrate_from_chat_id": g.chat.id})
	return next
}

// Left says whether the bot is no member any more.
func (g *Group) Left() bool {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	return g.chat.outside
}

// Chat is everything said in the group.
func (g *Group) Chat() []Shown {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	return g.chat.shown()
}
