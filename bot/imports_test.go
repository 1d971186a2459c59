package bot_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Imports point one way: cmd -> adapters, storage -> bot -> its own parts. bot knows no
// network and no SQL.

// mayImport says which packages of ours a package may import: the first pattern that
// fits it holds. A pattern ends in "/..." where it takes everything below.
var mayImport = []struct{ who, what string }{
	{"samepage/cmd/...", "samepage/..."},
	{"samepage/adapters/...", "samepage/bot/..."},
	{"samepage/storage/...", "samepage/storage/... samepage/bot/..."},
	{"samepage/bot", "samepage/bot/..."},
	{"samepage/bot/bottest", "samepage/bot/..."},
	{"samepage/bot/when", ""},
	{"samepage/bot/...", "samepage/bot/dialog samepage/bot/when samepage/bot/text"},
}

// mayNotImport is what bot and its parts leave to others.
var mayNotImport = []string{
	"database/sql/...", "net/...", "os/exec", "os/signal", "syscall", "plugin", "C",
	"golang.org/x/sys/...", "golang.org/x/term/...", "github.com/mattn/...",
}

// alone are the parts of bot that only tests may import.
var alone = []string{"samepage/bot/bottest"}

type imports struct {
	ImportPath string
	Imports    []string
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packagesOfOurs(t) {
		for _, imported := range p.Imports {
			switch {
			case ours(imported) && (!allowed(p.ImportPath, imported) || slices.Contains(alone, imported)):
				t.Errorf("%s must not import %s", p.ImportPath, imported)
			case matches(p.ImportPath, "samepage/bot/...") && slices.ContainsFunc(mayNotImport, func(no string) bool { return matches(imported, no) }):
				t.Errorf("%s must not import %s", p.ImportPath, imported)
			}
		}
	}
}

func packagesOfOurs(t *testing.T) []imports {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "samepage/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []imports
	for in := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p imports
		switch err := in.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all
		case err != nil:
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func ours(path string) bool { return matches(path, "samepage/...") }

// allowed says whether who may import what. Two adapters are siblings and never may.
func allowed(who, what string) bool {
	for _, rule := range mayImport {
		if matches(who, rule.who) {
			return slices.ContainsFunc(strings.Fields(rule.what), func(pattern string) bool { return matches(what, pattern) })
		}
	}
	return false
}

func matches(path, pattern string) bool {
	tree, below := strings.CutSuffix(pattern, "/...")
	return path == tree || below && strings.HasPrefix(path, tree+"/")
}

func TestTheRulesOfImporting(t *testing.T) {
	for _, c := range []struct {
		who, what string
		want      bool
	}{
		{"samepage/cmd/samepage", "samepage/storage", true},
		{"samepage/adapters/console", "samepage/bot/dialog", true},
		{"samepage/adapters/console", "samepage/adapters/telegram", false},
		{"samepage/adapters/console", "samepage/storage", false},
		{"samepage/storage", "samepage/adapters/console", false},
		{"samepage/bot", "samepage/storage", false},
		{"samepage/bot", "samepage/bot/dialog", true},
		{"samepage/bot/dialog", "samepage/bot/text", true},
		{"samepage/bot/dialog", "samepage/bot", false},
		{"samepage/bot/when", "samepage/bot/text", false},
	} {
		if got := allowed(c.who, c.what); got != c.want {
			t.Errorf("%s -> %s: %v", c.who, c.what, got)
		}
	}
}
