package console

import (
	"strings"
	"testing"
	"unicode"

	"samepage/bot"
	"samepage/bot/text"
)

func TestButtons(t *testing.T) {
	many := asks("", "manage my illness better", "sleep", "Done")
	many.Buttons[1].Chosen = true
	pages := asks("", "1", "2", "Done")
	pages.Buttons[0].Chosen = true
	for _, c := range []struct {
		message bot.Message
		width   int
		want    string
	}{
		{asks("", "Yes", "No"), 40, "  [1] Yes   [2] No"},
		{asks("", "0", "1", "2"), 40, "  [0]   [1]   [2]"},
		{asks("", "18:02 Berlin", "Other"), 40, "  [1] 18:02 Berlin   [2] Other"},
		{asks("", "0", "1", "2", "3", "4"), 21, "  [0]   [1]   [2]\n  [3]   [4]"},
		{many, 0, "  [1] manage my illness better   [2] [x] sleep   [3] Done"},
		{many, 40, "  [1] manage my illness better\n  [2] [x] sleep\n  [3] Done"},
		{many, 24, "  [1] manage my\n      illness better\n  [2] [x] sleep\n  [3] Done"},
		{pages, 40, "  [1 x]   [2]   [Done]"},
		{asks("", "two\nlines"), 40, "  [1] two lines"},
	} {
		if got := buttons(c.message, c.width); got != c.want {
			t.Errorf("%d columns: got\n%s\nwant\n%s", c.width, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 8, "one two\nthree"},
		{"one two\n\nthree", 80, "one two\n\nthree"},
		{"  1  flare after lunch", 14, "  1  flare\n     after\n     lunch"},
		{"12 one two\n1 three", 8, "12 one\n   two\n1 three"},
		{"  one two", 8, "  one\n  two"},
		{"3", 8, "3"},
		{"abcdefghij", 4, "abcd\nefgh\nij"},
		{"日本語日本語", 6, "日本語\n日本語"},
		{"e\u0301e\u0301e\u0301 x", 4, "e\u0301e\u0301e\u0301\nx"},
		{"👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧\n👩‍👩‍👧"},
		{"as it is, however long it may be", 0, "as it is, however long it may be"},
		{"send /forget and", 7, "send\n/forget\nand"},
		{strings.Repeat("/", 9), 4, "////\n////\n/"},
		{"", 10, ""},
	} {
		if got := wrap(c.text, c.width); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mred\x07":                 "a\uFFFD[31mred\uFFFD",
		"\u009b2J":                         "\uFFFD2J",
		"one\r\ntwo\rthree":                "one\ntwo\nthree",
		"\u202eevil\u2066":                 "evil",
		"a\tb":                             "a    b",
		"bad \xff":                         "bad \uFFFD",
		"עברית\u200f and e\u0301 are fine": "עברית\u200f and e\u0301 are fine",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// Whatever is said, no terminal obeys it, no line is too wide and no letter is lost.
func FuzzRender(f *testing.F) {
	f.Add("Kept: \"\x1b]0;title\x07\u202e\"", "Yes", 40)
	f.Add("日本語 e\u0301 👩‍👩‍👧", "1", 20)
	f.Fuzz(func(t *testing.T, words, label string, width int) {
		width = narrowest + max(width, -width)%100
		m := bot.Message{Text: text.Lit(words), Buttons: []bot.Button{{Label: text.Lit(label)}}}
		got := render(m, width, "")
		for _, r := range got {
			if r != '\n' && (unicode.IsControl(r) || '\u202a' <= r && r <= '\u202e') {
				t.Fatalf("printed %q", got)
			}
		}
		for line := range strings.Lines(got) {
			if columns(strings.TrimSuffix(line, "\n")) > width {
				t.Fatalf("%d columns: %q", width, line)
			}
		}
		if letters(got) != letters(plain(words))+letters(face(1, m.Buttons[0], numbered(m))) {
			t.Fatalf("lost something of %q and %q: %q", words, label, got)
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
