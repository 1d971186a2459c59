package fake

import (
	"fmt"
	"slices"
	"strings"
)

// Person is somebody with Discord open, and their direct messages with the bot.
type Person struct {
	ID       string
	Name     string
	Language string // as their app is set, "en-US"
	*Seat           // in their direct messages

	acted bool // they have done something, so that the bot may write
	apart bool // they share no server with the bot, and have not installed it
	shut  bool // they take no direct messages
}

// Seat is a person in one channel.
type Seat struct {
	person  *Person
	channel *channel
	server  *Server
	modal   *Modal  // the form that stands open
	changes []Shown // what was shown since they last looked
}

// Person is the one with that id; they have not written to the bot yet, and have
// installed it for themselves. Calling again gives the same person.
func (s *Server) Person(id, name string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.people[id]; p != nil {
		return p
	}
	p := &Person{ID: id, Name: name, Language: "en-US"}
	p.Seat = s.seat(p, s.channel(direct, p))
	s.people[id] = p
	return p
}

// channel makes a new one.
func (s *Server) channel(kind int, members ...*Person) *channel {
	c := &channel{id: s.snowflake(), kind: kind, server: s, members: members}
	s.channels[c.id] = c
	return c
}

func (s *Server) seat(p *Person, in *channel) *Seat {
	seat := &Seat{person: p, channel: in, server: s}
	in.seats = append(in.seats, seat)
	return seat
}

func (p *Person) user() obj {
	return user(p.ID, strings.ToLower(strings.ReplaceAll(p.Name, " ", ".")), p.Name)
}

func (p *Person) member() obj {
	return obj{
		"user": p.user(), "nick": nil, "roles": []any{}, "joined_at": stamp(p.server.now()), "deaf": false,
		"mute": false, "flags": 0, "avatar": nil, "permissions": "2248473465835073", "pending": false,
	}
}

// owners are who has installed the app so that it can be used here.
func (seat *Seat) owners() obj {
	switch {
	case seat.channel.guild != nil && !seat.channel.guild.left:
		return obj{"0": seat.channel.guild.ID}
	default:
		return obj{"1": seat.person.ID}
	}
}

func (seat *Seat) userInstalled() bool { return seat.owners()["1"] != nil }

// ChannelID is the id of the channel.
func (seat *Seat) ChannelID() string { return seat.channel.id }

// Known makes it so that they have written before, without an event: the bot may write.
func (p *Person) Known() {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.acted, p.channel.opened = true, true
}

// Shut makes them take no direct messages, or take them again.
func (p *Person) Shut(is bool) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.shut = is
}

// Apart makes them share nothing with the bot any more, or again.
func (p *Person) Apart(is bool) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.apart = is
}

// Say writes a message, and returns its id.
func (seat *Seat) Say(text string) string {
	return seat.send(&message{content: strings.TrimSpace(text)})
}

// Reply answers one message.
func (seat *Seat) Reply(to, text string) string {
	seat.server.mu.Lock()
	m := seat.channel.find(to)
	seat.server.mu.Unlock()
	return seat.send(&message{content: text, reply: m})
}

func (seat *Seat) send(m *message) string {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m.channel, m.from = seat.channel, seat.person.user()
	seat.person.acted, seat.channel.opened = true, true
	for i, f := range m.files {
		m.files[i] = s.keep(m.channel, f.name, "", f.data)
		m.files[i].voice = f.voice
	}
	s.say(m)
	s.owe(m)
	return m.id
}

// Edit changes one of their messages.
func (seat *Seat) Edit(id, text string) {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := seat.channel.find(id)
	if m == nil || m.own {
		s.t.Errorf("%s has no message %s to edit", seat.person.Name, id)
		return
	}
	m.content = text
	s.change(m)
	s.owe(m)
}

// Delete removes one of their messages.
func (seat *Seat) Delete(id string) {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := seat.channel.find(id)
	if m == nil || m.own {
		s.t.Errorf("%s has no message %s to delete", seat.person.Name, id)
		return
	}
	s.drop(m)
	s.owe(m)
}

// Press presses the newest button with that label, and says false where there is none.
func (seat *Seat) Press(label string) bool {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range slices.Backward(seat.channel.messages) {
		for _, b := range slices.Concat(buttonsOf(m.components)...) {
			if seat.sees(m) && same(b.Label, label) && b.ID != "" && !b.Disabled {
				seat.press(m, b)
				return true
			}
		}
	}
	return false
}

// PressOn presses a button of one message as it was shown then, which it may no longer
// have: one client lags behind another.
func (seat *Seat) PressOn(shown Shown, label string) bool {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := seat.channel.find(shown.ID)
	for _, b := range slices.Concat(shown.Buttons...) {
		if m != nil && same(b.Label, label) && b.ID != "" && !b.Disabled {
			seat.press(m, b)
			return true
		}
	}
	return false
}

func (seat *Seat) press(on *message, b Button) *interaction {
	data := obj{"custom_id": b.ID, "component_type": button, "id": 1}
	return seat.server.interact(&interaction{kind: aComponent, seat: seat, on: on, data: data, label: b.Label})
}

// Choose picks from the newest select that has all these labels, and says false where
// there is none.
func (seat *Seat) Choose(labels ...string) bool {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range slices.Backward(seat.channel.messages) {
		for _, sel := range selectsOf(m.components) {
			if values, ok := sel.values(labels); ok && seat.sees(m) {
				data := obj{"custom_id": sel.ID, "component_type": stringSelect, "id": 1, "values": values}
				s.interact(&interaction{kind: aComponent, seat: seat, on: m, data: data, label: strings.Join(labels, ", ")})
				return true
			}
		}
	}
	return false
}

func (seat *Seat) sees(m *message) bool {
	return !m.gone && (m.flags&ephemeral == 0 || m.use != nil && m.use.seat.person == seat.person)
}

// same compares labels as a person does.
func same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// Typing is how often the bot said that it was typing.
func (seat *Seat) Typing() int {
	seat.server.mu.Lock()
	defer seat.server.mu.Unlock()
	return seat.channel.typing
}

// String names the person.
func (p *Person) String() string { return fmt.Sprintf("%s (%s)", p.Name, p.ID) }
