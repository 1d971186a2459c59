package request

import (
	"slices"
	"strings"
)

// openers and closers are politeness: they change nothing.
var (
	openers = phrases(
		"please", "hey", "ok", "okay", "can you", "could you", "would you", "will you", "can i", "could i", "may i",
		"i want to", "i need to", "need to", "i have to", "have to", "i gotta", "i would like to", "id like to", "i want you to", "lets", "let me", "so", "um",
	)
	closers = phrases("please", "for me", "thanks", "thank you")
)

func phrases(texts ...string) [][]string {
	var out [][]string
	for _, text := range texts {
		out = append(out, split(text))
	}
	return out
}

// polite is said without politeness; where there is nothing else, it stays.
func polite(said []string) []string {
	for again := true; again; {
		again = false
		for _, o := range openers {
			if n := len(o); len(said) > n && slices.Equal(said[:n], o) {
				said, again = said[n:], true
			}
		}
		for _, c := range closers {
			if n := len(said) - len(c); n > 0 && slices.Equal(said[n:], c) {
				said, again = said[:n], true
			}
		}
	}
	return said
}

// courtesy is every word of politeness.
var courtesy = func() map[string]bool {
	out := map[string]bool{}
	for _, words := range slices.Concat(openers, closers) {
		for _, w := range words {
			out[w] = true
		}
	}
	return out
}()

// story says whether words are too many to be a request, whatever of them is politeness,
// which spares folding most long messages. It counts only words that folding leaves as
// they are and that are never taken for politeness.
func story(words string) bool {
	if len(words) <= 2*longest { // there is no room for that many
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(words) {
		if small(w) && !courtesy[w] {
			n++
		}
		if n > longest {
			return true
		}
	}
	return false
}

// small says whether a word is nothing but small letters.
func small(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}
