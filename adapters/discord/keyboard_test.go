package discord

import (
	"fmt"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// rows draws a keyboard as it lies on a phone; a list is in braces.
func rows(labels ...string) string {
	m := bot.Message{}
	for i, l := range labels {
		option := fmt.Sprint(i)
		if l == "Done" || l == "Skip" {
			option = "-done"
		}
		m.Buttons = append(m.Buttons, bot.Button{Label: text.Lit(strings.TrimPrefix(l, "*")), Press: bot.Press{On: "d", Key: "q", Option: option}, Chosen: strings.HasPrefix(l, "*")})
	}
	flat, _ := keys(m)
	var out []string
	for _, row := range layOut(flat) {
		var line []string
		for _, c := range row.Components {
			if c.Type == kindList {
				line = append(line, fmt.Sprintf("{%d: %s ...}", len(c.Options), c.Options[0].Label))
			} else {
				line = append(line, c.Label)
			}
		}
		out = append(out, strings.Join(line, " | "))
	}
	return strings.Join(out, "\n")
}

func TestKeyboards(t *testing.T) {
	for _, c := range []struct{ labels, want string }{
		{"1 bad,2,3,4,5 good", "1 bad | 2 | 3 | 4 | 5 good"},
		{"1,2,3,4,5,Skip", "1 | 2 | 3 | 4 | 5\nSkip"},
		{"0,1,2,3,4,5,6,7,8,9,10", "0 | 1 | 2 | 3\n4 | 5 | 6 | 7\n8 | 9 | 10"},
		{"1,*2,3,Done", "1 | ✓ 2 | 3\nDone"},
		{"Yes I'm 16 or older,More,No,Help now", "Yes I'm 16 or older | More\nNo | Help now"},
		{"", ""},
	} {
		var labels []string
		if c.labels != "" {
			labels = strings.Split(c.labels, ",")
		}
		if got := rows(labels...); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.labels, got, c.want)
		}
	}
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("Something to choose, number %d", i))
	}
	want := "{25: Something to choose, number 0 ...}\n{5: Something to choose, number 25 ...}\nDone"
	if got := rows(append(many, "Done")...); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestABrokenButtonIsLeftOut(t *testing.T) {
	flat, ok := keys(bot.Message{Buttons: []bot.Button{
		{Label: text.Lit("Yes"), Press: bot.Press{Key: strings.Repeat("k", 200)}}, {Label: text.Lit("No"), Press: bot.Press{Key: "n"}}, {Label: text.Lit("Never"), Press: bot.Press{Key: "n"}},
	}})
	if ok || len(flat) != 2 || flat[0].data == flat[1].data || pressOf(flat[1].data) != (bot.Press{Key: "n"}) {
		t.Errorf("got %+v, %v", flat, ok)
	}
}
