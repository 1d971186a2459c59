package bottest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"samepage/bot"
	"samepage/bot/dialog"
	"samepage/bot/transcript"
)

var person = bot.Address{Network: "stage", Instance: "1", Chat: "person"}

// scene is a network within the process: what stands in the chat, and what was shown
// since it was last asked.
type scene struct {
	chat   []post
	shown  []transcript.Shown
	posts  int
	events int
	typed  []typed // what the person wrote, in order
	hear   func(context.Context, bot.Event) error
}

// Plain is the chat on a network within the process that has messages and buttons.
func Plain(bot.Clock) Scene { return &scene{} }

// typed is a message of the person's.
type typed struct {
	id   bot.MessageID
	said string
}

type post struct {
	id      bot.MessageID
	message bot.Message
}

var (
	_ Scene         = (*scene)(nil)
	_ bot.Network   = (*scene)(nil)
	_ bot.Editor    = (*scene)(nil)
	_ bot.Deleter   = (*scene)(nil)
	_ bot.Describer = (*scene)(nil)
)

// Name is the network's.
func (*scene) Name() string { return "stage" }

// Limits is what the network can do.
func (*scene) Limits() bot.Limits {
	return bot.Limits{Carrier: "Telegram", Edits: true, Deletes: 47 * time.Hour}
}

// Run has nothing to hand over: a Stage does that itself.
func (*scene) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

// Send puts m at the end of the chat.
func (n *scene) Send(_ context.Context, _ bot.Address, m bot.Message) (bot.MessageID, error) {
	n.posts++
	id := bot.MessageID(fmt.Sprintf("out%d", n.posts))
	n.chat = append(n.chat, post{id, m})
	n.shown = append(n.shown, Meaning(m))
	return id, nil
}

// Edit puts m where an earlier message stands; at the end where that is gone.
func (n *scene) Edit(ctx context.Context, to bot.Address, id bot.MessageID, m bot.Message) (bot.MessageID, error) {
	i := slices.IndexFunc(n.chat, func(p post) bool { return p.id == id })
	switch {
	case i < 0 && m.Fold:
		return id, nil
	case i < 0:
		return n.Send(ctx, to, m)
	}
	was := Meaning(n.chat[i].message)
	n.chat[i].message = m
	shown := Meaning(m)
	shown.Edited = true
	if !Settled(was, shown) {
		n.shown = append(n.shown, shown)
	}
	return id, nil
}

// Settled says whether a message was changed only so that an answered question has no
// buttons any more, or has them again. It says nothing new, so it stands in no transcript.
func Settled(was, now transcript.Shown) bool {
	return now.Edited && was.Text == now.Text && (len(was.Buttons) == 0) != (len(now.Buttons) == 0)
}

// Delete takes messages away.
func (n *scene) Delete(_ context.Context, _ bot.Address, ids []bot.MessageID) error {
	n.chat = slices.DeleteFunc(n.chat, func(p post) bool { return slices.Contains(ids, p.id) })
	return nil
}

// Open needs no connection.
func (n *scene) Open(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
	n.hear = hear
	return n, func() {}
}

// Do hands over what the person does.
func (n *scene) Do(words string, press bool) (Count, error) {
	ev, cost, err := n.event(words, press)
	if err != nil {
		return cost, err
	}
	return cost, n.hear(context.Background(), ev)
}

func (n *scene) event(words string, press bool) (ev bot.Event, cost Count, err error) {
	n.events++
	ev = bot.Event{
		ID: fmt.Sprint(n.events), From: person,
		Text: words, Message: bot.MessageID(fmt.Sprintf("in%d", n.events)),
	}
	if pin, ok := strings.CutPrefix(words, "(pin "); ok {
		ev.Text = ""
		ev.Location, err = Pin(pin)
		return ev, cost, err
	}
	if name, ok := strings.CutPrefix(words, "(file "); ok {
		ev.Text = ""
		ev.File, err = Document(filepath.Join("testdata", "ics", strings.TrimSuffix(name, ")")))
		return ev, cost, err
	}
	if passed, ok := strings.CutPrefix(words, "(forward) "); ok {
		ev.Text, ev.Passed = passed, true
		return ev, cost, nil
	}
	if below, ok := strings.CutPrefix(words, "(photo) "); ok {
		ev.Text, ev.Media = below, bot.Photo
		return ev, cost, nil
	}
	if media, ok := strings.CutPrefix(words, "("); ok && strings.HasSuffix(words, ")") {
		ev.Text, ev.Media = "", bot.Media(strings.TrimSuffix(media, ")"))
		return ev, cost, nil
	}
	if edit, ok := strings.CutPrefix(words, "(edit) "); ok {
		ev.Text, ev.Edited, ev.Message = edit, true, bot.MessageID(fmt.Sprintf("in%d", n.events-1))
		return ev, cost, nil
	}
	if said, ok := strings.CutPrefix(words, "(delete) "); ok {
		ev.Text, ev.Deleted = "", true
		ev.Message, err = n.deleted(said)
		return ev, cost, err
	}
	if id, p, ok := n.find(words); press && ok && !strings.HasPrefix(words, "/") {
		ev.Text, ev.Press, ev.Message = "", p, id
		return ev, Count{Taps: 1}, nil
	}
	n.typed = append(n.typed, typed{ev.Message, words})
	return ev, Count{Typed: 1}, nil
}

// deleted is the latest message in which the person said something.
func (n *scene) deleted(said string) (bot.MessageID, error) {
	for _, m := range slices.Backward(n.typed) {
		if m.said == said {
			return m.id, nil
		}
	}
	return "", fmt.Errorf("nothing that was written says %q", said)
}

// Pin is the place in "52.5 13.4)".
func Pin(words string) (*bot.Location, error) {
	var at bot.Location
	if _, err := fmt.Sscanf(words, "%g %g)", &at.Lat, &at.Lon); err != nil {
		return nil, fmt.Errorf("reading a place: %w", err)
	}
	return &at, nil
}

// Document is a file as a person would send it.
func Document(path string) (*bot.File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return &bot.File{Name: filepath.Base(path), Type: "text/calendar", Data: data}, nil
}

// Labels are those of the buttons on the latest six messages.
func (n *scene) Labels() [][]string {
	var out [][]string
	for _, p := range n.chat[max(0, len(n.chat)-6):] {
		out = append(out, Meaning(p.message).Buttons)
	}
	return out
}

// Take is what was shown since it was last asked.
func (n *scene) Take() []transcript.Shown {
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
	if m.Form != nil {
		s.Buttons = append(s.Buttons, m.Form.Label.String())
	}
	if m.Picture != nil {
		s.Picture = m.Picture.Title
	}
	if m.File != nil {
		s.File = m.File.Name
	}
	return s
}
