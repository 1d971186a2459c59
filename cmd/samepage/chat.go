package main

import (
	"cmp"
	"context"
	"os"
	"slices"
	"time"

	"samepage/adapters/console"
	"samepage/bot"
	"samepage/bot/when"
	"samepage/storage"
)

// chat is "samepage chat".
type chat struct {
	Data   string        `help:"Keep everything in this folder. Default: the user's data folder." placeholder:"DIR"`
	Key    string        `help:"Read the root key from this file, making it the first time. Default: samepage/root.key in the user's config folder." placeholder:"FILE"`
	Config string        `help:"Read settings from this file; config.example.yaml has them all." placeholder:"FILE"`
	Clock  when.DateTime `help:"Start at a made-up time that only /clock moves, like 2026-03-02T18:00." placeholder:"TIME"`
	Demo   bool          `help:"Meet somebody made up who has used Samepage for six weeks, in a folder and a time of their own."`
	Zone   string        `help:"The time zone of this terminal, like Europe/Berlin. Default: this machine's." placeholder:"ZONE"`
}

// Run chats until the input ends, or ctx does.
func (c *chat) Run(ctx context.Context, s streams) error {
	if c.Demo {
		c.Clock, c.Zone = demoStart(time.Now()), demoZone
	}
	conf, err := c.settle()
	if err != nil {
		return err
	}
	clock := clockFor(c.Clock)
	db, err := openData(ctx, s, conf, clock)
	if err != nil {
		return err
	}
	defer db.Close()
	talk, err := newSession(s, conf, db, clock)
	if err != nil {
		return err
	}
	if c.Demo {
		if err := talk.live(ctx, c.Clock); err != nil {
			return err
		}
		c.Clock = when.DateTime{} // it goes on wherever it was left
	}
	return talk.run(ctx, c.Clock)
}

// settle is the config with the flags over it and the places filled in.
func (c *chat) settle() (config, error) {
	home := dataDir
	if c.Demo {
		home = demoData
	}
	return settle(c.Config, config{Data: c.Data, Key: c.Key, Zone: c.Zone}, home)
}

// openData opens the data folder with its key, in the kind of time it was made for.
func openData(ctx context.Context, s streams, conf config, clock bot.Clock) (*storage.DB, error) {
	if err := os.MkdirAll(conf.Data, 0o700); err != nil {
		return nil, unwritable(err, conf.Data)
	}
	root, err := rootKey(conf.Key, conf.Data)
	if err != nil {
		return nil, err
	}
	used := storage.HasData(conf.Data)
	db, err := storage.Open(ctx, storage.Config{Dir: conf.Data, Root: root, Clock: clock, Log: s.log})
	if bot.CodeOf(err) == bot.Storage {
		return nil, unwritable(err, conf.Data)
	}
	if err != nil {
		return nil, err
	}
	if err := sameTime(db, clock, used); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func unwritable(err error, dir string) error {
	return &bot.Error{Code: bot.Storage, Err: err,
		Sentence: say.T("I can't keep anything in %s: the disk is full or failing, or the folder is not one I may write to. Another one: --data DIR.", dir).String()}
}

// newSession is a chat at the console, in the zone asked for, or the one the data's
// made-up time is told in, or the machine's. It is the first to be offered.
func newSession(s streams, conf config, db *storage.DB, clock bot.Clock) (*session, error) {
	_, before, _ := db.SimulatedTime()
	zone, err := zoneNamed(cmp.Or(conf.Zone, before, machineZone()))
	if err != nil {
		return nil, err
	}
	conf.Zones = append([]string{zone.String()}, slices.DeleteFunc(conf.Zones, func(name string) bool { return name == zone.String() })...)
	c := console.New(s.stdin, s.stdout)
	c.Interrupt = interrupt
	talk := &session{db: db, console: c, clock: clock, zone: zone, log: s.log, stirred: make(chan struct{}, 1)}
	if simulated, ok := clock.(*bot.SimulatedClock); ok {
		talk.simulated, c.Clock = simulated, talk.move
	}
	talk.bot = bot.New(bot.Config{Store: db, Clock: clock, Networks: []bot.Network{c}, Log: s.log, Settings: conf.settings()})
	return talk, nil
}
