package bottest

import (
	"context"
	"strings"
	"time"

	"samepage/bot"
)

func (s *shelf) setMark(at bot.Address, mark string) {
	s.Helper()
	s.check(s.SetMark(context.Background(), bot.Mark{At: at, Mark: mark}))
}

// marksAre fails where the chats heard since are not at these marks, in this order.
func (s *shelf) marksAre(since time.Time, want string) {
	s.Helper()
	found, err := s.Marks(context.Background(), chat("a").Network, chat("a").Instance, since, 3)
	s.check(err)
	var got []string
	for _, m := range found {
		got = append(got, m.At.Chat+m.Mark)
	}
	equal(s, "marks", strings.Join(got, " "), want)
}

func knowsMarks(s *shelf) {
	s.personAt(chat("a"))
	s.setMark(chat("a"), "1")
	s.setMark(chat("b"), "2") // a stranger's
	s.pass(time.Minute)
	s.setMark(chat("a"), "3")
	s.setMark(bot.Address{Network: "another", Instance: chat("a").Instance, Chat: "a"}, "4")
	s.setMark(bot.Address{Network: chat("a").Network, Instance: "another", Chat: "a"}, "5")
	s.restart()
	s.marksAre(noon, "a3 b2")
	s.marksAre(noon.Add(time.Second), "a3")
	s.pass(time.Minute)
	for _, name := range []string{"c", "d"} {
		s.setMark(chat(name), "6")
		s.pass(time.Second)
	}
	s.marksAre(noon, "d6 c6 a3")
}

func forgetsMarks(s *shelf) {
	id, other := s.personAt(chat("a")), s.personAt(chat("b"))
	for _, name := range []string{"a", "b", "c"} {
		s.setMark(chat(name), "1")
		s.pass(time.Second)
	}
	s.with(id, func(r bot.Records) { r.Forget(saying(chat("a"), "farewell")) })
	s.marksAre(noon, "c1 b1")
	s.pass(49 * time.Hour)
	s.due()
	s.marksAre(noon, "b1")
	s.with(other, func(r bot.Records) { r.Attach(chat("d")); r.Detach(chat("b")) })
	s.marksAre(noon, "")
	s.setMark(chat("d"), "2")
	s.pass(31 * 24 * time.Hour)
	s.due()
	s.marksAre(noon, "")
}
