package fake

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// spec is the description of the API: its operations, and what each takes and answers.
type spec struct {
	doc        obj
	operations []*operation

	mu      sync.Mutex
	schemas *jsonschema.Compiler
}

// specFile is where the description lies, beside the repository.
const specFile = "shared/specs/discord-openapi.json"

// specName is what the description is called within the compiler.
const specName = "https://discord.com/openapi.json"

var loadSpec = sync.OnceValues(readSpec)

// specFor is the description, or nil where this machine has none. On CI it must be there.
func specFor(t testing.TB) *spec {
	t.Helper()
	p, err := loadSpec()
	switch {
	case err == nil:
		return p
	case !errors.Is(err, fs.ErrNotExist):
		t.Fatalf("reading the description of the API: %v", err)
	case os.Getenv("CI") == "true":
		t.Fatalf("nothing can be checked on CI: %v", err)
	}
	t.Logf("requests are not checked: %v", err)
	return nil
}

func readSpec() (*spec, error) {
	root, err := repository()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(filepath.Dir(root), specFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	v, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, err
	}
	doc, ok := v.(obj)
	if !ok {
		return nil, errors.New("the description is no JSON object")
	}
	return newSpec(doc)
}

func newSpec(doc obj) (*spec, error) {
	p := &spec{doc: doc, operations: operationsOf(doc)}
	strict(doc, child(child(doc, "components"), "schemas"))
	p.schemas = jsonschema.NewCompiler()
	p.schemas.DefaultDraft(jsonschema.Draft2020)
	p.schemas.AssertFormat()
	for _, f := range formats {
		p.schemas.RegisterFormat(f)
	}
	return p, p.schemas.AddResource(specName, doc)
}

// repository is the folder above this one that holds go.mod.
func repository() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", &fs.PathError{Op: "find", Path: "go.mod", Err: fs.ErrNotExist}
		}
		dir = up
	}
	return "", err
}

// schema is the one that stands at a place in the description.
func (p *spec) schema(place ...string) (*jsonschema.Schema, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := specName + "#"
	for _, step := range place {
		step = strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
		at += "/" + url.PathEscape(step)
	}
	s, err := p.schemas.Compile(at)
	if err != nil {
		return nil, fmt.Errorf("reading the schema %s: %w", at, err)
	}
	return s, nil
}

// strict forbids everywhere what is not described: the description itself does not.
// Discord takes and gives sets of permissions as strings, and calls them integers.
func strict(v any, named obj) {
	switch v := v.(type) {
	case []any:
		for _, v := range v {
			strict(v, named)
		}
	case obj:
		if all, _ := v["allOf"].([]any); len(all) > 1 {
			merge(v, all, named)
		}
		if props, ok := v["properties"].(obj); ok {
			if _, said := v["additionalProperties"]; !said && v["type"] != nil {
				v["additionalProperties"] = false
			}
			for _, name := range []string{"default_member_permissions", "permissions"} {
				if p := child(props, name); p["type"] != nil && p["type"] != "string" {
					p["type"] = []any{"integer", "string", "null"}
				}
			}
		}
		for _, v := range v {
			strict(v, named)
		}
	}
}

// merge makes one object of several, so that what is beyond them all can be seen.
func merge(into obj, all []any, named obj) {
	props, required := obj{}, []any{}
	for _, v := range all {
		part, _ := v.(obj)
		if ref, ok := part["$ref"].(string); ok {
			part = child(named, ref[strings.LastIndexByte(ref, '/')+1:])
		}
		if part["properties"] == nil {
			return // one of several, which is the form of files; those are read apart
		}
		for name, v := range child(part, "properties") {
			props[name] = v
		}
		more, _ := part["required"].([]any)
		required = append(required, more...)
	}
	delete(into, "allOf")
	into["type"], into["properties"], into["required"] = "object", props, required
}

// obj is a JSON object.
type obj = map[string]any

func child(o obj, name string) obj {
	c, _ := o[name].(obj)
	return c
}
