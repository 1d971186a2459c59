package bottest

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"samepage/bot"
)

func undoesAlone(s *shelf) {
	id := s.personAt(chat("a"))
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			err := s.try(id, func(r bot.Records) error {
				r.Save(bot.Row{Kind: "note", ID: strconv.Itoa(i), Body: []byte("{}")})
				r.Queue(saying(chat("a"), strconv.Itoa(i)))
				if i%2 == 1 {
					return errTurn
				}
				return nil
			})
			equal(s, "failed", errors.Is(err, errTurn), i%2 == 1)
		})
	}
	wait.Wait()
	s.with(id, func(r bot.Records) { equal(s, "notes", len(r.All("note")), 20) })
	equal(s, "messages", len(s.unsent()), 20)
}

func keepsTheFirstFailure(s *shelf) {
	id := s.personAt(chat("a"))
	m := saying(chat("a"), "twice")
	m.ID = "same"
	err := s.try(id, func(r bot.Records) error {
		r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte("{}")})
		r.Queue(m)
		r.Queue(m) // an ID twice is an error
		r.Save(bot.Row{Kind: "note", ID: "2", Body: []byte("{}")})
		return nil
	})
	if err == nil {
		s.Error("the failure was lost")
	}
	s.with(id, func(r bot.Records) { equal(s, "notes", len(r.All("note")), 0) })
	wordsAre(s, s.unsent())
}

func outlivesPanic(s *shelf) {
	id := s.personAt(chat("a"))
	err := s.try(id, func(r bot.Records) error {
		r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte("{}")})
		panic("a person's words")
	})
	if err == nil {
		s.Error("a panic was lost")
	}
	s.with(id, func(r bot.Records) { equal(s, "notes", len(r.All("note")), 0) })
}

func stopsTheClock(s *shelf) {
	id := s.personAt(chat("a"))
	s.clock.Set(noon.Add(1234567 * time.Nanosecond))
	s.with(id, func(r bot.Records) {
		at := r.Now()
		s.pass(time.Hour)
		equal(s, "now", r.Now(), at)
		equal(s, "in milliseconds", at, noon.Add(time.Millisecond))
		r.Queue(saying(chat("a"), "hello"))
	})
	equal(s, "queued", s.unsent()[0].Queued.Equal(noon.Add(time.Millisecond)), true)
}

func losesNoUpdate(s *shelf) {
	id := s.personAt(chat("a"))
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() { s.check(s.try(id, count)) })
	}
	wait.Wait()
	s.restart()
	s.with(id, func(r bot.Records) {
		row, _ := r.Get("counter", "1")
		equal(s, "count", string(row.Body), "50")
	})
}

// count adds one to what a row holds.
func count(r bot.Records) error {
	row, _ := r.Get("counter", "1")
	n, _ := strconv.Atoi(string(row.Body))
	r.Save(bot.Row{Kind: "counter", ID: "1", Body: []byte(strconv.Itoa(n + 1))})
	return nil
}

func doesNothingOnceGivenUp(s *shelf) {
	id := s.personAt(chat("a"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var failed int
	for range 20 {
		if s.With(ctx, id, count) != nil {
			failed++
		}
	}
	s.with(id, func(r bot.Records) {
		row, _ := r.Get("counter", "1")
		n, _ := strconv.Atoi(string(row.Body))
		equal(s, "turns that counted and that failed", n+failed, 20)
	})
}

func hearsOnce(s *shelf) {
	s.meet(chat("a"), func(x bot.Stranger) {
		equal(s, "first", x.Seen("1"), false)
		equal(s, "again", x.Seen("1"), true)
	})
	id := s.personAt(chat("a"))
	_ = s.try(id, func(r bot.Records) error { r.Seen(chat("a"), "2"); return errTurn })
	s.restart()
	equal(s, "as a stranger", s.seen(id, chat("a"), "1"), true)
	equal(s, "in a turn that failed", s.seen(id, chat("a"), "2"), false)
	equal(s, "now", s.seen(id, chat("a"), "2"), true)
	equal(s, "of another account", s.seen(id, bot.Address{Network: "one", Instance: "2", Chat: "a"}, "2"), false)
	var again bool
	s.with(id, func(r bot.Records) { r.Seen(chat("a"), "3"); again = r.Seen(chat("a"), "3") })
	equal(s, "in the same turn", again, true)
}

// What came from a chat that is somebody else's by now comes from there again, and is known.
func hearsOnceThoughAChatMoves(s *shelf) {
	one, other := s.personAt(chat("a")), s.personAt(chat("c"))
	s.with(one, func(r bot.Records) { r.Attach(chat("b")) })
	equal(s, "heard", s.seen(one, chat("a"), "1"), false)
	s.with(one, func(r bot.Records) { r.Seen(chat("a"), "2"); r.Detach(chat("a")) })
	s.with(other, func(r bot.Records) { r.Attach(chat("a")) })
	for _, event := range []string{"1", "2"} {
		equal(s, "heard of another", s.seen(other, chat("a"), event), true)
	}
	s.with(other, func(r bot.Records) { r.Seen(chat("a"), "3"); r.Forget(saying(chat("a"), "farewell")) })
	s.meet(chat("a"), func(x bot.Stranger) { equal(s, "heard of the forgotten", x.Seen("3"), true) })
}

func hearsManyOnce(s *shelf) {
	id := s.personAt(chat("a"))
	for i := range 100 {
		s.pass(time.Minute)
		equal(s, "heard", s.seen(id, chat("a"), strconv.Itoa(i)), false)
	}
	s.restart()
	for i := range 100 {
		equal(s, "heard again", s.seen(id, chat("a"), strconv.Itoa(i)), true)
	}
	s.pass(49 * time.Hour)
	for i := range 100 {
		equal(s, "heard after two days", s.seen(id, chat("a"), strconv.Itoa(i)), false)
	}
}

func forgetsEvents(s *shelf) {
	id := s.personAt(chat("a"))
	s.with(id, func(r bot.Records) { r.Seen(chat("a"), "1") })
	s.pass(47 * time.Hour)
	s.due()
	equal(s, "within 48 h", s.seen(id, chat("a"), "1"), true)
	s.pass(2 * time.Hour)
	s.due()
	equal(s, "after 48 h", s.seen(id, chat("a"), "1"), false)
}
