package fake

import (
	"context"
	"io"
	"net"
	"sync"
	"time"
)

// Piped makes the server be reached by its Dial alone, within the process and without the
// network of the machine: in a bubble of testing/synctest everything then happens at
// once, and what takes long takes no time.
func Piped() Option {
	return func(s *Server) { s.pipes = &pipes{made: make(chan net.Conn), over: make(chan struct{})} }
}

// Dial is how to connect to the server; nil for over the network.
func (s *Server) Dial() func(ctx context.Context, network, address string) (net.Conn, error) {
	if s.pipes == nil {
		return nil
	}
	return s.pipes.dial
}

// pipes listens for connections within the process.
type pipes struct {
	made  chan net.Conn
	over  chan struct{}
	close sync.Once
}

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	a, b := net.Pipe()
	select {
	case p.made <- b:
		return newPiped(a), nil
	case <-p.over:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept is the next connection.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case end := <-p.made:
		return newPiped(end), nil
	case <-p.over:
		return nil, net.ErrClosed
	}
}

// Close ends the listening, and no connection.
func (p *pipes) Close() error {
	p.close.Do(func() { close(p.over) })
	return nil
}

// Addr is one that looks like any.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// piped is an end of a pipe whose writes never wait, as on a network: what was written is
// on its way, and arrives though the end is closed.
type piped struct {
	net.Conn
	mu     sync.Mutex
	more   *sync.Cond
	out    []byte
	closed bool
}

// newPiped begins to carry, so it is for an end that somebody has.
func newPiped(end net.Conn) *piped {
	p := &piped{Conn: end}
	p.more = sync.NewCond(&p.mu)
	go p.carry()
	return p
}

func (p *piped) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return 0, net.ErrClosed
	}
	p.out = append(p.out, b...)
	p.more.Signal()
	return len(b), nil
}

// SetWriteDeadline does nothing: no write takes time.
func (p *piped) SetWriteDeadline(time.Time) error { return nil }

// SetDeadline sets the one for reading.
func (p *piped) SetDeadline(t time.Time) error { return p.SetReadDeadline(t) }

// Read is what has arrived, until this end is closed.
func (p *piped) Read(b []byte) (int, error) {
	if p.isClosed() {
		return 0, net.ErrClosed
	}
	if n, err := p.Conn.Read(b); !p.isClosed() {
		return n, err
	}
	return 0, net.ErrClosed
}

// Close ends what is being read here at once. What still arrives is let go of, so that the
// other end is rid of it.
func (p *piped) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return net.ErrClosed
	}
	p.closed = true
	p.more.Signal()
	_ = p.SetReadDeadline(time.Unix(1, 0))
	go p.drain()
	return nil
}

func (p *piped) drain() {
	_ = p.SetReadDeadline(time.Time{})
	_, _ = io.Copy(io.Discard, p.Conn)
}

func (p *piped) isClosed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closed
}

func (p *piped) carry() {
	defer p.Conn.Close()
	for b := p.next(); b != nil; b = p.next() {
		if _, err := p.Conn.Write(b); err != nil {
			_ = p.Close()
			return
		}
	}
}

// next waits for what was written; nil after the last.
func (p *piped) next() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.out) == 0 && !p.closed {
		p.more.Wait()
	}
	b := p.out
	p.out = nil
	return b
}
