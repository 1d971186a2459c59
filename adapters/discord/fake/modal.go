package fake

import (
	"fmt"
	"slices"
	"strings"
)

// Modal is a form that stands open before a person.
type Modal struct {
	ID     string
	Title  string
	Texts  []string // between the fields
	Fields []Field

	from *interaction
	body []any
}

// Field is one of a form.
type Field struct {
	ID       string
	Label    string
	Hint     string // below the label
	Inside   string // what stands in it while it is empty
	Value    string
	Long     bool // of several lines
	Required bool
	Min, Max int // characters, or options to pick
	Options  []Choice
	Picked   []string // the labels of what is picked already

	kind int
}

func modalOf(it *interaction, data obj) *Modal {
	m := &Modal{ID: text(data, "custom_id"), Title: text(data, "title"), from: it, body: list(data, "components")}
	for _, o := range objects(data["components"]) {
		switch number(o, "type") {
		case textDisplay:
			m.Texts = append(m.Texts, text(o, "content"))
		case label:
			m.Fields = append(m.Fields, fieldOf(child(o, "component"), o))
		case actionRow:
			for _, inner := range objects(o["components"]) {
				m.Fields = append(m.Fields, fieldOf(inner, inner))
			}
		}
	}
	return m
}

func fieldOf(o, about obj) Field {
	f := Field{
		ID: text(o, "custom_id"), Label: text(about, "label"), Hint: text(about, "description"), Inside: text(o, "placeholder"),
		Value: text(o, "value"), Long: number(o, "style") == 2, Required: o["required"] != false,
		Min: number(o, "min_length"), Max: 4000, kind: number(o, "type"),
	}
	if o["max_length"] != nil {
		f.Max = number(o, "max_length")
	}
	if f.kind == stringSelect {
		fill(o, obj{"min_values": 1, "max_values": 1})
		sel := selectOf(o)
		f.Options, f.Picked, f.Min, f.Max = sel.Options, sel.Picked, sel.Min, sel.Max
	}
	return f
}

// Modal is the form that stands open, or nil.
func (seat *Seat) Modal() *Modal {
	seat.server.mu.Lock()
	defer seat.server.mu.Unlock()
	return seat.modal
}

// Dismiss closes the form without sending it; the bot is not told.
func (seat *Seat) Dismiss() {
	seat.server.mu.Lock()
	defer seat.server.mu.Unlock()
	seat.modal = nil
}

// Fill sends the form that stands open. The values are by the labels of the fields:
// what to write, or the labels of the options to pick, one a line. What is not
// mentioned stays as it was. The form is not sent where Discord itself would not.
func (seat *Seat) Fill(values map[string]string) error {
	s := seat.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := seat.modal
	if m == nil {
		return fmt.Errorf("%s has no form open", seat.person.Name)
	}
	got, err := m.filled(values)
	if err != nil {
		return err
	}
	seat.modal = nil
	data := obj{"custom_id": m.ID, "components": m.submitted(got), "resolved": obj{}}
	s.interact(&interaction{kind: aForm, seat: seat, on: m.from.on, data: data, label: m.Title, modal: m})
	return nil
}

// filled is what each field holds, by its id.
func (m *Modal) filled(values map[string]string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, f := range m.Fields {
		given, there := values[f.Label]
		got, err := f.filled(given, there)
		if err != nil {
			return nil, err
		}
		out[f.ID] = got
	}
	for name := range values {
		if !slices.ContainsFunc(m.Fields, func(f Field) bool { return f.Label == name }) {
			return nil, fmt.Errorf("the form %q has no field %q", m.Title, name)
		}
	}
	return out, nil
}

func (f Field) filled(given string, there bool) ([]string, error) {
	if f.kind == stringSelect {
		return f.picked(given, there)
	}
	if !there {
		given = f.Value
	}
	n := units(given)
	switch {
	case n == 0 && f.Required:
		return nil, fmt.Errorf("the field %q must not be empty", f.Label)
	case n > f.Max || n > 0 && n < f.Min:
		return nil, fmt.Errorf("the field %q takes %d to %d characters", f.Label, f.Min, f.Max)
	}
	return []string{given}, nil
}

func (f Field) picked(given string, there bool) ([]string, error) {
	labels := f.Picked
	if there {
		labels = strings.FieldsFunc(given, func(r rune) bool { return r == '\n' })
	}
	values, ok := Select{Options: f.Options, Min: f.Min, Max: f.Max}.values(labels)
	if !ok && (f.Required || len(labels) > 0) {
		return nil, fmt.Errorf("the field %q cannot hold %q", f.Label, labels)
	}
	return values, nil
}

// submitted is the form as it is handed to the bot.
func (m *Modal) submitted(got map[string][]string) []any {
	out := []any{}
	n := 0
	for _, o := range objects(m.body) {
		n++
		one := obj{"type": number(o, "type"), "id": n}
		switch number(o, "type") {
		case label:
			n++
			one["component"] = value(child(o, "component"), n, got)
		case actionRow:
			var inner []any
			for _, o := range objects(o["components"]) {
				n++
				inner = append(inner, value(o, n, got))
			}
			one["components"] = inner
		}
		out = append(out, one)
	}
	return out
}

func value(o obj, n int, got map[string][]string) obj {
	id := text(o, "custom_id")
	out := obj{"type": number(o, "type"), "id": n, "custom_id": id}
	if number(o, "type") == stringSelect {
		out["values"] = append([]string{}, got[id]...)
	} else {
		out["value"] = got[id][0]
	}
	return out
}

// modal finds what stands in the prose about forms only.
func (f *flaws) modal(data obj) {
	fields, seen := 0, map[string]bool{}
	for _, o := range objects(data["components"]) {
		switch number(o, "type") {
		case actionRow:
			f.tolerate("components: a form holds labels (18); rows of text inputs are deprecated")
			fields++
		case label:
			f.field(child(o, "component"), seen)
			fields++
		}
	}
	if fields > 5 {
		f.refuse("components: %d fields, at most 5", fields)
	}
}

func (f *flaws) field(o obj, seen map[string]bool) {
	id := text(o, "custom_id")
	if seen[id] {
		f.refuse("custom_id: there are two of one name")
	}
	seen[id] = true
	switch number(o, "type") {
	case stringSelect:
		f.options(o)
	case textInput:
		if o["label"] != nil {
			f.refuse("components: a text input in a label has none of its own")
		}
		if most := number(o, "max_length"); most > 0 && (number(o, "min_length") > most || units(text(o, "value")) > most) {
			f.refuse("components: more than max_length is asked for, or there already")
		}
	}
}
