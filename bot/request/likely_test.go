package request

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Words that have a shape are always tried on it.
func TestNoShapeIsLeftOut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i, s := range shapes {
		for range 200 {
			said := wordsOf(s, random)
			if _, ok := s.match(said); ok && !slices.Contains(likely(said), i) {
				t.Errorf("shape %d is not tried on %q", i, said)
			}
		}
	}
}

// wordsOf are some words that have a shape.
func wordsOf(s shape, random *rand.Rand) []string {
	var out []string
	for _, p := range s.places {
		switch {
		case p.optional && random.IntN(2) == 0:
		case p.words == nil:
			out = append(out, "tom", "tuesday")
		default:
			out = append(out, p.words[random.IntN(len(p.words))])
		}
	}
	return out
}

// A message is cut short as a story only where folding it would have left too many words.
func TestAStoryIsTooLongHoweverPolite(t *testing.T) {
	for words, want := range map[string]bool{
		"": false,
		strings.Repeat("please ", 100) + "cancel thursday":  false,
		strings.Repeat("Please, ", 100) + "cancel thursday": false,
		strings.Repeat("word ", longest) + "please":         false,
		strings.Repeat("word ", longest+1):                  true,
		strings.Repeat("it's - ", longest+1):                false, // left to be folded
	} {
		if got := story(words); got != want {
			t.Errorf("%q: %v, want %v", words, got, want)
		}
	}
	if got := Hear(strings.Repeat("please ", 100) + "cancel thursday").Intent; got != Cancel {
		t.Errorf("a polite request is heard as %q", got)
	}
}
