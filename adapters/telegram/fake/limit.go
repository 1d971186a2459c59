package fake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// limit is what the prose of a field promises about its values.
type limit struct {
	min, max int
	unit     string   // "characters", "bytes", "things" in a list, "" without bounds
	one      []string // the only values there are
	unless   []string // the field is needed where all of these are missing
}

var (
	ranged  = regexp.MustCompile(`(\d+)-(\d+) (characters|bytes|items|identifiers)`)
	upTo    = regexp.MustCompile(`(?i)(?:up to|at most|can't exceed) (\d+) (characters|bytes|items|commands)`)
	between = regexp.MustCompile(`(?:[Vv]alues between|;) (\d+)-(\d+)`)
	unless  = regexp.MustCompile(`(?i)required if (\w+)(?: and (\w+))? (?:is not|isn't|are not) specified`)
	always  = regexp.MustCompile(`(?:always|must be) "?(\w+)"?$`)
	choice  = regexp.MustCompile(`(?i)(?:can be|one of)\b`)
	quoted  = regexp.MustCompile(`"(\w+)"`)
	action  = regexp.MustCompile(`(\w+)(?: or (\w+))? for `)
)

func limitOf(f *field) limit {
	l := limit{one: choices(f)}
	if m := unless.FindStringSubmatch(f.Description); m != nil {
		l.unless = slices.DeleteFunc(m[1:], func(s string) bool { return s == "" })
	}
	if m := ranged.FindStringSubmatch(f.Description); m != nil {
		return l.within(m[1], m[2], m[3])
	}
	if m := upTo.FindStringSubmatch(f.Description); m != nil {
		return l.within("0", m[1], m[2])
	}
	if m := between.FindStringSubmatch(f.Description); m != nil {
		return l.within(m[1], m[2], "value")
	}
	return l
}

func (l limit) within(min, max, unit string) limit {
	l.min, _ = strconv.Atoi(min)
	l.max, _ = strconv.Atoi(max)
	l.unit = unit
	return l
}

// choices are the values a field is limited to. Only fields that tell one type from
// another list theirs dependably.
func choices(f *field) []string {
	if f.Name == "action" {
		return matches(action, strings.TrimPrefix(f.Description, "Type of action to broadcast. "))
	}
	if !slices.Contains([]string{"type", "status", "source", "style"}, f.Name) {
		return nil
	}
	if m := always.FindStringSubmatch(f.Description); m != nil {
		return m[1:]
	}
	if choice.MatchString(f.Description) {
		return matches(quoted, f.Description)
	}
	return nil
}

func matches(re *regexp.Regexp, s string) []string {
	var out []string
	for _, m := range re.FindAllStringSubmatch(s, -1) {
		for _, word := range m[1:] {
			if word != "" {
				out = append(out, word)
			}
		}
	}
	return out
}

// check says how v breaks the limit, or "".
func (l limit) check(v any) string {
	if s, ok := v.(string); ok && l.one != nil && !slices.Contains(l.one, s) {
		return fmt.Sprintf("%q is not one of %s", s, strings.Join(l.one, ", "))
	}
	size, ok := l.size(v)
	if !ok || l.min <= size && size <= l.max {
		return ""
	}
	return fmt.Sprintf("%d %s, where %d-%d are allowed", size, l.unit, l.min, l.max)
}

func (l limit) size(v any) (int, bool) {
	if l.unit == "" {
		return 0, false
	}
	switch v := v.(type) {
	case string:
		if l.unit == "bytes" {
			return len(v), true
		}
		return units(v), l.unit == "characters"
	case []any:
		return len(v), l.unit != "characters" && l.unit != "bytes"
	}
	n, ok := whole(v)
	return n, ok && l.unit == "value"
}

// units is the length of s as Telegram counts it, in UTF-16 code units.
func units(s string) int { return len(utf16.Encode([]rune(s))) }
