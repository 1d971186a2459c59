package telegram

import (
	"context"
	"encoding/json"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"samepage/bot"
	"samepage/bot/text"
)

// present tells Telegram what it shows of us: the commands in the menu, and the words
// on the page of somebody who has not written yet. Each is only set where it is another,
// since Telegram takes few such changes a day. Nothing hangs on it.
func (t *Telegram) present(ctx context.Context) {
	profile := bot.ProfileIn(text.Printer{})
	for _, set := range []func(context.Context, bot.Profile) error{t.setCommands, t.setDescription, t.setShort, t.setMenu} {
		if err := set(ctx, profile); err != nil && ctx.Err() == nil {
			t.log.Warn("telegram: presenting the bot", "error", reason(err))
		}
	}
}

type botCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

const privateScope = `{"type":"all_private_chats"}`

func (t *Telegram) setCommands(ctx context.Context, p bot.Profile) error {
	var want, have []botCommand
	for _, c := range p.Commands {
		want = append(want, botCommand{c.Name, c.About.String()})
	}
	if err := t.client.call(ctx, "getMyCommands", tgbotapi.Params{"scope": privateScope}, &have); err != nil {
		return err
	}
	now, _ := json.Marshal(want)
	if then, _ := json.Marshal(have); string(then) == string(now) {
		return nil
	}
	return t.client.call(ctx, "setMyCommands", tgbotapi.Params{"commands": string(now), "scope": privateScope}, nil)
}

func (t *Telegram) setDescription(ctx context.Context, p bot.Profile) error {
	var have struct {
		Description string `json:"description"`
	}
	if err := t.client.call(ctx, "getMyDescription", nil, &have); err != nil || have.Description == p.About.String() {
		return err
	}
	return t.client.call(ctx, "setMyDescription", tgbotapi.Params{"description": p.About.String()}, nil)
}

func (t *Telegram) setShort(ctx context.Context, p bot.Profile) error {
	var have struct {
		Short string `json:"short_description"`
	}
	if err := t.client.call(ctx, "getMyShortDescription", nil, &have); err != nil || have.Short == p.Short.String() {
		return err
	}
	return t.client.call(ctx, "setMyShortDescription", tgbotapi.Params{"short_description": p.Short.String()}, nil)
}

func (t *Telegram) setMenu(ctx context.Context, _ bot.Profile) error {
	var have struct {
		Type string `json:"type"`
	}
	if err := t.client.call(ctx, "getChatMenuButton", nil, &have); err != nil || have.Type == "commands" {
		return err
	}
	return t.client.call(ctx, "setChatMenuButton", tgbotapi.Params{"menu_button": `{"type":"commands"}`}, nil)
}
