package bot

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"
)

// lane is a chat that is being sent to, or has to wait.
type lane struct {
	rows  []Outgoing // to be sent next, in order
	busy  bool
	found bool // what is sent was found, and not handed over
	again bool // more is to be found for it once these are sent
	rank  Rank // of what was found
	until time.Time
	fails int
	odd   string    // the row at the front that the network would not take
	tries int       // and how often
	asked time.Time // since when the network has had it wait; zero: it has not
}

// waitedLong says whether the network has had it wait for so long that what was to be said
// may be of no use. Where a crowd is sent to, each waits a little.
func (l *lane) waitedLong() bool { return !l.asked.IsZero() && time.Since(l.asked) > lateness }

// deliver sends what there is for a chat, up to the first that fails.
func (c *courier) deliver(chat Address, l *lane) {
	patient, cancel := Outliving(c.ctx, lastGrace)
	defer cancel()
	err := c.freshen(patient, chat, l)
	for err == nil {
		row, more := c.next(chat, l)
		if !more {
			return
		}
		if err = c.ctx.Err(); err == nil {
			err = c.carry(patient, row, l.refused(row)+1)
		}
		if err != nil {
			c.putBack(l, row, err)
		} else {
			c.mend(l)
		}
	}
	c.fail(chat, l, err)
}

// freshen takes back what was found and has become too old. The rest is found again.
func (c *courier) freshen(ctx context.Context, chat Address, l *lane) error {
	whose, old := c.drop(l, c.tooOld(l.fails > 0 || l.waitedLong()))
	if old.IsZero() {
		return nil
	}
	return c.takeBackIn(ctx, whose, chat, old)
}

// drop lets go of what was found where some of it was said before a time, or is of no use
// any more, and says to whom, and until when what was said is to be taken back; zero where
// it is not.
func (c *courier) drop(l *lane, before time.Time) (to PersonID, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, row := range l.rows {
		if t := c.tooLate(row, before); t.After(until) {
			to, until = row.Person, t
		}
	}
	if !until.IsZero() {
		l.dropFound()
	}
	return to, until
}

// dropFound keeps what was handed over, which nobody finds.
func (l *lane) dropFound() {
	l.rows = slices.DeleteFunc(l.rows, func(row Outgoing) bool { return !row.Leased })
}

// next is what to send next; where that is nothing, the chat is done with.
func (c *courier) next(chat Address, l *lane) (row Outgoing, more bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(l.rows) == 0 {
		c.end(l)
		c.leave(chat, l)
		return row, false
	}
	row, l.rows = l.rows[0], l.rows[1:]
	return row, true
}

// leave lets go of a chat that is done with, but not of how one fared that failed and whose
// messages were taken back: they may be said again in a moment.
func (c *courier) leave(chat Address, l *lane) {
	if l.fails == 0 {
		delete(c.chats, chat)
		return
	}
	l.until = time.Now().Add(soonest)
}

// mend notes that a chat fails no more.
func (c *courier) mend(l *lane) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.fails, l.asked = 0, time.Time{}
}

func (c *courier) putBack(l *lane, row Outgoing, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.rows = slices.Insert(l.rows, 0, row)
	if errors.Is(err, ErrRefused) {
		l.odd, l.tries = row.ID, l.refused(row)+1
	}
}

// refused is how often the network would not take a row. What else failed in its chat, or of
// it, does not count.
func (l *lane) refused(row Outgoing) int {
	if row.ID != l.odd {
		return 0
	}
	return l.tries
}

// end notes that a chat is not sent to any more, and may make room for another.
func (c *courier) end(l *lane) {
	if l.found {
		c.count(l.rank, -1)
	}
	if l.again {
		stir(c.looks)
	}
	l.busy, l.found = false, false
}

// fail notes that a chat has to wait, and for how long. What was found for it is found
// again; what was handed over stays here.
func (c *courier) fail(chat Address, l *lane, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.dropFound()
	c.end(l)
	var wait *Wait
	switch {
	case errors.Is(err, ErrUnreachable):
		delete(c.chats, chat) // the store holds it all back
		return
	case errors.As(err, &wait):
		now := time.Now()
		l.asked, l.until = sooner(l.asked, now), now.Add(wait.For)
	default:
		d := min(soonest<<min(l.fails, 10), latest)
		l.fails++
		l.until = time.Now().Add(d/2 + rand.N(d/2))
		c.log.Warn("a message was not sent, trying again", "network", chat.Network, "tries", l.fails, "in", time.Until(l.until).Round(time.Millisecond))
	}
	stir(c.looks) // so that the wait is known
}

// carry shows one message and marks it sent. One that was shown, and could not be marked
// so, is not shown again.
func (c *courier) carry(ctx context.Context, row Outgoing, try int) error {
	id, done := c.wasShown(row.ID)
	if !done {
		var err error
		id, err = c.showRow(ctx, row)
		switch {
		case errors.Is(err, ErrUnreachable):
			return cmp.Or(c.unsent(ctx, row, err), err)
		case errors.Is(err, ErrRefused) && try >= mostRefusals:
			c.log.Error("a message is not taken and set aside", "network", row.To.Network)
		case err != nil:
			return err
		}
	}
	err := c.store.Sent(ctx, row, id)
	c.keepShown(row.ID, id, err)
	return err
}

func (c *courier) wasShown(row string) (MessageID, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id, ok := c.shown[row]
	return id, ok
}

func (c *courier) keepShown(row string, id MessageID, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		delete(c.shown, row)
	} else {
		c.shown[row] = id
	}
}
