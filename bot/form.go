package bot

import (
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Form is several questions of a dialog shown at once. A network without forms asks them
// one by one.
type Form struct {
	Title  text.Text // at most 45 characters
	Fields []Field   // at most five
}

// Field is one question of a Form.
type Field struct {
	Key     string    // the question's
	Label   text.Text // at most 45 characters
	Hint    text.Text // may be empty
	Kind    dialog.Kind
	Options []dialog.Option // of Choice and Many; of Scale its numbers
	// Value is what is there already: words, or the keys of options. Of Many and Lines
	// it has one to a line.
	Value    string
	Optional bool // may be left empty
}
