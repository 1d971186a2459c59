package discord

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"samepage/bot"
)

// Discord keeps nothing for a bot that is away. What was written meanwhile is asked for,
// chat by chat, from the latest message on that the bot has kept what it meant of.

const mostInPage = 100

// missed is how far each chat has come, as it is kept; nil where nobody keeps it.
func (d *Discord) missed(ctx context.Context) ([]bot.Mark, error) {
	if d.desk == nil {
		return nil, nil
	}
	return d.desk.Marks(ctx, Name, d.self.ID)
}

// fetch hears what was written in a chat after a message. Until it can be had, nothing
// newer of that chat is heard.
func (d *Discord) fetch(ctx context.Context, channel, after string) {
	if !snowflake(channel) || !snowflake(after) {
		return
	}
	for more := true; more && ctx.Err() == nil; {
		page, ok := d.page(ctx, channel, after)
		if !ok {
			return
		}
		for _, m := range page {
			m.Channel = channel // where it was asked for
			if m.theirs() && !d.listen(ctx, m, false) {
				return
			}
			after = m.ID
		}
		more = len(page) == mostInPage
	}
}

// page is the first messages after one, in their order; ok is false where the chat is no
// longer to be looked into, or we are about to end.
func (d *Discord) page(ctx context.Context, channel, after string) (page []message, ok bool) {
	what := history(channel, after)
	for pause := bot.NewBackoff(); ctx.Err() == nil; {
		page = nil
		err := d.client.patiently(ctx, what, &page)
		switch {
		case err == nil:
			slices.SortFunc(page, func(a, b message) int { return older(a.ID, b.ID) })
			return page, true
		case shut(err):
			d.log.Debug("discord: a chat cannot be looked into", "error", reason(err))
			return nil, false
		}
		d.log.Warn("discord: asking for what was missed, trying again", "error", reason(err))
		pause.Sleep(ctx, err)
	}
	return nil, false
}

// history is the call for a page of a chat after a message.
func history(channel, after string) call {
	what := get("/channels/%s/messages", channel)
	what.query = url.Values{"after": {after}, "limit": {strconv.Itoa(mostInPage)}}
	return what
}

// shut says whether a chat is not to be looked into, as Discord itself says. A page of what
// stands before it says nothing of a chat.
func shut(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status/100 == 4 && e.Status != http.StatusTooManyRequests &&
		(e.Code != 0 || e.Status == http.StatusNotFound)
}

// older orders ids by when they were made.
func older(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// lately is which messages there were, of late.
type lately struct {
	mu    sync.Mutex
	known map[string]bool
	order []string
}

// mostKnown is of how many messages it is known: more than come while some are fetched.
const mostKnown = 4096

// done says that there was a message.
func (l *lately) done(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[string]bool{}
	}
	l.known[id] = true
	if l.order = append(l.order, id); len(l.order) > mostKnown {
		delete(l.known, l.order[0])
		l.order = l.order[1:]
	}
}

func (l *lately) before(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known[id]
}

// heard is what was heard while we run: the latest message of each chat, and which
// messages were, of late. One that is fetched and comes over the gateway too is heard once:
// the bot would know it, but hands a card to whoever calls for help before it looks.
type heard struct {
	lately
	mu     sync.Mutex // of latest
	latest map[string]string
}

// message is the mark of a message.
func (h *heard) message(channel, id string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.latest == nil {
		h.latest = map[string]string{}
	}
	if older(h.latest[channel], id) < 0 {
		h.latest[channel] = id
	}
	return id
}

// overtaken is how much sooner a message may have been written that comes after an
// interaction.
const overtaken = 10 * time.Second

// interaction is the mark of an interaction: it is no message, and one may be on its way
// that was written before it.
func (h *heard) interaction(channel, id string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return ""
	}
	before := strconv.FormatUint(n-min(n, uint64(overtaken.Milliseconds())<<belowMilli), 10)
	if latest := h.latest[channel]; older(latest, before) > 0 {
		return latest
	}
	return before
}
