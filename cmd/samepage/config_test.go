package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"samepage/bot"
)

const example = "../../config.example.yaml"

// The example is read over nothing, not over the defaults, which would stand in for
// whatever it leaves out.
func TestTheExampleIsTheDefaults(t *testing.T) {
	var got config
	if err := yaml.UnmarshalWithOptions(read(t, example), &got, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if want := defaults(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if want := bot.DefaultSettings(); !reflect.DeepEqual(got.settings(), want) {
		t.Errorf("got %+v, want %+v", got.settings(), want)
	}
}

func TestTheExampleHasEveryKey(t *testing.T) {
	var there map[string]any
	if err := yaml.Unmarshal(read(t, example), &there); err != nil {
		t.Fatal(err)
	}
	for _, key := range keysOf(reflect.TypeFor[config]()) {
		if !holds(there, key) {
			t.Errorf("%s is missing", strings.Join(key, ": "))
		}
	}
}

// keysOf are the keys a config has, each by the way that leads to it.
func keysOf(of reflect.Type) (keys [][]string) {
	for field := range of.Fields() {
		key := field.Tag.Get("yaml")
		if field.Type.Kind() != reflect.Struct || field.Type == reflect.TypeFor[clock]() {
			keys = append(keys, []string{key})
			continue
		}
		for _, inner := range keysOf(field.Type) {
			keys = append(keys, append([]string{key}, inner...))
		}
	}
	return keys
}

func holds(there map[string]any, key []string) bool {
	value, ok := there[key[0]]
	if !ok || len(key) == 1 {
		return ok
	}
	inner, _ := value.(map[string]any)
	return holds(inner, key[1:])
}

func read(t *testing.T, path string) []byte {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAConfigOverridesTheDefaults(t *testing.T) {
	got, err := readConfig(written(t, "age: 18\nquiet: {from: \"23:00\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.Age, want.Quiet.From.Hour = 18, 23
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAConfigIsReadStrictly(t *testing.T) {
	for text, want := range map[string]string{
		"age: 16\nagee: 18\n":        "[2:1]",
		"age: sixteen\n":             "[1:6]",
		"age: 16\nage: 18\n":         "[2:1]",
		"checkin: \"25:00\"\n":       "[1:10]",
		"quiet:\n  from: 22\n":       "[2:9]",
		"quiet:\n  til: \"08:00\"\n": "[2:3]",
		"zone: Europe/Atlantis\n":    "Europe/Atlantis",
		"zone: Local\n":              "time zone",
		"zones: [Europe/Atlantis]":   "Europe/Atlantis",
		"zones: [\"\"]":              "time zone",
		"age: -1\n":                  "-1",
		"country: Germany\n":         "Germany",
	} {
		path := written(t, text)
		c := chat{Data: t.TempDir(), Key: "root.key", Config: path}
		_, err := c.settle()
		if bot.CodeOf(err) != bot.Invalid || !strings.Contains(bot.SentenceOf(err), want) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	if _, err := readConfig(filepath.Join(t.TempDir(), "missing.yaml")); bot.CodeOf(err) != bot.Invalid {
		t.Errorf("a missing file: got %v", err)
	}
	if _, err := readConfig(written(t, "# nothing\n")); err != nil {
		t.Errorf("an empty file: got %v", err)
	}
}

func written(t *testing.T, text string) string {
	path := filepath.Join(t.TempDir(), "samepage.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
