package bot

import (
	"slices"
	"time"
)

// SentMessage is one the bot has sent: enough to change it, and none of its words.
type SentMessage struct {
	ID string    `json:"i"`
	At time.Time `json:"a"`
}

const (
	clearable    = 30                  // messages; a network takes about one change a second
	clearableFor = 29 * 24 * time.Hour // the store knows them for 30 days
)

// sent notes a message that can be cleared later.
func (t *Turn) sent(o Outgoing) {
	if o.Edits != "" || o.Replaces != "" || !t.bot.limits(o.To).Edits {
		return
	}
	seen := t.latest()
	seen.Sent = slices.Insert(seen.Sent, 0, SentMessage{o.ID, t.Now})
	seen.Sent = seen.Sent[:min(len(seen.Sent), clearable)]
}

// clear takes the bot's words off the screen where the network lets it, and says what
// stays. What is kept stays kept.
func (t *Turn) clear() {
	t.asked = true // somebody may be looking on: no question comes back onto the screen
	if !t.bot.limits(t.to).Edits {
		t.say(t.T("I can't take anything back on this screen. Clear it or close it yourself. What you kept stays kept."))
		return
	}
	seen := t.latest()
	cleared := 0
	for _, m := range seen.Sent {
		if t.Now.Sub(m.At) < clearableFor {
			t.revise(m.ID, Message{Text: t.T("Cleared.")})
			cleared++
		}
	}
	seen.Sent, seen.Messages = nil, nil
	t.say(t.N(cleared,
		"I took my last message off this chat. What you wrote I can't take away: delete it here yourself. What you kept stays kept.",
		"I took my last %d messages off this chat. What you wrote I can't take away: delete it here yourself. What you kept stays kept.", cleared))
}
