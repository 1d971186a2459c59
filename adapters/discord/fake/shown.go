package fake

import (
	"slices"
	"strings"
	"time"
)

// Shown is a message as it stands in the chat.
type Shown struct {
	ID       string
	Own      bool   // the bot said it
	Text     string // the content, then every text among the components, as they are read
	Spans    []Span // how parts of it are drawn
	Raw      string // the same as the bot wrote it
	Buttons  [][]Button
	Selects  []Select
	Pictures []Picture
	Files    []Document
	Media    string // what a person sent that is no text: voice, sticker, photo, file, poll, forward
	ReplyTo  string
	Edited   bool
	Loading  bool // "is thinking..."
	Private  bool // only this person sees it
	Silent   bool // it came without a sound
	At       time.Time

	By string // who said it

	content    string
	components []any
	names      func(string) string
}

// Button is one of a message. ID is its custom_id, "" for a link.
type Button struct {
	Label    string
	ID       string
	URL      string
	Style    int
	Disabled bool
}

// Select is a list to pick from.
type Select struct {
	ID       string
	Hint     string // what stands in it before anything is picked
	Options  []Choice
	Picked   []string // the labels of what is picked so far
	Min, Max int
	disabled bool
}

// Choice is one of several to pick from.
type Choice struct {
	Label string
	Value string
}

// Picture is one that is shown.
type Picture struct {
	Name string
	Alt  string
	Data []byte

	id string
}

// Document is a file to fetch.
type Document struct {
	Name string
	Data []byte

	id string
}

// Labels are those of the buttons, row by row, and then those of the options to pick.
func (m Shown) Labels() []string {
	var out []string
	for _, b := range slices.Concat(m.Buttons...) {
		out = append(out, b.Label)
	}
	for _, sel := range m.Selects {
		for _, o := range sel.Options {
			out = append(out, o.Label)
		}
	}
	return out
}

// Drawn are the stretches of the text that are drawn in a style, "strong".
func (m Shown) Drawn(style string) []string {
	var out []string
	for _, span := range m.Spans {
		if span.Style == style {
			out = append(out, m.Text[span.From:span.To])
		}
	}
	return out
}

// String is the message in one line, for failures of tests.
func (m Shown) String() string {
	return strings.TrimSpace(m.Text + " [" + strings.Join(m.Labels(), "] [") + "]")
}

// showChange notes what everybody now sees of a message.
func (m *message) showChange() {
	if m.flags&loading != 0 {
		return
	}
	for _, seat := range m.channel.seats {
		if seat.sees(m) {
			seat.changes = append(seat.changes, m.shown())
		}
	}
}

func (m *message) shown() Shown {
	out := Shown{
		ID: m.id, Own: m.own, Raw: m.raw(), Buttons: buttonsOf(m.components), Selects: selectsOf(m.components),
		Edited: !m.edited.IsZero(), Loading: m.flags&loading != 0, Private: m.flags&ephemeral != 0,
		Silent: m.flags&silent != 0, At: m.date, components: m.components,
		By: text(m.from, "global_name"), content: m.content, names: m.channel.server.named,
	}
	out.Text, out.Spans = m.words()
	if m.reply != nil {
		out.ReplyTo = m.reply.id
	}
	for _, f := range m.files {
		if f.picture() {
			out.Pictures = append(out.Pictures, Picture{f.name, m.alt(f), f.data, f.id})
		} else {
			out.Files = append(out.Files, Document{f.name, f.data, f.id})
		}
	}
	if !m.own {
		out.Media = m.media()
	}
	return out
}

// alt is what is said in place of a picture: by the component that shows it, or else
// with the file.
func (m *message) alt(f *file) string {
	alt := f.description
	each(m.components, func(o obj) {
		for _, item := range append(objects(o["items"]), o) {
			if s := text(item, "description"); s != "" && text(child(item, "media"), "attachment_id") == f.id {
				alt = s
			}
		}
	})
	return alt
}

// media is what a person sent beside words.
func (m *message) media() string {
	switch {
	case m.flags&voice != 0:
		return "voice"
	case len(m.files) > 0 && m.files[0].picture():
		return "photo"
	case len(m.files) > 0:
		return "file"
	}
	return m.kind
}

// buttonsOf are the buttons of each row, and those beside a text.
func buttonsOf(components []any) [][]Button {
	var out [][]Button
	each(components, func(o obj) {
		var line []Button
		for _, inner := range append(objects(o["components"]), child(o, "accessory")) {
			if number(inner, "type") == button {
				disabled, _ := inner["disabled"].(bool)
				line = append(line, Button{labelOf(inner), text(inner, "custom_id"), text(inner, "url"), number(inner, "style"), disabled})
			}
		}
		if len(line) > 0 {
			out = append(out, line)
		}
	})
	return out
}

// labelOf is what stands on a button, an emoji before the words.
func labelOf(o obj) string {
	return strings.TrimSpace(text(child(o, "emoji"), "name") + " " + text(o, "label"))
}

func selectsOf(components []any) []Select {
	var out []Select
	each(components, func(o obj) {
		if number(o, "type") == stringSelect {
			out = append(out, selectOf(o))
		}
	})
	return out
}

func selectOf(o obj) Select {
	sel := Select{ID: text(o, "custom_id"), Hint: text(o, "placeholder"), Min: number(o, "min_values"), Max: number(o, "max_values")}
	sel.disabled, _ = o["disabled"].(bool)
	for _, option := range objects(o["options"]) {
		sel.Options = append(sel.Options, Choice{text(option, "label"), text(option, "value")})
		if option["default"] == true {
			sel.Picked = append(sel.Picked, text(option, "label"))
		}
	}
	return sel
}

// values are those of the options with these labels, if all are there and may be picked
// together.
func (sel Select) values(labels []string) ([]string, bool) {
	out := []string{}
	for _, l := range labels {
		i := slices.IndexFunc(sel.Options, func(c Choice) bool { return same(c.Label, l) })
		if i < 0 {
			return nil, false
		}
		out = append(out, sel.Options[i].Value)
	}
	return out, !sel.disabled && sel.Min <= len(out) && len(out) <= sel.Max
}
