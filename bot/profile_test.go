package bot

import (
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"samepage/bot/text"
)

// The limits are Telegram's: https://core.telegram.org/bots/api#botcommand
func TestTheProfileFits(t *testing.T) {
	p := ProfileIn(text.Printer{})
	name := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	for _, item := range p.Commands {
		if !slices.ContainsFunc(commands, func(c command) bool { return c.name == item.Name }) {
			t.Errorf("/%s is no command", item.Name)
		}
		if n := utf8.RuneCountInString(item.About.String()); n < 1 || n > 40 || !name.MatchString(item.Name) {
			t.Errorf("/%s takes %d characters; a phone shows 40", item.Name, n)
		}
	}
	if n := utf8.RuneCountInString(p.About.String()); n > 512 {
		t.Errorf("the description is %d characters long", n)
	}
	if n := utf8.RuneCountInString(p.Short.String()); n > 120 {
		t.Errorf("the short description is %d characters long", n)
	}
}
