package bot

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Whoever adds a kind of record has to say whether it is a person's own.
func TestEveryKindIsExportedOrInternal(t *testing.T) {
	kind := regexp.MustCompile(`\) kind\(\) string\s*\{ return "([^"]+)" \}`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range kind.FindAllStringSubmatch(string(source), -1) {
			found++
			if (exported[m[1]] != "") == internal[m[1]] {
				t.Errorf("%s: a %s is neither exported nor internal, or both", name, m[1])
			}
		}
	}
	if found < len(exported) {
		t.Errorf("found only %d kinds", found)
	}
}
