package fake

import "time"

// Delivery is one message the bot has sent, for counting.
type Delivery struct {
	Channel string
	ID      string
	Nonce   string
	Use     string // the interaction it answers, "" for none
	Text    string
	At      time.Time
}

// Deliveries are the messages the bot has sent, in order; edits are none, but for the
// one that fills what was only promised by a deferred answer.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Delivery(nil), s.sent...)
}

// Nonces counts the messages that were made of each nonce.
func (s *Server) Nonces() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for _, d := range s.sent {
		if d.Nonce != "" {
			out[d.Nonce]++
		}
	}
	return out
}

func (s *Server) deliver(m *message) {
	nonce, _ := m.nonce.(string)
	d := Delivery{Channel: m.channel.id, ID: m.id, Nonce: nonce, At: s.now()}
	d.Text, _ = m.words()
	if m.use != nil {
		d.Use = m.use.id
	}
	s.sent = append(s.sent, d)
}
