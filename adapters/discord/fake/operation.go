package fake

import (
	"maps"
	"net/http"
	"slices"
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

// answerAt is where the schema of an answer stands, nil where there is none to a status.
func (op *operation) answerAt(status int) []string {
	code := http.StatusText(status)
	switch {
	case status == http.StatusTooManyRequests:
		return []string{"components", "schemas", "RatelimitedResponse"}
	case status >= 400 || code == "":
		return []string{"components", "schemas", "ErrorResponse"}
	}
	for _, name := range []string{"200", "201"} {
		content := child(child(child(op.about, "responses"), name), "content")
		if content["application/json"] != nil && name == statusName(status) {
			return []string{"paths", op.path, strings.ToLower(op.method), "responses", name, "content", "application/json", "schema"}
		}
	}
	return nil
}

func statusName(status int) string {
	return string([]byte{byte('0' + status/100), byte('0' + status/10%10), byte('0' + status%10)})
}
