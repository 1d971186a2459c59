package calendar

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// property is one content line (RFC 5545 3.1): NAME;PARAM=value:value.
type property struct {
	name   string
	params map[string]string // by upper-case name; the first value of several
	value  string
}

// component is what lies between BEGIN and END.
type component struct {
	name     string
	props    []property
	children []*component
}

// parse reads the components of a file. A file that ends within one is cut short; what
// was whole before that is still returned.
func parse(data []byte) ([]*component, error) {
	var root component
	open := []*component{&root}
	for _, line := range unfold(data) {
		p, ok := parseLine(line)
		top := open[len(open)-1]
		switch {
		case !ok:
			continue
		case p.name == "BEGIN":
			c := &component{name: strings.ToUpper(p.value)}
			open = append(open, c)
		case p.name == "END" && len(open) > 1:
			open = open[:len(open)-1]
			parent := open[len(open)-1]
			parent.children = append(parent.children, top)
		default:
			top.props = append(top.props, p)
		}
	}
	if len(open) == 1 {
		return root.children, nil
	}
	return append(root.children, whole(open[1:])...), ErrCutShort
}

// whole is what components that never ended had finished.
func whole(open []*component) []*component {
	for i := len(open) - 2; i >= 0; i-- {
		if open[i+1].name != "VEVENT" {
			open[i].children = append(open[i].children, open[i+1])
		}
	}
	return open[:1]
}

// unfold joins folded lines. It works on bytes, since some writers fold within a
// character.
func unfold(data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\n "), nil)
	data = bytes.ReplaceAll(data, []byte("\n\t"), nil)
	return strings.Split(string(data), "\n")
}

// parseLine cuts a line at the first colon, and its head at semicolons, that stand
// outside quotes.
func parseLine(line string) (property, bool) {
	head, value, ok := cutPlain(line, ':')
	if !ok {
		return property{}, false
	}
	name, rest, more := cutPlain(head, ';')
	p := property{name: strings.ToUpper(strings.TrimSpace(name)), params: map[string]string{}, value: value}
	for more {
		var param string
		param, rest, more = cutPlain(rest, ';')
		key, text, _ := strings.Cut(param, "=")
		p.params[strings.ToUpper(key)] = strings.Trim(text, `"`)
	}
	return p, p.name != ""
}

func cutPlain(s string, at byte) (before, after string, found bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == at && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// get is the first property of a name.
func (c *component) get(name string) (property, bool) {
	for _, p := range c.props {
		if p.name == name {
			return p, true
		}
	}
	return property{}, false
}

func (c *component) text(name string) string {
	p, _ := c.get(name)
	return unescape(p.value)
}

var escapes = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n")

func unescape(s string) string { return strings.ToValidUTF8(escapes.Replace(s), "\uFFFD") }

var plainText = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "")

// fold breaks a line after at most 75 bytes, between characters.
func fold(line string) string {
	var b strings.Builder
	for len(line) > 75 {
		cut := 75
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	b.WriteString(line + "\r\n")
	return b.String()
}
