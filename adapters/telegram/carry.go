package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/valyala/fasthttp"

	"samepage/bot"
)

// request is one call as it goes out. Its URL holds the token.
type request struct {
	verb, url string
	kind      string // of the body
	body      []byte
	most      int // bytes of an answer that are read
}

// answer is what came back, of whatever code.
type answer struct {
	method     string
	code       int
	retryAfter string // the header
	body       []byte // until it is let go of
	lent       *[]byte
}

// bodies are what answers are read into, again and again.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

// letGo gives the body back: it has been read.
func (a answer) letGo() {
	if a.lent != nil {
		bodies.Put(a.lent)
	}
}

// carrier makes calls.
type carrier interface {
	carry(ctx context.Context, r request) (answer, error)
}

// swift makes calls over connections that it keeps. It takes half the time of net/http,
// which has two goroutines for each connection, and most of what a message costs is its
// calls. It knows no proxies.
type swift struct {
	client fasthttp.Client
	crew   bot.Crew
}

const (
	mostConns   = 1024             // one for each call under way
	kept        = 256              // without calls, by what is steady
	keptFor     = 90 * time.Second // without calls, as net/http does
	dialTimeout = 10 * time.Second
	unlooked    = time.Second // a connection may lie idle and be used without a look at it
)

func newSwift(unlooked time.Duration) *swift {
	dialer := net.Dialer{Timeout: dialTimeout}
	return &swift{client: fasthttp.Client{
		Dial: func(address string) (net.Conn, error) {
			c, err := dialer.Dial("tcp", address)
			return &watched{Conn: c, unlooked: unlooked}, err
		},
		WriteTimeout:              callTimeout, // without one, a peer that is mute over TLS holds its slot for good
		MaxConnsPerHost:           mostConns,
		MaxConnWaitTimeout:        callTimeout,
		MaxIdleConnDuration:       keptFor,
		MaxResponseBodySize:       longestBody,
		MaxIdemponentCallAttempts: mostConns + 1, // each that is kept may have been let go of
		NoDefaultUserAgentHeader:  true,
		DisablePathNormalizing:    true,
		// Nothing has been sent then, so nothing can be doubled.
		RetryIfErr: func(_ *fasthttp.Request, _ int, err error) (resetTimeout, again bool) {
			return false, errors.Is(err, errLetGo)
		},
	}}
}

// carry ends with ctx, though the call may go on for a while.
func (s *swift) carry(ctx context.Context, r request) (answer, error) {
	deadline, ends := ctx.Deadline()
	if !ends {
		deadline = time.Now().Add(callTimeout)
	}
	type outcome struct {
		answer
		error
	}
	done := make(chan outcome, 1)
	s.crew.Go(func() {
		a, err := s.do(r, deadline)
		done <- outcome{a, err}
	})
	select {
	case o := <-done:
		return o.answer, o.error
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

func (s *swift) do(r request, deadline time.Time) (a answer, err error) {
	out, in := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(out)
	defer fasthttp.ReleaseResponse(in)
	out.SetRequestURI(r.url)
	out.Header.SetMethod(r.verb)
	if r.body != nil {
		out.Header.SetContentType(r.kind)
		out.SetBodyRaw(r.body)
	}
	switch err := s.client.DoDeadline(out, in, deadline); {
	case errors.Is(err, fasthttp.ErrTimeout):
		return a, context.DeadlineExceeded
	case errors.Is(err, fasthttp.ErrBodyTooLarge):
		return a, errTooBig
	case err != nil:
		return a, err
	}
	body, lent := in.Body(), bodies.Get().(*[]byte)
	*lent = append((*lent)[:0], body[:min(len(body), r.most)]...)
	return answer{code: in.StatusCode(), retryAfter: string(in.Header.Peek("Retry-After")), body: *lent, lent: lent}, nil
}

// steady makes calls as net/http does: through a proxy, or through whatever stands in.
type steady struct {
	http.RoundTripper // which follows no redirect: that would hand the token on
}

func (s steady) carry(ctx context.Context, r request) (a answer, err error) {
	req, err := http.NewRequestWithContext(ctx, r.verb, r.url, bytes.NewReader(r.body))
	if err != nil {
		return a, err
	}
	if r.body != nil {
		req.Header.Set("Content-Type", r.kind)
	}
	resp, err := s.RoundTrip(req)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, int64(r.most)))
	return answer{code: resp.StatusCode, retryAfter: resp.Header.Get("Retry-After"), body: body}, err
}

// newCarrier is the one that reaches an address.
func newCarrier(c Config, address *url.URL) carrier {
	if c.Transport != nil {
		return steady{c.Transport}
	}
	if proxy, err := http.ProxyFromEnvironment(&http.Request{URL: address}); proxy != nil || err != nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConns, t.MaxIdleConnsPerHost = kept, kept
		t.DisableCompression = true // of answers that mostly are shorter than a packet
		return steady{t}
	}
	return newSwift(unlooked)
}
