package bot

import (
	"strings"

	"samepage/bot/dialog"
)

// command is something to be told by name, "/name", or by its words alone.
type command struct {
	name  string
	words []string                   // whole messages that mean the same, folded
	run   func(t *Turn, rest string) // rest is what stands behind the name
}

// command is the one words name, and what follows its name. Telegram puts the bot's
// name behind an @, which changes nothing.
func (t *Turn) command(words string) (command, string, bool) {
	name, rest, _ := strings.Cut(words, " ")
	name, slash := strings.CutPrefix(name, "/")
	name, _, _ = strings.Cut(name, "@")
	for _, c := range commands {
		if slash && strings.EqualFold(name, c.name) {
			return c, strings.TrimSpace(rest), true
		}
		for _, w := range c.words {
			if !slash && dialog.Fold(words) == w {
				return c, "", true
			}
		}
	}
	return command{}, "", false
}
