package bot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// sentence is one thing the bot may say, as it stands in the code.
type sentence struct {
	at    string
	words string
}

// sentences are the first arguments of T and the first two texts of N, everywhere.
func sentences(t *testing.T) []sentence {
	t.Helper()
	var out []sentence
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, _ := filepath.Glob("*/*.go")
	for _, name := range append(files, more...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		out = append(out, sentencesIn(t, name)...)
	}
	return out
}

func sentencesIn(t *testing.T, name string) []sentence {
	t.Helper()
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, arg := range said(call) {
			at := set.Position(arg.Pos()).String()
			words, constant := literal(arg)
			if !constant {
				t.Errorf("%s: a sentence must stand in the code whole, so that it can be translated", at)
				continue
			}
			out = append(out, sentence{at, words})
		}
		return true
	})
	return out
}

// said is the arguments of a call that are sentences.
func said(call *ast.CallExpr) []ast.Expr {
	f, ok := call.Fun.(*ast.SelectorExpr)
	switch {
	case ok && f.Sel.Name == "T" && len(call.Args) > 0:
		return call.Args[:1]
	case ok && f.Sel.Name == "N" && len(call.Args) > 2:
		return call.Args[1:3]
	}
	return nil
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

func TestEverySentenceIsWholeAndPlain(t *testing.T) {
	all := sentences(t)
	if len(all) < 50 {
		t.Fatalf("found only %d sentences: is this test looking in the right place?", len(all))
	}
	for _, s := range all {
		switch {
		case strings.TrimSpace(s.words) != s.words:
			t.Errorf("%s: %q is a piece of a sentence, glued to another somewhere", s.at, s.words)
		case strings.Contains(s.words, "!"):
			t.Errorf("%s: %q shouts", s.at, s.words)
		case strings.Contains(strings.ToLower(s.words), "you should"):
			t.Errorf("%s: %q gives advice", s.at, s.words)
		}
		if g := grade(s.words); g > 6 {
			t.Errorf("%s: %q reads at grade %.1f; 6 is the most", s.at, s.words, g)
		}
	}
}

// grade is the Flesch-Kincaid grade level (Kincaid et al. 1975), which means little
// below a dozen words: those have none.
func grade(s string) float64 {
	words, sentences, syllables := 0, 0, 0
	for _, w := range strings.Fields(s) {
		address := strings.Contains(strings.TrimRight(w, "."), ".") || strings.Contains(w, "/")
		if strings.ContainsFunc(w, unicode.IsLetter) && !address {
			words++
			syllables += max(1, vowelGroups(w))
		}
		if strings.ContainsAny(w, ".?:") {
			sentences++
		}
	}
	if words < 12 {
		return 0
	}
	sentences = max(1, sentences)
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

func vowelGroups(w string) int {
	w = strings.TrimRight(strings.ToLower(w), ".,?:;\"')")
	n, in := 0, false
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !in {
			n++
		}
		in = vowel
	}
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") && n > 1 {
		n--
	}
	return n
}
