// Package layout sets buttons in rows, as they are best met by a thumb on a phone that is
// 360 points wide. It knows their labels alone; what a row looks like is a network's.
package layout

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"
)

// A button needs about as much for its edges as for two characters, and all in a row are
// as wide as the widest.
const (
	width = 42 // columns of a row
	edges = 2  // columns of a button beside its label
)

// Chosen stands before the label of what is picked so far: a colour alone is seen by few.
const Chosen = "✓ "

// Rows is how many of the labels stand in each row, in their order; never more than most.
// A run of numbers, a scale, is shared out evenly: eleven are six and five, so that a
// thumb meets targets of one size. Others stand side by side while their labels fit, else
// one below the other.
func Rows(labels []string, most int) []int {
	var rows []int
	for len(labels) > 0 {
		if n := numbers(labels); n > 1 {
			rows = append(rows, evenly(labels[:n], most)...)
			labels = labels[n:]
			continue
		}
		n := 1
		for n < len(labels) && numbers(labels[n:]) < 2 && fits(labels[:n+1], most) {
			n++
		}
		rows, labels = append(rows, n), labels[n:]
	}
	return rows
}

// numbers is how many labels from the first on are numbers, with a word at most: "5
// good".
func numbers(labels []string) int {
	for i, label := range labels {
		first, _, _ := strings.Cut(strings.TrimPrefix(label, Chosen), " ")
		if _, err := strconv.Atoi(first); err != nil || uniseg.StringWidth(label) > 12 {
			return i
		}
	}
	return len(labels)
}

// evenly is labels in as few rows as they fit in, of one length or one less.
func evenly(labels []string, most int) []int {
	for count := 1; ; count++ {
		rows := share(len(labels), count)
		if count == len(labels) || allFit(labels, rows, most) {
			return rows
		}
	}
}

func share(n, count int) []int {
	var rows []int
	for left := count; left > 0; left-- {
		row := (n + left - 1) / left
		rows, n = append(rows, row), n-row
	}
	return rows
}

func allFit(labels []string, rows []int, most int) bool {
	return !slices.ContainsFunc(rows, func(n int) bool {
		row := labels[:n]
		labels = labels[n:]
		return !fits(row, most)
	})
}

func fits(row []string, most int) bool {
	widest := 0
	for _, label := range row {
		widest = max(widest, uniseg.StringWidth(label))
	}
	return len(row) <= most && len(row)*(widest+edges) <= width
}
