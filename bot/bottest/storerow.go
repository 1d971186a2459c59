package bottest

import (
	"bytes"
	"fmt"
	"strings"

	"samepage/bot"
	"samepage/bot/when"
)

func keepsRowsInOrder(s *shelf) {
	id := s.personAt(chat("a"))
	for _, name := range []string{"c", "a", "b", "d"} {
		s.with(id, func(r bot.Records) { r.Save(bot.Row{Kind: "note", ID: name, Body: []byte("{}")}) })
	}
	s.with(id, func(r bot.Records) {
		r.Save(bot.Row{Kind: "note", ID: "c", State: "done", Body: []byte("{}")})
		r.Save(bot.Row{Kind: "goal", ID: "x", Body: []byte("{}")})
		r.Remove("note", "b")
		r.Remove("note", "never there")
		idsAre(s, r.All("note"), "c a d")
	})
	s.restart()
	s.with(id, func(r bot.Records) {
		heads := r.Heads("note")
		idsAre(s, heads, "c a d")
		equal(s, "state and body of a head", fmt.Sprint(heads[0].State, heads[0].Body), "done[]")
		idsAre(s, r.All("note"), "c a d")
		idsAre(s, r.All("goal"), "x")
		idsAre(s, r.All("none"), "")
	})
}

func idsAre(s *shelf, rows []bot.Row, want string) {
	s.Helper()
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	equal(s, "ids", strings.Join(ids, " "), want)
}

func findsByState(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) {
		for i, state := range []string{"open", "done", "", "open", "left"} {
			r.Save(bot.Row{Kind: "dialog", ID: fmt.Sprint(i), State: state, Body: []byte("{}")})
		}
		r.Save(bot.Row{Kind: "dialog", ID: "0", State: "left", Body: []byte("{}")})
		idsAre(s, r.All("dialog", "open"), "3")
		idsAre(s, r.All("dialog", "left", "done"), "0 1 4")
		idsAre(s, r.All("dialog", ""), "2")
		idsAre(s, r.All("dialog", "none"), "")
	})
}

func givesBytesBack(s *shelf) {
	id := s.personAt(chat("a"))
	rows := []bot.Row{
		{Kind: "note", ID: "empty"},
		{Kind: "note", ID: "zeros", Body: []byte{0x80, 0, 0}},
		{Kind: "note", ID: "bytes", State: "open", Body: []byte("\xff\x00 \u202e zalgo")},
		{Kind: "note", ID: "large", Day: when.Date{Year: 2026, Month: 3, Day: 1}, Body: bytes.Repeat([]byte("words "), 1<<18)},
	}
	s.with(id, func(r bot.Records) {
		for _, row := range rows {
			r.Save(row)
		}
	})
	s.with(id, func(r bot.Records) { rowsAre(s, r, rows) })
	s.restart()
	s.with(id, func(r bot.Records) {
		rowsAre(s, r, rows)
		_, ok := r.Get("note", "none")
		equal(s, "found what is not there", ok, false)
	})
}

func rowsAre(s *shelf, r bot.Records, rows []bot.Row) {
	s.Helper()
	for _, want := range rows {
		got, ok := r.Get("note", want.ID)
		equal(s, want.ID+" found", ok, true)
		equal(s, want.ID+" state", got.State, want.State)
		equal(s, want.ID+" day", got.Day, want.Day)
		equal(s, want.ID+" body is the same", bytes.Equal(got.Body, want.Body), true)
	}
}

func keepsPersonsApart(s *shelf) {
	one, other := s.personAt(chat("a")), s.personAt(chat("b"))
	s.with(one, func(r bot.Records) {
		r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte(`"one"`)})
		r.SavePrompt(prompt("checkin", "1", noon))
	})
	s.with(other, func(r bot.Records) {
		equal(s, "rows", len(r.All("note")), 0)
		equal(s, "prompts", len(r.Prompts(noon)), 0)
		r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte(`"other"`)})
		r.Remove("note", "2")
		r.DropPrompt(bot.PromptKey{Kind: "checkin", Occurrence: "1"})
	})
	s.with(one, func(r bot.Records) {
		row, _ := r.Get("note", "1")
		equal(s, "row", string(row.Body), `"one"`)
		equal(s, "prompts", len(r.Prompts(noon)), 1)
	})
}

func remembersSources(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) {
		r.SetSource(chat("a"), "7", bot.Source{Kind: "note", ID: "1"})
		r.SetSource(chat("a"), "8", bot.Source{Kind: "note", ID: "2"})
		r.SetSource(chat("a"), "8", bot.Source{Kind: "dialog", ID: "3", Key: "mood"})
	})
	s.restart()
	s.with(id, func(r bot.Records) {
		first, _ := r.Source(chat("a"), "7")
		equal(s, "first", first, bot.Source{Kind: "note", ID: "1"})
		second, _ := r.Source(chat("a"), "8")
		equal(s, "second", second, bot.Source{Kind: "dialog", ID: "3", Key: "mood"})
		_, ok := r.Source(chat("b"), "7")
		equal(s, "in another chat", ok, false)
	})
}

func dropsSources(s *shelf) {
	id, other := s.personAt(chat("a")), s.personAt(chat("b"))
	for _, who := range []bot.PersonID{id, other} {
		s.with(who, func(r bot.Records) {
			r.SetSource(chat("a"), "7", bot.Source{Kind: "note", ID: "1", Was: "flare"})
			r.SetSource(chat("a"), "8", bot.Source{Kind: "note", ID: "1", Was: "after lunch"})
			r.SetSource(chat("a"), "9", bot.Source{Kind: "dialog", ID: "1"})
		})
	}
	s.with(id, func(r bot.Records) { r.DropSources("note", "1") })
	s.restart()
	s.with(id, func(r bot.Records) {
		for message, kept := range map[bot.MessageID]bool{"7": false, "8": false, "9": true} {
			_, ok := r.Source(chat("a"), message)
			equal(s, "source of "+string(message), ok, kept)
		}
	})
	s.with(other, func(r bot.Records) {
		_, ok := r.Source(chat("a"), "7")
		equal(s, "somebody else's", ok, true)
	})
}
