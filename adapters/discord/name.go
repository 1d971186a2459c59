package discord

import (
	"fmt"
	"strings"

	"samepage/bot"
)

// A message of ours is called by its id, "12". A text too long for one message is
// "12+13": what the buttons stand on comes last.

func together(ids []string) bot.MessageID { return bot.MessageID(strings.Join(ids, "+")) }

// posted is a message that stands in a chat, and those before it that carry the first
// parts of its text.
type posted struct {
	id     string
	before []string
}

func readName(name bot.MessageID) (posted, error) {
	ids := strings.Split(string(name), "+")
	for _, id := range ids {
		if !snowflake(id) {
			return posted{}, fmt.Errorf("reading the name of a message: %w", bot.ErrRefused)
		}
	}
	return posted{id: ids[len(ids)-1], before: ids[:len(ids)-1]}, nil
}

// snowflake says whether s is an id as Discord makes them.
func snowflake(s string) bool {
	return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
