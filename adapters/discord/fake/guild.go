package fake

// Guild is a server of people, with one channel the bot is in.
type Guild struct {
	ID      string
	Name    string
	server  *Server
	channel *channel
	left    bool // the bot is not there (any more)
}

// Guild makes a server with people in it, and adds the bot.
func (s *Server) Guild(name string, members ...*Person) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{ID: s.snowflake(), Name: name, server: s}
	g.channel = s.channel(guildText, members...)
	g.channel.guild, g.channel.name = g, "general"
	for _, p := range members {
		s.seat(p, g.channel)
	}
	s.guilds = append(s.guilds, g)
	s.push("GUILD_CREATE", intentGuilds, g.json())
	return g
}

// Open adds a channel, and returns the place of one person in it.
func (g *Guild) Open(name string, p *Person) *Seat {
	s := g.server
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channel(guildText, p)
	c.guild, c.name = g, name
	s.push("CHANNEL_CREATE", intentGuilds, c.json())
	return s.seat(p, c)
}

// Seat is the place of a person in the server's channel.
func (g *Guild) Seat(p *Person) *Seat {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	for _, seat := range g.channel.seats {
		if seat.person == p {
			return seat
		}
	}
	return g.server.seat(p, g.channel)
}

// Leave takes the bot out of it. People who installed it can use it there all the same.
func (g *Guild) Leave() {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.left = true
	g.server.push("GUILD_DELETE", intentGuilds, obj{"id": g.ID})
}

// Circle is a place of people without the bot, a group or two of them, where the first
// of them can use it because they have installed it.
func (s *Server) Circle(members ...*Person) *Seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channel(groupDM, members...)
	for _, p := range members[1:] {
		s.seat(p, c)
	}
	return s.seat(members[0], c)
}

func (g *Guild) json() obj {
	return obj{
		"id": g.ID, "name": g.Name, "owner_id": "600000000000000001", "unavailable": false, "large": false,
		"member_count": len(g.channel.members) + 1, "members": []any{}, "channels": []any{g.channel.json()},
		"threads": []any{}, "presences": []any{}, "voice_states": []any{}, "roles": []any{}, "emojis": []any{},
		"features": []any{}, "joined_at": stamp(g.server.now()), "preferred_locale": "en-US",
	}
}
