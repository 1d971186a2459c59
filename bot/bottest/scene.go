package bottest

import (
	"context"
	"fmt"
	"slices"

	"samepage/bot"
	"samepage/bot/dialog"
	"samepage/bot/transcript"
)

var person = bot.Address{Network: "stage", Instance: "1", Chat: "person"}

// scene is the network of a Stage: what stands in the chat, and what was shown since
// it was last asked.
type scene struct {
	chat  []post
	shown []transcript.Shown
}

type post struct {
	id      bot.MessageID
	message bot.Message
}

var (
	_ bot.Network   = (*scene)(nil)
	_ bot.Editor    = (*scene)(nil)
	_ bot.Describer = (*scene)(nil)
)

// Name is the network's.
func (*scene) Name() string { return "stage" }

// Limits is what the network can do.
func (*scene) Limits() bot.Limits { return bot.Limits{Carrier: "Telegram", Edits: true} }

// Run has nothing to hand over: a Stage does that itself.
func (*scene) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

// Send puts m at the end of the chat.
func (n *scene) Send(_ context.Context, _ bot.Address, m bot.Message) (bot.MessageID, error) {
	id := bot.MessageID(fmt.Sprintf("out%d", len(n.chat)+1))
	n.chat = append(n.chat, post{id, m})
	n.shown = append(n.shown, Meaning(m))
	return id, nil
}

// Edit puts m where an earlier message stands.
func (n *scene) Edit(_ context.Context, _ bot.Address, id bot.MessageID, m bot.Message) (bot.MessageID, error) {
	i := slices.IndexFunc(n.chat, func(p post) bool { return p.id == id })
	if i < 0 {
		return "", fmt.Errorf("there is no message %s to edit", id)
	}
	n.chat[i].message = m
	shown := Meaning(m)
	shown.Edited = true
	n.shown = append(n.shown, shown)
	return id, nil
}

func (n *scene) take() []transcript.Shown {
	out := n.shown
	n.shown = nil
	return out
}

// find is the newest button with a label, as a person would look for it.
func (n *scene) find(label string) (bot.MessageID, bot.Press, bool) {
	for _, p := range slices.Backward(n.chat) {
		for _, b := range p.message.Buttons {
			if dialog.Fold(b.Label.String()) == dialog.Fold(label) {
				return p.id, b.Press, true
			}
		}
	}
	return "", bot.Press{}, false
}

// Meaning is a message as a person sees it, whatever draws it.
func Meaning(m bot.Message) transcript.Shown {
	s := transcript.Shown{Text: m.Text.String()}
	for _, b := range m.Buttons {
		s.Buttons = append(s.Buttons, b.Label.String())
		if b.Chosen {
			s.Chosen = append(s.Chosen, b.Label.String())
		}
	}
	if m.Picture != nil {
		s.Picture = m.Picture.Title
	}
	if m.File != nil {
		s.File = m.File.Name
	}
	return s
}
