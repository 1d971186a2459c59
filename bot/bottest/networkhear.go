package bottest

import (
	"fmt"
	"strings"
	"time"

	"samepage/bot"
)

func (l *line) hearsWords() {
	for _, words := range []string{"hi", `a "quote" <b> & *star* _x_ \ 😀 | é`, "two\nlines", "/summary last week"} {
		if !l.Lines && strings.Contains(words, "\n") {
			continue
		}
		l.peer.Say(words)
		ev := l.next()
		if ev.Text != words || ev.Edited || ev.Press != (bot.Press{}) || ev.Media != "" || ev.File != nil {
			l.Errorf("%q came as %+v", words, ev)
		}
		if ev.From.Network != l.net.Name() || ev.From.Chat == "" || ev.Message == "" {
			l.Errorf("it came from %+v as %q", ev.From, ev.Message)
		}
	}
}

func (l *line) hearsEachOnce() {
	before := map[string]bool{}
	for range 5 {
		for _, p := range l.People {
			p.Say("the same words")
			ev := l.next()
			for _, name := range []string{fmt.Sprint("event ", ev.From.Instance, " ", ev.ID), fmt.Sprint("message ", ev.From, " ", ev.Message)} {
				if before[name] {
					l.Errorf("%s was there before", name)
				}
				before[name] = true
			}
		}
	}
}

func (l *line) hearsInOrder() {
	const many = 12
	all := make(chan struct{})
	l.reconnect(func(ev bot.Event) error {
		if ev.Text == "word 0" {
			<-all // the first takes until the last was sent
		}
		return nil
	})
	for i := range many {
		l.peer.Say(fmt.Sprint("word ", i))
	}
	close(all)
	for i := range many {
		if ev := l.next(); ev.Text != fmt.Sprint("word ", i) {
			l.Fatalf("%q came as number %d", ev.Text, i)
		}
	}
}

func (l *line) hearsSideBySide() {
	if len(l.People) < 2 {
		return
	}
	done := make(chan struct{})
	l.reconnect(func(ev bot.Event) error {
		if ev.Text == "slow" {
			<-done
		}
		return nil
	})
	defer close(done)
	l.peer.Say("slow")
	l.next()
	l.People[1].Say("quick")
	if ev := l.next(); ev.Text != "quick" {
		l.Errorf("%q was heard", ev.Text)
	}
}

// hearsAgain breaks off while the second of three messages is not kept yet, though the
// network goes on.
func (l *line) hearsAgain() {
	if !l.Again {
		return
	}
	ended := make(chan struct{})
	l.reconnect(func(ev bot.Event) error {
		if ev.Text != "two" {
			return nil
		}
		<-ended
		return &bot.Error{Code: bot.Storage}
	})
	ids := map[string]string{}
	l.says(ids, l.peer, "one", "two")
	l.peer.Say("three")
	if len(l.People) > 1 {
		l.says(ids, l.People[1], "beside", "beside again")
	}
	close(ended)
	l.reconnect(nil)
	for _, want := range []string{"two", "three"} {
		ev := l.next()
		for ev.Text != want && ids[ev.Text] == ev.ID { // it may have been kept, and not confirmed
			ev = l.next()
		}
		if ev.Text != want || ids[want] != "" && ev.ID != ids[want] {
			l.Errorf("%q came as %q, %q before; %q was to", ev.Text, ev.ID, ids[ev.Text], want)
		}
	}
}

// says has somebody write messages, each heard before the next, and notes their ids.
func (l *line) says(ids map[string]string, p Peer, messages ...string) {
	l.Helper()
	for _, words := range messages {
		p.Say(words)
		ev := l.next()
		ids[ev.Text] = ev.ID
	}
}

// finishes holds a network to ending only once what it has begun is done.
func (l *line) finishes() {
	goOn, ended := make(chan struct{}), make(chan struct{})
	l.reconnect(func(bot.Event) error { <-goOn; return nil })
	l.peer.Say("hello")
	l.next()
	go func() { l.leave(); close(ended) }()
	select {
	case <-ended:
		l.Error("it ended while a turn was running")
	case <-time.After(50 * time.Millisecond):
	}
	close(goOn)
	<-ended
}

func (l *line) hearsChanges() {
	p, can := l.peer.(Rewriter)
	if !can {
		return
	}
	l.peer.Say("a thing")
	first := l.next()
	p.Rewrite("another thing")
	if ev := l.next(); !ev.Edited || ev.Text != "another thing" || ev.Message != first.Message || ev.ID == first.ID || ev.From != first.From {
		l.Errorf("%+v became %+v", first, ev)
	}
}

func (l *line) hearsMedia() {
	p, can := l.peer.(Sharer)
	if !can {
		return
	}
	for _, media := range []bot.Media{bot.Voice, bot.Photo, bot.Sticker, bot.Other} {
		p.Share(media)
		if ev := l.next(); ev.Media != media || ev.Text != "" || ev.File != nil || ev.Location != nil {
			l.Errorf("%s came as %+v", media, ev)
		}
	}
}

func (l *line) hearsFiles() {
	p, can := l.peer.(Sharer)
	if !can {
		return
	}
	p.Hand(bot.File{Name: "Visits.ICS", Type: "text/calendar", Data: []byte("BEGIN:VCALENDAR")})
	if ev := l.next(); ev.File == nil || string(ev.File.Data) != "BEGIN:VCALENDAR" || ev.File.Name != "Visits.ICS" || ev.Media != "" {
		l.Errorf("a calendar came as %+v", ev)
	}
	p.Hand(bot.File{Name: "scan.pdf", Type: "application/pdf", Data: []byte("%PDF-1.4")})
	if ev := l.next(); ev.File != nil || ev.Media != bot.Other {
		l.Errorf("a file that is not read came as %+v", ev)
	}
}

func (l *line) hearsPlaces() {
	p, can := l.peer.(Pinner)
	if !can {
		return
	}
	p.Pin(bot.Location{Lat: 52.5, Lon: 13.4})
	if ev := l.next(); ev.Location == nil || *ev.Location != (bot.Location{Lat: 52.5, Lon: 13.4}) || ev.Media != "" || ev.Text != "" {
		l.Errorf("a place came as %+v", ev)
	}
}
