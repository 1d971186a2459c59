package discord

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"samepage/bot"
)

// Kinds of interactions.
const (
	command      = 2
	pressed      = 3
	autocomplete = 4
	handedIn     = 5
)

// interaction is what somebody did with something of ours. Only what is used is decoded,
// here and not by discordgo: it leaves everything out where one component is new to it.
type interaction struct {
	ID      string `json:"id"`
	App     string `json:"application_id"`
	Type    int    `json:"type"`
	Token   string `json:"token"`
	Channel string `json:"channel_id"`
	Guild   string `json:"guild_id"`
	Context *int   `json:"context"` // 1 is a private chat with us; nil where it is not told
	User    *user  `json:"user"`    // in a private chat
	Member  *struct {
		User *user `json:"user"`
	} `json:"member"` // in a server
	Message *struct {
		ID string `json:"id"`
	} `json:"message"` // that the component stands on
	Data struct {
		Name       string         `json:"name"`
		Options    []optionGiven  `json:"options"`
		ID         string         `json:"custom_id"`
		Values     []string       `json:"values"`
		Components []filledGroups `json:"components"`
	} `json:"data"`

	came time.Time
}

type optionGiven struct {
	Name    string `json:"name"`
	Value   any    `json:"value"`
	Focused bool   `json:"focused"` // it is being typed
}

// filledGroups is a part of a form that was handed in: a row or a label, with what it
// holds.
type filledGroups struct {
	filled
	Component  *filled  `json:"component"`
	Components []filled `json:"components"`
}

// filled is a field of a form.
type filled struct {
	ID     string   `json:"custom_id"`
	Value  *string  `json:"value"`
	Values []string `json:"values"`
}

// private says whether it happened where only the person and we are.
func (in interaction) private() bool {
	if in.Context != nil {
		return *in.Context == 1
	}
	return in.Guild == ""
}

// from is whoever did it; nil where that is not told.
func (in interaction) from() *user {
	if in.User == nil && in.Member != nil {
		return in.Member.User
	}
	return in.User
}

// interact answers an interaction. What is incomplete is not ours to answer.
func (d *Discord) interact(ctx context.Context, raw json.RawMessage) {
	in := interaction{came: time.Now()}
	if !decode(raw, &in) || !snowflake(in.ID) || in.Token == "" || in.App == "" {
		return
	}
	switch {
	case in.Type == autocomplete:
		d.aside(func() { d.suggest(ctx, in) })
	case !in.private():
		d.elsewhere(ctx, in)
	case !snowflake(in.Channel):
	case in.Type == pressed && strings.HasPrefix(in.Data.ID, opens):
		d.aside(func() { d.open(ctx, in) })
	default:
		if ev, first, ok := d.meant(in, d.address(in.Channel)); ok {
			d.take(ctx, in, ev, first)
		}
	}
}

// meant is what an interaction says to the bot, and how it is acknowledged.
func (d *Discord) meant(in interaction, from bot.Address) (ev bot.Event, first callback, ok bool) {
	ev = bot.Event{ID: in.ID, From: from, Mark: d.heard.interaction(from.Chat, in.ID)}
	if in.Message != nil {
		ev.Message = bot.MessageID(in.Message.ID)
	}
	switch in.Type {
	case command:
		ev.Text, ev.Message = in.words(), ""
		ev.Reply = handle{App: in.App, Token: in.Token, Came: in.came}.String()
		return ev, callback{Type: sayLater}, in.Data.Name != ""
	case pressed:
		data := in.Data.ID
		if len(in.Data.Values) > 0 {
			data = in.Data.Values[0]
		}
		ev.Press = pressOf(data)
	case handedIn:
		ev.Press, ev.Filled = pressOf(in.Data.ID), in.form()
	default:
		return ev, first, false
	}
	return ev, callback{Type: changed}, true
}

// words is a command as it would be typed.
func (in interaction) words() string {
	words := []string{"/" + in.Data.Name}
	for _, o := range in.Data.Options {
		if s, ok := o.Value.(string); ok && strings.TrimSpace(s) != "" {
			words = append(words, strings.TrimSpace(s))
		}
	}
	return strings.Join(words, " ")
}

// form is what a form held, by the keys of its fields.
func (in interaction) form() map[string][]string {
	out := map[string][]string{}
	for _, group := range in.Data.Components {
		fields := append([]filled{group.filled}, group.Components...)
		if group.Component != nil {
			fields = append(fields, *group.Component)
		}
		for _, f := range fields {
			switch {
			case f.ID == "":
			case f.Value != nil:
				out[f.ID] = []string{*f.Value}
			default:
				out[f.ID] = f.Values
			}
		}
	}
	return out
}
