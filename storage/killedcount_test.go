package storage

import (
	"context"
	"strings"
	"time"

	"samepage/bot"
)

// check looks at what there is in the end.
func (m *mortal) check() {
	for _, p := range m.people {
		m.shownOnce(p)
		if p.told < len(firstWords) {
			continue
		}
		person, err := m.db.Find(context.Background(), chat(p.chat))
		check(m.T, err)
		with(m.T, m.db, person, func(r bot.Records) {
			kept := ""
			for _, row := range append(r.All("note"), r.All("checkin")...) { // or the line of a day
				kept += string(row.Body)
			}
			for _, word := range p.words {
				if n := strings.Count(kept, word); n != 1 {
					m.Errorf("%s wrote %s once, and it is kept %d times", p.chat, word, n)
				}
			}
		})
	}
	if left := unsent(m.T, m.db); len(left) > 0 {
		m.Errorf("%d messages were never shown", len(left))
	}
}

// shownOnce holds every answer and every question to one message.
func (m *mortal) shownOnce(p *mortalPerson) {
	count := map[string]int{}
	for _, words := range m.words {
		chat, rest, _ := strings.Cut(words, " ")
		day, said, _ := strings.Cut(rest, " ")
		if chat != p.chat {
			continue
		}
		if _, word, ok := strings.Cut(said, `Kept: "`); ok {
			word, _, _ = strings.Cut(word, `"`)
			count[word]++
		}
		if strings.Contains(said, "How was today?") {
			count[day]++
		}
	}
	for _, word := range p.words {
		if count[word] != 1 {
			m.Errorf("%s was answered %d times about %s", p.chat, count[word], word)
		}
	}
	for day := range p.days {
		if on, _ := time.Parse(time.DateOnly, day); count[day] != 1 && on.Weekday() != time.Thursday {
			m.Errorf("%s was asked %d times on %s", p.chat, count[day], day)
		}
	}
}

// mortalStore is a store that may be killed around every step.
type mortalStore struct {
	*DB
	*mortal
}

// around does one thing at a time, so that a directory is only kept as it may be left.
func (s *mortalStore) around(do func() error) error {
	s.one.Lock()
	defer s.one.Unlock()
	if err := s.step(-1); err != nil {
		return err
	}
	before := s.logSize()
	if err := do(); err != nil {
		return err
	}
	return s.step(before)
}

func (s *mortalStore) With(ctx context.Context, person bot.PersonID, run func(bot.Records) error) error {
	return s.around(func() error {
		return s.DB.With(ctx, person, func(r bot.Records) error {
			if err := run(r); err != nil {
				return err
			}
			return s.step(-1)
		})
	})
}

func (s *mortalStore) Meet(ctx context.Context, a bot.Address, run func(bot.Stranger) error) error {
	return s.around(func() error { return s.DB.Meet(ctx, a, run) })
}

func (s *mortalStore) Create(ctx context.Context) (id bot.PersonID, err error) {
	err = s.around(func() error { id, err = s.DB.Create(ctx); return err })
	return id, err
}

func (s *mortalStore) Sent(ctx context.Context, m bot.Outgoing, as bot.MessageID) error {
	err := s.around(func() error { return s.DB.Sent(ctx, m, as) })
	if err == nil {
		s.one.Lock()
		defer s.one.Unlock()
		s.marked[string(as)] = true
	}
	return err
}
