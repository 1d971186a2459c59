package fake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Call is one request as it came.
type Call struct {
	Method string
	Params map[string]any // as in JSON, numbers as json.Number

	files map[string]*upload
	wrong []string // what was found while reading it
	used  map[string]bool
}

// upload is a file sent along.
type upload struct {
	name string
	data []byte
}

// most is more than any request of a bot needs: files of 50 MB.
const most = 64 << 20

// read takes a request apart: what stands in its address, and a body of JSON, of a
// form, or of parts.
func (p *spec) read(method string, r *http.Request) (*Call, error) {
	c := &Call{Method: method, Params: obj{}, files: map[string]*upload{}, used: map[string]bool{}}
	r.Body = http.MaxBytesReader(nil, r.Body, most)
	for name, values := range r.URL.Query() {
		c.add(p, name, values)
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch media {
	case "application/json":
		return c, c.readJSON(r.Body)
	case "multipart/form-data":
		return c, c.readParts(p, r)
	case "application/x-www-form-urlencoded":
		err := r.ParseForm()
		for name, values := range r.PostForm {
			c.add(p, name, values)
		}
		return c, err
	}
	return c, nil
}

func (c *Call) readJSON(body io.Reader) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("reading a body: %w", err)
	}
	v, err := readJSON(data)
	o, ok := v.(obj)
	if err != nil || !ok {
		return errors.Join(errors.New("the body is no JSON object"), err)
	}
	for name, v := range o {
		c.Params[name] = v
	}
	return nil
}

func (c *Call) readParts(p *spec, r *http.Request) error {
	if err := r.ParseMultipartForm(most); err != nil {
		return fmt.Errorf("reading parts: %w", err)
	}
	for name, values := range r.MultipartForm.Value {
		c.add(p, name, values)
	}
	for name, parts := range r.MultipartForm.File {
		f, err := parts[0].Open()
		if err != nil {
			return fmt.Errorf("opening a part: %w", err)
		}
		data, err := io.ReadAll(f)
		if err != nil {
			return fmt.Errorf("reading a part: %w", err)
		}
		c.attach(p, name, &upload{parts[0].Filename, data})
	}
	return nil
}

// attach keeps a file: as the parameter of its name, or for an attach:// elsewhere.
func (c *Call) attach(p *spec, name string, u *upload) {
	c.files[name] = u
	if slices.Contains(p.types(c.Method, name), "InputFile") {
		c.Params[name] = u
		c.used[name] = true
	}
}

func (c *Call) add(p *spec, name string, values []string) {
	if _, twice := c.Params[name]; twice || len(values) != 1 {
		c.wrong = append(c.wrong, name+": given more than once")
	}
	c.Params[name] = decode(values[0], p.types(c.Method, name))
}

// types is what a parameter may be; nil where that is not known.
func (p *spec) types(method, name string) []string {
	if p == nil {
		if name == "photo" || name == "document" {
			return []string{"InputFile", "String"}
		}
		return nil
	}
	if m := p.Methods[method]; m != nil && m.byName[name] != nil {
		return m.byName[name].Types
	}
	return nil
}

// decode makes of a parameter written as text what it stands for. What cannot be read
// stays a string, for the check to find.
func decode(s string, types []string) any {
	if slices.Equal(types, []string{"String"}) {
		return s
	}
	first := strings.TrimLeft(s, " \n\t")
	_, err := strconv.ParseFloat(s, 64)
	structured := strings.HasPrefix(first, "{") || strings.HasPrefix(first, "[")
	if structured || s == "null" || err == nil && len(types) > 0 {
		if v, err := readJSON([]byte(s)); err == nil {
			return v
		}
		return s
	}
	switch strings.ToLower(s) {
	case "true":
		return true
	case "false":
		return false
	}
	return s
}

// text is a parameter as a string.
func (c *Call) text(name string) string {
	s, _ := c.Params[name].(string)
	return s
}

// number is a parameter as an integer, 0 where it is missing.
func (c *Call) number(name string) int {
	switch v := c.Params[name].(type) {
	case json.Number:
		n, _ := v.Int64()
		return int(n)
	case string:
		n, _ := strconv.Atoi(v)
		return n
	}
	return 0
}

func (c *Call) has(name string) bool { return c.Params[name] != nil }

func (c *Call) object(name string) obj {
	o, _ := c.Params[name].(obj)
	return o
}

func (c *Call) list(name string) []any {
	l, _ := c.Params[name].([]any)
	return l
}

// leftOver lists what is wrong with the files sent along: those nothing speaks of.
func (c *Call) leftOver() []string {
	var wrong []string
	for name := range c.files {
		if !c.used[name] && !mentions(c.Params, "attach://"+name) {
			wrong = append(wrong, name+": a file nothing speaks of")
		}
	}
	return wrong
}

func mentions(v any, what string) bool {
	switch v := v.(type) {
	case string:
		return v == what
	case []any:
		return slices.ContainsFunc(v, func(v any) bool { return mentions(v, what) })
	case obj:
		for _, v := range v {
			if mentions(v, what) {
				return true
			}
		}
	}
	return false
}
