package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	network "samepage/adapters/telegram"
	"samepage/bot"
)

// serve is "samepage serve".
type serve struct {
	Data   string `help:"Keep everything in this folder. Default: the user's data folder." placeholder:"DIR"`
	Key    string `help:"Read the root key from this file, making it the first time. Default: samepage/root.key in the user's config folder." placeholder:"FILE"`
	Config string `help:"Read settings from this file; config.example.yaml has them all." placeholder:"FILE"`
}

// tokenVariable is where a token may stand in the environment.
const tokenVariable = "SAMEPAGE_TELEGRAM_TOKEN"

// Run serves until ctx ends. Turns and messages that are under way are finished then.
func (c *serve) Run(ctx context.Context, s streams) error {
	conf, err := settle(c.Config, config{Data: c.Data, Key: c.Key}, dataDir)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(s.stderr, nil))
	telegram, err := conf.Telegram.network(log)
	if err != nil {
		return err
	}
	db, err := openData(ctx, s, conf, bot.WallClock{})
	if err != nil {
		return err
	}
	defer db.Close()
	b := bot.New(bot.Config{
		Store: db, Clock: bot.WallClock{}, Networks: []bot.Network{telegram}, Log: log, Settings: conf.settings(),
	})
	log.Info("serving", "data", conf.Data)
	err = b.Run(ctx)
	log.Info("stopped")
	return err
}

// network is Telegram as the config and the environment have it.
func (t telegram) network(log *slog.Logger) (*network.Telegram, error) {
	token, err := t.token()
	if err != nil {
		return nil, err
	}
	return network.New(network.Config{Token: token, API: t.API, Unpaced: !t.Pace, Log: log})
}

// token is the one in the environment, or in the file.
func (t telegram) token() (string, error) {
	if token := strings.TrimSpace(os.Getenv(tokenVariable)); token != "" {
		return token, nil
	}
	if t.TokenFile == "" {
		return "", invalid(nil, "I need a token. @BotFather on Telegram gives one: put it into %s, or into a file that telegram.token_file in the config names.", tokenVariable)
	}
	data, err := os.ReadFile(t.TokenFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", invalid(err, "There is no token file %s.", t.TokenFile)
	case err != nil:
		return "", invalid(err, "I cannot read the token file %s.", t.TokenFile)
	}
	return strings.TrimSpace(string(data)), nil
}
