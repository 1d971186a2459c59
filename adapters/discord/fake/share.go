package fake

// Attach sends a file, with words or without.
func (seat *Seat) Attach(name string, data []byte, text string) string {
	return seat.send(&message{content: text, files: []*file{{name: name, data: data}}})
}

// Voice sends a voice message.
func (seat *Seat) Voice() string {
	return seat.send(&message{flags: voice, files: []*file{{name: "voice-message.ogg", data: []byte("OggS"), voice: true}}})
}

// Sticker sends one.
func (seat *Seat) Sticker() string {
	wave := obj{"id": "749054660769218631", "name": "Wave", "format_type": 1}
	return seat.send(&message{kind: "sticker", other: obj{"sticker_items": []any{wave}}})
}

// Forward sends on what somebody else wrote. The words are not in the message itself.
func (seat *Seat) Forward(words string) string {
	s := seat.server
	s.mu.Lock()
	// The real type is 1, which the description does not know.
	from := obj{"type": 0, "channel_id": s.snowflake(), "message_id": s.snowflake()}
	one := obj{
		"type": 0, "content": words, "mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{},
		"timestamp": stamp(s.now()), "edited_timestamp": nil, "flags": 0, "components": []any{},
	}
	s.mu.Unlock()
	return seat.send(&message{other: obj{"message_reference": from, "message_snapshots": []any{obj{"message": one}}}, kind: "forward"})
}

// Poll asks something, with answers to choose from.
func (seat *Seat) Poll(question string, answers ...string) string {
	all := []any{}
	for i, a := range answers {
		all = append(all, obj{"answer_id": i + 1, "poll_media": obj{"text": a}})
	}
	return seat.send(&message{kind: "poll", other: obj{"poll": obj{
		"question": obj{"text": question}, "answers": all, "expiry": stamp(seat.server.now()), "allow_multiselect": false,
		"layout_type": 1, "results": obj{"is_finalized": false, "answer_counts": []any{}},
	}}})
}

// Unfurl is what Discord does where a message has a link: the bot is told that it
// changed, though the person did nothing.
func (seat *Seat) Unfurl(id string) {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := seat.channel.find(id); m != nil {
		s.push("MESSAGE_UPDATE", m.intent(), m.event())
	}
}
