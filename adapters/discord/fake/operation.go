package fake

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// operation is a method on a path, "POST /channels/{channel_id}/messages".
type operation struct {
	method string // in capitals
	path   string
	steps  []string
	params []obj // of path and query
	about  obj
}

// route is an operation's name.
func (op *operation) route() string { return op.method + " " + op.path }

func operationsOf(doc obj) []*operation {
	var out []*operation
	paths := child(doc, "paths")
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		all := child(paths, path)
		for _, method := range []string{"get", "post", "put", "patch", "delete"} {
			about := child(all, method)
			if about == nil {
				continue
			}
			op := &operation{method: strings.ToUpper(method), path: path, about: about}
			op.steps = strings.Split(strings.Trim(path, "/"), "/")
			op.params = append(objects(all["parameters"]), objects(about["parameters"])...)
			out = append(out, op)
		}
	}
	return out
}

func objects(v any) []obj {
	var out []obj
	list, _ := v.([]any)
	for _, v := range list {
		if o, ok := v.(obj); ok {
			out = append(out, o)
		}
	}
	return out
}

// find is the operation a request means, and what stands in its path. Where several
// fit, the one with the fewest variables does.
func (p *spec) find(method, path string) (*operation, map[string]string) {
	steps := strings.Split(strings.Trim(path, "/"), "/")
	var best *operation
	var vars map[string]string
	for _, op := range p.operations {
		got, ok := op.match(steps)
		if op.method == method && ok && (best == nil || len(got) < len(vars)) {
			best, vars = op, got
		}
	}
	return best, vars
}

func (op *operation) match(steps []string) (map[string]string, bool) {
	if len(steps) != len(op.steps) {
		return nil, false
	}
	vars := map[string]string{}
	for i, step := range op.steps {
		name, variable := strings.CutPrefix(step, "{")
		switch {
		case variable:
			vars[strings.TrimSuffix(name, "}")] = steps[i]
		case step != steps[i]:
			return nil, false
		}
	}
	return vars, true
}

// takesBody says whether a request may have a body at all.
func (op *operation) takesBody() bool { return op.about["requestBody"] != nil }

// bodyAt is where the schema of its body stands.
func (op *operation) bodyAt() []string {
	return []string{"paths", op.path, strings.ToLower(op.method), "requestBody", "content", "application/json", "schema"}
}

// answerAt is where the schema of an answer stands, nil where none with a body is
// described.
func (op *operation) answerAt(status int) []string {
	switch {
	case status == http.StatusTooManyRequests:
		return []string{"components", "schemas", "RatelimitedResponse"}
	case status >= 400:
		return []string{"components", "schemas", "ErrorResponse"}
	}
	code := strconv.Itoa(status)
	if child(child(child(op.about, "responses"), code), "content") == nil {
		return nil
	}
	return []string{"paths", op.path, strings.ToLower(op.method), "responses", code, "content", "application/json", "schema"}
}
