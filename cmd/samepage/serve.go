package main

import (
	"context"
	"os"
	"runtime/debug"

	"samepage/bot"
)

// serve is "samepage serve".
type serve struct {
	Data   string `help:"Keep everything in this folder. Default: the user's data folder." placeholder:"DIR"`
	Key    string `help:"Read the root key from this file, making it the first time. Default: samepage/root.key in the user's config folder." placeholder:"FILE"`
	Config string `help:"Read settings from this file; config.example.yaml has them all." placeholder:"FILE"`
}

// garbage is how much of it may lie in memory, in per cent of what is in use: three
// megabytes less than by Go's own 100, for 4 % more CPU a turn.
const garbage = 80

// Run serves until ctx ends. Turns and messages that are under way are finished then.
func (c *serve) Run(ctx context.Context, s streams) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	conf, err := settle(c.Config, config{Data: c.Data, Key: c.Key}, dataDir)
	if err != nil {
		return err
	}
	networks, err := conf.networks(s.log)
	if err != nil {
		return err
	}
	db, err := openData(ctx, s, conf, bot.WallClock{})
	if err != nil {
		return err
	}
	defer db.Close()
	b := bot.New(bot.Config{
		Store: db, Clock: bot.WallClock{}, Networks: networks, Log: s.log, Settings: conf.settings(),
	})
	s.log.Info("serving", "data", conf.Data)
	err = b.Run(ctx)
	s.log.Info("stopped")
	return err
}
