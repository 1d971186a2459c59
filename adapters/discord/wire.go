package discord

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// What discordgo keeps to itself, or does itself harm with, is seen to on the wire below
// it. A line is one connection of its, on which frames pass as they are, but for the two
// it handles badly: "reconnect" (7), at which it can wait for its own lock for ever, and
// "invalid session" (9), at which it identifies at once and without end. At either the
// line ends instead, and so it does where Discord leaves something unanswered, which
// discordgo takes minutes to find out. Why it ended is kept, and no frame that says
// goodbye gets out, since that would end the session with it.
type line struct {
	net.Conn
	patience time.Duration

	mu    sync.Mutex
	asked time.Time // since when something of ours is unanswered; zero for nothing
	in    frames
	how   ending
}

// ending is how a line ended.
type ending struct {
	code    int  // that Discord closed it with; 0 where it did not
	asked   bool // Discord wants a new connection
	invalid bool // the session is over
	silent  bool // nothing was answered
}

// longestSilence is between two frames at most: a heartbeat is answered every 41 s.
const longestSilence = 90 * time.Second

var errEnded = errors.New("the line has ended")

func newLine(conn net.Conn, patience time.Duration) *line {
	return &line{Conn: conn, patience: patience}
}

// Read reads what Discord sends, up to the frame the line ends at.
func (l *line) Read(b []byte) (int, error) {
	if l.in.upgraded {
		l.await()
	}
	n, err := l.Conn.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) && l.in.upgraded {
		return 0, l.end(ending{silent: true})
	}
	if n > 0 {
		if n, over := l.look(b[:n]); over {
			return n, l.ifNone(n)
		}
	}
	return n, err
}

// await sets how long the next frame may take.
func (l *line) await() {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := time.Now().Add(longestSilence)
	if !l.asked.IsZero() {
		until = l.asked.Add(l.patience)
	}
	_ = l.Conn.SetReadDeadline(until)
}

// look reads along, and says how much of it goes on where the line is over.
func (l *line) look(b []byte) (n int, over bool) {
	began := l.in.upgraded
	for i := range b {
		frame, done := l.in.take(b[i])
		if !done {
			continue
		}
		if how, ends := endingOf(frame); ends {
			_ = l.end(how)
			if how.code != 0 {
				return i + 1, true // discordgo is to see that it was closed
			}
			return min(i, frame.start(i)), true
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = time.Time{}
	if !began && l.in.upgraded {
		l.asked = time.Now() // for the greeting
	}
	return len(b), false
}

func (l *line) ifNone(n int) error {
	if n == 0 {
		return io.EOF
	}
	return nil
}

// Write sends, and where it is a message, an answer is owed from then on. A goodbye of
// discordgo's own ends the line and not the session.
func (l *line) Write(b []byte) (int, error) {
	if len(b) > 0 && b[0] == opClose|final {
		_ = l.end(ending{})
		return len(b), nil
	}
	_ = l.Conn.SetWriteDeadline(time.Now().Add(l.patience))
	if len(b) > 0 && b[0] == opText|final {
		l.mu.Lock()
		if l.asked.IsZero() {
			l.asked = time.Now()
			_ = l.Conn.SetReadDeadline(l.asked.Add(l.patience))
		}
		l.mu.Unlock()
	}
	return l.Conn.Write(b)
}

// end ends the line without a goodbye.
func (l *line) end(how ending) error {
	l.mu.Lock()
	if l.how == (ending{}) {
		l.how = how
	}
	l.mu.Unlock()
	_ = l.Conn.Close()
	return errEnded
}

// goodbye is the frame that ends a session, as a client sends it: closed as 1000, under
// a mask of zeros.
var goodbye = []byte{opClose | final, 0x80 | 2, 0, 0, 0, 0, 0x03, 0xe8}

// hangUp ends the line and the session with it.
func (l *line) hangUp() {
	_ = l.Conn.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = l.Conn.Write(goodbye)
	_ = l.Conn.Close()
}

func (l *line) ending() ending {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.how
}

// endingOf is the ending that a frame means.
func endingOf(f frame) (how ending, ends bool) {
	if f.op == opClose {
		how.code = noCode
		if len(f.body) >= 2 {
			how.code = int(binary.BigEndian.Uint16(f.body))
		}
		return how, true
	}
	var said struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if f.op != opText || len(f.body) == 0 || json.Unmarshal(f.body, &said) != nil {
		return how, false
	}
	switch said.Op {
	case 7:
		return ending{asked: true}, true
	case 9:
		again := string(said.Data) == "true"
		return ending{asked: again, invalid: !again}, true
	}
	return how, false
}

// Parts of a frame's first byte: https://www.rfc-editor.org/rfc/rfc6455#section-5.2
const (
	opText  = 1
	opClose = 8
	final   = 0x80

	noCode = 1005 // closed without one
)

// longestKept is how long a frame may be to be looked into: those that matter are short.
const longestKept = 512

// frame is one that has come whole; body only where it is short.
type frame struct {
	op     byte
	length int // of the head and the body
	body   []byte
}

// start is where a frame began in what was read, that ends at an index of it.
func (f frame) start(end int) int { return max(0, end+1-f.length) }

// frames finds the frames in what a server sends, after the answer to the upgrade.
type frames struct {
	upgraded bool
	tail     [4]byte // of the answer to the upgrade
	head     []byte
	left     uint64 // of the body
	body     []byte
	long     bool
}

// take takes one byte more, and returns the frame that is whole with it.
func (s *frames) take(b byte) (f frame, done bool) {
	switch {
	case !s.upgraded:
		s.tail = [4]byte{s.tail[1], s.tail[2], s.tail[3], b}
		s.upgraded = string(s.tail[:]) == "\r\n\r\n"
		return f, false
	case s.left == 0:
		s.head = append(s.head, b)
		if !s.headed() {
			return f, false
		}
	default:
		s.left--
		if !s.long {
			s.body = append(s.body, b)
		}
	}
	if s.left > 0 {
		return f, false
	}
	f = frame{op: s.head[0] & 0xf, length: len(s.head) + len(s.body), body: s.body}
	*s = frames{upgraded: true}
	return f, true
}

// headed says whether the head is whole, and then knows how long the body is.
func (s *frames) headed() bool {
	if len(s.head) < 2 {
		return false
	}
	length := uint64(s.head[1] & 0x7f)
	switch {
	case length < 126:
		s.left = length
	case length == 126 && len(s.head) == 4:
		s.left = uint64(binary.BigEndian.Uint16(s.head[2:]))
	case length == 127 && len(s.head) == 10:
		s.left = binary.BigEndian.Uint64(s.head[2:])
	default:
		return false
	}
	s.long = s.left > longestKept
	return true
}
