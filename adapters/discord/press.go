package discord

import (
	"strings"

	"samepage/bot"
)

// longestData is what a button, an option of a list, or a form may carry, in characters:
// https://discord.com/developers/docs/components/reference#custom-id
const longestData = 100

// What a button does is its first letter. It is written into messages that stand for
// years, so it never changes.
const (
	presses = "b" // it is pressed
	opens   = "f" // it opens a form; the form that is handed in has the same
	lists   = "l" // it is a list, and the option chosen is what is pressed
)

// A button carries the three parts of a Press with a bar between them, and a number behind
// them where another in its message carries the same. They are ids and keys, so nothing
// about a person stands in them. A bar or a backslash in a part is
// written with a backslash before it.
var escaped = strings.NewReplacer(`\`, `\\`, `|`, `\|`)

// dataOf is a press as a button carries it; ok is false where it is too long for one.
func dataOf(kind string, p bot.Press) (data string, ok bool) {
	data = kind + escaped.Replace(p.Key) + "|" + escaped.Replace(p.On) + "|" + escaped.Replace(p.Option)
	return data, len(data) <= longestData
}

// pressOf is the press a button carried. Whatever somebody made up comes out as a press
// of no button there is.
func pressOf(data string) bot.Press {
	if data != "" {
		data = data[1:]
	}
	parts := []string{""}
	for rest := data; rest != ""; {
		switch i := strings.IndexAny(rest, `|\`); {
		case i < 0:
			parts[len(parts)-1] += rest
			rest = ""
		case rest[i] == '|':
			parts[len(parts)-1] += rest[:i]
			parts, rest = append(parts, ""), rest[i+1:]
		default:
			end := min(i+2, len(rest))
			parts[len(parts)-1] += rest[:i] + rest[i+1:end]
			rest = rest[end:]
		}
	}
	if len(parts) < 3 || len(parts) > 4 || parts[0] == "" { // every button of ours has a key
		return bot.Press{Key: "-" + strings.Join(parts, "")}
	}
	return bot.Press{Key: parts[0], On: parts[1], Option: parts[2]}
}
