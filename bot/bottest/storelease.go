package bottest

import (
	"context"
	"fmt"
	"strings"

	"samepage/bot"
)

// ear is a courier that only notes what it is told.
type ear struct {
	told  []string
	taken []bot.Outgoing
}

func (e *ear) Take(m bot.Outgoing) {
	e.told, e.taken = append(e.told, "take "+m.Message.Text.String()), append(e.taken, m)
}

func (e *ear) Look(at bot.Address) { e.told = append(e.told, "look "+at.Chat) }

func (e *ear) Drop(bot.PersonID, ...bot.Address) { e.told = append(e.told, "drop") }

// was is what it was told since the last time.
func (e *ear) was(s *shelf, want ...string) {
	s.Helper()
	equal(s, "told", strings.Join(e.told, ", "), strings.Join(want, ", "))
	e.told = nil
}

func leasesAnswers(s *shelf) {
	id, e := s.personAt(chat("a")), &ear{}
	stop := s.Carry(e)
	s.with(id, func(r bot.Records) {
		r.Queue(saying(chat("a"), "1"))
		r.Queue(saying(chat("a"), "2"))
		e.was(s)
	})
	s.meet(chat("b"), func(x bot.Stranger) { x.Queue(saying(chat("b"), "hello")) })
	e.was(s, "take 1", "take 2", "take hello")
	equal(s, "failed", s.try(id, func(r bot.Records) error { r.Queue(saying(chat("a"), "never")); return errTurn }), errTurn)
	e.was(s)
	wordsAre(s, s.unsent())
	noncesDiffer(s, e.taken)
	s.sent(e.taken[0], "n1")
	postedAre(s, id, "n1 at a", " at a")
	stop()
	wordsAre(s, s.unsent(), "2", "hello")
	equal(s, "the nonce stays", s.unsent()[0].Nonce, e.taken[1].Nonce)
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("c"), "to nobody")) })
	e.was(s)
	s.Carry(e)
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("d"), "3")) })
	s.restart()
	wordsAre(s, s.unsent(), "2", "hello", "to nobody", "3")
}

func leasesInTurn(s *shelf) {
	id, e := s.personAt(chat("a")), &ear{}
	s.with(id, func(r bot.Records) {
		r.Attach(chat("a")) // which only a transaction can
		r.Queue(saying(chat("a"), "0"))
		s.Carry(e)
	})
	e.was(s, "look a") // since it may have looked before the commit
	s.sent(s.unsent()[0], "0")
	defer s.Carry(e)()
	prompt, edit := saying(chat("b"), "prompt"), saying(chat("a"), "edit")
	prompt.Rank = bot.Whenever
	edit.Edits = "none"
	said := saying(chat("d"), "said by a prompt") // which may be taken back
	said.Prompt = bot.PromptKey{Kind: "checkin", Occurrence: "1"}
	for _, m := range []bot.Outgoing{edit, saying(chat("a"), "after it"), prompt, saying(chat("b"), "after that"), said} {
		s.with(id, func(r bot.Records) { r.Queue(m) })
	}
	e.was(s, "look a", "look a", "look b", "look b", "look d")
	for i, m := range s.unsent() {
		s.sent(m, bot.MessageID(fmt.Sprint(i)))
	}
	s.check(s.Unreachable(context.Background(), chat("a")))
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("a"), "held")) })
	e.was(s, "look a")
	wordsAre(s, s.unsent())
	s.with(id, func(r bot.Records) { r.Seen(chat("a"), "event") })
	e.was(s, "look a")
	wordsAre(s, s.unsent(), "held")
	s.with(id, func(r bot.Records) { r.Queue(saying(chat("c"), "leased")) })
	e.was(s, "take leased")
	s.check(s.Unreachable(context.Background(), chat("c")))
	failed := s.try(id, func(r bot.Records) error { r.Seen(chat("c"), "event"); return errTurn })
	equal(s, "failed", failed, errTurn)
	e.was(s)
	s.with(id, func(r bot.Records) { r.Seen(chat("c"), "event") })
	e.was(s, "look c")
	wordsAre(s, s.unsent(), "held", "leased")
	s.with(id, func(r bot.Records) { r.Forget(saying(chat("a"), "farewell"), saying(chat("b"), "there too")) })
	e.was(s, "drop", "look a", "look b")
}
