// Package text is the one door every sentence goes through. A sentence is written
// once, in English, with places for its arguments; Printer.T turns it into spans,
// in the person's language once there is a catalogue for it.
//
// What a person wrote is only ever an argument. It arrives as a Literal span, which
// is never translated and never read as markup, so nothing can be injected.
package text

import (
	"log/slog"
	"strings"
)

// Style says how a span is meant; each network draws it as it can.
type Style uint8

// The styles there are.
const (
	Plain   Style = iota // our own words
	Literal              // a person's words, exactly as written
	Strong               // our own words, to be seen first
)

// Span is a run of characters of one style.
type Span struct {
	Text  string `json:"t"`
	Style Style  `json:"s,omitempty"`
}

// Text is what a person reads: spans one after the other.
type Text []Span

// Lit is a person's words as they are.
func Lit(words string) Text { return Text{{words, Literal}} }

// String is the text without its styles.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Empty says whether there is nothing to read.
func (t Text) Empty() bool { return len(t) == 0 }

// LogValue keeps what a person reads out of every log.
func (t Text) LogValue() slog.Value { return slog.IntValue(len(t)) }

// Strong is t to be seen first; a person's words in it stay literal.
func (t Text) Strong() Text {
	out := make(Text, len(t))
	for i, s := range t {
		if s.Style == Plain {
			s.Style = Strong
		}
		out[i] = s
	}
	return out
}

// Lines sets texts under each other. It is layout: sentences are never glued into
// one line, since another language may want them in another order.
func Lines(texts ...Text) Text { return join("\n", texts) }

// Paragraphs sets texts under each other with an empty line between.
func Paragraphs(texts ...Text) Text { return join("\n\n", texts) }

// Sentences sets whole sentences one after the other.
func Sentences(texts ...Text) Text { return join(" ", texts) }

func join(with string, texts []Text) Text {
	spans := -1 // as many as there are, and one between any two texts
	for _, t := range texts {
		if !t.Empty() {
			spans += 1 + len(t)
		}
	}
	out := make(Text, 0, max(0, spans))
	for _, t := range texts {
		if t.Empty() {
			continue
		}
		if len(out) > 0 {
			out = append(out, Span{Text: with})
		}
		out = append(out, t...)
	}
	return out
}
