package fake

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestMarkup(t *testing.T) {
	for content, want := range map[string]string{
		"plain words, 3 < 4 & 5 > 4":       "plain words, 3 < 4 & 5 > 4",
		"**strong** and *leaning*":         "strong and leaning / strong:strong emphasis:leaning",
		"***both***":                       "both / strong:both emphasis:both",
		"__under__ _leaning_ ~~gone~~":     "under leaning gone / underline:under emphasis:leaning strike:gone",
		"||secret||":                       "secret / spoiler:secret",
		"snake_case_word 2*3*4 a * b * c":  "snake_case_word 234 a * b * c / emphasis:3",
		"_case_ word_s_":                   "case words / emphasis:case emphasis:s",
		`\*not\* \_this\_ \# \\ \~`:        `*not* _this_ # \ ~`,
		`\n stays, \é goes`:                `\n stays, é goes`,
		`**a \** b**`:                      "a ** b / strong:a ** b",
		"`a * b` and ``a ` b``":            "a * b and a ` b / code:a * b code:a ` b",
		"```go\nx := *y\n```":              "x := *y / block:x := *y",
		"`open":                            "`open",
		"https://a.example/b_c_d. Then":    "https://a.example/b_c_d. Then / link:https://a.example/b_c_d",
		"[here](https://a.example)":        "here / link:here",
		"[not](ftp://a)":                   "[not](ftp://a)",
		"<https://a.example>":              "https://a.example / link:https://a.example",
		"<@4711> <@!4711> <#5> <t:0>":      "@Ida @Ida #? 1 January 1970 00:00 / mention:@Ida mention:@Ida mention:#? time:1 January 1970 00:00",
		"<:sad:12> </agenda:12> @everyone": ":sad: /agenda @everyone / emoji::sad: mention:/agenda mention:@everyone",
		`\<@4711> \@everyone`:              "<@4711> @everyone",
		"# Title\nand text":                "Title\nand text / heading:Title\n",
		"#no title":                        "#no title",
		"text # no title":                  "text # no title",
		"> quoted *so*\nnot":               "quoted so\nnot / quote:quoted so\n emphasis:so",
		">>> all\nof it":                   "all\nof it / quote:all\nof it",
		"-# small":                         "small / small:small",
		"- one\n* two\n3. three":           "• one\n• two\n3. three / list:• list:• list:3.",
		`\- one 3\. three`:                 "- one 3. three",
		"-5 degrees":                       "-5 degrees",
		`¯\_(ツ)_/¯`:                        `¯\_(ツ)_/¯`,
		"2 ** 3 ~~ || ` [ < _":             "2 ** 3 ~~ || ` [ < _",
	} {
		got, spans := readMarkup(content, func(id string) string {
			if id == "4711" {
				return "Ida"
			}
			return "?"
		})
		var all []string
		for _, span := range spans {
			all = append(all, fmt.Sprintf("%s:%s", span.Style, got[span.From:span.To]))
		}
		if len(all) > 0 {
			got += " / " + strings.Join(all, " ")
		}
		if got != want {
			t.Errorf("%q\n got %q\nwant %q", content, got, want)
		}
	}
}

// Whatever is sent is read to its end, and what is drawn lies in what is read.
func TestAnyMarkup(t *testing.T) {
	mark := rapid.SampledFrom(strings.Split("* ** _ __ ~~ | || ` ``` \\ [ ]( ) < > <@1> <t:1> # - -# >>> 1. \n https://a.b é a", " "))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(mark, 0, 12).Draw(t, "markup"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		text, spans := readMarkup(s, func(string) string { return "?" })
		for _, span := range spans {
			if span.From > span.To || span.To > len(text) || !utf8.ValidString(text[span.From:span.To]) {
				t.Errorf("%q: %v does not lie in %q", s, span, text)
			}
		}
	})
}
