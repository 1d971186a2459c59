package text

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Units is the length of s in UTF-16, which is what networks count in.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// Cut is where, in bytes, the first limit units of s are best broken off: where an empty
// line is, else a line, a sentence or a word, never within a character.
func Cut(s string, limit int) int {
	end := prefix(s, limit)
	window := s[:end]
	for _, at := range []int{
		after(window, "\n\n"), after(window, "\n"), afterSentence(window), after(window, " "),
	} {
		if Units(window[:at]) >= limit/2 { // sooner would make crumbs
			return at
		}
	}
	return end
}

// prefix is the length in bytes of the longest run of whole characters in s within
// limit units; at least one rune.
func prefix(s string, limit int) int {
	end, used, state := 0, 0, -1
	for rest := s; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		used += Units(cluster)
		if used > limit {
			break
		}
		end += len(cluster)
	}
	if end > 0 {
		return end
	}
	return hardPrefix(s, limit)
}

// hardPrefix breaks a character that is longer than a message.
func hardPrefix(s string, limit int) int {
	end, used := 0, 0
	for i, r := range s {
		used += max(1, utf16.RuneLen(r))
		if used > limit && end > 0 {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return end
}

// after is where the last sep in s ends; 0 where there is none.
func after(s, sep string) int {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return i + len(sep)
	}
	return 0
}

func afterSentence(s string) int {
	return slices.Max([]int{after(s, ". "), after(s, "? "), after(s, "! "), after(s, "… ")})
}
