package telegram

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samepage/bot"
	"samepage/bot/text"
)

// rows draws a keyboard as it lies on a phone.
func rows(labels ...string) string {
	m := bot.Message{}
	for i, l := range labels {
		chosen := strings.HasPrefix(l, "*")
		m.Buttons = append(m.Buttons, bot.Button{Label: text.Lit(strings.TrimPrefix(l, "*")), Press: bot.Press{Key: fmt.Sprint(i)}, Chosen: chosen})
	}
	k, _ := keys(m)
	var out []string
	for _, row := range k.Rows {
		var line []string
		for _, b := range row {
			line = append(line, b.Text)
		}
		out = append(out, strings.Join(line, " | "))
	}
	return strings.Join(out, "\n")
}

func TestKeyboardsFitAPhone(t *testing.T) {
	for _, c := range []struct{ labels, want string }{
		{"1 bad,2,3,4,5 good", "1 bad | 2 | 3 | 4 | 5 good"},
		{"1,2,3,4,5,Skip", "1 | 2 | 3 | 4 | 5\nSkip"},
		{"0,1,2,3,4,5,6,7,8,9,10", "0 | 1 | 2 | 3 | 4 | 5\n6 | 7 | 8 | 9 | 10"},
		{"0 none,1,2,3,4,5,6,7,8,9,10 worst,Not today", "0 none | 1 | 2 | 3\n4 | 5 | 6 | 7\n8 | 9 | 10 worst\nNot today"},
		{"1,*2,3,Done", "1 | ✓ 2 | 3\nDone"},
		{"Yes,No", "Yes | No"},
		{"Yes I'm 16 or older,More,No,Help now", "Yes I'm 16 or older | More\nNo | Help now"},
		{"Something I want to say at last,No", "Something I want to say at last\nNo"},
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
}

// Whatever the labels: each is there once, in order, in rows that Telegram takes.
func TestKeyboardsLeaveNothingOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		labels := rapid.SliceOfN(rapid.StringMatching(`[0-9]{1,2}|[a-z]{1,30}`), 0, mostOnBody).Draw(t, "labels")
		got := rows(labels...)
		if all := strings.ReplaceAll(got, "\n", " | "); all != strings.Join(labels, " | ") {
			t.Fatalf("got %s", got)
		}
		for _, row := range strings.Split(got, "\n") {
			if strings.Count(row, " | ") >= mostInRow {
				t.Fatalf("a row of %s", row)
			}
		}
	})
}

func TestABrokenButtonIsLeftOut(t *testing.T) {
	k, ok := keys(bot.Message{Buttons: []bot.Button{
		{Label: text.Lit("Yes"), Press: bot.Press{Key: strings.Repeat("k", 70)}}, {Label: text.Lit("No"), Press: bot.Press{Key: "n"}},
	}})
	if ok || len(k.Rows) != 1 || k.Rows[0][0].Text != "No" {
		t.Errorf("got %+v, %v", k, ok)
	}
}

func TestNoButtonsTakeAwayThoseThatStand(t *testing.T) {
	none, _ := keys(bot.Message{})
	if got, err := json.Marshal(none); string(got) != `{"inline_keyboard":[]}` {
		t.Errorf("got %s, %v", got, err)
	}
}
