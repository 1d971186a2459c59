package bottest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"samepage/bot"
	"samepage/bot/dialog"
	"samepage/bot/transcript"
)

// Filler is a Scene on a network that has forms.
type Filler interface {
	// Fill opens the newest form there is, writes fields into it and hands it in. When
	// it returns, the bot has answered.
	Fill(fields []transcript.Field) error
}

// Forms is the chat on a network within the process that has forms.
func Forms(bot.Clock) Scene { return &formScene{} }

type formScene struct {
	scene
	desk bot.Desk
}

var (
	_ Filler        = (*formScene)(nil)
	_ bot.Consulter = (*formScene)(nil)
)

// Consult takes the desk.
func (n *formScene) Consult(d bot.Desk) { n.desk = d }

// Open needs no connection.
func (n *formScene) Open(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
	n.hear = hear
	return n, func() {}
}

// Fill hands in the newest form, of which what is not in fields stays as it was.
func (n *formScene) Fill(fields []transcript.Field) error {
	at, press, ok := n.form()
	if !ok {
		return fmt.Errorf("no form stands in the chat")
	}
	form, err := n.desk.Form(context.Background(), person, press)
	if err != nil {
		n.shown = append(n.shown, transcript.Shown{Text: bot.SentenceOf(err)})
		return nil
	}
	if err := fits(form, fields); err != nil {
		return err
	}
	ev := bot.Event{Press: press, Message: at, Filled: map[string][]string{}}
	for _, f := range form.Fields {
		i := slices.IndexFunc(fields, func(said transcript.Field) bool { return said.Key == f.Key })
		if i < 0 {
			ev.Filled[f.Key] = had(f)
		} else if ev.Filled[f.Key], err = put(f, fields[i].Values); err != nil {
			return err
		}
	}
	return n.handIn(ev)
}

func (n *formScene) handIn(ev bot.Event) error {
	n.events++
	ev.ID, ev.From = fmt.Sprint(n.events), person
	return n.hear(context.Background(), ev)
}

// form is the newest button that opens one.
func (n *formScene) form() (bot.MessageID, bot.Press, bool) {
	for _, p := range slices.Backward(n.chat) {
		if p.message.Form != nil {
			return p.id, p.message.Form.Press, true
		}
	}
	return "", bot.Press{}, false
}

// had is what stands in a field that nobody touches.
func had(f bot.Field) []string {
	if f.Value == "" {
		return nil
	}
	if f.Kind == dialog.Many {
		return strings.Split(f.Value, "\n")
	}
	return []string{f.Value}
}

// put is what a field holds once values were written into it, below what stands there
// where it takes several, or picked in it: what was picked then is picked no more.
func put(f bot.Field, values []string) ([]string, error) {
	switch f.Kind {
	case dialog.Line:
		return []string{strings.Join(values, "\n")}, nil
	case dialog.Lines:
		return append(had(f), values...), nil
	}
	var picked []string
	if f.Kind == dialog.Many {
		picked = had(f)
	}
	for _, label := range values {
		i := slices.IndexFunc(f.Options, func(o dialog.Option) bool { return dialog.Fold(o.Label.String()) == dialog.Fold(label) })
		if i < 0 {
			return nil, fmt.Errorf("%s has nothing called %q to pick", f.Key, label)
		}
		if at := slices.Index(picked, f.Options[i].Key); at >= 0 {
			picked = slices.Delete(picked, at, at+1)
		} else {
			picked = append(picked, f.Options[i].Key)
		}
	}
	return picked, nil
}

// fits holds a form to what networks can show:
// https://discord.com/developers/docs/components/reference#label
// It must have all that is to be filled in.
func fits(f bot.Form, fill []transcript.Field) error {
	for _, said := range fill {
		if !slices.ContainsFunc(f.Fields, func(field bot.Field) bool { return field.Key == said.Key }) {
			return fmt.Errorf("the form has no field %s", said.Key)
		}
	}
	if n := utf8.RuneCountInString(f.Title.String()); n < 1 || n > 45 || len(f.Fields) < 1 || len(f.Fields) > 5 {
		return fmt.Errorf("a form with a title of %d characters and %d fields", n, len(f.Fields))
	}
	for _, field := range f.Fields {
		label, hint := utf8.RuneCountInString(field.Label.String()), utf8.RuneCountInString(field.Hint.String())
		long := slices.ContainsFunc(field.Options, func(o dialog.Option) bool { return utf8.RuneCountInString(o.Label.String()) > 100 })
		if label < 1 || label > 45 || hint > 100 || len(field.Options) > 25 || long || utf8.RuneCountInString(field.Value) > 4000 {
			return fmt.Errorf("the field %s has a label of %d characters, a hint of %d and %d options", field.Key, label, hint, len(field.Options))
		}
	}
	return nil
}

// fill does a form's line: on the form where there is one, else one by one, typed. Only
// what is said at the end is shown.
func (s *Stage) fill(fields []transcript.Field) error {
	if form, has := s.scene.(Filler); has {
		s.count.Taps += 2 // it is opened, and handed in
		return form.Fill(fields)
	}
	for _, f := range fields {
		for _, words := range oneByOne(f) {
			s.scene.Take()
			if err := s.act(words, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// oneByOne is what a person says instead of filling in a field.
func oneByOne(f transcript.Field) []string {
	switch {
	case f.Several:
		return append(slices.Clone(f.Values), "done")
	case len(f.Values) == 0:
		return []string{"skip"}
	}
	return f.Values
}
