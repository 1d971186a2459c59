package fake

// Chat is everything that stands in the channel for them.
func (seat *Seat) Chat() []Shown {
	seat.server.mu.Lock()
	defer seat.server.mu.Unlock()
	var out []Shown
	for _, m := range seat.channel.messages {
		if seat.sees(m) {
			out = append(out, m.shown())
		}
	}
	return out
}

// Last is the bot's newest message, with no ID where there is none.
func (seat *Seat) Last() Shown {
	seat.server.mu.Lock()
	defer seat.server.mu.Unlock()
	if m := seat.channel.newest(func(m *message) bool { return m.own && seat.sees(m) }); m != nil {
		return m.shown()
	}
	return Shown{}
}

// Take is what the bot has shown since the last Take, sent or edited, each as it stood
// at that moment.
func (seat *Seat) Take() []Shown {
	seat.server.mu.Lock()
	defer seat.server.mu.Unlock()
	out := seat.changes
	seat.changes = nil
	return out
}
