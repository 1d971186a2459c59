package bottest

import (
	"context"
	"fmt"
	"slices"

	"samepage/bot"
)

func findsNobody(s *shelf) { equal(s, "person", s.find(chat("a")), "") }

func findsAtEveryAddress(s *shelf) {
	id := s.personAt(chat("a"))
	there := bot.Address{Network: "two", Instance: "1", Chat: "a"}
	s.with(id, func(r bot.Records) { r.Attach(there) })
	s.restart()
	everybody, err := s.Everybody(context.Background())
	s.check(err)
	equal(s, "everybody", fmt.Sprint(everybody), fmt.Sprint([]bot.PersonID{id}))
	equal(s, "at the first", s.find(chat("a")), id)
	equal(s, "at the second", s.find(there), id)
	equal(s, "with another account of ours", s.find(bot.Address{Network: "one", Instance: "2", Chat: "a"}), "")
}

func givesNoAddressAway(s *shelf) {
	one, other := s.personAt(chat("a")), s.personAt(chat("b"))
	s.with(other, func(r bot.Records) {
		equal(s, "attached", r.Attach(chat("a")), false)
		r.Detach(chat("a"))
	})
	equal(s, "person", s.find(chat("a")), one)
	s.with(one, func(r bot.Records) { r.Detach(chat("a")) })
	equal(s, "person after", s.find(chat("a")), "")
	s.with(other, func(r bot.Records) { equal(s, "attached after", r.Attach(chat("a")), true) })
}

func prefersTheLast(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) { r.Attach(chat("b")) })
	s.with(id, func(r bot.Records) {
		addressesAre(s, r, chat("b"), chat("a"))
		r.Attach(chat("a"))
		addressesAre(s, r, chat("a"), chat("b"))
		r.Detach(chat("a"))
		addressesAre(s, r, chat("b"))
	})
}

func addressesAre(s *shelf, r bot.Records, want ...bot.Address) {
	s.Helper()
	if got := r.Addresses(); !slices.Equal(got, want) {
		s.Errorf("addresses: got %d, want %d in another order or other ones", len(got), len(want))
	}
}

// What waits for a chat when its person leaves it, held back or not, is not for whoever
// uses it next; what is said of the leaving is, and so is what waits elsewhere.
func leavesNothingInAChat(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) { r.Attach(chat("b")); r.Attach(chat("c")) })
	s.check(s.Unreachable(context.Background(), chat("a")))
	s.with(id, func(r bot.Records) {
		r.Queue(saying(chat("a"), "held back"))
		r.Queue(saying(chat("b"), "waiting"))
		r.Queue(saying(chat("c"), "elsewhere"))
	})
	s.with(id, func(r bot.Records) {
		for _, left := range []string{"a", "b"} {
			r.Detach(chat(left))
			r.Queue(saying(chat(left), "left "+left))
		}
	})
	s.restart()
	s.meet(chat("a"), func(x bot.Stranger) { x.Seen("event"); x.Queue(saying(chat("a"), "hello")) })
	wordsAre(s, s.unsent(), "elsewhere", "left a", "left b", "hello")
}

func sweepsUnreached(s *shelf) {
	lost, found := s.create(), s.create()
	s.with(lost, func(r bot.Records) {})
	s.with(found, func(r bot.Records) { r.Attach(chat("a")) })
	s.restart()
	s.with(found, func(r bot.Records) {})
	if s.try(lost, func(bot.Records) error { return nil }) == nil {
		s.Error("a person without an address is still there after a start")
	}
}

func knowsNoStrangersID(s *shelf) {
	ran := false
	if s.try("nobody", func(bot.Records) error { ran = true; return nil }) == nil {
		s.Error("a turn of nobody succeeded")
	}
	equal(s, "ran", ran, false)
}

func forgetsPerson(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) {
		r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte("{}")})
		r.SavePrompt(prompt("checkin", "1", noon))
		r.Queue(saying(chat("a"), "before"))
		r.SetSource(chat("a"), "7", bot.Source{Kind: "note"})
	})
	equal(s, "person before", s.find(chat("a")), id)
	s.with(id, func(r bot.Records) {
		r.Forget(saying(chat("a"), "farewell"))
		r.Queue(saying(chat("a"), "after"))
	})
	for range 2 {
		equal(s, "person", s.find(chat("a")), "")
		wordsAre(s, s.unsent(), "farewell")
		due, _ := s.due()
		equal(s, "prompts due", len(due), 0)
		everybody, err := s.Everybody(context.Background())
		s.check(err)
		equal(s, "everybody", len(everybody), 0)
		if s.try(id, func(bot.Records) error { return nil }) == nil {
			s.Error("a turn of a forgotten person succeeded")
		}
		s.restart()
	}
	s.sent(s.unsent()[0], "9")
	wordsAre(s, s.unsent())
	s.meet(chat("a"), func(x bot.Stranger) { equal(s, "greeted", x.Greeted(), false) })
	s.personAt(chat("a"))
}

func keepsEverybodyElse(s *shelf) {
	gone, other := s.personAt(chat("a")), s.personAt(chat("b"))
	s.with(other, func(r bot.Records) {
		r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte("{}")})
		r.SavePrompt(prompt("checkin", "1", noon))
		r.Queue(saying(chat("b"), "hello"))
	})
	s.with(gone, func(r bot.Records) { r.Forget(saying(chat("a"), "farewell")) })
	s.restart()
	s.with(other, func(r bot.Records) {
		equal(s, "notes", len(r.All("note")), 1)
		equal(s, "prompts", len(r.Prompts(noon)), 1)
	})
	wordsAre(s, s.unsent(), "hello", "farewell")
}

func keepsOnFailure(s *shelf) {
	id := s.personAt(chat("a"))
	err := s.try(id, func(r bot.Records) error {
		r.Forget(saying(chat("a"), "farewell"))
		return errTurn
	})
	if err == nil {
		s.Error("a failing turn succeeded")
	}
	s.restart()
	equal(s, "person", s.find(chat("a")), id)
	wordsAre(s, s.unsent())
}
