package transcript

import "strings"

// Field is what a person puts into one field of a form.
type Field struct {
	Key     string
	Values  []string // words, or labels of options
	Several bool     // it takes more than one, so it has an end
}

// Form is the fields of "(form) goals: [walk more | sleep]; for: Dr. Lee"; false where
// words are no such line. A field without words is left empty.
func Form(words string) ([]Field, bool) {
	rest, ok := strings.CutPrefix(words, "(form) ")
	if !ok {
		return nil, false
	}
	var out []Field
	for part := range strings.SplitSeq(rest, ";") {
		key, said, _ := strings.Cut(part, ":")
		out = append(out, field(strings.TrimSpace(key), strings.TrimSpace(said)))
	}
	return out, true
}

func field(key, said string) Field {
	f := Field{Key: key}
	if list, ok := strings.CutPrefix(said, "["); ok {
		f.Several, said = true, strings.TrimSuffix(list, "]")
	}
	for value := range strings.SplitSeq(said, "|") {
		if value = strings.TrimSpace(value); value != "" {
			f.Values = append(f.Values, value)
		}
	}
	return f
}
