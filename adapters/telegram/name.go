package telegram

import (
	"fmt"
	"strconv"
	"strings"

	"samepage/bot"
)

// A message of ours is called by its number, "12". "p12" is one whose text stands below
// a picture or a file, since Telegram changes that with another method. A text too long
// for one message is "12+13": what the buttons stand on comes last.

// name is what a message that came to us is called.
func (m *message) name() bot.MessageID {
	if bool(m.Photo) || m.Document != nil {
		return captioned(m.ID)
	}
	return bot.MessageID(itoa(m.ID))
}

func captioned(id int64) bot.MessageID { return bot.MessageID("p" + itoa(id)) }

func together(names []bot.MessageID) bot.MessageID {
	var out []string
	for _, n := range names {
		out = append(out, string(n))
	}
	return bot.MessageID(strings.Join(out, "+"))
}

// posted is a message that stands in a chat: its number, whether its text is a caption,
// and the messages before it that carry the first parts of its text.
type posted struct {
	id      int64
	caption bool
	before  []posted
}

func readName(name bot.MessageID) (posted, error) {
	var all []posted
	for _, part := range strings.Split(string(name), "+") {
		digits, caption := strings.CutPrefix(part, "p")
		id, err := strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return posted{}, fmt.Errorf("reading the name of a message: %w", err)
		}
		all = append(all, posted{id: id, caption: caption})
	}
	last := all[len(all)-1]
	last.before = all[:len(all)-1]
	return last, nil
}
