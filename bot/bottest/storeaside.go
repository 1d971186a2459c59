package bottest

import (
	"context"
	"time"

	"samepage/bot"
)

func (s *shelf) setAside(person bot.PersonID, event, words string) {
	s.Helper()
	s.check(s.SetAside(context.Background(), person, chat("a"), event, bot.Aside{Text: words}, saying(chat("a"), "set aside")))
}

// asides is what is set aside of a person, as they wrote it.
func (s *shelf) asides(person bot.PersonID) (found []bot.Aside) {
	s.Helper()
	s.with(person, func(r bot.Records) { found = r.Asides() })
	return found
}

func setsAside(s *shelf) {
	id, other := s.personAt(chat("a")), s.personAt(chat("b"))
	s.setAside(id, "1", "flare")
	s.pass(time.Minute)
	s.setAside(id, "2", "after lunch")
	s.setAside(id, "2", "after lunch")
	s.setAside(id, "3", "")
	s.restart()
	wordsAre(s, s.unsent(), "set aside", "set aside", "set aside")
	who, err := s.WithAsides(context.Background())
	s.check(err)
	equal(s, "persons with asides", len(who), 1)
	equal(s, "who", who[0], id)
	got := s.asides(id)
	equal(s, "asides", len(got), 2)
	equal(s, "first", got[0].Text, "flare")
	equal(s, "at", got[0].At.Equal(noon), true)
	equal(s, "second", got[1].Text, "after lunch")
	s.with(other, func(r bot.Records) {
		equal(s, "somebody else's", len(r.Asides()), 0)
		r.DropAside(got[0].ID)
	})
	equal(s, "the event was seen", s.seen(id, chat("a"), "1"), true)
	s.with(id, func(r bot.Records) { r.DropAside(got[0].ID) })
	equal(s, "asides left", len(s.asides(id)), 1)
}

func setsNothingOfAStrangerAside(s *shelf) {
	s.setAside("", "1", "flare")
	wordsAre(s, s.unsent(), "set aside")
	who, err := s.WithAsides(context.Background())
	s.check(err)
	equal(s, "persons with asides", len(who), 0)
	s.meet(chat("a"), func(x bot.Stranger) { equal(s, "the event was seen", x.Seen("1"), true) })
}

func forgetsAsides(s *shelf) {
	id := s.personAt(chat("a"))
	s.setAside(id, "1", "flare")
	s.pass(29 * 24 * time.Hour)
	s.due()
	equal(s, "asides within 30 days", len(s.asides(id)), 1)
	s.pass(25 * time.Hour)
	s.due()
	equal(s, "asides after 30 days", len(s.asides(id)), 0)
	s.setAside(id, "2", "flare")
	s.with(id, func(r bot.Records) { r.Forget(saying(chat("a"), "farewell")) })
	who, err := s.WithAsides(context.Background())
	s.check(err)
	equal(s, "persons with asides", len(who), 0)
}
