package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a run of digits, or one mark of punctuation.
type token struct {
	text     string // lower case, dashes and quotes in their ASCII form
	from, to int    // bytes of the source
	glued    bool   // nothing stands between it and the token before
	digits   bool
	tied     bool // it goes on: a part of a longer number, word or sign, "1.2.3", "$5"
	ties     bool // the same, to its right
}

// tokenise cuts text where letters, digits and marks meet, so that "4pm" is two
// tokens that know they are glued.
func tokenise(text string) []token {
	var out []token
	end := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) || r == '\u200b' {
			i += size
			continue
		}
		t := token{from: i, to: i + size, glued: len(out) > 0 && end == i}
		switch {
		case isDigit(r):
			t.to, t.digits = runEnd(text, i, isDigit), true
			t.text = text[t.from:t.to]
		case isLetter(r):
			t.to = wordEnd(text, i)
			t.text = plainWord(text[t.from:t.to])
		default:
			t.text = plainMark(r)
		}
		out = append(out, t)
		i, end = t.to, t.to
	}
	tie(out)
	return out
}

// tie marks the tokens that their neighbours belong to.
func tie(tokens []token) {
	for i := 1; i < len(tokens); i++ {
		a, b := &tokens[i-1], &tokens[i]
		switch {
		case !b.glued:
		case a.digits && b.isWord(), a.isWord() && b.digits, a.digits && b.text == "%":
			a.ties, b.tied = true, true
		case i > 1 && a.glued && tokens[i-2].digits && b.digits && joins[a.text]:
			tokens[i-2].ties, a.tied, a.ties, b.tied = true, true, true, true
		case b.digits && (a.text == "$" || a.text == "#" || a.text == "%"):
			b.tied = true
		}
	}
}

// joins are the marks inside numbers.
var joins = setOf(". / : - + * , _")

func (t token) isWord() bool { return !t.digits && isLetter([]rune(t.text)[0]) }

func isDigit(r rune) bool  { return '0' <= r && r <= '9' }
func isLetter(r rune) bool { return unicode.IsLetter(r) || r == '_' || unicode.Is(unicode.Mn, r) }

func runEnd(text string, i int, in func(rune) bool) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !in(r) {
			break
		}
		i += size
	}
	return i
}

// wordEnd keeps an apostrophe inside a word: "o'clock", "week's".
func wordEnd(text string, i int) int {
	for {
		i = runEnd(text, i, isLetter)
		r, size := utf8.DecodeRuneInString(text[i:])
		if plainMark(r) != "'" {
			return i
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if !isLetter(next) {
			return i
		}
		i += size
	}
}

// plainWord is lower case without the possessive: "week's" says no more than "week".
func plainWord(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return strings.TrimSuffix(s, "'s")
}

func plainMark(r rune) string {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '~':
		return "-"
	case '’', '‘', '`', '´', '′':
		return "'"
	case '，', '、':
		return ","
	case '：':
		return ":"
	case '“', '”', '″':
		return `"`
	}
	return string(r)
}
