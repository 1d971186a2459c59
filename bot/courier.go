package bot

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Unasked is how many messages that nobody waits for are on their way at the same time: few,
// so that an answer overtakes a crowd of them soon.
const Unasked = 16

const (
	couriers = 128 // chats whose messages were found in the outbox that are sent to at the same time

	soonest      = time.Second     // to the next try after a failure; doubled with each
	latest       = 2 * time.Minute // but no longer than this
	mostRefusals = 3               // tries of a message that the network will not take
	lastGrace    = 5 * time.Second // what is being sent may take once the program ends
	window       = 64              // messages looked at in one go
)

// courier sends what waits in the outbox as long as the program runs: to many chats at
// once, to each in order. A chat that fails, or may not be sent to for a while, holds up
// no other.
//
// An answer is handed to it as it is committed, and sent at once (Take). Everything else
// it finds in the outbox (find), where it looks only when told that there may be something.
type courier struct {
	*Bot
	ctx     context.Context // ends when nothing more is begun
	looks   chan struct{}   // there may be something to find
	sending Crew

	mu    sync.Mutex
	over  bool
	chats map[Address]*lane
	found int                  // chats that are sent what was found
	crowd int                  // those of them with what was said unasked
	shown map[string]MessageID // sent, and yet to be marked so
}

func (b *Bot) newCourier(ctx context.Context) *courier {
	return &courier{Bot: b, ctx: ctx, looks: make(chan struct{}, 1),
		chats: map[Address]*lane{}, shown: map[string]MessageID{}}
}

// run sends until its context ends. What is on its way then is finished, so that it is not
// sent twice.
func (c *courier) run() {
	stop := c.store.Carry(c)
	defer stop()
	defer c.sending.Wait()
	defer c.close()
	for c.ctx.Err() == nil {
		c.rest(c.find())
	}
}

func (c *courier) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.over = true
}

// Take sends an answer, behind what its chat is being sent.
func (c *courier) Take(row Outgoing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		return
	}
	l := c.lane(row.To)
	l.rows = append(l.rows, row)
	if !l.busy && !l.until.After(time.Now()) {
		c.begin(row.To, l)
	}
}

// Look has the outbox looked into, and once more when the chat is through with what it is
// being sent.
func (c *courier) Look(at Address) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l := c.chats[at]; l != nil {
		l.again = true
	}
	stir(c.looks)
}

// Drop lets go of whatever is a person's and not on its way yet: everywhere, or in some chats.
func (c *courier) Drop(person PersonID, in ...Address) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for chat, l := range c.chats {
		if len(in) == 0 || slices.Contains(in, chat) {
			l.rows = slices.DeleteFunc(l.rows, func(row Outgoing) bool { return row.Person == person })
		}
	}
}

func (c *courier) lane(chat Address) *lane {
	if c.chats[chat] == nil {
		c.chats[chat] = &lane{}
	}
	return c.chats[chat]
}

// begin has a chat's rows sent.
func (c *courier) begin(chat Address, l *lane) {
	l.busy = true
	c.sending.Go(func() { c.deliver(chat, l) })
}

// find begins with what waits in the outbox, and with what has waited long enough, and
// returns when to look again.
func (c *courier) find() (next time.Time) {
	except, retried, next := c.excepted(time.Now())
	rows, err := c.store.Unsent(c.ctx, window, except...)
	switch {
	case err != nil && c.ctx.Err() == nil:
		c.log.Error("reading the outbox", "code", CodeOf(err))
		return time.Now().Add(soonest)
	case c.start(rows) && len(rows) == window:
		stir(c.looks) // for more, since these chats are now left out
	case len(rows) < window:
		c.forgive(retried, rows)
	}
	return next
}

// excepted is the chats in which nothing is to be found now, those that failed and are tried
// once more, and when to look again for the sake of those that wait.
func (c *courier) excepted(now time.Time) (chats, retried []Address, next time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var failed []Address
	for chat, l := range c.chats {
		switch {
		case l.until.After(now):
			chats = append(chats, chat)
			next = sooner(next, l.until)
		case l.busy && l.found:
			chats = append(chats, chat)
		case !l.busy && len(l.rows) > 0: // which were handed over
			c.begin(chat, l)
		case !l.busy && l.fails > 0:
			failed = append(failed, chat)
		case !l.busy && now.Sub(l.until) > latest:
			delete(c.chats, chat) // nothing waits for it any more
		}
	}
	retried, crowded := c.retry(failed)
	if len(crowded) > 0 {
		next = sooner(next, now.Add(latest))
	}
	return append(chats, crowded...), retried, next
}

func (c *courier) rest(next time.Time) {
	wait := time.Hour
	if !next.IsZero() {
		wait = time.Until(next)
	}
	napUnless(c.ctx, wait, c.looks)
}

// start sends rows that were found, each chat's one after the other, the most urgent first
// and as many as may be at the same time. It says whether that is any.
func (c *courier) start(rows []Outgoing) (started bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	byChat := map[Address][]Outgoing{}
	var order []Address
	for _, row := range rows {
		if byChat[row.To] == nil {
			order = append(order, row.To)
		}
		byChat[row.To] = append(byChat[row.To], row)
	}
	for _, chat := range order {
		l := c.lane(chat)
		switch rank := byChat[chat][0].Rank; {
		case l.busy || len(l.rows) > 0 || l.until.After(time.Now()): // what was handed over goes before; this is found again (Look, fail)
		case c.found == couriers || rank != Answer && c.crowd == Unasked:
			return started // each of those on its way looks again as it ends
		default:
			l.rows, l.rank, l.found, l.again, started = byChat[chat], rank, true, true, true
			c.count(rank, 1)
			c.begin(chat, l)
		}
	}
	return started
}

func (c *courier) count(rank Rank, n int) {
	c.found += n
	if rank != Answer {
		c.crowd += n
	}
}
