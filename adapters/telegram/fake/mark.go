package fake

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"unicode/utf16"
)

// elements are what entities look like in a page.
var elements = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
	"blockquote": "blockquote", "expandable_blockquote": "blockquote", "text_link": "a", "url": "a",
	"email": "a", "mention": "a", "hashtag": "a", "bot_command": "a", "phone_number": "a",
}

// marked is a message's text with its entities drawn.
func marked(m Shown) template.HTML {
	text := utf16.Encode([]rune(m.Text))
	var out strings.Builder
	var open []Entity
	at := 0
	upTo := func(end int) {
		out.WriteString(html.EscapeString(string(utf16.Decode(text[at:end]))))
		at = end
	}
	shut := func(until int) {
		for len(open) > 0 && open[len(open)-1].end() <= until {
			last := open[len(open)-1]
			upTo(last.end())
			fmt.Fprintf(&out, "</%s>", last.element())
			open = open[:len(open)-1]
		}
	}
	for _, e := range nested(m.Entities) {
		shut(e.Offset)
		upTo(e.Offset)
		fmt.Fprintf(&out, "<%s>", e.element())
		open = append(open, e)
	}
	shut(len(text))
	upTo(len(text))
	return template.HTML(out.String())
}

// nested are entities in order, the longer of two at the same place first.
func nested(entities []Entity) []Entity {
	out := slices.Clone(entities)
	slices.SortStableFunc(out, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
	return out
}

func (e Entity) end() int { return e.Offset + e.Length }

func (e Entity) element() string {
	if name := elements[e.Type]; name != "" {
		return name
	}
	return "span"
}
