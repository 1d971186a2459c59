package bot

import (
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"samepage/bot/dialog"
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
		for i, o := range item.Options {
			if n := utf8.RuneCountInString(o.About.String()); n < 1 || n > 100 || !name.MatchString(o.Name) {
				t.Errorf("%s of /%s takes %d characters", o.Name, item.Name, n)
			}
			if _, has := suggesters[item.Name]; has != o.Suggests || i > 0 {
				t.Errorf("%s of /%s: what suggests values for it? They are by command", o.Name, item.Name)
			}
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

// The limits are Discord's: https://discord.com/developers/docs/components/reference#label
func TestEveryFormFits(t *testing.T) {
	forms := 0
	for kind, c := range conversations {
		for _, about := range []string{"", "topics", "how", "unheard", "other"} {
			given := dialog.Given{Words: map[string]string{"when": "Wed 30 September 2026", "first": "first", "medical": about},
				Lists: map[string][]dialog.Option{"kept": {{Key: "n"}}, "providers": {{Key: "a"}, {Key: "b"}}}}
			sheet, has := dialog.SheetOf(c.Script, text.Printer{}, given, dialog.Answers{}.With("about", dialog.Answer{Values: []string{about}, Done: true}))
			if !has {
				continue
			}
			forms++
			if n := utf8.RuneCountInString(sheet.Title.String()); n < 1 || n > 45 || len(sheet.Fields) > 5 {
				t.Errorf("the form of %s has a title of %d characters and %d fields", kind, n, len(sheet.Fields))
			}
			for _, q := range sheet.Fields {
				if n := utf8.RuneCountInString(q.Short.String()); n > 45 || utf8.RuneCountInString(q.Hint.String()) > 100 {
					t.Errorf("%s of %s has a label of %d characters", q.Key, kind, n)
				}
			}
		}
	}
	if forms < 10 {
		t.Errorf("only %d forms were looked at", forms)
	}
}
