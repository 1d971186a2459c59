package discord

import (
	"context"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// In no second there are more than fifty calls, and little time is wasted.
func TestFiftyCallsASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, began := newPace(false), time.Now()
		var at []time.Time
		for i := range 300 {
			if err := p.take(context.Background(), post("/channels/%s/messages", strconv.Itoa(i))); err != nil {
				t.Fatal(err)
			}
			at = append(at, time.Now())
		}
		for i := range at[50:] {
			if at[i+50].Sub(at[i]) < time.Second {
				t.Fatalf("51 calls within %s", at[i+50].Sub(at[i]))
			}
		}
		if took := time.Since(began); took > 9*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// What the headers say of a bucket is kept to, in each channel by itself, whatever routes
// share the bucket; and interactions are no part of it.
func TestBucketsAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(false)
		said := func(left int, after string) http.Header {
			return http.Header{"X-Ratelimit-Bucket": {"b"}, "X-Ratelimit-Remaining": {strconv.Itoa(left)}, "X-Ratelimit-Reset-After": {after}}
		}
		here, there := post("/channels/%s/messages", "1"), post("/channels/%s/messages", "2")
		p.note(here, said(1, "2.5"))
		if err := p.take(t.Context(), here); err != nil {
			t.Error(err)
		}
		if err := p.take(t.Context(), here); err == nil {
			t.Error("an empty bucket was taken from")
		}
		for _, c := range []call{there, post("/interactions/%s/%s/callback", "1", "t"), patch(original, "1", "t")} {
			if err := p.take(t.Context(), c); err != nil {
				t.Errorf("%s: %v", c.name(), err)
			}
		}
		time.Sleep(2501 * time.Millisecond)
		if err := p.take(t.Context(), here); err != nil {
			t.Error(err)
		}
		p.refused(here, &Error{RetryAfter: time.Minute, Global: true})
		if err := p.take(t.Context(), there); err == nil {
			t.Error("all was to wait")
		}
	})
}
