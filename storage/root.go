package storage

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"samepage/bot"
)

// Root is the key that wraps all others. It is kept apart from the data: in a file of
// its own or in the environment.
type Root [32]byte

// LogValue keeps the key out of every log.
func (Root) LogValue() slog.Value { return slog.StringValue("root key") }

// String keeps it out of everything that is printed.
func (Root) String() string { return "root key" }

// GoString too.
func (Root) GoString() string { return "root key" }

// ParseRoot reads a root key as files and the environment hold it: 32 bytes in base64.
func ParseRoot(s string) (Root, error) {
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(s))
	if err != nil || len(b) != len(Root{}) {
		return Root{}, &bot.Error{Code: bot.Key, Sentence: "The root key is not 32 bytes in base64."}
	}
	return Root(b), nil
}

// LoadRoot reads the root key from a file.
func LoadRoot(path string) (Root, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Root{}, &bot.Error{Code: bot.Key, Sentence: "The root key cannot be read.", Err: err}
	}
	return ParseRoot(string(b))
}

// MakeRoot writes a new root key to path, readable by its owner and writable by
// nobody. It never replaces a file: the key is complete under another name before it
// gets its own, by link(2), which fails where there is one already.
func MakeRoot(path string) (Root, error) {
	var root Root
	rand.Read(root[:])
	if err := writeOnce(path, base64.StdEncoding.EncodeToString(root[:])+"\n"); err != nil {
		return Root{}, &bot.Error{Code: bot.Key, Sentence: "The root key cannot be written.", Err: err}
	}
	return root, nil
}

// RootFor is the root key at path for the data in dir: read where there is one, made
// where there is neither key nor data. It never makes one for data that is there.
func RootFor(path, dir string) (Root, error) {
	root, err := LoadRoot(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return root, err
	}
	if HasData(dir) {
		return Root{}, &bot.Error{Code: bot.Key, Sentence: "There is data here, but its root key is missing. Put the key back: a new one could not open the data.", Err: err}
	}
	return MakeRoot(path)
}

// HasData says whether dir holds data or keys, or may hold them.
func HasData(dir string) bool {
	for _, name := range []string{"data.db", "keys/keys.db"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	return false
}

func writeOnce(path, content string) error {
	temporary := fmt.Sprintf("%s.%s", path, rand.Text())
	defer os.Remove(temporary)
	if err := writeDurably(temporary, content); err != nil {
		return err
	}
	if err := os.Link(temporary, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func writeDurably(path, content string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o400)
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir makes a new name in a directory durable.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
