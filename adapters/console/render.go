package console

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"

	"samepage/bot"
)

const (
	reading = 80 // columns of buttons and charts where the width is not known
	gap     = "   "
)

// render is m as a block of lines at most width columns wide (0: as long as they are),
// with note, if any, before the buttons.
func render(m bot.Message, width int, note string) string {
	var parts []string
	for _, part := range []string{
		wrap(plain(m.Text.String()), width),
		picture(m, width),
		wrap(plain(note), width),
		buttons(m, width),
	} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n")
}

func picture(m bot.Message, width int) string {
	if m.Picture == nil {
		return ""
	}
	return indent(plain(m.Picture.Text(known(width) - 2)))
}

// buttons are in one row where they fit into it, short ones in several, else one a line.
func buttons(m bot.Message, width int) string {
	labels, longest, total := faces(m)
	room := known(width) - 2
	switch {
	case len(labels) == 0:
		return ""
	case total <= room:
		return indent(strings.Join(labels, gap))
	case longest <= room/4:
		return indent(flow(labels, room))
	}
	for i, label := range labels {
		labels[i] = hang(label, room)
	}
	return indent(strings.Join(labels, "\n"))
}

// faces are what the buttons show, the width of the widest and of all in a row.
func faces(m bot.Message) (labels []string, longest, total int) {
	withNumbers := numbered(m)
	for i, b := range m.Buttons {
		label := face(i+1, b, withNumbers)
		labels = append(labels, label)
		longest = max(longest, columns(label))
		total += columns(label) + len(gap)
	}
	return labels, longest, total - len(gap)
}

// face is "[2] Tonight", or "[2]" where the label is the number; with an x where it is
// chosen already.
func face(n int, b bot.Button, withNumber bool) string {
	label := strings.Join(strings.Fields(plain(b.Label.String())), " ")
	switch {
	case withNumber && b.Chosen:
		return fmt.Sprintf("[%d] [x] %s", n, label)
	case withNumber:
		return fmt.Sprintf("[%d] %s", n, label)
	case b.Chosen:
		return "[" + label + " x]"
	default:
		return "[" + label + "]"
	}
}

// flow sets labels side by side in rows of at most room columns.
func flow(labels []string, room int) string {
	var rows []string
	row := ""
	for _, label := range labels {
		if row != "" && columns(row+gap+label) > room {
			rows, row = append(rows, row), ""
		}
		if row != "" {
			row += gap
		}
		row += label
	}
	return strings.Join(append(rows, row), "\n")
}

// hang wraps one label, its further lines set in under its words.
func hang(label string, room int) string {
	lines := strings.Split(wrap(label, room-4), "\n")
	return strings.Join(lines, "\n    ")
}

func indent(block string) string { return "  " + strings.ReplaceAll(block, "\n", "\n  ") }

func known(width int) int {
	if width == 0 {
		return reading
	}
	return width
}

func columns(s string) int { return uniseg.StringWidth(s) }
