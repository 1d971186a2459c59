package console

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"samepage/bot"
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
