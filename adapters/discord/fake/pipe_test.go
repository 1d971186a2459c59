package fake

import (
	"context"
	"errors"
	"net"
	"testing"
	"testing/synctest"
)

// A connection that was never made leaves nothing behind: the bubble would not end.
func TestAConnectionNobodyTook(t *testing.T) {
	for _, c := range []struct {
		ended func(*pipes, context.CancelFunc)
		want  error
	}{
		{func(p *pipes, _ context.CancelFunc) { p.Close() }, net.ErrClosed},
		{func(_ *pipes, cancel context.CancelFunc) { cancel() }, context.Canceled},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := &pipes{made: make(chan net.Conn), over: make(chan struct{})}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			c.ended(p, cancel)
			if conn, err := p.dial(ctx, "", ""); conn != nil || !errors.Is(err, c.want) {
				t.Errorf("got %v, %v; want %v", conn, err, c.want)
			}
		})
	}
}

// Two who hang up at once, each with something on its way to the other, leave nothing
// behind.
func TestBothHangUpAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipes{made: make(chan net.Conn), over: make(chan struct{})}
		var here, there net.Conn
		go func() { there, _ = p.Accept() }()
		here, _ = p.dial(t.Context(), "", "")
		synctest.Wait()
		for _, end := range []net.Conn{here, there} {
			if _, err := end.Write([]byte("good bye")); err != nil {
				t.Error(err)
			}
		}
		here.Close()
		there.Close()
		if n, err := here.Read(make([]byte, 8)); err == nil {
			t.Errorf("%d bytes were read after the end", n)
		}
	})
}
