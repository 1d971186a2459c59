package bottest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot/transcript"
)

// Way is how a transcript is played.
type Way struct {
	Press   bool // press buttons, rather than type their labels
	Restart bool // close and open everything before every line
}

// Play plays a transcript file and returns the file as it came out. What the file
// expects is not looked at, so that a caller compares.
func Play(t testing.TB, s *Stage, file string, way Way) string {
	t.Helper()
	var out strings.Builder
	journey := ""
	for _, line := range read(t, file) {
		switch line.Mark {
		case '<', '~':
			continue
		case 'a':
			Play(t, s, filepath.Join(filepath.Dir(file), line.Text), way)
			s.Count()
		case '=':
			check(t, journey, s.Count(), way)
			journey = line.Text
		}
		if way.Restart && (line.Mark == '>' || line.Mark == '@') {
			s.Restart()
		}
		out.WriteString(written(line))
		for _, shown := range s.Do(line, way.Press) {
			out.WriteString(shown.String() + "\n")
		}
	}
	check(t, journey, s.Count(), way)
	return out.String()
}

func read(t testing.TB, file string) []transcript.Line {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := transcript.Parse(string(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return lines
}

func written(l transcript.Line) string {
	switch l.Mark {
	case 'a':
		return "after " + l.Text + "\n"
	case ' ':
		return "\n"
	default:
		return string(l.Mark) + " " + l.Text + "\n"
	}
}

// check holds a journey, "check-in: 1 tap, 0 typed, 1 message", to what it may cost.
func check(t testing.TB, journey string, c Count, way Way) {
	t.Helper()
	if journey == "" || !way.Press {
		return
	}
	name, cost, _ := strings.Cut(journey, ":")
	var most Count
	var tap, message string
	if _, err := fmt.Sscanf(cost, " %d %s %d typed, %d %s", &most.Taps, &tap, &most.Typed, &most.Messages, &message); err != nil {
		return // "= the rest": nothing is counted from here on
	}
	if c.Taps > most.Taps || c.Typed > most.Typed || c.Messages > most.Messages {
		t.Errorf("%s took %d taps, %d typed, %d messages; at most%s", name, c.Taps, c.Typed, c.Messages, cost)
	}
}
