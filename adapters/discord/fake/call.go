package fake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Call is one request as it came.
type Call struct {
	Route string            // "POST /channels/{channel_id}/messages"
	Path  map[string]string // what stands for the variables
	Query url.Values
	Body  any // as in JSON, numbers as json.Number; nil where there is none

	op      *operation
	files   map[string]*upload // by the number in files[n]
	wrong   []string           // what was found while reading it
	hasBody bool
}

// upload is a file sent along.
type upload struct {
	name string
	data []byte
}

// most is more than any request of a bot needs: files of 25 MB.
const most = 32 << 20

// read takes a request apart: a body of JSON, or of parts.
func read(op *operation, path map[string]string, r *http.Request) (*Call, error) {
	c := &Call{Route: op.route(), Path: path, Query: r.URL.Query(), op: op, files: map[string]*upload{}}
	data, err := io.ReadAll(io.LimitReader(r.Body, most))
	if err != nil {
		return c, fmt.Errorf("reading a body: %w", err)
	}
	c.hasBody = len(data) > 0
	media, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case !c.hasBody:
		if media != "" {
			return c, errors.New("a Content-Type without a body")
		}
		return c, nil
	case media == "application/json":
		c.Body, err = readJSON(data)
		return c, err
	case media == "multipart/form-data":
		return c, c.readParts(data, params["boundary"])
	}
	return c, fmt.Errorf("a body of type %q", media)
}

func readJSON(data []byte) (any, error) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("the body is no JSON")
	}
	return v, nil
}

// object is the body, where it is an object.
func (c *Call) object() obj {
	o, _ := c.Body.(obj)
	return o
}

// flag says whether a parameter of the query is true.
func (c *Call) flag(name string) bool { return c.Query.Get(name) == "true" }

func text(o obj, name string) string {
	s, _ := o[name].(string)
	return s
}

func list(o obj, name string) []any {
	l, _ := o[name].([]any)
	return l
}

// number is a field as an integer, 0 where it is none.
func number(o obj, name string) int {
	switch v := o[name].(type) {
	case json.Number:
		n, _ := v.Int64()
		return int(n)
	case int:
		return v
	}
	return 0
}

// plain is v as JSON reads back, for checking what was made here.
func plain(v any) any {
	out, err := readJSON(marshal(v))
	if err != nil {
		panic(err)
	}
	return out
}

func marshal(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // it is made here
	}
	return data
}

// parameters lists what is wrong with path and query.
func (c *Call) parameters(p *spec) []string {
	var wrong []string
	known := map[string]bool{}
	for _, about := range c.op.params {
		name := text(about, "name")
		given, there := c.Path[name], about["in"] == "path"
		if about["in"] == "query" {
			known[name] = true
			there, given = c.Query.Has(name), c.Query.Get(name)
		}
		if !there {
			continue
		}
		for _, what := range p.value(given, child(about, "schema")) {
			wrong = append(wrong, name+": "+what)
		}
	}
	for name, values := range c.Query {
		if !known[name] || len(values) != 1 {
			wrong = append(wrong, name+": unknown in the query, or given twice")
		}
	}
	return wrong
}

// value lists what is wrong with what stands in an address.
func (p *spec) value(given string, schema obj) []string {
	if ref := text(schema, "$ref"); ref != "" {
		return p.check(given, "components", "schemas", ref[strings.LastIndexByte(ref, '/')+1:])
	}
	ok := true
	switch schema["type"] {
	case "boolean":
		ok = given == "true" || given == "false"
	case "integer":
		n, err := strconv.Atoi(given)
		ok = err == nil && n >= number(schema, "minimum") && (schema["maximum"] == nil || n <= number(schema, "maximum"))
	}
	if !ok {
		return []string{fmt.Sprintf("%q is not taken", given)}
	}
	return nil
}
