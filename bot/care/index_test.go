package care

import (
	"math/rand/v2"
	"regexp/syntax"
	"strings"
	"testing"
)

// What a sign matches is never left out: its hint is found in it, and its need is met.
func TestNoTextOfASignIsLeftOut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i, s := range signs {
		tree, err := syntax.Parse(s.words.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 2000 {
			text := textOf(tree.Simplify(), random)
			if !s.words.MatchString(text) {
				t.Fatalf("%q is no text of %s", text, s.words)
			}
			if hints.find(text)&(1<<i) == 0 || !s.need.met(text) {
				t.Errorf("sign %d is left out in %q", i, text)
			}
		}
	}
}

// textOf is some text that a pattern matches.
func textOf(re *syntax.Regexp, random *rand.Rand) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(re.Rune[2*random.IntN(len(re.Rune)/2)])
	case syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpAlternate:
		return textOf(re.Sub[random.IntN(len(re.Sub))], random)
	case syntax.OpQuest, syntax.OpStar:
		return strings.Repeat(textOf(re.Sub[0], random), random.IntN(2))
	}
	var b strings.Builder
	for _, sub := range re.Sub {
		b.WriteString(textOf(sub, random))
	}
	return b.String()
}

func TestAnIndexFindsAKeyWhereverItIs(t *testing.T) {
	var x index
	x.add(0, "die", "died", "не")
	x.add(63, "i")
	for words, want := range map[string]uint64{
		"": 0, "d": 0, "di": 1 << 63, "die": 1 | 1<<63, "so he dIEd": 1 | 1<<63, "я не хочу": 1, "ie die": 1 | 1<<63,
	} {
		if got := x.find(words); got != want {
			t.Errorf("%q: %b, want %b", words, got, want)
		}
	}
	x.add(1) // needs nothing that is known
	if x.find("")&2 == 0 {
		t.Error("what has no key is not always found")
	}
}
