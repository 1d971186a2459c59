package discord

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"samepage/bot"
)

// body is a message as it is sent or changed. What a message no longer has is an empty
// list, which takes it away.
type body struct {
	Content     string       `json:"content"`
	Nonce       string       `json:"nonce,omitempty"`
	Enforce     bool         `json:"enforce_nonce,omitempty"` // a second one with the nonce is the first
	Mentions    mentions     `json:"allowed_mentions"`
	Components  []component  `json:"components"`
	Attachments []attachment `json:"attachments"`
	Flags       int          `json:"flags"`
}

// mentions are those who are told of a message by their name in it: nobody, ever.
type mentions struct {
	Parse []string `json:"parse"`
}

// attachment is a file of a message. Its description is read aloud.
type attachment struct {
	ID          string `json:"id"` // of the file that goes with it
	Name        string `json:"filename"`
	Description string `json:"description,omitempty"`
}

// Flags of messages: https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	noPreview = 1 << 2 // a link is not opened by Discord to show it
	onlyThem  = 1 << 6 // seen by whoever did something, and by nobody else
)

// piece is one message that is shown, and the file that goes with it.
type piece struct {
	body  body
	files []upload
}

// longestAlt is of what a picture shows, in characters.
const longestAlt = 1024

// Send shows m. A text that is too long comes in several messages, the file and the
// buttons with the last. What Discord has taken is not sent again where a later part
// fails, and each part has its nonce, so neither is one whose answer was lost (again.go).
func (d *Discord) Send(ctx context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	channel, err := d.channelOf(ctx, to)
	if err != nil {
		return "", err
	}
	pieces, err := d.pieces(m)
	if err != nil {
		return "", err
	}
	ids, err := d.sent(ctx, channel, m, pieces)
	for i := len(ids); i < len(pieces) && err == nil; i++ {
		var id string
		if id, err = d.show(ctx, channel, pieces[i], m, i == 0); err == nil {
			ids = append(ids, id)
			d.said.done(id)
		}
	}
	d.outcomes.tell(channel, err)
	if err != nil {
		d.parts.keep(m.Nonce, ids)
		return "", err
	}
	d.parts.keep(m.Nonce, nil)
	return together(ids), nil
}

// show shows one more message in a channel: in the place that waits for it, where m is
// what a command is answered with, else as a new one.
func (d *Discord) show(ctx context.Context, channel string, p piece, m bot.Message, first bool) (string, error) {
	if first && m.Reply != "" {
		id, err := d.fill(ctx, m.Reply, p)
		if err == nil || !errors.Is(err, errPlaceGone) {
			return id, err
		}
	}
	var got struct {
		ID string `json:"id"`
	}
	what := post("/channels/%s/messages", channel).with(p.body, p.files...)
	what.urgent = m.Urgent
	err := d.client.do(ctx, what, &got)
	return got.ID, err
}

// pieces is m as messages.
func (d *Discord) pieces(m bot.Message) ([]piece, error) {
	files, about, err := attached(m)
	if err != nil {
		return nil, err
	}
	m.Nonce = cmp.Or(m.Nonce, rand.Text()[:longestNonce])
	var out []piece
	for i, words := range split(m.Text, longestText) {
		out = append(out, piece{body: newBody(words, nonce(m.Nonce, i))})
	}
	if len(out) == 0 && len(files) > 0 {
		out = append(out, piece{body: newBody("", m.Nonce)})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there is nothing to send: %w", bot.ErrRefused)
	}
	last := &out[len(out)-1]
	last.body.Components, last.body.Attachments, last.files = d.rows(m), about, files
	return out, nil
}

func newBody(words, nonce string) body {
	return body{
		Content: words, Nonce: nonce, Enforce: true, Mentions: mentions{Parse: []string{}},
		Components: []component{}, Attachments: []attachment{}, Flags: noPreview,
	}
}

// longestNonce is in characters.
const longestNonce = 25

// nonce is that of a part.
func nonce(of string, part int) string {
	if part == 0 {
		return of
	}
	end := "." + strconv.Itoa(part)
	return of[:min(len(of), longestNonce-len(end))] + end
}

// asChange is b for a call that takes no nonce.
func (b body) asChange() body {
	b.Nonce, b.Enforce = "", false
	return b
}

// rows are the buttons of m. One that cannot be carried is left out and told to the
// operator, since it is a fault of ours.
func (d *Discord) rows(m bot.Message) []component {
	flat, ok := keys(m)
	if !ok {
		d.log.Error("discord: a button could not be carried")
	}
	return append([]component{}, layOut(flat)...)
}

// attached is the picture or the file of m.
func attached(m bot.Message) ([]upload, []attachment, error) {
	switch {
	case m.Picture != nil:
		png, err := m.Picture.PNG()
		if err != nil {
			return nil, nil, fmt.Errorf("drawing a picture: %w", err)
		}
		alt := shortened(cmp.Or(m.Picture.Title, m.Text.String()), longestAlt)
		return []upload{{"chart.png", "image/png", png}}, []attachment{{ID: "0", Name: "chart.png", Description: alt}}, nil
	case m.File != nil:
		name := cmp.Or(m.File.Name, "file")
		return []upload{{name, cmp.Or(m.File.Type, "application/octet-stream"), m.File.Data}}, []attachment{{ID: "0", Name: name}}, nil
	}
	return nil, []attachment{}, nil
}

// partly is which parts of messages are sent, by nonce, where a later part failed.
type partly struct {
	mu  sync.Mutex
	ids map[string][]string
}

func (p *partly) sent(nonce string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ids[nonce]
}

func (p *partly) keep(nonce string, ids []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if nonce == "" || len(ids) == 0 {
		delete(p.ids, nonce)
		return
	}
	if p.ids == nil {
		p.ids = map[string][]string{}
	}
	p.ids[nonce] = ids
}
