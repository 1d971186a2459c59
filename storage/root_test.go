package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot"
)

func TestARootKeyIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "root.key")
	made, err := MakeRoot(path)
	check(t, err)
	loaded, err := LoadRoot(path)
	check(t, err)
	if loaded != made || made == (Root{}) {
		t.Error("the key read is not the one written")
	}
	info, err := os.Stat(path)
	check(t, err)
	if info.Mode().Perm() != 0o400 {
		t.Errorf("mode %o", info.Mode().Perm())
	}
	if _, err := MakeRoot(path); bot.CodeOf(err) != bot.Key {
		t.Errorf("made over another: %v", err)
	}
	if again, _ := LoadRoot(path); again != made {
		t.Error("the key was replaced")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestNoNewRootKeyForOldData(t *testing.T) {
	dir, keys := t.TempDir(), t.TempDir()
	path := filepath.Join(keys, "root.key")
	root, err := RootFor(path, dir)
	check(t, err)
	if got := codeOfOpen(t, dir, root); got != "" {
		t.Fatal(got)
	}
	again, err := RootFor(path, dir)
	check(t, err)
	if again != root {
		t.Error("another key")
	}
	check(t, os.Remove(path))
	for _, file := range []string{"data.db", "keys/keys.db", ""} {
		if _, err := RootFor(path, dir); bot.CodeOf(err) != bot.Key || file == "" {
			t.Errorf("before removing %q: %v", file, err)
		}
		check(t, os.Remove(filepath.Join(dir, file)))
		if !HasData(dir) {
			break
		}
	}
}

func TestARootKeyThatIsNone(t *testing.T) {
	for _, bad := range []string{"", "words", strings.Repeat("A", 42) + "=", strings.Repeat("A", 43), strings.Repeat("A", 44)} {
		if _, err := ParseRoot(bad); bot.CodeOf(err) != bot.Key {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := LoadRoot(filepath.Join(t.TempDir(), "none")); bot.CodeOf(err) != bot.Key {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestARootKeyIsNotPrinted(t *testing.T) {
	root := Root{0xab, 0xcd}
	for _, verb := range []string{"%v", "%+v", "%s", "%#v"} {
		if got := fmt.Sprintf(verb, root); got != "root key" {
			t.Errorf("%s: %q", verb, got)
		}
	}
}
