package fake

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

// The operations of the gateway (topics/opcodes-and-status-codes).
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opResume    = 6
	opReconnect = 7
	opMembers   = 8
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// The codes a connection is closed with.
const (
	closeUnknownError = 4000
	closeUnknownOp    = 4001
	closeDecode       = 4002
	closeNotIdent     = 4003
	closeAuth         = 4004
	closeTwice        = 4005
	closeRate         = 4008
	closeVersion      = 4012
	closeIntents      = 4013
	closeDisallowed   = 4014
)

// conn is one connection to the gateway.
type conn struct {
	server   *Server
	ws       *websocket.Conn
	out      chan []byte
	closing  chan struct{}
	session  *session
	upset    *Upset // how it goes wrong
	compress bool
	mute     bool // it says nothing any more
	gone     bool
	sent     []time.Time // by the bot, in the last minute
}

// outbox is how many payloads may wait for a bot that does not read.
const outbox = 4096

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// connect serves one connection to the gateway, until it ends.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.handshakes++
	upset := s.nextUpset()
	if q := r.URL.Query(); q.Get("v") != "10" || q.Get("encoding") != "json" {
		s.violate("the gateway", "it is asked for v=10 and encoding=json")
	}
	s.mu.Unlock()
	if upset != nil && upset.status != 0 {
		w.WriteHeader(upset.status)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the bot went away
	}
	c := &conn{server: s, ws: ws, out: make(chan []byte, outbox), closing: make(chan struct{}), upset: upset}
	c.mute = upset != nil && upset.dumb
	s.mu.Lock()
	if s.closed.Load() {
		s.mu.Unlock()
		_ = ws.Close() // nobody waits for it
		return
	}
	s.conns = append(s.conns, c)
	s.running.Go(c.write)
	c.send(obj{"op": opHello, "d": obj{"heartbeat_interval": s.interval.Milliseconds(), "_trace": []any{}}})
	s.mu.Unlock()
	c.read()
}

// write sends what waits.
func (c *conn) write() {
	for {
		select {
		case data := <-c.out:
			kind := websocket.TextMessage
			if data[0] != '{' {
				kind = websocket.BinaryMessage
			}
			if err := c.ws.WriteMessage(kind, data); err != nil {
				return // it is gone, which the reader sees too
			}
		case <-c.closing:
			return
		}
	}
}

// send puts a payload on its way. The lock is held.
func (c *conn) send(payload obj) {
	if c.mute || c.gone {
		return
	}
	data := marshal(payload)
	if c.compress && len(data) > 256 {
		data = deflated(data)
	}
	select {
	case c.out <- data:
	default:
		c.end(closeUnknownError)
	}
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data) // to memory
	_ = w.Close()        // to memory
	return b.Bytes()
}

// read takes what the bot sends, until the connection ends. Closing it with 1000 or
// 1001 ends the session.
func (c *conn) read() {
	s := c.server
	for {
		_, data, err := c.ws.ReadMessage()
		s.mu.Lock()
		if err != nil {
			c.left(websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway))
			s.mu.Unlock()
			return
		}
		c.take(data)
		s.touch()
		s.mu.Unlock()
	}
}

// left forgets the connection. The lock is held.
func (c *conn) left(forever bool) {
	if c.session != nil && forever {
		c.session.over = true
	}
	c.cut()
	c.server.conns = slices.DeleteFunc(c.server.conns, func(other *conn) bool { return other == c })
	c.server.touch()
}

// cut breaks the connection without a word. The lock is held.
func (c *conn) cut() {
	if !c.gone {
		c.gone = true
		close(c.closing)
		_ = c.ws.NetConn().Close() // it is to be gone
	}
	if c.session != nil && c.session.on == c {
		c.session.leave()
	}
}

// end closes the connection with a code. The lock is held.
func (c *conn) end(code int) {
	if !c.gone {
		message := websocket.FormatCloseMessage(code, closeWords[code])
		_ = c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second)) // or it is gone
	}
	c.cut()
}

var closeWords = map[int]string{
	closeUnknownOp: "Unknown opcode.", closeDecode: "Error while decoding payload.", closeNotIdent: "Not authenticated.",
	closeAuth: "Authentication failed.", closeTwice: "Already authenticated.", closeRate: "You are being rate limited.",
	closeVersion: "Invalid API version.", closeIntents: "Invalid intent(s).", closeDisallowed: "Disallowed intent(s).",
}

func (s *Server) cutAll() {
	for _, c := range s.conns {
		c.cut()
	}
}

// take deals with one payload of the bot.
func (c *conn) take(data []byte) {
	v, err := readJSON(data)
	o, ok := v.(obj)
	switch {
	case c.mute || c.gone:
		return
	case err != nil || !ok || len(data) > 4096:
		c.server.violate("the gateway", fmt.Sprintf("a payload of %d bytes that is no JSON object of at most 4096", len(data)))
		c.end(closeDecode)
		return
	case c.tooFast():
		c.server.violate("the gateway", "more than 120 payloads in a minute")
		c.end(closeRate)
		return
	}
	switch op := number(o, "op"); op {
	case opHeartbeat:
		c.send(obj{"op": opAck})
	case opIdentify:
		c.identify(child(o, "d"))
	case opResume:
		c.resume(child(o, "d"))
	case opPresence, opMembers:
		if c.session == nil {
			c.end(closeNotIdent)
		}
	default:
		c.server.violate("the gateway", fmt.Sprintf("op %d", op))
		c.end(closeUnknownOp)
	}
}

func (c *conn) tooFast() bool {
	now := c.server.now()
	c.sent = slices.DeleteFunc(append(c.sent, now), func(t time.Time) bool { return now.Sub(t) > time.Minute })
	return len(c.sent) > 120
}
