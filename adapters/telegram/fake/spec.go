package fake

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// spec is the description of the Bot API: what a method takes and returns, and what
// each type is made of.
type spec struct {
	Methods map[string]*kind
	Types   map[string]*kind
}

// kind is a method or a type.
type kind struct {
	Name     string
	Fields   []*field
	Returns  []string
	Subtypes []string

	byName map[string]*field
}

// field is a parameter of a method, or a part of a type.
type field struct {
	Name        string
	Types       []string
	Required    bool
	Description string

	limit limit
}

// specFile is where the description lies, beside the repository.
const specFile = "shared/specs/telegram-bot-api.json"

var loadSpec = sync.OnceValues(readSpec)

// specFor is the description, or nil where this machine has none. On CI it must be there.
func specFor(t testing.TB) *spec {
	t.Helper()
	p, err := loadSpec()
	switch {
	case err == nil:
		return p
	case !errors.Is(err, fs.ErrNotExist):
		t.Fatalf("reading the description of the Bot API: %v", err)
	case os.Getenv("CI") == "true":
		t.Fatalf("nothing can be checked on CI: %v", err)
	}
	t.Logf("requests are not checked: %v", err)
	return nil
}

// Described says whether this machine has the description.
func Described() bool {
	_, err := loadSpec()
	return err == nil
}

func readSpec() (*spec, error) {
	root, err := repository()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(filepath.Dir(root), specFile))
	if err != nil {
		return nil, err
	}
	p := &spec{}
	if err := json.Unmarshal(data, p); err != nil {
		return nil, err
	}
	p.index()
	return p, nil
}

// repository is the folder above this one that holds go.mod.
func repository() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", &fs.PathError{Op: "find", Path: "go.mod", Err: fs.ErrNotExist}
		}
		dir = up
	}
	return "", err
}

func (p *spec) index() {
	for _, kinds := range []map[string]*kind{p.Methods, p.Types} {
		for _, k := range kinds {
			k.byName = map[string]*field{}
			for _, f := range k.Fields {
				f.limit = limitOf(f)
				k.byName[f.Name] = f
			}
		}
	}
}
