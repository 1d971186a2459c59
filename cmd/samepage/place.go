package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"samepage/bot"
	"samepage/bot/text"
	"samepage/storage"
)

var say text.Printer

func invalid(err error, sentence string, words ...any) error {
	return &bot.Error{Code: bot.Invalid, Sentence: say.T(sentence, words...).String(), Err: err}
}

// dataDir is where a user's data lies unless they say otherwise.
// https://specifications.freedesktop.org/basedir-spec/latest/
func dataDir() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); runtime.GOOS != "darwin" && filepath.IsAbs(dir) {
		return filepath.Join(dir, "samepage"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", homeless(err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "Samepage"), nil
	}
	return filepath.Join(home, ".local", "share", "samepage"), nil
}

// keyFile is where a user's root key lies unless they say otherwise: not with the
// data, so that a copy of the data alone opens nothing.
func keyFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", homeless(err)
	}
	return filepath.Join(dir, "samepage", "root.key"), nil
}

func homeless(err error) error {
	return invalid(err, "I can't tell where your home is (HOME is not set). Say where to keep things: --data DIR and --key FILE.")
}

// rootKey is the key for the data in dir. It is made on first use, never in dir, and
// never where there is data already.
func rootKey(path, dir string) (storage.Root, error) {
	if within(path, dir) {
		return storage.Root{}, invalid(nil, "The root key must not lie with the data it opens. Put %s somewhere outside %s.", path, dir)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return storage.Root{}, &bot.Error{Code: bot.Key, Err: err,
			Sentence: say.T("I cannot make the folder for the root key, %s.", filepath.Dir(path)).String()}
	}
	return storage.RootFor(path, dir)
}

// within says whether path lies in dir, links followed.
func within(path, dir string) bool {
	rel, err := filepath.Rel(real(dir), filepath.Join(real(filepath.Dir(path)), filepath.Base(path)))
	return err == nil && filepath.IsLocal(rel)
}

// real is path with links followed as far as it exists.
func real(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if seen, err := filepath.EvalSymlinks(path); err == nil {
		return seen
	}
	if parent := filepath.Dir(path); parent != path {
		return filepath.Join(real(parent), filepath.Base(path))
	}
	return path
}

// machineZone is the name of the zone this machine is in; UTC where it does not say.
func machineZone() string {
	link, _ := os.Readlink("/etc/localtime")
	_, linked, _ := strings.Cut(link, "zoneinfo/")
	for _, name := range []string{time.Local.String(), linked} {
		if _, err := zoneNamed(name); err == nil {
			return name
		}
	}
	return "UTC"
}

// zoneNamed is a zone by its IANA name.
func zoneNamed(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, invalid(nil, "A time zone needs a name. Europe/Berlin would be one.")
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, invalid(err, "I don't know the time zone %s. Europe/Berlin would be one.", name)
	}
	return zone, nil
}
