package care

import (
	"regexp"
	"strings"
	"unicode"
)

// normal is words as the signs are written in: small letters, no apostrophes, single
// spaces, marks that end or part clauses as words of their own; look-alike letters,
// digits for letters, drawn-out letters and slips of a finger put right where that
// makes a word the signs know.
func normal(words string) []string {
	out := strings.Fields(spaced(words))
	for i, w := range out {
		out[i] = word(w)
	}
	return out
}

var marks = map[rune]string{
	'.': " . ", '!': " . ", '?': " . ", '…': " . ", '\n': " ", '"': " ", '“': " ", '”': " ",
	',': " , ", ';': " , ", ':': " : ", '(': " , ", ')': " , ", '–': " , ", '—': " , ", '-': " ", '_': " ", '/': " ", '*': "",
	'\'': "", '’': "", '‘': "", '`': "", '´': "",
}

// paragraph is an empty line: what stands behind it is about something else.
var paragraph = regexp.MustCompile(`\n\s*\n`)

func spaced(words string) string {
	if strings.Contains(words, "\n") {
		words = paragraph.ReplaceAllString(words, " . ")
	}
	var b strings.Builder
	b.Grow(len(words))
	for _, r := range words {
		if plain(r) {
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		mark, known := marks[r]
		switch {
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r): // unseen, or piled on another
		case known:
			b.WriteString(mark)
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// plain are the letters and digits that nearly all words are made of.
func plain(r rune) bool {
	return r == ' ' || r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// word is w as it was meant, as far as one can tell.
func word(w string) string {
	w = latin(w)
	if vocabulary[w] {
		return w
	}
	letters := unleet(w)
	for _, meant := range []string{letters, undrawn(w), undrawn(letters)} {
		if vocabulary[meant] {
			return meant
		}
	}
	return unslipped(w)
}

// lookalikes are letters of other scripts that are drawn like Latin ones.
var lookalikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ї': 'i', 'ѕ': 's', 'ј': 'j',
	'к': 'k', 'м': 'm', 'т': 't', 'в': 'b', 'н': 'h', 'ԁ': 'd', 'ո': 'n', 'α': 'a', 'ε': 'e', 'ι': 'i', 'κ': 'k',
	'ο': 'o', 'ν': 'v', 'τ': 't', 'υ': 'u', 'ρ': 'p', 'ı': 'i',
}

// latin puts look-alikes right in a word that mixes scripts; a Russian word stays one.
func latin(w string) string {
	if !strings.ContainsFunc(w, func(r rune) bool { return 'a' <= r && r <= 'z' }) {
		return w
	}
	return strings.Map(func(r rune) rune {
		if r <= unicode.MaxASCII {
			return r
		}
		switch like, ok := lookalikes[r]; {
		case ok:
			return like
		case 'ａ' <= r && r <= 'ｚ':
			return r - 'ａ' + 'a'
		}
		return r
	}, w)
}

var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s")

func unleet(w string) string { return leet.Replace(w) }

// undrawn is "die" for "dieeee".
func undrawn(w string) string {
	var last rune
	return strings.Map(func(r rune) rune {
		if r == last {
			return -1
		}
		last = r
		return r
	}, w)
}

// long are the words worth putting a slip right for: no other word is that near.
var long = []string{"suicide", "suicidal", "myself", "overdose", "overdosed"}

func unslipped(w string) string {
	for _, meant := range long {
		if len(w)+1 >= len(meant) && len(w) <= len(meant)+1 && w[0] == meant[0] && slipped(w, meant) {
			return meant
		}
	}
	return w
}

// slipped says whether one letter too many, too few, wrong or swapped makes a of b.
func slipped(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	return tail(x, 1) == tail(y, 1) || x == tail(y, 1) || tail(x, 1) == y ||
		len(x) > 1 && len(y) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
}

func tail(s string, n int) string { return s[min(n, len(s)):] }
