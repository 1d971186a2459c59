package console

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/chart"
	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

var say text.Printer

// asks is a message with buttons, each of which presses its own label.
func asks(question string, labels ...string) bot.Message {
	m := bot.Message{Text: say.T("%s", question)}
	for _, l := range labels {
		m.Buttons = append(m.Buttons, bot.Button{Label: text.Lit(l), Press: bot.Press{Key: l}})
	}
	return m
}

// piped runs a console over input; answer gives the bot's message for every event.
func piped(t *testing.T, input string, answer func(bot.Event) (bot.Message, error)) (transcript string, events []bot.Event, err error) {
	t.Helper()
	var out bytes.Buffer
	c := New(strings.NewReader(input), &out)
	err = c.Run(t.Context(), func(ctx context.Context, e bot.Event) error {
		events = append(events, e)
		m, err := answer(e)
		if err == nil {
			_, err = c.Send(ctx, e.From, m)
		}
		return err
	})
	return out.String(), events, err
}

func TestATranscriptCanBeRead(t *testing.T) {
	answers := []bot.Message{asks("A few minutes now?", "Yes", "Tonight", "Not this time"), {Text: say.T("Good.")}}
	got, _, err := piped(t, "hi\n2", func(bot.Event) (bot.Message, error) {
		m := answers[0]
		answers = answers[1:]
		return m, nil
	})
	want := "> hi\nA few minutes now?\n  [1] Yes   [2] Tonight   [3] Not this time\n\n> 2\nGood.\n\n"
	if err != nil || got != want {
		t.Errorf("got %v\n%s", err, got)
	}
}

func TestANumberPressesTheButtonOfTheLatestQuestion(t *testing.T) {
	scale := asks("How was today?", "1 bad", "2", "3 good")
	scale.Kind = dialog.Scale
	pages := asks("Leave one out?", "1", "2", "Done")
	for name, c := range map[string]struct {
		asked bot.Message
		line  string
		want  string // the button pressed; "" where the line went on as words
	}{
		"position":           {asks("Now?", "Yes", "No"), "2", "No"},
		"with spaces":        {asks("Now?", "Yes", "No"), " 2 ", "No"},
		"no such position":   {asks("Now?", "Yes", "No"), "3", ""},
		"nought":             {asks("Now?", "Yes", "No"), "0", ""},
		"a label is words":   {asks("Now?", "Yes", "No"), "no", ""},
		"a scale":            {scale, "3", ""},
		"labels are numbers": {pages, "3", ""},
		"no buttons":         {asks("Well?"), "1", ""},
	} {
		_, events, err := piped(t, "hi\n"+c.line+"\n", func(bot.Event) (bot.Message, error) { return c.asked, nil })
		if err != nil || len(events) != 2 {
			t.Fatalf("%s: %v, %d events", name, err, len(events))
		}
		e := events[1]
		if e.Press.Key != c.want || (c.want == "") != (e.Text == c.line) || e.Message == "" {
			t.Errorf("%s: got %+v", name, e)
		}
	}
}

func TestEventIDsAreNeverTheSame(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		_, events, _ := piped(t, "a\nb\n", func(bot.Event) (bot.Message, error) { return bot.Message{}, nil })
		for _, e := range events {
			if seen[e.ID] || e.ID == "" || e.From != Address {
				t.Errorf("got %+v", e)
			}
			seen[e.ID] = true
		}
	}
}

func TestLongAndStrangeLinesAreHandedOn(t *testing.T) {
	long := strings.Repeat("word ", 1<<18)
	strange := "nul \x00 bad \xff turned \u202e zalgo Z̷̢͝a"
	got, events, err := piped(t, long+"\n"+strange+"\r\n\n", func(e bot.Event) (bot.Message, error) {
		return bot.Message{Text: text.Lit(e.Text)}, nil
	})
	if err != nil || len(events) != 3 || events[0].Text != long || events[1].Text != strange || events[2].Text != "" {
		t.Fatalf("got %v, %d events", err, len(events))
	}
	if strings.ContainsAny(got, "\x00\x1b\u202e\r") || !strings.Contains(got, "Z̷̢͝a") {
		t.Error("what was printed is not plain")
	}
}

func TestALineBeyondMeasureIsRefused(t *testing.T) {
	got, events, err := piped(t, strings.Repeat("x", longest+10)+"\nhi\n", func(bot.Event) (bot.Message, error) { return bot.Message{}, nil })
	if err != nil || len(events) != 1 || events[0].Text != "hi" || !strings.Contains(got, "too long") {
		t.Errorf("got %v, %d events", err, len(events))
	}
}

func TestAScriptEndsWhereALineWasNotKept(t *testing.T) {
	full := &bot.Error{Code: bot.Storage, Sentence: "The disk is full."}
	_, events, err := piped(t, "a\nb\n", func(bot.Event) (bot.Message, error) { return bot.Message{}, full })
	if !errors.Is(err, full) || len(events) != 1 {
		t.Errorf("got %v after %d events", err, len(events))
	}
	no := &bot.Error{Code: bot.Invalid, Sentence: "That day has passed."}
	got, events, err := piped(t, "a\nb\n", func(bot.Event) (bot.Message, error) { return bot.Message{}, no })
	if err != nil || len(events) != 2 || strings.Count(got, "That day has passed.\n") != 2 {
		t.Errorf("got %v after %d events\n%s", err, len(events), got)
	}
}

func TestTheClockIsForTheConsoleAlone(t *testing.T) {
	var out bytes.Buffer
	var moved, heard []string
	c := New(strings.NewReader("/clock  mon  08:00\n/clockwork\n"), &out)
	c.Clock = func(_ context.Context, words string) error { moved = append(moved, words); return nil }
	err := c.Run(t.Context(), func(_ context.Context, e bot.Event) error { heard = append(heard, e.Text); return nil })
	if err != nil || len(moved) != 1 || moved[0] != "mon 08:00" || len(heard) != 1 || heard[0] != "/clockwork" {
		t.Errorf("got %v, %q, %q", err, moved, heard)
	}
}

func TestItEndsWithTheContext(t *testing.T) {
	in, _ := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- New(in, io.Discard).Run(ctx, nil) }()
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestAPictureIsDrawnInCharacters(t *testing.T) {
	three := 3
	m := asks("The week.", "More")
	m.Picture = &chart.Spec{From: when.Date{Year: 2026, Month: 3, Day: 2}, Lines: []chart.Line{{Low: 1, High: 5, Values: []*int{&three}}}}
	got := render(m, 40, "")
	if !strings.HasPrefix(got, "The week.\n") || !strings.Contains(got, "  3 ┤──●──╴\n") || !strings.HasSuffix(got, "  [1] More") {
		t.Errorf("got\n%s", got)
	}
}

func TestAHeadingIsForOneMessage(t *testing.T) {
	var out bytes.Buffer
	c := New(strings.NewReader(""), &out)
	c.Head("Tue 3 March, 20:00.")
	waiting := c.Head("Wed 4 March, 20:00.")
	for range 2 {
		c.Send(t.Context(), Address, bot.Message{Text: say.T("How was today?")})
	}
	if want := "Wed 4 March, 20:00.\nHow was today?\n\nHow was today?\n\n"; !waiting || c.Head("") || out.String() != want {
		t.Errorf("got %v\n%s", waiting, out.String())
	}
}

func TestAFileIsForThePersonAlone(t *testing.T) {
	var out bytes.Buffer
	c := New(strings.NewReader(""), &out)
	c.Dir = t.TempDir()
	for range 2 {
		if _, err := c.Send(t.Context(), Address, bot.Message{File: &bot.File{Name: "export.json", Data: []byte("{}")}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"export.json", "export-2.json"} {
		path := filepath.Join(c.Dir, name)
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 || !strings.Contains(out.String(), "Saved as "+path+"\n") {
			t.Errorf("%s: %v, %v\n%s", name, err, info, out.String())
		}
	}
}

func TestAFileThatCannotBeWrittenIsSaid(t *testing.T) {
	var out bytes.Buffer
	c := New(strings.NewReader(""), &out)
	c.Dir = filepath.Join(t.TempDir(), "missing")
	_, err := c.Send(t.Context(), Address, bot.Message{File: &bot.File{Name: "export.json"}})
	if err != nil || !strings.Contains(out.String(), "could not write") {
		t.Errorf("got %v\n%s", err, out.String())
	}
}

func TestACalendarFileIsHandedOverByItsPath(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.ics", "my term.ics", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("BEGIN:VCALENDAR"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.ics"), 0o700); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		filepath.Join(dir, "a.ics"):                   "a.ics",
		" " + filepath.Join(dir, "a.ics") + " ":       "a.ics",
		"a.ics":                                       "a.ics", // where files are put
		"'" + filepath.Join(dir, "my term.ics") + "'": "my term.ics",
		filepath.Join(dir, `my\ term.ics`):            "my term.ics",
		filepath.Join(dir, "missing.ics"):             "",
		filepath.Join(dir, "notes.txt"):               "",
		filepath.Join(dir, "folder.ics"):              "",
		"look at " + filepath.Join(dir, "a.ics"):      "",
		"I told Tom about a.ics":                      "",
	} {
		c := New(strings.NewReader(""), io.Discard)
		c.Dir = dir
		switch e := c.event(line); {
		case want == "" && (e.File != nil || e.Text != line):
			t.Errorf("%s: became a file", line)
		case want != "" && (e.File == nil || e.File.Name != want || e.Text != "" || len(e.File.Data) == 0):
			t.Errorf("%s: became %+v", line, e.File)
		}
	}
}
