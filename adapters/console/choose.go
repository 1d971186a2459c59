package console

import (
	"strconv"
	"strings"

	"samepage/bot"
	"samepage/bot/dialog"
)

// question is the latest message with buttons.
type question struct {
	id      bot.MessageID
	message bot.Message
}

// pick is the button that a bare number stands for, by its position. Words, labels and
// the numbers of a scale are the bot's own to read.
func (q question) pick(line string) (bot.Press, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || n < 1 || n > len(q.message.Buttons) || !numbered(q.message) {
		return bot.Press{}, false
	}
	return q.message.Buttons[n-1].Press, true
}

// numbered says whether the buttons get numbers. They do not where a label is a number
// already: on a scale from 0 to 10 the word "5" is five.
func numbered(m bot.Message) bool {
	if m.Kind == dialog.Scale && len(m.Buttons) > 0 {
		return false
	}
	for _, b := range m.Buttons {
		if _, err := strconv.Atoi(dialog.Fold(b.Label.String())); err == nil {
			return false
		}
	}
	return true
}
