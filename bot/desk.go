package bot

import (
	"context"

	"samepage/bot/text"
)

// Desk is what a network may ask while a person has only pointed at something. It changes
// nothing and is quick.
type Desk interface {
	// Form is what opens when the button that p is the press of is pressed. An error
	// has a sentence for the person where there is nothing to open any more.
	Form(ctx context.Context, from Address, p Press) (Form, error)
	// Suggest is up to 25 values for an option of a command, of which typed is there
	// so far; none for an option that suggests nothing.
	Suggest(ctx context.Context, from Address, command, option, typed string) ([]Suggestion, error)
	// Marks is how far a network had come in every chat somebody wrote in of late.
	Marks(ctx context.Context, network, instance string) ([]Mark, error)
}

// Suggestion is a value an option of a command may have.
type Suggestion struct {
	Label text.Text // at most 100 characters
	Value string    // what to type for it, at most 100 characters
}

// Consulter is a Network that asks the Desk. New hands it over, before Run.
type Consulter interface{ Consult(Desk) }

var _ Desk = (*Bot)(nil)

// Form has none yet.
func (b *Bot) Form(context.Context, Address, Press) (Form, error) { return Form{}, errNoForm }

// Suggest has none yet.
func (b *Bot) Suggest(context.Context, Address, string, string, string) ([]Suggestion, error) {
	return nil, nil
}

var errNoForm = &Error{Code: Invalid, Sentence: "That form is gone. Nothing was changed."}
