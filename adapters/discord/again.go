package discord

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot"
)

// A nonce lets a message pass once, but Discord remembers it for a few minutes only. A
// message that waits longer than that may have been sent before: its answer was lost, or
// the program ended over it. So it is looked for in its chat before it is sent.

const (
	nonceLasts = 2 * time.Minute
	// ahead is how far our clock may be before Discord's.
	ahead = 5 * time.Second
	// mostPages of a chat are looked through: it is among recent messages, or nowhere.
	mostPages = 5
)

// standing is a message that stands in a chat. Discord does not keep its nonce, others do:
// https://github.com/Rapptz/discord.py/issues/2451
type standing struct {
	ID         string       `json:"id"`
	Author     user         `json:"author"`
	Nonce      any          `json:"nonce"`
	Content    string       `json:"content"`
	Files      []attachment `json:"attachments"`
	Components []component  `json:"components"`
}

// sent is what the first of pieces are called that have been sent already.
func (d *Discord) sent(ctx context.Context, channel string, m bot.Message, pieces []piece) (ids []string, err error) {
	ids = d.parts.sent(m.Nonce)
	if m.Nonce == "" || m.Queued.IsZero() || d.clock.Now().Sub(m.Queued) < nonceLasts || len(ids) >= len(pieces) {
		return ids, nil
	}
	found, err := d.since(ctx, channel, m)
	for _, p := range pieces[len(ids):] {
		i := slices.IndexFunc(found, func(s standing) bool { return !d.said.before(s.ID) && s.is(p) })
		if i < 0 {
			break
		}
		ids = append(ids, found[i].ID)
		d.said.done(found[i].ID) // as this one
	}
	return ids, err
}

// since is what we have said in a channel since m was queued, in its order.
func (d *Discord) since(ctx context.Context, channel string, m bot.Message) (found []standing, err error) {
	after := snowflakeOf(m.Queued.Add(-ahead))
	for range mostPages {
		what := history(channel, after)
		what.urgent = m.Urgent
		var page []standing
		if err := d.client.do(ctx, what, &page); err != nil {
			if shut(err) && !errors.Is(err, bot.ErrUnreachable) {
				return nil, nil // it cannot be looked into, but perhaps be written to
			}
			return nil, err
		}
		slices.SortFunc(page, func(a, b standing) int { return older(a.ID, b.ID) })
		found = append(found, page...)
		if len(page) < mostInPage {
			break
		}
		after = page[len(page)-1].ID
	}
	return slices.DeleteFunc(found, func(s standing) bool { return !s.Author.Bot }), nil
}

// is says whether s is what p shows.
func (s standing) is(p piece) bool {
	if s.Nonce != nil {
		return s.Nonce == p.body.Nonce
	}
	return s.Content == strings.TrimSpace(p.body.Content) &&
		slices.EqualFunc(s.Files, p.body.Attachments, func(a, b attachment) bool { return a.Description == b.Description }) &&
		slices.Equal(idsOf(s.Components), idsOf(p.body.Components))
}

// idsOf is what components carry, and those in them.
func idsOf(all []component) (ids []string) {
	for _, c := range all {
		if c.ID != "" {
			ids = append(ids, c.ID)
		}
		ids = append(ids, idsOf(c.Components)...)
	}
	return ids
}

// Discord's ids hold when they were made, in milliseconds of its own:
// https://discord.com/developers/docs/reference#snowflakes
const (
	firstMilli = 1420070400000
	belowMilli = 22 // bits
)

// snowflakeOf is the first id there may be at a time.
func snowflakeOf(t time.Time) string {
	return strconv.FormatInt(max(t.UnixMilli()-firstMilli, 0)<<belowMilli, 10)
}
