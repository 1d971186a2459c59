package telegram

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
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
