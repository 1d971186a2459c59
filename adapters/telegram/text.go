package telegram

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"

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
		n := units(words)
		if span.Style == text.Strong && n > 0 {
			out.Entities = append(out.Entities, entity{"bold", at, n})
		}
		b.WriteString(words)
		at += n
	}
	out.Text = b.String()
	return out
}

// units is the length of s in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// entities is them as a parameter; "" for none, since null is not allowed.
func (w written) entities() string {
	if len(w.Entities) == 0 {
		return ""
	}
	out, _ := json.Marshal(w.Entities)
	return string(out)
}

// split is w in parts of at most limit units each. It breaks where an empty line is,
// else a line, a sentence or a word, never within a character.
func (w written) split(limit int) []written {
	var out []written
	from := 0
	for rest := w.Text; rest != ""; {
		head := rest
		if units(rest) > limit {
			head = rest[:cut(rest, limit)]
		}
		rest = rest[len(head):]
		out = appendPart(out, w.part(from, head))
		from += units(head)
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
	from += units(words[:len(words)-len(trimmed)])
	trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace)
	to := from + units(trimmed)
	out := written{Text: trimmed}
	for _, e := range w.Entities {
		start, end := max(e.Offset, from), min(e.Offset+e.Length, to)
		if start < end {
			out.Entities = append(out.Entities, entity{e.Type, start - from, end - start})
		}
	}
	return out
}

// cut is where, in bytes, the first limit units of s are best broken off.
func cut(s string, limit int) int {
	end := prefix(s, limit)
	window := s[:end]
	for _, at := range []int{
		after(window, "\n\n"), after(window, "\n"), afterSentence(window), after(window, " "),
	} {
		if units(window[:at]) >= limit/2 { // sooner would make crumbs
			return at
		}
	}
	return end
}

// prefix is the length in bytes of the longest run of whole characters in s within
// limit units; at least one rune.
func prefix(s string, limit int) int {
	end, used, state := 0, 0, -1
	for rest := s; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		used += units(cluster)
		if used > limit {
			break
		}
		end += len(cluster)
	}
	if end > 0 {
		return end
	}
	return hardPrefix(s, limit)
}

// hardPrefix breaks a character that is longer than a message.
func hardPrefix(s string, limit int) int {
	end, used := 0, 0
	for i, r := range s {
		used += max(1, utf16.RuneLen(r))
		if used > limit && end > 0 {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return end
}

// after is where the last sep in s ends; 0 where there is none.
func after(s, sep string) int {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return i + len(sep)
	}
	return 0
}

func afterSentence(s string) int {
	return slices.Max([]int{after(s, ". "), after(s, "? "), after(s, "! "), after(s, "… ")})
}
