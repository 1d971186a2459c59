package main

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"samepage/adapters/discord"
	"samepage/adapters/telegram"
	"samepage/bot"
)

// Where tokens may stand in the environment.
const (
	telegramToken = "SAMEPAGE_TELEGRAM_TOKEN"
	discordToken  = "SAMEPAGE_DISCORD_TOKEN"
)

// networks are those there is a token for.
func (c config) networks(log *slog.Logger) ([]bot.Network, error) {
	var all []bot.Network
	onTelegram, err := c.Telegram.token(telegramToken)
	if err != nil {
		return nil, err
	}
	if onTelegram != "" {
		n, err := telegram.New(telegram.Config{Token: onTelegram, API: c.Telegram.API, Unpaced: !c.Telegram.Pace, Log: log})
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	onDiscord, err := c.Discord.token(discordToken)
	if err != nil {
		return nil, err
	}
	if onDiscord != "" {
		n, err := discord.New(discord.Config{Token: onDiscord, API: c.Discord.API, Unpaced: !c.Discord.Pace, Log: log})
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	if len(all) == 0 {
		return nil, invalid(nil, "I need a token. @BotFather on Telegram gives one: put it into %s. For Discord it is on the page Bot of your application: put it into %s. A file that token_file in the config names will do too.", telegramToken, discordToken)
	}
	return all, nil
}

// token is the one in the environment, or in the file; "" where neither is told.
func (a account) token(variable string) (string, error) {
	if token := strings.TrimSpace(os.Getenv(variable)); token != "" || a.TokenFile == "" {
		return token, nil
	}
	data, err := os.ReadFile(a.TokenFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", invalid(err, "There is no token file %s.", a.TokenFile)
	case err != nil:
		return "", invalid(err, "I cannot read the token file %s.", a.TokenFile)
	}
	return strings.TrimSpace(string(data)), nil
}
