package request

import "slices"

// byWord are the places in shapes of those that need a word, by that word. Every shape is
// there under all choices of one place that may not be missing; one that has no such
// place is there under "".
var byWord = func() map[string][]int {
	out := map[string][]int{}
	for i, s := range shapes {
		for _, w := range s.needs() {
			out[w] = append(out[w], i)
		}
	}
	return out
}()

// needs are words one of which is in all that has a shape: those of the place whose
// shortest word is longest, since long words are rare.
func (s shape) needs() []string {
	best := []string{""}
	for _, p := range s.places {
		if !p.optional && p.words != nil && shortest(p.words) > shortest(best) {
			best = p.words
		}
	}
	return best
}

func shortest(words []string) int {
	return len(slices.MinFunc(words, func(a, b string) int { return len(a) - len(b) }))
}

// likely are the places of the shapes that said may have, in the order of shapes.
func likely(said []string) []int {
	out := slices.Clone(byWord[""])
	for _, w := range said {
		out = append(out, byWord[w]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
