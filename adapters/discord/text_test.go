package discord

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samepage/bot/text"
)

func TestLongTextIsSplitWhereItBreaks(t *testing.T) {
	sentence := "A *sentence* of some_length. "
	for name, c := range map[string]struct{ text, end string }{
		"paragraphs": {strings.Repeat(strings.TrimSpace(strings.Repeat(sentence, 30))+"\n\n", 4), `length.`},
		"sentences":  {strings.Repeat(sentence, 300), `length.`},
		"words":      {strings.Repeat("wo*rd ", 2000), `rd`},
		"characters": {strings.Repeat("👩‍👩‍👧", 1500), "👩‍👩‍👧"},
		"stars":      {strings.Repeat("*", 3000), `\*`},
	} {
		parts := split(text.Lit(c.text), longestText)
		if len(parts) < 2 {
			t.Errorf("%s: %d parts", name, len(parts))
		}
		for i, p := range parts {
			if n := text.Units(p); n > longestText || !strings.HasSuffix(p, c.end) || i < len(parts)-1 && n < longestText/3 {
				t.Errorf("%s: part %d of %d, of %d, ends in %q", name, i, len(parts), n, p[max(0, len(p)-20):])
			}
		}
	}
}

func TestMarkup(t *testing.T) {
	for want, words := range map[string]text.Text{
		`**Say this:** \*not bold\*`:               {{Text: "Say this: ", Style: text.Strong}, {Text: "*not bold*", Style: text.Literal}},
		`**Both together** and not`:                {{Text: "Both ", Style: text.Strong}, {Text: "together", Style: text.Strong}, {Text: " and not"}},
		`https://example.com/a_b.`:                 {{Text: "https://example.com/a_b."}},
		`https\://example.com/a\_b`:                text.Lit("https://example.com/a_b"),
		"1\\. one\n\\- two\n\\# three\n  \\> four": text.Lit("1. one\n- two\n# three\n  > four"),
		`3.5 - and -1 # 2 > 1`:                     text.Lit("3.5 - and -1 # 2 > 1"),
		`\@everyone me@example.com`:                text.Lit("@everyone me@example.com"),
		`\<@1> \[a](b) \|\|c\|\| \~\~d\~\~`:        text.Lit("<@1> [a](b) ||c|| ~~d~~"),
		"a   b":                                    {{Text: "a "}, {Text: "  ", Style: text.Strong}, {Text: "b"}},
	} {
		if got := markup(words); got != strings.Replace(want, "3.5", "3\\.5", 1) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Whatever the text: the parts fit, and nothing but space is lost.
func TestSplittingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spans text.Text
		for range rapid.IntRange(1, 6).Draw(t, "spans") {
			spans = append(spans, text.Span{
				Text:  rapid.StringOfN(rapid.RuneFrom([]rune("ab .\n😀é\u0301*_-1#")), 0, 60, -1).Draw(t, "text"),
				Style: text.Style(rapid.IntRange(0, 1).Draw(t, "style")),
			})
		}
		limit := rapid.IntRange(20, 60).Draw(t, "limit")
		var words strings.Builder
		for _, p := range split(spans, limit) {
			if n := text.Units(p); n > limit || n == 0 {
				t.Fatalf("a part of %d in %d", n, limit)
			}
			words.WriteString(strings.ReplaceAll(p, `\`, ""))
		}
		if got, want := squeeze(words.String()), squeeze(spans.String()); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
