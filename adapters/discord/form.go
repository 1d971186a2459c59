package discord

import (
	"context"
	"strings"
	"time"

	"samepage/bot"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// What a form takes: https://discord.com/developers/docs/components/reference#label
const (
	longestTitle  = 45
	longestHint   = 100
	longestFilled = 4000
	mostFields    = 5

	oneLine   = 1
	manyLines = 2
)

// quick is how long the desk may take, so that an answer is still in time.
const quick = 2 * time.Second

// modal is a form as it is opened.
type modal struct {
	ID         string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []component `json:"components"`
}

// open answers the button of a form with the form. That is no turn: nothing changes.
func (d *Discord) open(ctx context.Context, in interaction) {
	asking, cancel := context.WithTimeout(ctx, quick)
	defer cancel()
	var f bot.Form
	err := error(&bot.Error{Sentence: bot.SentenceOf(nil)})
	if d.desk != nil {
		f, err = d.desk.Form(asking, d.address(in.Channel), pressOf(in.Data.ID))
	}
	if err == nil {
		_ = d.answer(ctx, in, callback{Type: form, Data: drawn(f, in.Data.ID)})
		return
	}
	d.log.Debug("discord: a form could not be opened", "code", bot.CodeOf(err))
	_ = d.answer(ctx, in, only(bot.SentenceOf(err)))
}

// only is words that nobody sees but whoever did something.
func only(words string) callback {
	b := newBody(markup(text.Text{{Text: words}}), "").asChange()
	b.Flags |= onlyThem
	return callback{Type: sayNow, Data: b}
}

// drawn is f as Discord shows it. What is handed in has the same data as its button.
func drawn(f bot.Form, data string) modal {
	m := modal{ID: data, Title: shortened(f.Title.String(), longestTitle), Components: []component{}}
	for _, field := range f.Fields[:min(len(f.Fields), mostFields)] {
		inner := input(field)
		m.Components = append(m.Components, component{
			Type: kindLabel, Label: shortened(field.Label.String(), longestTitle),
			Description: shortened(field.Hint.String(), longestHint), Component: &inner,
		})
	}
	return m
}

// input is what a field is filled in with.
func input(f bot.Field) component {
	required := !f.Optional
	if len(f.Options) == 0 {
		style := oneLine
		if f.Kind == dialog.Lines {
			style = manyLines
		}
		return component{Type: kindInput, ID: f.Key, Style: style, Value: shortened(f.Value, longestFilled), Longest: longestFilled, Required: &required}
	}
	options := f.Options[:min(len(f.Options), inList)]
	list := component{Type: kindList, ID: f.Key, Required: &required, Most: 1}
	if f.Kind == dialog.Many {
		list.Most = len(options)
	}
	least := 0
	if required {
		least = 1
	}
	list.Least = &least
	there := "\n" + f.Value + "\n"
	for _, o := range options {
		list.Options = append(list.Options, option{
			Label: shortened(o.Label.String(), longestPick), Value: o.Key, Default: strings.Contains(there, "\n"+o.Key+"\n"),
		})
	}
	return list
}
