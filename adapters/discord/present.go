package discord

import (
	"context"
	"encoding/json"
	"slices"

	"samepage/bot"
	"samepage/bot/text"
)

// Where the bot can be installed, and where its commands can be given:
// https://discord.com/developers/docs/resources/application
const (
	toServer = 0
	toUser   = 1

	stringOption = 3
)

var everywhere = []int{0, 1, 2} // servers, our private chat, chats of others

// slashCommand is one as Discord keeps it.
type slashCommand struct {
	Name        string        `json:"name"`
	Description string        `json:"description"`
	Options     []slashOption `json:"options,omitempty"`
	Installs    []int         `json:"integration_types"`
	Contexts    []int         `json:"contexts"`
}

type slashOption struct {
	Type         int    `json:"type"`
	Name         string `json:"name"`
	Description  string `json:"description"`
	Required     bool   `json:"required,omitempty"`
	Autocomplete bool   `json:"autocomplete,omitempty"`
}

// present tells Discord the commands, and that a person can install the bot for
// themselves as well as a server can. Each is only set where it is another, since
// Discord takes few such changes a day. Nothing hangs on it.
func (d *Discord) present(ctx context.Context) {
	for _, set := range []func(context.Context) error{d.setCommands, d.setInstalls} {
		if err := set(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("discord: presenting the bot", "error", reason(err))
		}
	}
}

// setCommands sets all commands at once, if any differs.
func (d *Discord) setCommands(ctx context.Context) error {
	want := commandsOf(bot.ProfileIn(text.Printer{}))
	var have []slashCommand
	if err := d.client.patiently(ctx, get("/applications/%s/commands", d.self.ID), &have); err != nil {
		return err
	}
	if same(want, have) {
		return nil
	}
	return d.client.patiently(ctx, put("/applications/%s/commands", d.self.ID).with(want), nil)
}

func commandsOf(p bot.Profile) []slashCommand {
	var out []slashCommand
	for _, c := range p.Commands {
		s := slashCommand{Name: c.Name, Description: shortened(c.About.String(), longestPick), Installs: []int{toServer, toUser}, Contexts: everywhere}
		for _, o := range c.Options {
			s.Options = append(s.Options, slashOption{Type: stringOption, Name: o.Name, Description: shortened(o.About.String(), longestPick),
				Required: !o.Optional, Autocomplete: o.Suggests})
		}
		out = append(out, s)
	}
	return out
}

// same says whether two sets of commands mean the same, in whatever order.
func same(a, b []slashCommand) bool { return sorted(a) == sorted(b) }

func sorted(all []slashCommand) string {
	var each []string
	for _, c := range all {
		c.Installs, c.Contexts = slices.Sorted(slices.Values(c.Installs)), slices.Sorted(slices.Values(c.Contexts))
		one, _ := json.Marshal(c)
		each = append(each, string(one))
	}
	slices.Sort(each)
	out, _ := json.Marshal(each)
	return string(out)
}

// install is how the bot comes to a server or a person.
type install struct {
	Params installParams `json:"oauth2_install_params"`
}

type installParams struct {
	Scopes      []string `json:"scopes"`
	Permissions int      `json:"permissions"`
}

// setInstalls allows both ways, unless they are allowed already.
func (d *Discord) setInstalls(ctx context.Context) error {
	_, server := d.self.Installs["0"]
	_, person := d.self.Installs["1"]
	if server && person {
		return nil
	}
	want := map[string]install{
		"0": {installParams{Scopes: []string{"applications.commands", "bot"}}},
		"1": {installParams{Scopes: []string{"applications.commands"}}},
	}
	return d.client.patiently(ctx, patch("/applications/@me").with(map[string]any{"integration_types_config": want}), nil)
}
