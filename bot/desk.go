package bot

import (
	"cmp"
	"context"
	"errors"

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

// Form is what opens when a button is pressed, as things stand now.
func (b *Bot) Form(ctx context.Context, from Address, p Press) (f Form, err error) {
	gone := &Error{Code: Invalid, Sentence: text.Printer{}.T("That question has passed. Nothing was changed.").String()}
	open := false
	err = b.read(ctx, from, func(t *Turn) {
		if d := get[Dialog](t, p.On); d != nil && d.State != Closed && p.Key == openForm {
			f, open = t.form(d)
		}
	})
	if err == nil && !open {
		return Form{}, gone
	}
	return f, err
}

// errLooked ends a turn that only looked, so that nothing of it is kept.
var errLooked = errors.New("only looked")

// read runs a turn of whoever is at an address that changes nothing: whatever it writes
// is undone. It does nothing where nobody is there.
func (b *Bot) read(ctx context.Context, from Address, look func(*Turn)) error {
	person, err := b.store.Find(ctx, from)
	if err != nil || person == "" {
		return err
	}
	err = b.store.With(ctx, person, func(r Records) error {
		t := b.newTurn(r)
		t.to = from
		look(t)
		return cmp.Or(t.failed, errLooked)
	})
	if errors.Is(err, errLooked) {
		return nil
	}
	return err
}
