package fake

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
	"time"
)

// pace is how fast the server lets a bot go. The limit of all requests is documented
// (topics/rate-limits); those of the buckets are told with every answer, and are a guess.
type pace struct {
	now     func() time.Time
	all     *bucket
	buckets map[string]*bucket
	refused int
}

// bucket is a number of requests in a stretch of time.
type bucket struct {
	size  int
	span  time.Duration
	used  int
	since time.Time
}

// Limits makes the server obey limits, by the given clock: 50 requests a second in all,
// and 5 messages in 5 seconds in a channel. Answers to interactions are free.
func Limits(now func() time.Time) Option {
	return func(s *Server) {
		s.pace = &pace{now: now, all: &bucket{size: 50, span: time.Second}, buckets: map[string]*bucket{}}
	}
}

// TooFast is how many requests were refused for their pace.
func (s *Server) TooFast() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pace == nil {
		return 0
	}
	return s.pace.refused
}

// take lets a request pass, or says when to come again.
func (p *pace) take(_ *Server, c *Call) *refusal {
	if p == nil || free(c) {
		return nil
	}
	own, now := p.bucket(c), p.now()
	if wait := p.all.wait(now); wait > 0 {
		p.refused++
		return tooMany(wait, true)
	}
	if wait := own.wait(now); wait > 0 {
		p.refused++
		return tooMany(wait, false)
	}
	p.all.used++
	own.used++
	return nil
}

func free(c *Call) bool {
	return strings.HasPrefix(c.op.path, "/interactions/") || strings.HasPrefix(c.op.path, "/webhooks/")
}

// bucket is the one of a route and of what it is about.
func (p *pace) bucket(c *Call) *bucket {
	key := c.Route + " " + c.Path["channel_id"] + c.Path["application_id"]
	b := p.buckets[key]
	if b == nil {
		b = &bucket{size: 20, span: time.Second}
		if c.Route == "POST /channels/{channel_id}/messages" || strings.HasPrefix(c.Route, "PATCH ") {
			b = &bucket{size: 5, span: 5 * time.Second}
		}
		p.buckets[key] = b
	}
	return b
}

// wait begins the bucket anew where its time is over, and says how long until it takes one.
func (b *bucket) wait(now time.Time) time.Duration {
	if now.Sub(b.since) >= b.span {
		b.used, b.since = 0, now
	}
	if b.used < b.size {
		return 0
	}
	return b.span - now.Sub(b.since)
}

// tell puts into an answer what the bot may do next.
func (p *pace) tell(s *Server, c *Call, h http.Header) {
	left, size, after := 999, 1000, time.Second
	if p != nil && !free(c) {
		b := p.bucket(c)
		left, size, after = max(0, b.size-b.used), b.size, b.span-p.now().Sub(b.since)
	}
	h.Set("X-RateLimit-Limit", fmt.Sprint(size))
	h.Set("X-RateLimit-Remaining", fmt.Sprint(left))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(s.now().Add(after).UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", after.Seconds()))
	h.Set("X-RateLimit-Bucket", bucketName(c))
}

func bucketName(c *Call) string {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(c.Route)) // to memory
	return fmt.Sprintf("%016x", sum.Sum64())
}
