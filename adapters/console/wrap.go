package console

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// begins is what a line is set in by: spaces, and the number of an item.
var begins = regexp.MustCompile(`^ *(\d{1,3} +)?`)

// wrap breaks lines wider than width between words; a word wider than that is cut
// between characters as people see them (UAX #29). The further lines of a line that
// begins with spaces or a number stand under its words. Width 0 leaves all as it is.
func wrap(s string, width int) string {
	s = strings.TrimRight(s, "\n ")
	if width <= 0 {
		return s
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		lead := begins.FindString(line)
		lead = lead[:min(len(lead), width/2)]
		for _, row := range rows(line[len(lead):], width-len(lead)) {
			out = append(out, strings.TrimRight(lead+row, " "))
			lead = strings.Repeat(" ", len(lead))
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
