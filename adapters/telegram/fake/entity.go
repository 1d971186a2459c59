package fake

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
)

// Entity is a marked stretch of a text, counted in UTF-16 code units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
}

// textOf is the text that a field of entities speaks of: caption_entities of caption,
// entities of text.
func textOf(name string, o obj) string {
	of := strings.TrimSuffix(strings.TrimSuffix(name, "entities"), "_")
	if of == "" {
		of = "text"
	}
	s, _ := o[of].(string)
	return s
}

// entitiesIn lists what is wrong with entities of s: they must lie within it, not cut
// a character, come in order and not cross.
func entitiesIn(path, s string, v any) []string {
	var wrong []string
	say := func(i int, what string) { wrong = append(wrong, fmt.Sprintf("%s[%d]: %s", path, i, what)) }
	text, open, last := utf16.Encode([]rune(s)), []int{}, 0
	for i, e := range asEntities(v) {
		end := e.Offset + e.Length
		if e.Offset < 0 || e.Length <= 0 || end > len(text) {
			say(i, fmt.Sprintf("[%d, %d) does not lie within %d units", e.Offset, end, len(text)))
			continue
		}
		if e.Offset < last {
			say(i, "out of order")
		}
		if cuts(text, e.Offset) || cuts(text, end) {
			say(i, "cuts a character in two")
		}
		for len(open) > 0 && open[len(open)-1] <= e.Offset {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && end > open[len(open)-1] {
			say(i, "crosses another")
		}
		open, last = append(open, end), e.Offset
	}
	return wrong
}

func cuts(text []uint16, at int) bool {
	return at < len(text) && text[at] >= 0xDC00 && text[at] <= 0xDFFF
}

func asEntities(v any) []Entity {
	data, err := json.Marshal(v)
	var out []Entity
	if err != nil || json.Unmarshal(data, &out) != nil {
		return nil
	}
	return out
}

var errEntities = errors.New("can't parse entities")

// plain is o with the markup of its text read: the text without tags, and entities.
func plain(o obj) (obj, error) {
	mode, ok := o["parse_mode"].(string)
	if !ok || mode == "" {
		return o, nil
	}
	if mode != "HTML" {
		return o, fmt.Errorf("%w: %q is not read here; HTML and entities are", errEntities, mode)
	}
	out := make(obj, len(o)+1)
	for name, v := range o {
		out[name] = v
	}
	for name, marks := range map[string]string{"text": "entities", "caption": "caption_entities"} {
		s, ok := o[name].(string)
		if !ok {
			continue
		}
		if o[marks] != nil {
			return o, fmt.Errorf("%w: both parse_mode and %s", errEntities, marks)
		}
		text, entities, err := readHTML(s)
		if err != nil {
			return o, err
		}
		out[name] = text
		if len(entities) > 0 {
			out[marks] = normal(entities)
		}
	}
	return out, nil
}

// normal is v as it looks when it was read from JSON.
func normal(v any) any {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // it was made here
	}
	out, err := readJSON(data)
	if err != nil {
		panic(err)
	}
	return out
}

func readJSON(data []byte) (any, error) {
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	var out any
	err := d.Decode(&out)
	if err == nil && d.More() {
		err = errors.New("more than one value")
	}
	return out, err
}

// trim takes the space around a text away, as the real server does, and moves its
// entities along.
func trim(s string, entities []Entity) (string, []Entity) {
	right := strings.TrimRightFunc(s, unicode.IsSpace)
	left := strings.TrimLeftFunc(right, unicode.IsSpace)
	cut, size := units(right)-units(left), units(left)
	var kept []Entity
	for _, e := range entities {
		from, to := max(e.Offset-cut, 0), min(e.Offset-cut+e.Length, size)
		if from < to {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	return left, kept
}
