package fake

import (
	"fmt"
	"regexp"
	"strings"
)

// commandName is what the description of BotCommand says in words.
var commandName = regexp.MustCompile(`^[a-z0-9_]+$`)

// language is ISO 639-1; an empty one stands for every language.
var language = regexp.MustCompile(`^([a-z]{2})?$`)

// The most buttons a keyboard and one of its rows can hold.
const (
	mostButtons = 100
	mostInRow   = 8
)

// special lists what is wrong with o by the rules that the description of its type or
// method tells in words only.
func special(path, name string, o obj) []string {
	var wrong []string
	say := func(format string, args ...any) {
		wrong = append(wrong, at(path, fmt.Sprintf(format, args...)))
	}
	switch name {
	case "InlineKeyboardButton":
		if n := actions(o); n != 1 {
			say("a button with %d actions, not exactly one", n)
		}
	case "InlineKeyboardMarkup":
		rows(o["inline_keyboard"], say)
	case "ReplyKeyboardMarkup":
		rows(o["keyboard"], say)
	case "BotCommand":
		if s, _ := o["command"].(string); !commandName.MatchString(s) {
			say("command: %q has more than a-z, 0-9 and _", s)
		}
	case "MessageEntity":
		entityParts(o, say)
	}
	if s, _ := o["language_code"].(string); strings.HasPrefix(name, "setMy") && !language.MatchString(s) {
		say("language_code: %q is not two letters", s)
	}
	return wrong
}

func actions(button obj) int {
	n := 0
	for name := range button {
		switch name {
		case "text", "icon_custom_emoji_id", "style":
		default:
			n++
		}
	}
	return n
}

func rows(v any, say func(string, ...any)) {
	list, _ := v.([]any)
	all := 0
	for i, row := range list {
		buttons, _ := row.([]any)
		if len(buttons) == 0 || len(buttons) > mostInRow {
			say("row %d has %d buttons", i, len(buttons))
		}
		for _, b := range buttons {
			if o, _ := b.(obj); o["text"] == "" {
				say("row %d has a button without a label", i)
			}
		}
		all += len(buttons)
	}
	if all > mostButtons {
		say("%d buttons", all)
	}
}

// entityNeeds are the fields that only one type of entity has, and cannot do without.
var entityNeeds = map[string]string{
	"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time",
}

func entityParts(o obj, say func(string, ...any)) {
	typ, _ := o["type"].(string)
	if need := entityNeeds[typ]; need != "" && o[need] == nil {
		say("%s without %s", typ, need)
	}
	for other, part := range entityNeeds {
		if o[part] != nil && other != typ {
			say("%s is for %s only", part, other)
		}
	}
}
