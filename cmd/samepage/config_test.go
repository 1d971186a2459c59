package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"samepage/bot"
)

const example = "../../config.example.yaml"

func TestTheExampleIsTheDefaults(t *testing.T) {
	got, err := readConfig(example)
	if err != nil {
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
	text, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []reflect.Type{reflect.TypeFor[config](), reflect.TypeFor[quiet](), reflect.TypeFor[account]()} {
		for field := range of.Fields() {
			if key := field.Tag.Get("yaml") + ":"; !strings.Contains(string(text), "\n"+key) && !strings.Contains(string(text), "\n  "+key) {
				t.Errorf("%s is missing", key)
			}
		}
	}
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
