package bottest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"samepage/bot"
)

// patient is a store that marks what was sent all at once, before the next look at the
// outbox: so they share a commit, as in life.
type patient struct {
	bot.Store
	marks  sync.WaitGroup
	failed sync.Map
}

// Sent begins to mark one.
func (s *patient) Sent(ctx context.Context, m bot.Outgoing, as bot.MessageID) error {
	s.marks.Go(func() {
		if err := s.Store.Sent(ctx, m, as); err != nil {
			s.failed.Store(m.ID, err)
		}
	})
	return nil
}

// Unsent waits until all is marked.
func (s *patient) Unsent(ctx context.Context, limit int, except ...bot.Address) ([]bot.Outgoing, error) {
	s.marks.Wait()
	for _, err := range s.failed.Range {
		return nil, err.(error)
	}
	return s.Store.Unsent(ctx, limit, except...)
}

// compare holds what everybody got to what was foreseen.
func (w *world) compare(from, until time.Time) {
	missed, more, all, shown := 0, 0, 0, 0
	for _, l := range w.lives {
		want := foresee(l.Life, from, until)
		all += len(want)
		lacking, extra := without(want, l.got), without(l.got, want)
		missed, more = missed+len(lacking), more+len(extra)
		if len(lacking)+len(extra) == 0 {
			continue
		}
		if shown++; shown <= 20 {
			w.Errorf("%s at home in %s, at %s: not sent %s; sent %s", l.Name, l.Home.Zone, clockOf(l.At), l.told(lacking), l.told(extra))
		}
	}
	w.Logf("%d people, %d messages: %d not sent at their time, %d sent at another", len(w.lives), all, missed, more)
	if missed+more > 0 || all < len(w.lives) {
		w.Errorf("%d of %d not sent at their time, %d sent at another", missed, all, more)
	}
}

func clockOf(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// without is what of a is not in b, as often as it is there. People take seconds to press
// a button, so it is the minute that counts.
func without(a, b []due) (rest []due) {
	count := map[due]int{}
	for _, d := range b {
		count[due{d.kind, d.at.UTC().Truncate(time.Minute)}]++
	}
	for _, d := range a {
		if d = (due{d.kind, d.at.UTC().Truncate(time.Minute)}); count[d] > 0 {
			count[d]--
			continue
		}
		rest = append(rest, d)
	}
	return rest
}

// told is what was or was not sent, on the person's wall.
func (l *living) told(all []due) (words []string) {
	for _, d := range all[:min(len(all), 6)] {
		words = append(words, d.kind+d.at.In(l.zoneAt(d.at)).Format(" 2006-01-02 15:04 MST"))
	}
	return words
}
