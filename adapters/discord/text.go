package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"samepage/bot/text"
)

// longestText is of one message, in characters. Discord does not say of which kind, and
// of UTF-16 there are most:
// https://discord.com/developers/docs/resources/message#create-message
const longestText = 2000

// split is t as Discord's markup, in parts of at most limit units each with the
// backslashes counted. It breaks as text.Cut does.
func split(t text.Text, limit int) []string {
	whole := valid(t)
	words := whole.String()
	var out []string
	for from := 0; from < len(words); {
		to := from + room(whole, from, limit)
		if part := markup(trimmed(whole, from, to)); part != "" {
			out = append(out, part)
		}
		from = to
	}
	return out
}

// room is how many bytes from one on go into a part: as many as fit with their
// backslashes, broken off where it is best.
func room(t text.Text, from, limit int) int {
	rest := t.String()[from:]
	for budget := limit; ; {
		n := len(rest)
		if text.Units(rest) > budget {
			n = text.Cut(rest, budget)
		}
		over := text.Units(markup(trimmed(t, from, from+n))) - limit
		if over <= 0 || budget == 1 {
			return n
		}
		budget = max(1, min(budget, text.Units(rest[:n]))-(over+1)/2)
	}
}

func valid(t text.Text) text.Text {
	out := make(text.Text, len(t))
	for i, span := range t {
		out[i] = text.Span{Text: strings.ToValidUTF8(span.Text, "\uFFFD"), Style: span.Style}
	}
	return out
}

// trimmed is the stretch of t between two bytes of it, without the space around it.
func trimmed(t text.Text, from, to int) text.Text {
	words := t.String()[from:to]
	left := len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	right := len(words) - len(strings.TrimRightFunc(words, unicode.IsSpace))
	from, to = from+left, max(from+left, to-right)
	var out text.Text
	at := 0
	for _, span := range t {
		start, end := max(from, at), min(to, at+len(span.Text))
		if start < end {
			out = append(out, text.Span{Text: span.Text[start-at : end-at], Style: span.Style})
		}
		at += len(span.Text)
	}
	return out
}

// markup is t as Discord reads it: what is strong between two stars each side, and every
// character that would mean something with a backslash before it, so that words are read
// as nothing but words. Addresses on the web in our own words can be followed.
func markup(t text.Text) string {
	var out strings.Builder
	var w writer
	for len(t) > 0 {
		strong, inner := t[0].Style == text.Strong, ""
		for len(t) > 0 && (t[0].Style == text.Strong) == strong {
			inner += w.escaped(t[0].Text, t[0].Style == text.Literal)
			t = t[1:]
		}
		if strong {
			inner = starred(inner)
		}
		out.WriteString(inner)
	}
	return out.String()
}

// starred is s between stars, which never stand beside a space within.
func starred(s string) string {
	core := strings.TrimSpace(s)
	if core == "" {
		return s
	}
	before, after, _ := strings.Cut(s, core)
	return before + "**" + core + "**" + after
}

// writer writes words, knowing what stands on the line so far.
type writer struct{ line lineStart }

type lineStart int

const (
	empty  lineStart = iota // nothing but space
	number                  // digits, which a full stop would make a list of
	begun                   // words
)

// escaped is words with a backslash wherever Discord would read something else. A web
// address that a person wrote is taken apart too: nothing of theirs is opened.
func (w *writer) escaped(words string, literal bool) string {
	var out strings.Builder
	for words != "" {
		if n := linkAt(words); n > 0 && !literal {
			out.WriteString(words[:n])
			words, w.line = words[n:], begun
			continue
		}
		r, n := utf8.DecodeRuneInString(words)
		if w.means(r, words[n:]) {
			out.WriteByte('\\')
		}
		out.WriteString(words[:n])
		words = words[n:]
		w.pass(r)
	}
	return out.String()
}

// means says whether Discord would read r as more than itself, before what follows.
func (w *writer) means(r rune, follows string) bool {
	switch r {
	case '\\', '*', '_', '~', '`', '|', '[', '<':
		return true
	case '#', '-', '>', '+':
		return w.line == empty
	case '.':
		return w.line == number
	case ':':
		return strings.HasPrefix(follows, "//")
	case '@':
		return strings.HasPrefix(follows, "everyone") || strings.HasPrefix(follows, "here")
	}
	return false
}

func (w *writer) pass(r rune) {
	switch {
	case r == '\n':
		w.line = empty
	case unicode.IsSpace(r) && w.line == empty:
	case unicode.IsDigit(r) && w.line != begun:
		w.line = number
	default:
		w.line = begun
	}
}

// linkAt is the length of the web address that s begins with; 0 where it does not.
func linkAt(s string) int {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return 0
	}
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		end = len(s)
	}
	return len(strings.TrimRight(s[:end], ".,;:!?)"))
}
