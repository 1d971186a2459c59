package console

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks lines wider than width between words; a word wider than that is cut
// between characters as people see them (UAX #29). A line that begins with spaces
// keeps them on its further lines. Width 0 leaves everything as it is.
func wrap(s string, width int) string {
	s = strings.TrimRight(s, "\n ")
	if width <= 0 {
		return s
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		words := strings.TrimLeft(line, " ")
		lead := line[:min(len(line)-len(words), width/2)]
		for _, row := range rows(words, width-len(lead)) {
			out = append(out, strings.TrimRight(lead+row, " "))
		}
	}
	return strings.Join(out, "\n")
}

// rows is one paragraph in rows of at most width columns.
func rows(words string, width int) []string {
	var out []string
	row, wide := "", 0
	for words != "" {
		var piece string
		piece, words = word(words)
		bare := columns(strings.TrimRight(piece, " "))
		if wide+bare > width && row != "" {
			out, row, wide = append(out, row), "", 0
		}
		if bare > width {
			var full []string
			full, piece = cut(piece, width)
			out = append(out, full...)
		}
		row, wide = row+piece, wide+columns(piece)
	}
	return append(out, row)
}

// word is the first one with the spaces after it.
func word(words string) (first, rest string) {
	_, after, _ := strings.Cut(words, " ")
	rest = strings.TrimLeft(after, " ")
	return words[:len(words)-len(rest)], rest
}

// cut breaks a word between characters into full rows and what is left.
func cut(long string, width int) (full []string, rest string) {
	var row strings.Builder
	wide, state := 0, -1
	for long != "" {
		var cluster string
		var w int
		cluster, long, w, state = uniseg.FirstGraphemeClusterInString(long, state)
		if wide+w > width && wide > 0 {
			full, wide = append(full, row.String()), 0
			row.Reset()
		}
		row.WriteString(cluster)
		wide += w
	}
	return full, row.String()
}
