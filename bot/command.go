package bot

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
)

// command is something to be told by name, "/name", or by whole messages that mean
// the same. Those are exact: free text is the normal input here, so nothing is
// guessed.
type command struct {
	name  string
	words []string // folded, see dialog.Fold
	run   func(t *Turn, rest string)
}

// command is the one words name, and what follows its name. Telegram puts the bot's
// name behind an @, which changes nothing.
func (t *Turn) command(words string) (command, string, bool) {
	name, rest, _ := strings.Cut(words, " ")
	name, slash := strings.CutPrefix(name, "/")
	name, _, _ = strings.Cut(name, "@")
	said := dialog.Fold(words)
	for _, c := range commands {
		switch {
		case slash && strings.EqualFold(name, c.name):
			return c, strings.TrimSpace(rest), true
		case !slash && slices.Contains(c.words, said):
			return c, "", true
		}
	}
	return command{}, "", false
}
