package fake

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
)

// tags are the elements Telegram reads, and what they make of a text.
var tags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
	"code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
}

var (
	tag  = regexp.MustCompile(`^<(/?)([a-z-]+)((?:\s+[a-z]+(?:="[^"]*")?)*)\s*>`)
	href = regexp.MustCompile(`href="([^"]*)"`)
)

// readHTML is the text of what is written in Telegram's HTML, and its entities.
func readHTML(s string) (string, []Entity, error) {
	r := reader{}
	for s != "" {
		next := strings.IndexByte(s, '<')
		if next != 0 {
			if next < 0 {
				next = len(s)
			}
			r.text.WriteString(html.UnescapeString(s[:next]))
			s = s[next:]
			continue
		}
		m := tag.FindStringSubmatch(s)
		if m == nil {
			return "", nil, fmt.Errorf("%w: unsupported start tag at byte offset %d", errEntities, r.text.Len())
		}
		if err := r.take(m[1] == "/", m[2], m[3]); err != nil {
			return "", nil, err
		}
		s = s[len(m[0]):]
	}
	return r.end()
}

// reader is how far readHTML has come.
type reader struct {
	text strings.Builder
	open []int // indexes into done of what is not closed
	tags []string
	done []Entity
}

func (r *reader) take(closing bool, name, attributes string) error {
	here := units(r.text.String())
	if !closing {
		typ := tags[name]
		if typ == "" {
			return fmt.Errorf("%w: unsupported start tag %q", errEntities, name)
		}
		e := Entity{Type: typ, Offset: here}
		if m := href.FindStringSubmatch(attributes); m != nil {
			e.URL = html.UnescapeString(m[1])
		}
		r.open, r.tags = append(r.open, len(r.done)), append(r.tags, name)
		r.done = append(r.done, e)
		return nil
	}
	last := len(r.tags) - 1
	if last < 0 || r.tags[last] != name {
		return fmt.Errorf("%w: unexpected end tag %q", errEntities, name)
	}
	e := &r.done[r.open[last]]
	e.Length = here - e.Offset
	r.open, r.tags = r.open[:last], r.tags[:last]
	return nil
}

func (r *reader) end() (string, []Entity, error) {
	if len(r.tags) > 0 {
		return "", nil, fmt.Errorf("%w: can't find end tag corresponding to start tag %q", errEntities, r.tags[len(r.tags)-1])
	}
	empty := func(e Entity) bool { return e.Length == 0 }
	return r.text.String(), slices.DeleteFunc(r.done, empty), nil
}
