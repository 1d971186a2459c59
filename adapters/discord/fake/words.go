package fake

import "strings"

// texts are all of a message's, in the order they stand.
func (m *message) texts() []string {
	var out []string
	if m.content != "" {
		out = append(out, m.content)
	}
	each(m.components, func(o obj) {
		if number(o, "type") == textDisplay {
			out = append(out, text(o, "content"))
		}
	})
	return out
}

// raw are its texts as they were written.
func (m *message) raw() string { return strings.Join(m.texts(), "\n") }

// words are its texts as they are read.
func (m *message) words() (string, []Span) {
	var out []string
	var spans []Span
	at := 0
	for _, t := range m.texts() {
		read, drawn := readMarkup(t, m.channel.server.name)
		for _, span := range drawn {
			spans = append(spans, Span{span.Style, span.From + at, span.To + at})
		}
		out = append(out, read)
		at += len(read) + 1
	}
	return strings.Join(out, "\n"), spans
}

// named is name, for who does not hold the lock.
func (s *Server) named(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.name(id)
}

// name is what stands for somebody who is mentioned.
func (s *Server) name(id string) string {
	if p := s.people[id]; p != nil {
		return p.Name
	}
	if id == AppID {
		return BotName
	}
	return "unknown-user"
}
