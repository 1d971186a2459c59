package console

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"samepage/bot"
	"samepage/bot/calendar"
	"samepage/bot/text"
)

// keep writes a file handed over where the person can find it, for them alone to read,
// and never over another one. It returns what to tell them.
func (c *Console) keep(f *bot.File) string {
	if f == nil {
		return ""
	}
	var say text.Printer
	dir, err := filepath.Abs(c.Dir)
	if err == nil {
		var path string
		if path, err = write(dir, filepath.Base(plain(f.Name)), f.Data); err == nil {
			return say.T("Saved as %s", path).String()
		}
	}
	return say.T("I could not write the file to %s. Start me in a folder you can write to, and ask again.", dir).String()
}

// write finds the first free name: "export.json", "export-2.json" and so on.
func write(dir, name string, data []byte) (path string, err error) {
	ext := filepath.Ext(name)
	for n := 1; ; n++ {
		path = filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext))
		}
		err = create(path, data)
		if !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
}

func create(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// largest is how much of a file is handed over; what is longer the bot refuses.
const largest = calendar.MaxBytes + 1

// handed is the calendar file a line is the path of; nil where it is none, so that a
// line is never more than words unless such a file is there. A terminal puts a file that
// is dropped on it into quotes, or a backslash before each space.
func (c *Console) handed(line string) *bot.File {
	path := strings.Trim(strings.TrimSpace(line), `'"`)
	if !strings.EqualFold(filepath.Ext(path), ".ics") {
		return nil
	}
	for _, path := range []string{path, strings.ReplaceAll(path, `\ `, " ")} {
		if data, err := read(c.found(path)); err == nil {
			return &bot.File{Name: filepath.Base(path), Type: "text/calendar", Data: data}
		}
	}
	return nil
}

// found is where a path is: below the home folder, or below where files are put.
func (c *Console) found(path string) string {
	if below, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, below)
		}
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.Dir, path)
}

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrInvalid
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, largest))
}
