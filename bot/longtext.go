package bot

import (
	"strings"
	"time"
	"unicode/utf8"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// A long note is kept whole. One line of it goes on the page, since nobody reads out a
// letter; the person picks which.

const (
	longNote = 160             // characters; a note with more is long
	split    = 1900            // characters; networks split what is longer than this or more
	together = 5 * time.Second // within which parts of one message arrive
	offered  = 8               // lines of a long note to pick from
	preview  = 120             // characters of a line, in the list to pick from
)

func long(words string) bool { return utf8.RuneCountInString(words) > longNote }

// line is what a note says on a page.
func (n *Note) line() string {
	switch {
	case n.Line != "":
		return n.Line
	case long(n.Words):
		return pieces(n.Words)[0]
	default:
		return n.Words
	}
}

// pieces are the lines and sentences of words, each exactly as written.
func pieces(words string) []string {
	var out []string
	for row := range strings.Lines(words) {
		for row = strings.TrimSpace(row); row != ""; {
			end := sentenceEnd(row)
			out = append(out, strings.TrimSpace(row[:end]))
			row = strings.TrimSpace(row[end:])
		}
	}
	if len(out) == 0 {
		return []string{words}
	}
	return out
}

// sentenceEnd is where the first sentence of a row is over.
func sentenceEnd(row string) int {
	for i, r := range row {
		if next := i + utf8.RuneLen(r); strings.ContainsRune(".?!…", r) && next < len(row) && row[next] == ' ' {
			return next
		}
	}
	return len(row)
}

// goesOn is the note that words are a further part of: a network cuts a long message
// into several, which arrive together.
func (t *Turn) goesOn() *Note {
	notes := all[Note](t)
	if len(notes) == 0 {
		return nil
	}
	last := notes[len(notes)-1]
	if t.Now.Sub(last.Latest) > together || last.Part < split {
		return nil
	}
	return last
}

// askLine says that a long note is kept whole, and which of its lines could go on the
// page. It needs no answer: the first one does.
func (t *Turn) askLine(n *Note) {
	d := &Dialog{Kind: "excerpt", About: n.ID}
	for _, open := range all[Dialog](t, Open) {
		if open.Kind == "excerpt" && open.About == n.ID {
			d = open
		}
	}
	d.Given = lineGiven(n)
	d.State, d.Touched = Open, t.Now
	t.save(d)
	say := t.send
	if d.Message != "" {
		say = func(m Message) string { return t.revise(d.Message, m) }
	}
	t.ask(d, t.run(d), say)
}

func lineGiven(n *Note) dialog.Given {
	given := dialog.Given{Lists: map[string][]dialog.Option{}}
	for i, piece := range pieces(n.Words) {
		if i < offered {
			given.Lists["lines"] = append(given.Lists["lines"], dialog.Option{Key: lineKey(piece), Label: text.Lit(cut(piece))})
		}
	}
	return given
}

func cut(words string) string {
	if utf8.RuneCountInString(words) <= preview {
		return words
	}
	return string([]rune(words)[:preview]) + "…"
}

// excerpt is the choice of what a long note says on the page.
type excerpt struct{}

func (excerpt) InPlace() {}

func (excerpt) Script(s *dialog.Script) {
	s.Choice("line", s.T("Kept whole. Which line goes on the page?"), s.Options("lines"), dialog.Numbered, dialog.Quiet)
}

// Doors are those of any note.
func (excerpt) Doors(t *Turn, d *Dialog) []Button {
	if n := get[Note](t, d.About); n != nil {
		return t.noteButtons(n)
	}
	return nil
}

func (excerpt) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	n := get[Note](t, d.About)
	if n == nil || a.Word("line") == "" {
		return
	}
	for _, piece := range pieces(n.Words) {
		if lineKey(piece) == a.Word("line") {
			n.Line = piece
			t.save(n)
			return
		}
	}
}

func (excerpt) Close(t *Turn, d *Dialog, _ dialog.Answers) {
	if n := get[Note](t, d.About); n != nil {
		t.kept(t.T(`Kept whole. The page says: "%s"`, n.line()), t.noteButtons(n)...)
	}
}
