package telegram

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Calls that go on at the same time keep their connections for those that follow.
func TestConnectionsAreKept(t *testing.T) {
	const atOnce = 200
	var opened atomic.Int64
	all := newMeeting(atOnce)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all.wait()
		fmt.Fprint(w, `{"ok":true,"result":true}`)
	}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	c, err := newClient(Config{Token: "1:token", API: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		var calls sync.WaitGroup
		for range atOnce {
			calls.Go(func() {
				if err := c.call(t.Context(), "sendMessage", params{"text": "hello"}, nil); err != nil {
					t.Error(err)
				}
			})
		}
		calls.Wait()
	}
	if n := opened.Load(); n > atOnce+atOnce/10 { // one may yet be on its way back when the next is wanted
		t.Errorf("%d connections for %d calls at once", n, atOnce)
	}
}

// However many kept connections the server has let go of, a call passes over a new one.
func TestManyClosedConnectionsLoseNothing(t *testing.T) {
	const many = 8
	all, calls, closed := newMeeting(many), atomic.Int32{}, make(chan struct{}, 9*many)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if calls.Add(1) <= many {
			all.wait()
		}
	}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateClosed {
			closed <- struct{}{}
		}
	}
	server.Start()
	defer server.Close()
	s := newSwift(0)
	var atOnce sync.WaitGroup
	for range many {
		atOnce.Go(func() {
			if _, err := call(t, s, server.URL); err != nil {
				t.Error(err)
			}
		})
	}
	atOnce.Wait()
	server.CloseClientConnections()
	for range many {
		<-closed
	}
	if _, err := call(t, s, server.URL); err != nil || calls.Load() != many+1 {
		t.Errorf("after %d calls: %v", calls.Load(), err)
	}
}

// halfMute takes a first connection and says nothing.
type halfMute struct {
	net.Listener
	mute  net.Conn
	taken func() // called as it has
}

func (h *halfMute) Accept() (net.Conn, error) {
	c, err := h.Listener.Accept()
	if h.mute == nil && err == nil {
		h.mute = c
		h.taken()
		return h.Listener.Accept()
	}
	return c, err
}

// A peer that takes a connection and never shakes hands over TLS does not hold what is
// needed for another.
func TestAMuteServerIsReachedAgain(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	given, giveUp := context.WithCancel(t.Context())
	listener := &halfMute{Listener: server.Listener, taken: giveUp}
	server.Listener = listener
	server.StartTLS()
	defer func() { server.Close(); listener.mute.Close() }()
	s := newSwift(unlooked)
	s.client.TLSConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
	s.client.MaxConnsPerHost, s.client.WriteTimeout = 1, min(s.client.WriteTimeout, time.Second)
	get := request{verb: http.MethodGet, url: server.URL, most: longestBody}
	if _, err := s.carry(given, get); err == nil {
		t.Error("it was not mute")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := s.carry(ctx, get); err != nil {
		t.Errorf("it talks, and is not reached: %v", err)
	}
}

// meeting lets nobody on before all have come.
type meeting struct {
	mu      sync.Mutex
	size    int
	waiting []chan struct{}
}

func newMeeting(size int) *meeting { return &meeting{size: size} }

func (m *meeting) wait() {
	on := make(chan struct{})
	m.mu.Lock()
	m.waiting = append(m.waiting, on)
	if len(m.waiting) == m.size {
		for _, w := range m.waiting {
			close(w)
		}
		m.waiting = nil
	}
	m.mu.Unlock()
	<-on
}
