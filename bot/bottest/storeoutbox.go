package bottest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"samepage/bot"
	"samepage/bot/chart"
	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

func saying(to bot.Address, words string) bot.Outgoing {
	return bot.Outgoing{To: to, Message: bot.Message{Text: text.Lit(words)}}
}

func wordsAre(s *shelf, messages []bot.Outgoing, want ...string) {
	s.Helper()
	var got []string
	for _, m := range messages {
		got = append(got, m.Message.Text.String())
	}
	equal(s, "messages", strings.Join(got, ", "), strings.Join(want, ", "))
}

func sendsInOrder(s *shelf) {
	one, other := s.personAt(chat("a")), s.personAt(chat("b"))
	s.with(one, func(r bot.Records) { r.Queue(saying(chat("a"), "1")) })
	s.with(other, func(r bot.Records) { r.Queue(saying(chat("b"), "2")) })
	s.meet(chat("c"), func(x bot.Stranger) { x.Queue(saying(chat("c"), "3")) })
	s.with(one, func(r bot.Records) { r.Queue(saying(chat("a"), "4")); r.Queue(saying(chat("a"), "5")) })
	first := s.unsent()
	wordsAre(s, first, "1", "2", "3", "4", "5")
	s.sent(first[1], "n2")
	s.sent(first[1], "twice")
	s.restart()
	again := s.unsent()
	wordsAre(s, again, "1", "3", "4", "5")
	equal(s, "the nonce stays", again[0].Nonce, first[0].Nonce)
	noncesDiffer(s, first)
	few, err := s.Unsent(context.Background(), 2)
	s.check(err)
	wordsAre(s, few, "1", "3")
}

// Each class goes before the next, and within it the nearest deadline; but a chat's own order
// is kept.
func sendsSooner(s *shelf) {
	by := func(chatID string, rank bot.Rank, hours int) {
		m := saying(chat(chatID), fmt.Sprint(chatID, rank, "-", hours))
		m.Rank, m.By = rank, noon.Add(time.Duration(hours)*time.Hour)
		s.with(s.personAt(chat(chatID)), func(r bot.Records) { r.Queue(m) })
	}
	by("a", bot.Whenever, 3)
	by("b", bot.Whenever, 1)
	by("c", bot.Timely, 9)
	by("d", bot.Timely, 2)
	s.restart()
	wordsAre(s, s.unsent(), "d1-2", "c1-9", "b2-1", "a2-3")
	id := s.personAt(chat("e"))
	s.with(id, func(r bot.Records) {
		for _, hours := range []time.Duration{8, 4} {
			r.Queue(bot.Outgoing{To: chat("e"), Message: saying(chat("e"), fmt.Sprint("e", int(hours))).Message, Rank: bot.Timely, By: noon.Add(hours * time.Hour)})
		}
		r.Queue(saying(chat("f"), "answer"))
	})
	got := s.unsent()
	wordsAre(s, got, "answer", "d1-2", "e8", "e4", "c1-9", "b2-1", "a2-3")
	equal(s, "class", got[1].Rank, bot.Timely)
	equal(s, "deadline", got[1].By.Equal(noon.Add(2*time.Hour)), true)
}

// What comes later is sent later, and was sent later, though the clock went back meanwhile.
func keepsOrderThoughTheClockErrs(s *shelf) {
	id := s.personAt(chat("a"))
	say := func(words string) { s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), words)) }) }
	say("1")
	s.pass(-time.Hour)
	s.restart()
	say("2")
	wordsAre(s, s.unsent(), "1", "2")
	s.pass(time.Hour)
	s.sent(s.unsent()[0], "n1")
	s.sent(s.unsent()[0], "n2")
	s.pass(-time.Hour)
	s.restart()
	say("3")
	postedAre(s, id, "n1 at a", "n2 at a", " at a")
}

func noncesDiffer(s *shelf, messages []bot.Outgoing) {
	s.Helper()
	seen := map[string]bool{}
	for _, m := range messages {
		if m.Nonce == "" || len(m.Nonce) > 25 || seen[m.Nonce] || m.ID == "" {
			s.Errorf("nonce %q of message %q", m.Nonce, m.ID)
		}
		seen[m.Nonce] = true
	}
}

func givesMessageBack(s *shelf) {
	seven := 7
	want := bot.Message{
		Text: text.Paragraphs(text.Text{{Text: "Kept."}}.Strong(), text.Lit("*words*")),
		Kind: dialog.Scale,
		Buttons: []bot.Button{
			{Label: text.Lit("7"), Press: bot.Press{On: "d1", Key: "mood", Option: "7"}, Chosen: true},
		},
		Form:    &bot.Button{Label: text.Lit("Open"), Press: bot.Press{On: "d1", Key: "form"}},
		Reply:   "handle",
		Picture: &chart.Spec{Title: "Mood", From: when.Date{Year: 2026, Month: 3, Day: 1}, Lines: []chart.Line{{Name: "mood", High: 10, Values: []*int{&seven, nil}}}},
		File:    &bot.File{Name: "export.json", Type: "application/json", Data: []byte{0, 1, 0xff}},
	}
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) { r.Queue(bot.Outgoing{ID: "mine", To: chat("a"), Message: want}) })
	s.restart()
	got := s.unsent()[0]
	equal(s, "id", got.ID, "mine")
	equal(s, "to", got.To, chat("a"))
	got.Message.Nonce = ""
	if !reflect.DeepEqual(got.Message, want) {
		s.Errorf("message: got %+v, want %+v", got.Message, want)
	}
}

func replacesWhatWasSent(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), "question")) })
	question := s.unsent()[0]
	s.sent(question, "net-1")
	s.pass(20 * 24 * time.Hour)
	s.due()
	s.restart()
	edit := saying(chat("a"), "answered")
	edit.Edits = question.ID
	s.with(id, func(r bot.Records) { r.Queue(edit) })
	got := s.unsent()
	wordsAre(s, got, "answered")
	equal(s, "replaces", got[0].Replaces, "net-1")
	s.sent(got[0], "net-1")
	edit.Edits = got[0].ID // an edit is a message too
	s.with(id, func(r bot.Records) { r.Queue(edit) })
	equal(s, "replaces the edit", s.unsent()[0].Replaces, "net-1")
}

func replacesWhatWasPressed(s *shelf) {
	id := s.personAt(chat("a"))
	m := saying(chat("a"), "answered")
	m.Replaces = "net-7" // the network said which, so no earlier row is needed
	s.with(id, func(r bot.Records) { r.Queue(m) })
	s.restart()
	equal(s, "replaces", s.unsent()[0].Replaces, "net-7")
}

func changesNothingBefore(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) {
		question := saying(chat("a"), "question")
		question.ID = r.NewID()
		edit := saying(chat("a"), "answered")
		edit.Edits = question.ID
		lost := saying(chat("b"), "of one that is not kept")
		lost.Edits = "none"
		for _, m := range []bot.Outgoing{question, edit, saying(chat("a"), "next"), lost} {
			r.Queue(m)
		}
	})
	wordsAre(s, s.unsent(), "question", "of one that is not kept")
	s.sent(s.unsent()[0], "net-1")
	got := s.unsent()
	wordsAre(s, got, "answered", "next", "of one that is not kept")
	equal(s, "replaces", got[0].Replaces, "net-1")
	equal(s, "replaces nothing", got[2].Replaces, "")
}

func holdsBack(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), "1")); r.Queue(saying(chat("b"), "2")) })
	s.check(s.Unreachable(context.Background(), chat("a")))
	s.check(s.Unreachable(context.Background(), chat("a")))
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), "3")) })
	s.restart()
	wordsAre(s, s.unsent(), "2")
	s.with(id, func(r bot.Records) { r.Seen(chat("a"), "event") })
	wordsAre(s, s.unsent(), "1", "2", "3")
	for i, m := range s.unsent() {
		s.sent(m, bot.MessageID(fmt.Sprint(i)))
	}
	wordsAre(s, s.unsent())
}

func greetsOnce(s *shelf) {
	s.meet(chat("a"), func(x bot.Stranger) {
		equal(s, "greeted at first", x.Greeted(), false)
		x.Greet()
		equal(s, "greeted", x.Greeted(), true)
	})
	s.restart()
	s.pass(47 * time.Hour)
	s.meet(chat("a"), func(x bot.Stranger) { equal(s, "greeted within 48 h", x.Greeted(), true) })
	s.meet(chat("b"), func(x bot.Stranger) { equal(s, "another greeted", x.Greeted(), false) })
	s.pass(2 * time.Hour)
	s.meet(chat("a"), func(x bot.Stranger) { equal(s, "greeted after 48 h", x.Greeted(), false) })
	s.meet(chat("a"), func(x bot.Stranger) { x.Greet() })
	s.meet(chat("a"), func(x bot.Stranger) { x.Ungreet() })
	s.meet(chat("a"), func(x bot.Stranger) { equal(s, "greeted once taken back", x.Greeted(), false) })
}

func keepsAnswersTwoDays(s *shelf) {
	s.meet(chat("a"), func(x bot.Stranger) { x.Queue(saying(chat("a"), "hello")) })
	s.pass(47 * time.Hour)
	s.due()
	wordsAre(s, s.unsent(), "hello")
	s.pass(2 * time.Hour)
	s.due()
	wordsAre(s, s.unsent())
}

func meetsNobodyKnown(s *shelf) {
	s.personAt(chat("a"))
	err := s.Meet(context.Background(), chat("a"), func(bot.Stranger) error { return nil })
	if err == nil {
		s.Error("a person was met as a stranger")
	}
}

// postedAre holds what was posted since noon to "what it is called at its address".
func postedAre(s *shelf, person bot.PersonID, want ...string) {
	s.Helper()
	var got []string
	s.with(person, func(r bot.Records) {
		for _, p := range r.Posted(noon.Add(-time.Second)) {
			got = append(got, fmt.Sprintf("%s at %s", p.As, p.To.Chat))
		}
	})
	equal(s, "posted", strings.Join(got, ", "), strings.Join(want, ", "))
}

func knowsWhatWasPosted(s *shelf) {
	s.meet(chat("a"), func(x bot.Stranger) { x.Queue(saying(chat("a"), "greeting")) })
	s.meet(chat("c"), func(x bot.Stranger) { x.Queue(saying(chat("c"), "to somebody else")) })
	for i, m := range s.unsent() {
		s.sent(m, bot.MessageID(fmt.Sprint("s", i)))
	}
	id, other := s.personAt(chat("a")), s.personAt(chat("d"))
	s.with(id, func(r bot.Records) { r.Attach(chat("b")) })
	edit := saying(chat("a"), "changed")
	edit.Replaces = "s0"
	gone := bot.Outgoing{To: chat("a"), Deletes: []bot.MessageID{"s0"}}
	for _, m := range []bot.Outgoing{saying(chat("a"), "1"), saying(chat("b"), "2"), saying(chat("z"), "elsewhere"), edit, gone, saying(chat("a"), "refused")} {
		s.with(id, func(r bot.Records) { r.Queue(m) })
	}
	s.with(other, func(r bot.Records) { r.Queue(saying(chat("d"), "somebody else's")) })
	s.restart()
	postedAre(s, id, "s0 at a", " at a", " at b", " at a")
	equal(s, "taken away", s.unsent()[4].Deletes[0], "s0")
	for _, as := range []bot.MessageID{"n1", "n2", "n3", "s0", "", ""} {
		s.sent(s.unsent()[0], as)
	}
	postedAre(s, id, "s0 at a", "n1 at a", "n2 at b", "s0 at a")
	s.with(id, func(r bot.Records) {
		equal(s, "nothing newer", len(r.Posted(noon)), 0)
		equal(s, "at", r.Posted(noon.Add(-time.Second))[1].At.Equal(noon), true)
	})
}

// Many messages are all known, and so is what was said of an event that was set aside; after
// a month none is.
func knowsAllThatWasPosted(s *shelf) {
	id := s.personAt(chat("a"))
	var want []string
	for i := range 50 {
		s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), "hello")) })
		if i == 25 {
			s.check(s.SetAside(context.Background(), id, chat("a"), "event", bot.Aside{}, saying(chat("a"), "set aside")))
		}
		for _, m := range s.unsent() {
			as := fmt.Sprint(len(want))
			s.sent(m, bot.MessageID(as))
			want = append(want, as+" at a")
		}
		s.pass(time.Minute)
	}
	s.restart()
	postedAre(s, id, want...)
	first := saying(chat("a"), "changed")
	s.with(id, func(r bot.Records) { first.Edits = r.Posted(noon.Add(-time.Second))[0].ID; r.Queue(first) })
	equal(s, "replaces", s.unsent()[0].Replaces, "0")
	s.sent(s.unsent()[0], "0")
	s.pass(31 * 24 * time.Hour)
	s.due()
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), "hello")) })
	postedAre(s, id, " at a")
}

func takesAwayAfterForgetting(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) {
		r.Forget(bot.Outgoing{To: chat("a"), Deletes: []bot.MessageID{"1", "2"}}, saying(chat("a"), "farewell"))
	})
	s.restart()
	got := s.unsent()
	equal(s, "messages", len(got), 2)
	equal(s, "first", len(got[0].Deletes), 2)
	equal(s, "at", got[0].To, chat("a"))
	wordsAre(s, got[1:], "farewell")
}

func takesBackWhatWasNotSeen(s *shelf) {
	id := s.personAt(chat("a"))
	prompted := saying(chat("a"), "prompted")
	prompted.Rank, prompted.Prompt = bot.Whenever, bot.PromptKey{Kind: "checkin", Occurrence: "1"}
	elsewhere := prompted
	elsewhere.To = chat("b")
	s.with(id, func(r bot.Records) { r.Queue(prompted) })
	s.sent(s.unsent()[0], "net-1")
	s.with(id, func(r bot.Records) {
		r.Queue(prompted)
		r.Queue(saying(chat("a"), "answer")) // which makes what waits before it as urgent
		r.Queue(elsewhere)
		equal(s, "unreachable at first", r.Unreachable(chat("a")), false)
	})
	got := s.unsent()[0]
	equal(s, "prompt", got.Prompt, prompted.Prompt)
	equal(s, "queued", got.Queued.Equal(noon), true)
	s.check(s.Unreachable(context.Background(), chat("a")))
	s.restart()
	var elsewhereToo, returned, held bool
	var before, said []bot.PromptKey
	s.with(id, func(r bot.Records) {
		equal(s, "unreachable", r.Unreachable(chat("a")), true)
		r.Seen(chat("b"), "event")
		elsewhereToo = r.Returned()
		r.Seen(chat("a"), "event")
		returned, held = r.Returned(), r.Unreachable(chat("a"))
		before = r.TakeBack(chat("a"), noon.Add(-time.Second))
		said = r.TakeBack(chat("a"), noon)
	})
	equal(s, "returned elsewhere", elsewhereToo, false)
	equal(s, "returned", returned, true)
	equal(s, "still unreachable", held, false)
	equal(s, "of before", len(before), 0)
	equal(s, "taken back", len(said), 1)
	equal(s, "which", said[0], prompted.Prompt)
	wordsAre(s, s.unsent(), "answer", "prompted")
	equal(s, "what stays is elsewhere", s.unsent()[1].To, chat("b"))
	s.with(id, func(r bot.Records) {
		r.Seen(chat("a"), "another")
		equal(s, "returned again", r.Returned(), false)
	})
}
