package care

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// readCases reads a file of cases by others. They lie beside the repository; on a
// machine without them the test is skipped, on CI they must be there.
func readCases(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "specs", "care", name))
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skip("the cases by others are not on this machine")
	}
	return b
}

type oneCase struct {
	Text  string
	Label any
	Cat   string
}

func cases(t *testing.T, name string) []oneCase {
	t.Helper()
	var out []oneCase
	for line := range bytes.Lines(readCases(t, name)) {
		var c oneCase
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// rate is which part of the cases with a label is heard as danger.
func rate(t *testing.T, name string, label any) float64 {
	heard, all := 0, 0
	for _, c := range cases(t, name) {
		if c.Label != label {
			continue
		}
		all++
		found := Hear(c.Text) != None
		if found {
			heard++
		}
		if found != (label == 1.0) {
			t.Logf("%v %s %.90q", label, c.Cat, c.Text)
		}
	}
	t.Logf("%s, label %v: %d of %d", name, label, heard, all)
	return float64(heard) / float64(all)
}

// The cases are a floor: rules written beside them say nothing of what they miss.
func TestHearOnCasesByOthers(t *testing.T) {
	for _, c := range []struct {
		file        string
		label       any
		least, most float64
	}{
		{"signals.jsonl", 1.0, 0.9, 1},
		{"signals.jsonl", 0.0, 0, 0.05},
		{"therapy-questions.jsonl", 1.0, 0.6, 1},
		{"therapy-questions.jsonl", 0.0, 0, 0.03},
		{"therapist-answers.jsonl", 0.0, 0, 0.02},
		{"everyday.jsonl", 0.0, 0, 0.001},
	} {
		if r := rate(t, c.file, c.label); r < c.least || r > c.most {
			t.Errorf("%s, label %v: %.3f", c.file, c.label, r)
		}
	}
}
