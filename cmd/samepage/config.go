package main

import (
	"cmp"
	"errors"
	"io"
	"os"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"samepage/adapters/discord"
	"samepage/adapters/telegram"
	"samepage/bot"
	"samepage/bot/when"
)

// config is a configuration file. config.example.yaml says what each key means, and
// holds every one of them at its default.
type config struct {
	Data     string   `yaml:"data"`
	Key      string   `yaml:"key"`
	Zone     string   `yaml:"zone"`
	Zones    []string `yaml:"zones"`
	Age      int      `yaml:"age"`
	Quiet    quiet    `yaml:"quiet"`
	Checkin  clock    `yaml:"checkin"`
	Country  string   `yaml:"country"`
	Telegram account  `yaml:"telegram"`
	Discord  account  `yaml:"discord"`
}

// account is a bot's on a network: where its API is and where the token lies, which is
// never in here.
type account struct {
	API       string `yaml:"api"`
	TokenFile string `yaml:"token_file"`
	Pace      bool   `yaml:"pace"`
}

type quiet struct {
	From clock `yaml:"from"`
	To   clock `yaml:"to"`
}

// clock is a time of day that says where in the file it is wrong.
type clock when.Clock

// UnmarshalYAML reads "22:00".
func (c *clock) UnmarshalYAML(node ast.Node) error {
	token := node.GetToken()
	at, err := when.ParseClock(token.Value)
	if err != nil {
		return &yaml.SyntaxError{Message: say.T("%s is no time of day. 22:00 would be one.", token.Value).String(), Token: token}
	}
	*c = clock(at)
	return nil
}

func defaults() config {
	s := bot.DefaultSettings()
	return config{
		Zones: s.Zones, Age: s.Age,
		Quiet: quiet{clock(s.Quiet.From), clock(s.Quiet.To)}, Checkin: clock(s.Checkin), Country: s.Country,
		Telegram: account{API: telegram.OwnAPI, Pace: true}, Discord: account{API: discord.OwnAPI, Pace: true},
	}
}

// settings are the bot's part of it.
func (c config) settings() bot.Settings {
	return bot.Settings{
		Zones: c.Zones, Age: c.Age,
		Quiet:   bot.Quiet{From: when.Clock(c.Quiet.From), To: when.Clock(c.Quiet.To)},
		Checkin: when.Clock(c.Checkin), Country: c.Country,
	}
}

// settle is the config at path with flags over it and the places filled in; home is where
// the data lies unless a folder is named.
func settle(path string, flags config, home func() (string, error)) (config, error) {
	conf, err := readConfig(path)
	if err != nil {
		return conf, err
	}
	conf.Data, conf.Key, conf.Zone = cmp.Or(flags.Data, conf.Data), cmp.Or(flags.Key, conf.Key), cmp.Or(flags.Zone, conf.Zone)
	if conf.Data == "" {
		if conf.Data, err = home(); err != nil {
			return conf, err
		}
	}
	if conf.Key == "" {
		if conf.Key, err = keyFile(); err != nil {
			return conf, err
		}
	}
	return conf, conf.check()
}

// readConfig is the file at path over the defaults; "" is the defaults. A key it does
// not know is an error, since a misspelt key is a setting somebody believes to be on.
func readConfig(path string) (config, error) {
	c := defaults()
	if path == "" {
		return c, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return c, invalid(err, "I cannot read the config file %s.", path)
	}
	defer f.Close()
	err = yaml.NewDecoder(f, yaml.Strict()).Decode(&c)
	if err != nil && !errors.Is(err, io.EOF) {
		return c, invalid(err, "The config file %s is not right: %s", path, yaml.FormatError(err, false, false))
	}
	return c, nil
}

// check says what in it can be read and yet cannot be.
func (c config) check() error {
	zones := c.Zones
	if c.Zone != "" {
		zones = append(zones, c.Zone)
	}
	for _, zone := range zones {
		if _, err := zoneNamed(zone); err != nil {
			return err
		}
	}
	if c.Age < 0 || c.Age > 120 {
		return invalid(nil, "age: nobody is %d.", c.Age)
	}
	if len(c.Country) != 0 && len(c.Country) != 2 {
		return invalid(nil, "country: %s is no two-letter code. DE would be one.", c.Country)
	}
	return nil
}
