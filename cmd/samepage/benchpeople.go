package main

import (
	"context"
	"fmt"
	"time"

	"samepage/bot"
)

// benchPeople is "samepage bench people". Each of its people sees Tom once a week, is asked
// daily how they are, and answers two questions of their own with it.
type benchPeople struct {
	Data  string `arg:"required" help:"The folder to make."`
	Key   string `arg:"required" help:"The file with its root key, outside the folder."`
	N     int    `help:"How many people." default:"1000"`
	First int    `help:"The chat of the first; the others follow." default:"1000001"`
	Bot   string `help:"The id of the Telegram bot they have." default:"7000000001"`
}

// Run makes them, through the engine, as they would have come by themselves.
func (c *benchPeople) Run(ctx context.Context, s streams) error {
	conf, err := settle("", config{Data: c.Data, Key: c.Key}, dataDir)
	if err != nil {
		return err
	}
	db, err := openData(ctx, s, conf, bot.WallClock{})
	if err != nil {
		return err
	}
	defer db.Close()
	people := crowd{name: "telegram", instance: c.Bot, first: c.First, people: c.N, at: 100}
	err = people.live(ctx, db, coming(time.Now()))
	fmt.Fprintf(s.stdout, "%d people\n", c.N)
	return err
}

// coming is what somebody new does at now. Their appointment is three days off and their
// question half a day, so that neither comes in the middle of a load test.
func coming(now time.Time) story {
	return story{end: "I'll ask every day", does: []string{
		"/start", "Yes", "An appointment", "London",
		fmt.Sprintf("Tom, every %s at 4pm", now.AddDate(0, 0, 3).UTC().Weekday()),
		"/measures", "Energy", "My own question", "Done", "Any symptoms today?", "Yes or no",
		fmt.Sprintf("/checkin every day at %d:00", now.Add(12*time.Hour).UTC().Hour()),
	}}
}

// checkingIn is the five-turn check-in of such a person.
var checkingIn = story{[]string{"/checkin", "3", "4", "Yes", "Add a line", "flare after lunch, cancelled on Anna again"}, `Kept: "flare`}
