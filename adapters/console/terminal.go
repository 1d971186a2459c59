package console

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// terminal is a screen a person sits at.
type terminal struct {
	editor *term.Terminal
	keys   io.Reader // set by start
	in     io.Reader
	out    io.Writer
	size   func() (columns, rows int)
	raw    func() (restore func(), err error)
	undo   func()
}

// Lines narrower than this are no longer sentences, wider ones no longer easy to read.
const (
	narrowest   = 20
	comfortable = 96
)

func newTerminal(in io.Reader, out io.Writer, size func() (int, int), raw func() (func(), error)) *terminal {
	t := &terminal{in: in, out: out, size: size, raw: raw}
	t.editor = term.NewTerminal(t, "> ")
	t.editor.History = noHistory{}
	return t
}

// noHistory forgets every line: an arrow key must show nobody what was written.
type noHistory struct{}

func (noHistory) Add(string)    {}
func (noHistory) Len() int      { return 0 }
func (noHistory) At(int) string { panic("console: there is no history") }

// Read and Write are the editor's way to the terminal.
func (t *terminal) Read(b []byte) (int, error)  { return t.keys.Read(b) }
func (t *terminal) Write(b []byte) (int, error) { return t.out.Write(b) }

func (t *terminal) start(ctx context.Context, interrupt func()) (err error) {
	if t.undo, err = t.raw(); err != nil {
		return err
	}
	t.keys = newPump(ctx, t.in, interrupt)
	t.editor.SetBracketedPasteMode(true)
	return nil
}

func (t *terminal) stop() {
	t.editor.SetBracketedPasteMode(false)
	io.WriteString(t.out, "\r\n")
	t.undo()
}

func (t *terminal) width() int {
	columns, _ := t.size()
	return max(narrowest, min(columns, comfortable))
}

// print goes above the line being typed, which the editor draws again.
func (t *terminal) print(block string) {
	t.resize()
	t.editor.Write([]byte(block + "\n\n"))
}

// line is what the person typed, or all the lines they pasted at once.
func (t *terminal) line() (string, error) {
	var pasted []string
	for {
		t.resize()
		line, err := t.editor.ReadLine()
		switch {
		case errors.Is(err, term.ErrPasteIndicator):
			pasted = append(pasted, line)
		case err != nil:
			return "", err
		default:
			return strings.Join(append(pasted, line), "\n"), nil
		}
	}
}

func (t *terminal) resize() { t.editor.SetSize(t.size()) }

// person is the terminal that in and out are, if they are one that can draw.
func person(in io.Reader, out io.Writer) (keys, display *os.File, ok bool) {
	keys, isFile := in.(*os.File)
	display, areFiles := out.(*os.File)
	ok = isFile && areFiles && os.Getenv("TERM") != "dumb" &&
		term.IsTerminal(int(keys.Fd())) && term.IsTerminal(int(display.Fd()))
	return keys, display, ok
}

func sizeOf(display *os.File) func() (int, int) {
	return func() (int, int) {
		columns, rows, err := term.GetSize(int(display.Fd()))
		if err != nil || columns < 1 {
			return 80, 24
		}
		return columns, rows
	}
}

func rawOn(keys *os.File) func() (func(), error) {
	return func() (func(), error) {
		before, err := term.MakeRaw(int(keys.Fd()))
		if err != nil {
			return nil, err
		}
		return func() { term.Restore(int(keys.Fd()), before) }, nil
	}
}
