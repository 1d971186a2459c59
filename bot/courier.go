package bot

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Unasked is how many messages that nobody waits for are on their way at the same time: few,
// so that an answer overtakes a crowd of them soon.
const Unasked = 16

const (
	couriers = 128 // chats that are sent to at the same time: a slow network is no bottleneck

	soonest      = time.Second     // to the next try after a failure; doubled with each
	latest       = 2 * time.Minute // but no longer than this
	mostRefusals = 3               // tries of a message that the network will not take
	lastGrace    = 5 * time.Second // what is being sent may take once the program ends
	window       = 64              // messages looked at in one go
)

// courier sends what waits in the outbox as long as the program runs: to many chats at
// once, to each in order. A chat that fails, or may not be sent to for a while, holds up
// no other.
type courier struct {
	*Bot
	done    chan struct{} // a chat came to its end
	sending sync.WaitGroup

	mu    sync.Mutex
	chats map[Address]*lane
	busy  int                  // chats that are being sent to
	crowd int                  // those of them with what was said unasked
	shown map[string]MessageID // sent, and yet to be marked so
}

// lane is a chat that is being sent to, or has to wait.
type lane struct {
	busy  bool
	rank  Rank // of what is being sent
	until time.Time
	fails int
}

func (b *Bot) newCourier() *courier {
	return &courier{Bot: b, done: make(chan struct{}, 1),
		chats: map[Address]*lane{}, shown: map[string]MessageID{}}
}

// run sends until ctx ends. What is on its way then is finished, so that it is not sent
// twice.
func (c *courier) run(ctx context.Context) {
	defer c.sending.Wait()
	for ctx.Err() == nil {
		except, next := c.excepted(time.Now())
		rows, err := c.store.Unsent(ctx, window, except...)
		switch {
		case err != nil && ctx.Err() == nil:
			c.log.Error("reading the outbox", "code", CodeOf(err))
			next = time.Now().Add(soonest)
		case c.start(ctx, rows) && len(rows) == window:
			continue // for more, since these chats are now left out
		}
		c.rest(ctx, next)
	}
}

// excepted is the chats not to be looked at now, and when the first of them may be.
func (c *courier) excepted(now time.Time) (chats []Address, next time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for a, l := range c.chats {
		switch {
		case l.busy:
			chats = append(chats, a)
		case l.until.After(now):
			chats = append(chats, a)
			if next.IsZero() || l.until.Before(next) {
				next = l.until
			}
		case now.Sub(l.until) > latest:
			delete(c.chats, a) // nothing waits for it any more
		}
	}
	return chats, next
}

func (c *courier) rest(ctx context.Context, next time.Time) {
	wait := time.Hour
	if !next.IsZero() {
		wait = time.Until(next)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-c.posted:
	case <-c.done:
	case <-ctx.Done():
	}
}

// start sends rows, each chat's one after the other, the most urgent first and as many as
// may be at the same time. It says whether that is any.
func (c *courier) start(ctx context.Context, rows []Outgoing) (started bool) {
	byChat := map[Address][]Outgoing{}
	var order []Address
	for _, row := range rows {
		if byChat[row.To] == nil {
			order = append(order, row.To)
		}
		byChat[row.To] = append(byChat[row.To], row)
	}
	for _, chat := range order {
		if !c.begin(chat, byChat[chat][0].Rank) {
			break
		}
		started = true
		c.sending.Go(func() { c.deliver(ctx, chat, byChat[chat]) })
	}
	return started
}

// begin takes a chat on, unless there are enough of its rank.
func (c *courier) begin(chat Address, rank Rank) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy == couriers || rank != Answer && c.crowd == Unasked {
		return false
	}
	c.count(rank, 1)
	if c.chats[chat] == nil {
		c.chats[chat] = &lane{}
	}
	c.chats[chat].busy, c.chats[chat].rank = true, rank
	return true
}

func (c *courier) count(rank Rank, n int) {
	c.busy += n
	if rank != Answer {
		c.crowd += n
	}
}

// deliver sends one chat's rows, up to the first that fails.
func (c *courier) deliver(ctx context.Context, chat Address, rows []Outgoing) {
	patient, cancel := outliving(ctx)
	defer cancel()
	var err error
	if old := c.tooOld(c.tried(chat) > 1); slices.ContainsFunc(rows, func(row Outgoing) bool { return saidBefore(row, old) }) {
		err = c.takeBackIn(patient, chat, old)
		rows = nil // which are loaded again
	}
	for _, row := range rows {
		if err = ctx.Err(); err == nil {
			err = c.carry(patient, row)
		}
		if err != nil {
			break
		}
	}
	c.end(chat, err)
	select {
	case c.done <- struct{}{}:
	default:
	}
}

// outliving is a context that ends a little later than ctx.
func outliving(ctx context.Context) (context.Context, context.CancelFunc) {
	patient, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(lastGrace, cancel) })
	return patient, func() { stop(); cancel() }
}

// end notes how it went in a chat, and so when it comes next.
func (c *courier) end(chat Address, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.chats[chat]
	l.busy = false
	c.count(l.rank, -1)
	var wait *Wait
	switch {
	case err == nil, errors.Is(err, ErrUnreachable):
		delete(c.chats, chat)
	case errors.As(err, &wait):
		l.until = time.Now().Add(wait.For)
	default:
		d := min(soonest<<min(l.fails, 10), latest)
		l.fails++
		l.until = time.Now().Add(d/2 + rand.N(d/2))
		c.log.Warn("a message was not sent, trying again", "network", chat.Network, "tries", l.fails, "in", time.Until(l.until).Round(time.Millisecond))
	}
}

// carry shows one message and marks it sent. One that was shown, and could not be marked
// so, is not shown again.
func (c *courier) carry(ctx context.Context, row Outgoing) error {
	id, done := c.wasShown(row.ID)
	if !done {
		var err error
		id, err = c.showRow(ctx, row)
		switch {
		case errors.Is(err, ErrUnreachable):
			c.log.Info("unreachable", "network", row.To.Network)
			return errors.Join(err, c.store.Unreachable(ctx, row.To))
		case errors.Is(err, ErrRefused) && c.tried(row.To) >= mostRefusals:
			c.log.Error("a message is not taken and set aside", "network", row.To.Network)
		case err != nil:
			return err
		}
	}
	err := c.store.Sent(ctx, row.ID, id)
	c.keepShown(row.ID, id, err)
	return err
}

func (c *courier) tried(chat Address) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.chats[chat].fails + 1
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
