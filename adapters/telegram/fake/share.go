package fake

import (
	"regexp"
	"slices"
)

// Voice sends a voice message.
func (p *Person) Voice() int {
	f := p.keep("voice.ogg", []byte("OggS"))
	return p.share(obj{"voice": f.part(obj{"duration": 4, "mime_type": "audio/ogg"})})
}

// Photo sends a picture.
func (p *Person) Photo() int {
	f := p.keep("photo.jpg", []byte("\xff\xd8\xff"))
	return p.share(obj{"photo": []any{f.part(obj{"width": 1280, "height": 960})}})
}

// PhotoOf sends a picture with words below it.
func (p *Person) PhotoOf(words string) int {
	f := p.keep("photo.jpg", []byte("\xff\xd8\xff"))
	return p.share(obj{"photo": []any{f.part(obj{"width": 1280, "height": 960})}, "caption": words})
}

// Album sends pictures in one go.
func (p *Person) Album(n int) (last int) {
	for range n {
		f := p.keep("photo.jpg", []byte("\xff\xd8\xff"))
		last = p.share(obj{"photo": []any{f.part(obj{"width": 1280, "height": 960})}, "media_group_id": "13"})
	}
	return last
}

// Sticker sends a sticker.
func (p *Person) Sticker() int {
	f := p.keep("sticker.webp", []byte("RIFF"))
	return p.share(obj{"sticker": f.part(obj{
		"type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false, "emoji": "👍",
	})})
}

// Document sends a file.
func (p *Person) Document(name string, data []byte) int {
	f := p.keep(name, data)
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	id := p.send(obj{"document": f.document()}, nil)
	p.chat.find(id).file = f
	return id
}

// Location sends a pin.
func (p *Person) Location(lat, lon float64) int {
	return p.share(obj{"location": obj{"latitude": lat, "longitude": lon}})
}

// Poll sends a poll.
func (p *Person) Poll(question string, options ...string) int {
	var list []any
	for i, o := range options {
		list = append(list, obj{"persistent_id": string(rune('a' + i)), "text": o, "voter_count": 0})
	}
	return p.share(obj{"poll": obj{
		"id": "5000", "question": question, "options": list, "total_voter_count": 0, "is_closed": false,
		"is_anonymous": true, "type": "regular", "allows_multiple_answers": false,
		"allows_revoting": true, "members_only": false,
	}})
}

// Contact sends somebody's card.
func (p *Person) Contact(name, phone string) int {
	return p.share(obj{"contact": obj{"phone_number": phone, "first_name": name}})
}

// Dice throws one.
func (p *Person) Dice() int { return p.share(obj{"dice": obj{"emoji": "🎲", "value": 4}}) }

// Forward passes on what somebody else wrote.
func (p *Person) Forward(text string) int {
	body := written(text)
	body["forward_origin"] = obj{"type": "hidden_user", "date": p.server.now().Unix(), "sender_user_name": "Somebody"}
	return p.share(body)
}

// React puts an emoji to a message; bots that do not ask for it are not told.
func (p *Person) React(to int, emoji string) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.server.push("message_reaction", obj{
		"chat": p.chat.json(), "message_id": to, "user": p.user(), "date": p.server.now().Unix(),
		"old_reaction": []any{}, "new_reaction": []any{obj{"type": "emoji", "emoji": emoji}},
	})
}

// Block keeps the bot from writing; it is told so.
func (p *Person) Block() { p.block(true) }

// Unblock lets it write again; it is told so.
func (p *Person) Unblock() { p.block(false) }

func (p *Person) block(blocked bool) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.chat.blocked = blocked
	before, after := "member", "kicked"
	if !blocked {
		before, after = after, before
	}
	p.server.standingOf(p.chat, p, before, after)
}

// Deactivate is a person who has deleted their account.
func (p *Person) Deactivate() {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.chat.deactivated = true
}

// standingOf tells the bot what it is in a chat now.
func (s *Server) standingOf(c *chat, by *Person, before, after string) {
	member := func(status string) obj {
		o := obj{"status": status, "user": s.bot()}
		if status == "kicked" {
			o["until_date"] = 0
		}
		return o
	}
	s.push("my_chat_member", obj{
		"chat": c.json(), "from": by.user(), "date": s.now().Unix(),
		"old_chat_member": member(before), "new_chat_member": member(after),
	})
}

func (p *Person) keep(name string, data []byte) *file {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.server.keep(name, data)
}

func (f *file) part(o obj) obj {
	o["file_id"], o["file_unique_id"], o["file_size"] = f.id, "u"+f.id, len(f.data)
	return o
}

// seen are what the server marks in a text by itself.
var seen = map[string]*regexp.Regexp{
	"bot_command": regexp.MustCompile(`(?:^|\s)(/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]+)?)`),
	"mention":     regexp.MustCompile(`(?:^|\s)(@[a-zA-Z0-9_]{5,32})`),
	"hashtag":     regexp.MustCompile(`(?:^|\s)(#[\pL\pN_]*\pL[\pL\pN_]*)`),
	"url":         regexp.MustCompile(`(https?://\S+)`),
	"email":       regexp.MustCompile(`([\w.+-]+@[\w-]+\.[a-z]{2,})`),
}

func detected(text string) []Entity {
	var out []Entity
	for typ, re := range seen {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, Entity{Type: typ, Offset: units(text[:m[2]]), Length: units(text[m[2]:m[3]])})
		}
	}
	slices.SortFunc(out, func(a, b Entity) int { return a.Offset - b.Offset })
	return out
}
