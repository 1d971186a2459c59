package telegram

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func call(t *testing.T, c carrier, url string) (answer, error) {
	t.Helper()
	return c.carry(t.Context(), request{http.MethodPost, url, "application/json", []byte("{}"), longestBody})
}

// What a server says comes back in the same way, whichever way it was asked.
func TestCarriersAgree(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7")
		w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
		w.WriteHeader(http.StatusFound)
		w.Write([]byte(r.Method + " " + r.URL.EscapedPath() + " " + r.Header.Get("Content-Type")))
	}))
	defer server.Close()
	for name, c := range map[string]carrier{"swift": newSwift(unlooked), "steady": steady{http.DefaultTransport}} {
		got, err := call(t, c, server.URL+"/bot7:token/a%20b")
		if err != nil || got.code != http.StatusFound || got.retryAfter != "7" || string(got.body) != "POST /bot7:token/a%20b application/json" {
			t.Errorf("%s: %d, %q, %q, %v", name, got.code, got.retryAfter, got.body, err)
		}
		got, err = c.carry(t.Context(), request{verb: http.MethodGet, url: server.URL + "/file", most: 5})
		if err != nil || string(got.body) != "GET /" {
			t.Errorf("%s: %q, %v", name, got.body, err)
		}
	}
}

// A connection that the server has closed is not used again, though its last deadline is
// over; what was to be said is said once, over another.
func TestAClosedConnectionLosesNothing(t *testing.T) {
	var calls, conns atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { calls.Add(1) }))
	closed := make(chan struct{}, 9)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			conns.Add(1)
		case http.StateClosed:
			closed <- struct{}{}
		}
	}
	server.Start()
	defer server.Close()
	s := newSwift(0)
	for range 2 {
		if _, err := call(t, s, server.URL); err != nil {
			t.Fatal(err)
		}
	}
	if conns.Load() != 1 {
		t.Errorf("two calls took %d connections", conns.Load())
	}
	server.CloseClientConnections()
	<-closed
	if _, err := call(t, s, server.URL); err != nil || calls.Load() != 3 || conns.Load() != 2 {
		t.Errorf("%d calls over %d connections, %v", calls.Load(), conns.Load(), err)
	}
}

// connected is both ends of a connection.
func connected(t *testing.T) (ours, theirs net.Conn) {
	t.Helper()
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	if ours, err = net.Dial("tcp", server.Addr().String()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ours.Close() })
	if theirs, err = server.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { theirs.Close() })
	return ours, theirs
}

// The deadline of a call that is over ends no later one.
func TestAnIdleConnectionOutlivesItsDeadline(t *testing.T) {
	c, _ := connected(t)
	w := &watched{Conn: c, used: time.Now()}
	_ = c.SetReadDeadline(time.Now().Add(-time.Second))
	if _, err := w.Write([]byte("more")); err != nil {
		t.Errorf("it is taken to be closed: %v", err)
	}
}

// A connection that was reset is not used again either.
func TestAConnectionThatWasReset(t *testing.T) {
	c, theirs := connected(t)
	_ = theirs.(*net.TCPConn).SetLinger(0) // which has Close reset it
	theirs.Close()
	raw, err := c.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	_ = raw.Control(func(fd uintptr) { _, err = unix.Poll([]unix.PollFd{{Fd: int32(fd)}}, -1) }) // until that is here
	w := &watched{Conn: c, used: time.Now()}
	if _, wrote := w.Write([]byte("more")); err != nil || !errors.Is(wrote, errLetGo) {
		t.Errorf("it is used again: %v, %v", wrote, err)
	}
}

// Behind a proxy calls are made as net/http does, which knows proxies. It reads the
// environment once in a process.
func TestBehindAProxy(t *testing.T) {
	address := &url.URL{Scheme: "https", Host: "api.telegram.org"}
	if os.Getenv("HTTPS_PROXY") != "" {
		if _, ok := newCarrier(Config{}, address).(steady); !ok {
			t.Error("calls go past the proxy")
		}
		return
	}
	again := exec.Command(os.Args[0], "-test.run", "^TestBehindAProxy$")
	again.Env = append(os.Environ(), "HTTPS_PROXY=http://127.0.0.1:9", "NO_PROXY=")
	if out, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// A call ends with whoever makes it, and at its deadline.
func TestACallEnds(t *testing.T) {
	hold := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hold }))
	defer server.Close()
	defer close(hold)
	s := newSwift(unlooked)
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	if _, err := s.carry(ctx, request{verb: http.MethodGet, url: server.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	_, err := s.do(request{verb: http.MethodGet, url: server.URL}, time.Now().Add(time.Millisecond))
	if reason(err) != "no answer in time" {
		t.Errorf("at its deadline: %v", err)
	}
}

// An answer that is too long is none, and says so.
func TestAnAnswerTooLong(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, longestBody+1)) }))
	defer server.Close()
	if _, err := call(t, newSwift(unlooked), server.URL); !errors.Is(err, errTooBig) {
		t.Errorf("got %v", err)
	}
}
