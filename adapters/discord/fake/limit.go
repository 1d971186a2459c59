package fake

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// flaws are what is wrong with a request: what the real server refuses, and what it
// lets pass though it breaks its own description or the rules of this bot.
type flaws struct{ refused, tolerated []string }

func (f *flaws) refuse(format string, args ...any) {
	f.refused = append(f.refused, fmt.Sprintf(format, args...))
}

func (f *flaws) tolerate(format string, args ...any) {
	f.tolerated = append(f.tolerated, fmt.Sprintf(format, args...))
}

// limits finds what stands in the prose of the documents only.
func (f *flaws) limits(c *Call) {
	o := c.object()
	switch {
	case c.Route == "PUT /applications/{application_id}/commands":
		f.commands(c.Body)
	case strings.HasPrefix(c.Route, "POST /interactions/"):
		f.callback(c, o)
	case c.Route == "POST /channels/{channel_id}/messages":
		f.nonce(o)
		f.message(c, o)
		f.mentions(o)
		f.flags(o, suppressEmbeds|silent|componentsV2)
	case strings.HasPrefix(c.Route, "POST /webhooks/"):
		f.flags(o, suppressEmbeds|silent|componentsV2|ephemeral)
		f.message(c, o)
		if says(o) {
			f.mentions(o)
		}
	case strings.HasPrefix(c.Route, "PATCH "):
		f.flags(o, suppressEmbeds|componentsV2)
		f.message(c, o)
		if says(o) {
			f.mentions(o)
		}
	}
}

// says tells whether a body has words in it.
func says(o obj) bool { return text(o, "content") != "" || len(list(o, "components")) > 0 }

func (f *flaws) callback(c *Call, o obj) {
	data := child(o, "data")
	switch number(o, "type") {
	case respond, update:
		f.flags(data, suppressEmbeds|silent|componentsV2|ephemeral)
		f.message(c, data)
		if says(data) {
			f.mentions(data)
		}
	case deferReply:
		f.flags(data, ephemeral)
		if len(data) > 1 {
			f.tolerate("data: only the flag for what one person sees counts here")
		}
	case openModal:
		f.modal(data)
	case suggest:
		f.choices("data.choices", list(data, "choices"))
	}
}

// flags may only be those that can be set with such a request.
func (f *flaws) flags(o obj, allowed int) {
	if other := number(o, "flags") &^ allowed; other != 0 {
		f.tolerate("flags: %d cannot be set here", other)
	}
}

// nonce is what keeps a message from being sent twice.
func (f *flaws) nonce(o obj) {
	nonce, ok := o["nonce"].(string)
	switch {
	case !ok || nonce == "":
		f.tolerate("nonce: missing, so that a lost answer doubles the message")
	case o["enforce_nonce"] != true:
		f.tolerate("enforce_nonce: missing, so that a lost answer doubles the message")
	case units(nonce) > 25:
		f.refuse("nonce: %d characters, at most 25", units(nonce))
	}
}

// mentions must be none: nobody is called by what a person wrote.
func (f *flaws) mentions(o obj) {
	allowed := child(o, "allowed_mentions")
	parse, ok := allowed["parse"].([]any)
	if !ok || len(parse) > 0 || len(list(allowed, "users"))+len(list(allowed, "roles")) > 0 || allowed["replied_user"] == true {
		f.tolerate("allowed_mentions: they must be there, with an empty list to parse")
	}
}

func (f *flaws) message(c *Call, o obj) {
	if n := units(text(o, "content")); n > 2000 {
		f.refuse("content: %d characters, at most 2000", n)
	}
	if n := embedded(o); n > 6000 {
		f.refuse("embeds: %d characters in all, at most 6000", n)
	}
	f.attachments(c, o)
	f.components(list(o, "components"))
	if number(o, "flags")&componentsV2 == 0 {
		return
	}
	for _, name := range []string{"content", "embeds", "poll", "sticker_ids"} {
		if v := o[name]; v != nil && v != "" && !empty(v) {
			f.refuse("%s: not with IS_COMPONENTS_V2", name)
		}
	}
}

func empty(v any) bool {
	l, ok := v.([]any)
	return ok && len(l) == 0
}

func embedded(o obj) int {
	n := 0
	for _, e := range objects(o["embeds"]) {
		n += units(text(e, "title")) + units(text(e, "description")) +
			units(text(child(e, "footer"), "text")) + units(text(child(e, "author"), "name"))
		for _, field := range objects(e["fields"]) {
			n += units(text(field, "name")) + units(text(field, "value"))
		}
	}
	return n
}

// attachments must name every file, and say in words what a picture shows.
func (f *flaws) attachments(c *Call, o obj) {
	named := map[string]bool{}
	for _, about := range objects(o["attachments"]) {
		id := text(about, "id")
		named[id] = true
		u := c.files[id]
		if u != nil && (&file{data: u.data}).picture() && strings.TrimSpace(text(about, "description")) == "" {
			f.tolerate("attachments: the picture %s has no description", u.name)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(c.files)) {
		switch {
		case !named[n]:
			f.tolerate("files[%s]: not among the attachments", n)
		case len(c.files[n].data) == 0:
			f.refuse("files[%s]: empty", n)
		case len(c.files[n].data) > 10<<20:
			f.refuse("files[%s]: %d bytes, at most 10 MB", n, len(c.files[n].data))
		}
	}
}

// components must each be in order, and to be told from the others.
func (f *flaws) components(all []any) {
	seen := map[string]bool{}
	each(all, func(o obj) { f.component(o, seen) })
}

// component is one of a message.
func (f *flaws) component(o obj, seen map[string]bool) {
	id := text(o, "custom_id")
	if id != "" && seen[id] {
		f.refuse("custom_id: there are two of one name")
	}
	seen[id] = true
	switch number(o, "type") {
	case actionRow:
		f.row(objects(o["components"]))
	case button:
		f.button(o, id)
	case stringSelect:
		f.options(o)
	case textInput:
		f.refuse("components: no text input stands in a message")
	}
}

func (f *flaws) row(inner []obj) {
	for _, o := range inner {
		if number(o, "type") != button && len(inner) > 1 {
			f.refuse("components: a select shares its row")
		}
	}
}

// link is the style of a button that opens an address.
const link = 5

func (f *flaws) button(o obj, id string) {
	linked := number(o, "style") == link
	switch {
	case text(o, "label") == "" && o["emoji"] == nil:
		f.refuse("components: a button with neither label nor emoji")
	case linked && (text(o, "url") == "" || id != ""):
		f.refuse("components: a link has an address and no custom_id")
	case !linked && (id == "" || text(o, "url") != ""):
		f.refuse("components: a button has a custom_id and no address")
	}
	if n := units(text(o, "label")); n > 80 {
		f.refuse("label: %d characters, at most 80", n)
	}
	if units(id) > 100 {
		f.refuse("custom_id: %d characters, at most 100", units(id))
	}
}

func (f *flaws) options(o obj) {
	options, seen := objects(o["options"]), map[string]bool{}
	defaults := 0
	for _, option := range options {
		if seen[text(option, "value")] {
			f.refuse("options: there are two of one value")
		}
		seen[text(option, "value")] = true
		if option["default"] == true {
			defaults++
		}
	}
	least, most := 1, 1
	if o["min_values"] != nil {
		least = number(o, "min_values")
	}
	if o["max_values"] != nil {
		most = number(o, "max_values")
	}
	if most > len(options) || least > most || defaults > most {
		f.refuse("options: %d, of which %d to %d are to be chosen and %d are", len(options), least, most, defaults)
	}
}

// refused says why the real server does not take a message as it would be, or "".
func refused(m *message) string {
	if m.flags&componentsV2 != 0 {
		return crowded(m)
	}
	for _, o := range objects(m.components) {
		if number(o, "type") != actionRow {
			return "components: only rows without IS_COMPONENTS_V2"
		}
	}
	if n := len(m.components); n > 5 {
		return fmt.Sprintf("components: %d rows, at most 5", n)
	}
	return ""
}

// crowded says why a message of components only is not taken.
func crowded(m *message) string {
	count, words := 0, 0
	each(m.components, func(o obj) {
		count++
		words += units(text(o, "content"))
	})
	switch {
	case m.content != "":
		return "content: not with IS_COMPONENTS_V2"
	case count > 40:
		return fmt.Sprintf("components: %d in all, at most 40", count)
	case words > 4000:
		return fmt.Sprintf("components: %d characters of text, at most 4000", words)
	}
	return unshown(m)
}

// unshown is a file that no component speaks of: with IS_COMPONENTS_V2 it is not seen.
func unshown(m *message) string {
	spoken := fmt.Sprint(m.components)
	for _, f := range m.files {
		if !strings.Contains(spoken, f.id) {
			return "attachments: no component shows " + f.name
		}
	}
	return ""
}

// units is the length of s in UTF-16 code units, which is never less than what Discord
// counts.
func units(s string) int { return len(utf16.Encode([]rune(s))) }
