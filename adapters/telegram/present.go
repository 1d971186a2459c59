package telegram

import (
	"context"
	"maps"
	"slices"

	"samepage/bot"
	"samepage/bot/text"
)

// present tells Telegram what it shows of us, in every language there is: the commands
// in the menu, and the words on the page of somebody who has not written yet. Each is
// only set where it is another, since Telegram takes few such changes a day. Nothing
// hangs on it.
func (t *Telegram) present(ctx context.Context) {
	for _, code := range slices.Sorted(maps.Keys(t.languages)) {
		p := bot.ProfileIn(t.languages[code])
		for _, scope := range scopes {
			t.try(ctx, t.setCommands(ctx, code, scope, p))
		}
		t.try(ctx, t.setWords(ctx, code, "Description", "description", p.About))
		t.try(ctx, t.setWords(ctx, code, "ShortDescription", "short_description", p.Short))
	}
	t.try(ctx, t.setMenu(ctx))
}

func (t *Telegram) try(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		t.log.Warn("telegram: presenting the bot", "error", reason(err))
	}
}

// scope is where a menu is offered: https://core.telegram.org/bots/api#botcommandscope
type scope struct {
	name    string
	private bool
}

// scopes are those we speak of. We talk in private chats alone, so there is no menu
// elsewhere, whoever may have set one with this token.
var scopes = []scope{{"all_private_chats", true}, {"all_group_chats", false}, {"default", false}}

type botCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

func (t *Telegram) setCommands(ctx context.Context, code string, s scope, p bot.Profile) error {
	at := inLanguage(code)
	at["scope"] = ofType(s.name)
	var want, have []botCommand
	if s.private {
		for _, c := range p.Commands {
			want = append(want, botCommand{c.Name, c.About.String()})
		}
	}
	if err := t.client.call(ctx, "getMyCommands", at, &have); err != nil || slices.Equal(want, have) {
		return err
	}
	if len(want) == 0 {
		return t.client.call(ctx, "deleteMyCommands", at, nil)
	}
	at["commands"] = want
	return t.client.call(ctx, "setMyCommands", at, nil)
}

// setWords sets one of the texts beside the chat, by the end of its methods' names.
func (t *Telegram) setWords(ctx context.Context, code, method, field string, want text.Text) error {
	at, have := inLanguage(code), map[string]string{}
	if err := t.client.call(ctx, "getMy"+method, at, &have); err != nil || have[field] == want.String() {
		return err
	}
	at[field] = want.String()
	return t.client.call(ctx, "setMy"+method, at, nil)
}

// inLanguage are parameters for the people whose app is set to a language; "" is for all
// whose language we do not speak.
func inLanguage(code string) params {
	if code == "" {
		return params{}
	}
	return params{"language_code": code}
}

// ofType is how Telegram writes one of several things that need no more to be said.
func ofType(name string) map[string]string { return map[string]string{"type": name} }

func (t *Telegram) setMenu(ctx context.Context) error {
	var have struct {
		Type string `json:"type"`
	}
	if err := t.client.call(ctx, "getChatMenuButton", params{}, &have); err != nil || have.Type == "commands" {
		return err
	}
	return t.client.call(ctx, "setChatMenuButton", params{"menu_button": ofType("commands")}, nil)
}
