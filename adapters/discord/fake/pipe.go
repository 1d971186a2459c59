package fake

import (
	"context"
	"net"
	"sync"
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
	here, there := net.Pipe()
	select {
	case p.made <- there:
		return here, nil
	case <-p.over:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept is the next connection.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.made:
		return conn, nil
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
