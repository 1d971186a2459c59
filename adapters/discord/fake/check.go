package fake

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// formats are those of Discord's own.
var formats = []*jsonschema.Format{
	{Name: "int32", Validate: within(math.MinInt32, math.MaxInt32)},
	{Name: "int64", Validate: within(math.MinInt64, math.MaxInt64)},
	{Name: "snowflake", Validate: func(v any) error {
		if s, ok := v.(string); ok {
			if _, err := strconv.ParseUint(s, 10, 64); err != nil {
				return errors.New("it is no snowflake")
			}
		}
		return nil
	}},
}

func within(least, most int64) func(any) error {
	return func(v any) error {
		n, ok := new(big.Rat).SetString(fmt.Sprint(v))
		if _, text := v.(string); ok && !text && (n.Cmp(big.NewRat(least, 1)) < 0 || n.Cmp(big.NewRat(most, 1)) > 0) {
			return errors.New("it is too large")
		}
		return nil
	}
}

// check lists what is wrong with v by the schema at a place.
func (p *spec) check(v any, place ...string) []string {
	s, err := p.schema(place...)
	if err != nil {
		return []string{err.Error()}
	}
	var wrong *jsonschema.ValidationError
	if err := s.Validate(v); !errors.As(err, &wrong) {
		return nil
	}
	var out []string
	for _, e := range leaves(wrong) {
		out = append(out, at(e.InstanceLocation, reason(e)))
	}
	return out
}

// leaves are the causes of an error that have no further ones. Of a union only the kind
// that was meant counts.
func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	switch e.ErrorKind.(type) {
	case *kind.OneOf, *kind.AnyOf:
		return nearest(e)
	}
	var out []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		out = append(out, leaves(cause)...)
	}
	return out
}

func nearest(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	var best []*jsonschema.ValidationError
	least := math.MaxInt
	for _, cause := range e.Causes {
		all := leaves(cause)
		n := len(all)
		if slices.ContainsFunc(all, func(leaf *jsonschema.ValidationError) bool { return otherKind(e, leaf) }) {
			n += 1000
		}
		if n < least {
			best, least = all, n
		}
	}
	return best
}

// otherKind says whether an error shows that another kind was meant: its very type is
// another one, or what type it says it is.
func otherKind(union, leaf *jsonschema.ValidationError) bool {
	below := leaf.InstanceLocation[len(union.InstanceLocation):]
	if len(below) == 0 {
		_, ok := leaf.ErrorKind.(*kind.Type)
		return ok
	}
	return len(below) == 1 && below[0] == "type"
}

// strange is how an error begins that names what is not described.
const strange = "unknown: "

// reason is what the library says of one error, without where.
func reason(e *jsonschema.ValidationError) string {
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		return strange + strings.Join(slices.Sorted(slices.Values(k.Properties)), ", ")
	case *kind.Required:
		return "missing: " + strings.Join(k.Missing, ", ")
	case *kind.Type:
		return k.Got + " is no " + strings.Join(k.Want, " or ")
	}
	_, what, _ := strings.Cut(e.Error(), "': ")
	return what
}

// at puts the place before what is wrong there, "components[0].label: ...".
func at(place []string, what string) string {
	out := ""
	for _, step := range place {
		if _, err := strconv.Atoi(step); err == nil {
			out += "[" + step + "]"
			continue
		}
		if out != "" {
			out += "."
		}
		out += step
	}
	if out == "" {
		return what
	}
	return out + ": " + what
}
