package fake

import (
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// Shown is a message as it stands on the phone.
type Shown struct {
	ID         int
	Own        bool   // the bot said it
	Text       string // or the caption
	Entities   []Entity
	Buttons    [][]Button // on the message
	Keyboard   [][]string // below the chat, come with this message
	ForceReply bool
	Photo      []byte
	Document   *Document
	Media      string // what a person sent that is no text
	ReplyTo    int
	Edited     bool
	At         time.Time
}

// Document is a file in a chat.
type Document struct {
	Name string
	Data []byte
}

// Labels are those of the buttons, row by row.
func (m Shown) Labels() []string {
	var out []string
	for _, b := range slices.Concat(m.Buttons...) {
		out = append(out, b.Label)
	}
	return out
}

// Spans are the stretches of the text that are marked as typ.
func (m Shown) Spans(typ string) []string {
	var out []string
	text := utf16.Encode([]rune(m.Text))
	for _, e := range m.Entities {
		if e.Type == typ {
			out = append(out, string(utf16.Decode(text[e.Offset:e.Offset+e.Length])))
		}
	}
	return out
}

func (c *chat) changed(m *message) { c.changes = append(c.changes, m.shown()) }

func (m *message) shown() Shown {
	out := Shown{
		ID: m.id, Own: m.own, Text: m.words(), Entities: m.entities(), Buttons: keyboardOf(m.inline),
		Keyboard: labels(m.other), ForceReply: m.other["force_reply"] == true,
		Edited: !m.edited.IsZero(), At: m.date,
	}
	if m.reply != nil {
		out.ReplyTo = m.reply.id
	}
	switch {
	case m.body["photo"] != nil && m.file != nil:
		out.Photo = m.file.data
	case m.body["document"] != nil && m.file != nil:
		out.Document = &Document{m.file.name, m.file.data}
	}
	for _, media := range []string{"voice", "photo", "sticker", "document", "location", "poll", "dice", "contact"} {
		if m.body[media] != nil {
			out.Media = media
		}
	}
	return out
}

func (m *message) entities() []Entity {
	for _, name := range []string{"entities", "caption_entities"} {
		if e, ok := m.body[name].([]Entity); ok {
			return e
		}
	}
	return nil
}

// labels are the words on a reply keyboard.
func labels(markup obj) [][]string {
	var out [][]string
	rows, _ := markup["keyboard"].([]any)
	for _, row := range rows {
		var line []string
		buttons, _ := row.([]any)
		for _, b := range buttons {
			switch b := b.(type) {
			case string:
				line = append(line, b)
			case obj:
				label, _ := b["text"].(string)
				line = append(line, label)
			}
		}
		out = append(out, line)
	}
	return out
}

// String is the message in one line, for failures of tests.
func (m Shown) String() string {
	s := m.Text
	for _, row := range m.Buttons {
		for _, b := range row {
			s += " [" + b.Label + "]"
		}
	}
	return strings.TrimSpace(s)
}
