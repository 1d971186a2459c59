package telegram

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"samepage/bot/text"
)

func TestEntitiesAreCountedInUTF16(t *testing.T) {
	got := write(text.Text{
		{Text: "😀 é̷ "}, {Text: "Say this", Style: text.Strong}, {Text: ": "},
		{Text: "<b>*not bold*</b> _[x](y)_ 👩‍👩‍👧", Style: text.Literal}, {Text: "end 😀", Style: text.Strong},
	})
	want := []entity{{"bold", 6, 8}, {"bold", 51, 6}}
	if !reflect.DeepEqual(got.Entities, want) {
		t.Errorf("got %v, want %v", got.Entities, want)
	}
	if bolds := boldOf(got); !reflect.DeepEqual(bolds, []string{"Say this", "end 😀"}) {
		t.Errorf("bold is %q", bolds)
	}
	if !strings.Contains(got.Text, "<b>*not bold*</b> _[x](y)_ 👩‍👩‍👧") {
		t.Errorf("what a person wrote came out as %q", got.Text)
	}
}

func boldOf(w written) []string {
	var out []string
	units := utf16.Encode([]rune(w.Text))
	for _, e := range w.Entities {
		out = append(out, string(utf16.Decode(units[e.Offset:e.Offset+e.Length])))
	}
	return out
}

func TestNoEntitiesAreNoParameter(t *testing.T) {
	got := params{}
	write(text.Lit("hello")).into(got, "text", "entities")
	if len(got) != 1 || got["text"] != "hello" {
		t.Errorf("got %v", got)
	}
}

func TestLongTextIsSplitWhereItBreaks(t *testing.T) {
	sentence := "This is a sentence of some length. "
	for name, c := range map[string]struct{ text, end string }{
		"paragraphs": {strings.Repeat(strings.TrimSpace(strings.Repeat(sentence, 50))+"\n\n", 4), "length."},
		"lines":      {strings.Repeat(strings.TrimSpace(sentence)+"\n", 200), "length."},
		"sentences":  {strings.Repeat(sentence, 200), "length."},
		"words":      {strings.Repeat("word ", 2000), "word"},
		"characters": {strings.Repeat("👩‍👩‍👧", 1500), "👩‍👩‍👧"},
	} {
		parts := write(text.Lit(c.text)).split(longestText)
		if len(parts) < 2 {
			t.Errorf("%s: %d parts", name, len(parts))
		}
		for _, p := range parts {
			if text.Units(p.Text) > longestText || !strings.HasSuffix(p.Text, c.end) {
				t.Errorf("%s: a part of %d ends in %q", name, text.Units(p.Text), p.Text[max(0, len(p.Text)-20):])
			}
		}
	}
}

// Whatever the text: the parts fit, nothing but space is lost, and what was bold still is.
func TestSplittingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spans text.Text
		for range rapid.IntRange(1, 6).Draw(t, "spans") {
			spans = append(spans, text.Span{
				Text:  rapid.StringOfN(rapid.RuneFrom([]rune("ab .\n😀é\u0301\u200d")), 0, 60, -1).Draw(t, "text"),
				Style: text.Style(rapid.IntRange(0, 2).Draw(t, "style")),
			})
		}
		whole, limit := write(spans), rapid.IntRange(2, 50).Draw(t, "limit")
		var words, bold strings.Builder
		for _, p := range whole.split(limit) {
			if n := text.Units(p.Text); n > limit || n == 0 {
				t.Fatalf("a part of %d in %d", n, limit)
			}
			words.WriteString(p.Text)
			bold.WriteString(strings.Join(boldOf(p), ""))
		}
		if got, want := squeeze(words.String()), squeeze(whole.Text); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		if got, want := squeeze(bold.String()), squeeze(strings.Join(boldOf(whole), "")); got != want {
			t.Fatalf("bold is %q, want %q", got, want)
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
