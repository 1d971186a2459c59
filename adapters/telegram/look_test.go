package telegram_test

import (
	"bytes"
	"flag"
	"html"
	"os"
	"slices"
	"strings"

	"samepage/adapters/telegram/fake"
)

// The README's picture is of a conversation that really took place over the fake server:
//
//	go test ./adapters/telegram -run 'TestTranscripts/essay_pressed$' -page /tmp/page.html
//	chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1.5 \
//		--window-size=872,936 --screenshot=.github/telegram.png /tmp/page.html
var page = flag.String("page", "", "write two parts of essay.txt, as they look on a phone, into this `file`")

// look writes the page, if that is wanted.
func (p *phone) look(file string) {
	if *page == "" || file != "essay.txt" {
		return
	}
	chat := p.person.Chat()
	voiced := stretch(chat, "And this, if it is true", 2, "It is first on tomorrow's page")
	asked := stretch(chat, "what was last week's summary?", 0, "Mostly 3 of 5")
	if err := os.WriteFile(*page, sideBySide(fake.Draw(voiced), fake.Draw(asked)), 0o600); err != nil {
		p.t.Error(err)
	}
}

// stretch is the chat from so many messages before the first with some words, to the next
// with others.
func stretch(chat []fake.Shown, first string, before int, last string) []fake.Shown {
	from := slices.IndexFunc(chat, func(m fake.Shown) bool { return strings.Contains(m.Text, first) }) - before
	to := slices.IndexFunc(chat[from:], func(m fake.Shown) bool { return strings.Contains(m.Text, last) })
	return chat[from : from+to+1]
}

func sideBySide(pages ...[]byte) []byte {
	var out bytes.Buffer
	out.WriteString("<!doctype html><style>body { margin: 0; display: flex; gap: 16px; padding: 16px; background: #fff }" +
		"iframe { border: 1px solid #d0d7de; border-radius: 18px; width: 412px; height: calc(100vh - 34px) }</style>")
	for _, p := range pages {
		out.WriteString(`<iframe srcdoc="` + html.EscapeString(string(p)) + `"></iframe>`)
	}
	return out.Bytes()
}
