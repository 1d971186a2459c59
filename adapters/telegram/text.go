package telegram

import (
	"strings"
	"unicode"

	"samepage/bot/text"
)

// How long a text may be, in UTF-16 code units, after its entities are taken out:
// https://core.telegram.org/bots/api#sendmessage and #sendphoto
const (
	longestText    = 4096
	longestCaption = 1024
)

// entity is a run of a text that is drawn in another way. Offset and length are UTF-16
// code units: https://core.telegram.org/bots/api#messageentity
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
}

// written is a text as Telegram takes it. There is no markup in it that could be
// mistaken: what a person wrote is what it looks like.
type written struct {
	Text     string
	Entities []entity
}

// write is spans as one text.
func write(t text.Text) written {
	var out written
	var b strings.Builder
	at := 0
	for _, span := range t {
		words := strings.ToValidUTF8(span.Text, "\uFFFD")
		n := text.Units(words)
		if span.Style == text.Strong && n > 0 {
			out.Entities = append(out.Entities, entity{"bold", at, n})
		}
		b.WriteString(words)
		at += n
	}
	out.Text = b.String()
	return out
}

// units is its length as Telegram counts.
func (w written) units() int { return text.Units(w.Text) }

// into sets w as the parameters of these names, leaving out one with nothing in it.
func (w written) into(p params, words, entities string) {
	if w.Text != "" {
		p[words] = w.Text
	}
	if len(w.Entities) > 0 {
		p[entities] = w.Entities
	}
}

// split is w in parts of at most limit units each. It breaks where an empty line is,
// else a line, a sentence or a word, never within a character.
func (w written) split(limit int) []written {
	var out []written
	from := 0
	for rest := w.Text; rest != ""; {
		head := rest
		if text.Units(rest) > limit {
			head = rest[:text.Cut(rest, limit)]
		}
		rest = rest[len(head):]
		out = appendPart(out, w.part(from, head))
		from += text.Units(head)
	}
	return out
}

func appendPart(parts []written, w written) []written {
	if w.Text == "" {
		return parts
	}
	return append(parts, w)
}

// part is the stretch of w that begins at a unit and reads words, without the space
// around it.
func (w written) part(from int, words string) written {
	trimmed := strings.TrimLeftFunc(words, unicode.IsSpace)
	from += text.Units(words[:len(words)-len(trimmed)])
	trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace)
	to := from + text.Units(trimmed)
	out := written{Text: trimmed}
	for _, e := range w.Entities {
		start, end := max(e.Offset, from), min(e.Offset+e.Length, to)
		if start < end {
			out.Entities = append(out.Entities, entity{e.Type, start - from, end - start})
		}
	}
	return out
}
