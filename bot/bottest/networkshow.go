package bottest

import (
	"fmt"
	"strings"
	"sync"

	"samepage/bot"
	"samepage/bot/chart"
	"samepage/bot/text"
	"samepage/bot/when"
)

// said is a message whose buttons press their own labels.
func said(words string, labels ...string) bot.Message {
	m := bot.Message{Text: text.Lit(words)}
	for _, label := range labels {
		m.Buttons = append(m.Buttons, bot.Button{Label: text.Lit(label), Press: bot.Press{On: "run", Key: "question", Option: strings.ToLower(label)}})
	}
	return m
}

func drawing(words string) bot.Message {
	three := 3
	m := said(words)
	m.Picture = &chart.Spec{Title: "A week", From: when.Date{Year: 2026, Month: 3, Day: 2},
		Lines: []chart.Line{{Name: "Days", Low: 1, High: 5, Values: []*int{&three, nil, &three}}}}
	return m
}

func (l *line) showsWords() {
	to := l.meet(l.peer)
	for _, words := range []string{
		"*_<b>&amp;[x](http://y.example)", "`code` ~~no~~ ||no|| __no__", "@everyone <@1> <#2> <:a:3> :smile:",
		"# no title", "> no quote", "1. no list", `a \ b \* c`, "&lt;i&gt;", "{{.Name}} %s %!d", "tel:123 a@b.example",
	} {
		l.send(to, bot.Message{Text: text.Text{{Text: "Kept: ", Style: text.Strong}, {Text: words, Style: text.Literal}}})
		l.shows(l.peer, "Kept: "+words)
	}
}

func (l *line) showsBytes() {
	to := l.meet(l.peer)
	for i, words := range []string{"\xff\xfe", "nul \x00", "\u202eturned", "Z̷̢͝a", "\x1b[31m", strings.Repeat("e\u0301", 3000)} {
		l.send(to, said(words+fmt.Sprint(" after ", i), words+"x"))
		l.shows(l.peer, fmt.Sprint("after ", i))
	}
}

func (l *line) showsLong() {
	to := l.meet(l.peer)
	var words []string
	for i := range 2000 {
		words = append(words, fmt.Sprintf("word%d.", i))
	}
	l.send(to, said(strings.Join(words, " "), "Done"))
	var got []string
	for _, m := range l.peer.Chat() {
		got = append(got, strings.Fields(m.Text)...)
	}
	if all := strings.Join(got, " "); !strings.Contains(all, strings.Join(words, " ")) {
		l.Errorf("of %d bytes %d are shown, or in another order", len(strings.Join(words, " ")), len(all))
	}
	l.peer.Press("Done")
	if ev := l.next(); ev.Press.Option != "done" {
		l.Errorf("the button came as %+v", ev)
	}
}

func (l *line) presses() {
	to := l.meet(l.peer)
	odd := bot.Press{On: `a|b\`, Key: "k:1", Option: `|\;&"`}
	m := said("How was it?", "Good", "Bad")
	m.Buttons = append(m.Buttons,
		bot.Button{Label: text.Lit("Alone"), Press: bot.Press{Key: "undo"}},
		bot.Button{Label: text.Lit("Odd"), Press: odd},
		bot.Button{Label: text.Lit("Long"), Press: longest})
	for label, want := range map[string]bot.Press{
		"Good": m.Buttons[0].Press, "Bad": m.Buttons[1].Press, "Alone": {Key: "undo"}, "Odd": odd, "Long": longest,
	} {
		id := l.send(to, m)
		l.peer.Press(label)
		if ev := l.next(); ev.Press != want || ev.Message != id || ev.From != to || ev.Text != "" {
			l.Errorf("%s on %q came as %+v", label, id, ev)
		}
	}
}

// longest is as much as a Press may hold.
var longest = bot.Press{On: strings.Repeat("o", 13), Key: strings.Repeat("k", 34), Option: strings.Repeat("p", 13)}

func (l *line) pressesMany() {
	to := l.meet(l.peer)
	var labels []string
	for i := range 12 {
		labels = append(labels, fmt.Sprintf("Choice %c", 'A'+i))
	}
	for _, label := range labels {
		l.send(to, said("Which?", labels...))
		l.peer.Press(label)
		if ev := l.next(); ev.Press.Option != strings.ToLower(label) {
			l.Errorf("%s came as %+v", label, ev)
		}
	}
}

// carries holds what a button carries to its Press, which says nothing about anybody.
func (l *line) carries() {
	to := l.meet(l.peer)
	seen := map[string]bool{}
	for _, words := range []string{"Tom", "my boyfriend", "flare after lunch"} {
		m := said("Which one? " + words)
		m.Buttons = []bot.Button{{Label: text.Lit(words), Press: bot.Press{On: "run", Key: "question", Option: "a"}}}
		l.send(to, m)
		chat := l.peer.Chat()
		for _, b := range chat[len(chat)-1].Buttons {
			seen[b.Carries] = true
		}
	}
	if len(seen) > 1 {
		l.Errorf("buttons with one Press carry different things: %v", seen)
	}
}

func (l *line) showsPictures() {
	to := l.meet(l.peer)
	l.send(to, drawing("Mostly 3 of 5."))
	l.shows(l.peer, "Mostly 3 of 5.")
	drawn := false
	for _, m := range l.peer.Chat() {
		drawn = drawn || m.Picture
	}
	if !drawn {
		l.Errorf("no picture is shown: %+v", l.peer.Chat())
	}
}

func (l *line) showsFiles() {
	to := l.meet(l.peer)
	m := said("Here is all I keep.")
	m.File = &bot.File{Name: "export.json", Type: "application/json", Data: []byte(`{"a": 1}`)}
	l.send(to, m)
	l.shows(l.peer, "Here is all I keep.")
	for _, m := range l.peer.Chat() {
		if m.File != nil && m.File.Name == "export.json" && string(m.File.Data) == `{"a": 1}` {
			return
		}
	}
	l.Errorf("no file is shown: %+v", l.peer.Chat())
}

func (l *line) edits() {
	e, can := l.net.(bot.Editor)
	if d, ok := l.net.(bot.Describer); ok && d.Limits().Edits != can {
		l.Error("it says another thing about edits than it can")
	}
	if !can {
		return
	}
	to := l.meet(l.peer)
	id := l.send(to, said("First.", "Yes"))
	for _, m := range []bot.Message{said("Second.", "No"), said("Third."), said("Third."), drawing("Fourth."), said("Fifth.", "Yes")} {
		var err error
		if id, err = e.Edit(l.Context(), to, id, m); err != nil || id == "" {
			l.Fatalf("changing it to %q: %q, %v", m.Text, id, err)
		}
		if chat := l.peer.Chat(); len(chat) != 1 || chat[0].Text != m.Text.String() || len(chat[0].Buttons) != len(m.Buttons) || chat[0].Picture != (m.Picture != nil) {
			l.Errorf("it was to become %q and is %+v", m.Text, chat)
		}
	}
	l.peer.Press("Yes")
	if ev := l.next(); ev.Message != id {
		l.Errorf("the button stands on %q, and came on %q", id, ev.Message)
	}
}

func (l *line) editsWhatIsGone() {
	e, can := l.net.(bot.Editor)
	p, may := l.peer.(Remover)
	if !can || !may {
		return
	}
	to := l.meet(l.peer)
	id := l.send(to, said("A question?", "Yes"))
	p.Remove()
	fold := said("Put away.")
	fold.Fold = true
	if _, err := e.Edit(l.Context(), to, id, fold); err != nil || len(l.peer.Chat()) != 0 {
		l.Errorf("folding what is gone: %v, %+v", err, l.peer.Chat())
	}
	now, err := e.Edit(l.Context(), to, id, said("Kept."))
	if err != nil || now == id || now == "" {
		l.Errorf("it is now called %q, was %q: %v", now, id, err)
	}
	l.shows(l.peer, "Kept.")
}

// deletes holds a network that takes messages away to taking no others, and to saying so.
func (l *line) deletes() {
	d, can := l.net.(bot.Deleter)
	if says, ok := l.net.(bot.Describer); ok && (says.Limits().Deletes > 0) != can {
		l.Error("it says another thing about taking messages away than it can")
	}
	if !can {
		return
	}
	to := l.meet(l.peer)
	gone := []bot.MessageID{l.send(to, said("First.", "Yes")), l.send(to, drawing("Second."))}
	l.send(to, said("Third."))
	for range 2 {
		if err := d.Delete(l.Context(), to, gone); err != nil {
			l.Fatalf("taking messages away: %v", err)
		}
	}
	if chat := l.peer.Chat(); len(chat) != 1 || chat[0].Text != "Third." {
		l.Errorf("there is still %+v", chat)
	}
}

func (l *line) knowsAddresses() {
	to := l.meet(l.peer)
	id := l.send(to, said("A question?", "Yes"))
	l.reconnect(nil)
	l.send(to, said("After it."))
	l.shows(l.peer, "After it.")
	l.peer.Say("hello again")
	if ev := l.next(); ev.From != to {
		l.Errorf("the chat was %+v and is %+v", to, ev.From)
	}
	if e, can := l.net.(bot.Editor); can {
		if _, err := e.Edit(l.Context(), to, id, said("Answered.")); err != nil {
			l.Errorf("changing a message of before: %v", err)
		}
		l.shows(l.peer, "Answered.")
	}
}

func (l *line) knowsItsOwn() {
	to := l.meet(l.peer)
	if to.Instance == "" {
		return // there is one chat
	}
	for _, other := range []bot.Address{
		{Network: to.Network, Instance: to.Instance + "1", Chat: to.Chat}, {Network: to.Network, Instance: to.Instance, Chat: "no such chat"},
	} {
		l.fails(other, said("not for you"), bot.ErrUnreachable)
	}
}

func (l *line) showsAtOnce() {
	const many = 5
	var sending sync.WaitGroup
	for i, p := range l.People {
		to := l.meet(p)
		for n := range many {
			sending.Go(func() {
				if _, err := l.net.Send(l.Context(), to, said(fmt.Sprintf("for %d, number %d.", i, n))); err != nil {
					l.Errorf("sending: %v", err)
				}
			})
		}
	}
	sending.Wait()
	for i, p := range l.People {
		for n := range many {
			l.shows(p, fmt.Sprintf("for %d, number %d.", i, n))
		}
	}
}
