package telegram

import (
	"errors"
	"net"
	"syscall"
	"time"
)

// watched is a connection that is looked at before it is used again: a server closes one
// that nothing came over for a while, and what is sent into it then is lost, late and
// doubtful (https://github.com/valyala/fasthttp/issues/1063).
type watched struct {
	net.Conn
	unlooked time.Duration // it may lie idle without
	used     time.Time
}

var errLetGo = errors.New("the server has let go of the connection")

// Write sends nothing into a connection that the server has closed.
func (w *watched) Write(b []byte) (int, error) {
	now := time.Now()
	if !w.used.IsZero() && now.Sub(w.used) >= w.unlooked && closed(w.Conn) {
		return 0, errLetGo
	}
	w.used = now
	return w.Conn.Write(b)
}

// Read notes when something came.
func (w *watched) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	w.used = time.Now()
	return n, err
}

// closed says whether an idle connection has come to its end, or has something to say that
// nobody asked for, as when TLS is ended. It waits for nothing.
func closed(c net.Conn) bool {
	raw, ok := c.(syscall.Conn)
	if !ok {
		return false
	}
	conn, err := raw.SyscallConn()
	if err != nil {
		return true
	}
	idle := false
	_ = c.SetReadDeadline(time.Time{}) // that of the last answer
	err = conn.Read(func(fd uintptr) bool {
		var one [1]byte
		_, err := syscall.Read(int(fd), one[:])
		idle = errors.Is(err, syscall.EAGAIN)
		return true
	})
	return err != nil || !idle
}
