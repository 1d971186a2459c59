// Package transcript reads and writes conversations as plain text, so that what the
// bot does can be read, and corrected, by somebody who reads no code:
//
//	# A comment.
//	after contact.txt
//	@ 2026-03-02 18:00
//	> what the person types, or the label of a button they press
//	< what the bot says
//	  over several lines  [A button]  [*A chosen one]
//	~ what a message of the bot's is changed into
//	= check-in: 1 tap, 0 typed, 1 message
//
// A line with @ moves the clock: to a day and time, a weekday and time, a time, or on
// by a length ("+1d"). "> (edit) words" edits the person's latest message, "> (delete)
// words" deletes the latest that says so, "> (voice)" sends something that is no text,
// "> (photo) words" one with words below it, "> (forward) words" what somebody else wrote,
// "> (pin 52.52 13.40)" a place on the map, "> (file term.ics)" a document from
// testdata/ics, "> (form) goals: [walk | sleep]; for: Tom" hands in the newest form, and
// says the same one by one where there are none. A line with = begins a journey whose
// taps, typed messages and messages of the bot's are counted up to the next such line or
// the end, and may not be more.
package transcript

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"samepage/bot/when"
)

// Line is one thing that happens. What the bot says is one Line, however long.
type Line struct {
	Mark byte   // '@', '>', '<', '~', '=', '#', 'a' for after, ' ' for an empty line
	Text string // without the mark
}

// Parse reads a transcript.
func Parse(text string) ([]Line, error) {
	var out []Line
	in := bufio.NewScanner(strings.NewReader(text))
	in.Buffer(nil, 1<<21)
	for n := 1; in.Scan(); n++ {
		raw := in.Text()
		switch {
		case strings.TrimSpace(raw) == "":
			out = append(out, Line{Mark: ' '})
		case strings.HasPrefix(raw, "  ") && len(out) > 0 && said(out[len(out)-1].Mark):
			out[len(out)-1].Text += "\n" + strings.TrimSpace(raw)
		case strings.HasPrefix(raw, "after "):
			out = append(out, Line{'a', strings.TrimSpace(raw[len("after "):])})
		case strings.ContainsRune("@><~=#", rune(raw[0])):
			out = append(out, Line{raw[0], strings.TrimSpace(raw[1:])})
		default:
			return nil, fmt.Errorf("line %d: %q is no line of a transcript", n, raw)
		}
	}
	return out, in.Err()
}

func said(mark byte) bool { return mark == '<' || mark == '~' }

// Shown is one message of the bot's as a person sees it, whatever the network.
type Shown struct {
	Text    string
	Buttons []string // labels
	Chosen  []string // those of them picked so far
	Picture string   // the title of a picture
	File    string   // the name of a file
	Edited  bool     // it took an earlier message's place
}

// width is where lines of a transcript are broken.
const width = 100

// String is s as a transcript has it.
func (s Shown) String() string {
	mark := "<"
	if s.Edited {
		mark = "~"
	}
	var parts []string
	for line := range strings.Lines(s.Text) {
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, wrap(strings.Fields(line), " ")...)
		}
	}
	if s.Picture != "" {
		parts = append(parts, "(picture: "+s.Picture+")")
	}
	if s.File != "" {
		parts = append(parts, "(file: "+s.File+")")
	}
	parts = append(parts, wrap(s.buttons(), "  ")...)
	return mark + " " + strings.Join(parts, "\n  ")
}

func (s Shown) buttons() []string {
	chosen := map[string]bool{}
	for _, label := range s.Chosen {
		chosen[label] = true
	}
	var out []string
	for _, label := range s.Buttons {
		if chosen[label] {
			label = "*" + label
		}
		out = append(out, "["+label+"]")
	}
	return out
}

// wrap sets words into lines no wider than width where their length allows.
func wrap(words []string, space string) []string {
	var out []string
	for _, w := range words {
		last := len(out) - 1
		if last < 0 || len([]rune(out[last]))+len(space)+len([]rune(w)) > width {
			out = append(out, w)
		} else {
			out[last] += space + w
		}
	}
	return out
}

// Move is the time a line with @ moves the clock to, from now in zone.
func Move(words string, now time.Time, zone *time.Location) (time.Time, error) {
	here := when.Civil(now, zone)
	day, clock, _ := strings.Cut(words, " ")
	if length, ok := strings.CutPrefix(words, "+"); ok {
		return on(length, here, zone)
	}
	if clock == "" {
		day, clock = "", words
	}
	at, err := when.ParseClock(clock)
	if err != nil {
		return time.Time{}, err
	}
	date, err := dayNamed(day, here, at)
	return when.Resolve(date.At(at), zone), err
}

func on(length string, here when.DateTime, zone *time.Location) (time.Time, error) {
	var n int
	var unit string
	if _, err := fmt.Sscanf(length, "%d%s", &n, &unit); err != nil {
		return time.Time{}, fmt.Errorf("reading +%s: %w", length, err)
	}
	switch unit {
	case "d":
		return when.Resolve(here.AddDays(n).At(here.Clock), zone), nil
	case "w":
		return when.Resolve(here.AddDays(7*n).At(here.Clock), zone), nil
	case "h":
		return when.Resolve(here, zone).Add(time.Duration(n) * time.Hour), nil
	case "m":
		return when.Resolve(here, zone).Add(time.Duration(n) * time.Minute), nil
	}
	return time.Time{}, fmt.Errorf("reading +%s: days are d, weeks w, hours h, minutes m", length)
}

// dayNamed is an ISO day, or the next day of a name on which at is still to come.
func dayNamed(name string, here when.DateTime, at when.Clock) (when.Date, error) {
	for i := range 8 {
		date := here.AddDays(i)
		named := name == "" || strings.HasPrefix(strings.ToLower(date.Weekday().String()), strings.ToLower(name))
		if named && date.At(at).After(here) {
			return date, nil
		}
	}
	return when.ParseDate(name)
}
