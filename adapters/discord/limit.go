package discord

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"samepage/bot"
)

// What Discord takes: fifty calls a second from a bot, of which answers to interactions
// are no part, and for each kind of call in each place what its headers say:
// https://discord.com/developers/docs/topics/rate-limits
const (
	perSecond  = 38 // some below, since calls bunch on their way
	burst      = 5
	sweepAfter = 4096 // buckets
)

// pace keeps to the limits before Discord has to say so.
type pace struct {
	all *rate.Limiter

	mu      sync.Mutex
	names   map[string]string  // what Discord calls a route's bucket
	buckets map[string]*bucket // by that, and by the place
	until   time.Time          // nothing goes before
}

// bucket is what may still be called in a place until it is filled again.
type bucket struct {
	left  int
	reset time.Time
}

func newPace(none bool) *pace {
	p := &pace{names: map[string]string{}, buckets: map[string]*bucket{}}
	if !none {
		p.all = rate.NewLimiter(perSecond, burst)
	}
	return p
}

// take is leave for a call. Where its place had too much, it is a bot.Wait at once, so
// that others go first; where the bot had, it waits. What is urgent waits for neither,
// and answers to interactions are not counted.
func (p *pace) take(ctx context.Context, c call) error {
	if p.all == nil || c.interaction() {
		return nil
	}
	wait := p.reserve(c, time.Now())
	switch {
	case c.urgent:
		return nil
	case wait > 0:
		return &bot.Wait{For: wait}
	}
	return p.all.Wait(ctx)
}

// reserve takes one call from its bucket, or says how long that is empty. A bucket that
// is not known yet is not empty.
func (p *pace) reserve(c call, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.until) {
		return p.until.Sub(now)
	}
	b := p.buckets[p.key(c)]
	switch {
	case b == nil || !now.Before(b.reset):
		return 0
	case b.left <= 0:
		return b.reset.Sub(now)
	}
	b.left--
	return 0
}

// key is the bucket of a call: Discord counts apart for each channel.
func (p *pace) key(c call) string {
	name, known := p.names[c.name()]
	if !known {
		name = c.name()
	}
	if len(c.vars) > 0 {
		name += " " + c.vars[0]
	}
	return name
}

// note is what the headers of an answer say of its bucket.
func (p *pace) note(c call, h http.Header) {
	left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, failed := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if err != nil || failed != nil || c.interaction() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if name := h.Get("X-RateLimit-Bucket"); name != "" {
		p.names[c.name()] = name
	}
	now := time.Now()
	if b := p.buckets[p.key(c)]; b != nil && now.Before(b.reset) {
		left = min(left, b.left)
	}
	p.keep(c, &bucket{left, now.Add(seconds(max(after, 0.001)))}, now)
}

// refused is an answer that was too much: nothing of the kind goes until it says.
func (p *pace) refused(c call, e *Error) {
	if e.RetryAfter == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	switch {
	case e.Global:
		p.until = now.Add(e.RetryAfter)
	case !c.interaction():
		p.keep(c, &bucket{0, now.Add(e.RetryAfter)}, now)
	}
}

// keep keeps a bucket, and lets go of those that are full again where there are many.
func (p *pace) keep(c call, b *bucket, now time.Time) {
	if len(p.buckets) >= sweepAfter {
		for key, old := range p.buckets {
			if !now.Before(old.reset) {
				delete(p.buckets, key)
			}
		}
	}
	p.buckets[p.key(c)] = b
}
