package discord

import (
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

const upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"

// sent is a frame of text as a server sends it.
func sent(words string) string { return string([]byte{opText | final, byte(len(words))}) + words }

// read is all that comes through a line, in the pieces it was written in, and its end.
func read(t *testing.T, pieces ...string) (through string, how ending) {
	here, there := net.Pipe()
	l := newLine(here, time.Second)
	go func() {
		for _, p := range pieces {
			_, _ = there.Write([]byte(p))
		}
		there.Close()
	}()
	all, _ := io.ReadAll(l)
	return string(all), l.ending()
}

func TestALineEndsWhereItMust(t *testing.T) {
	hello, again, over := sent(`{"op":10,"d":{}}`), sent(`{"op":7,"d":null}`), sent(`{"op":9,"d":false}`)
	shut := string([]byte{opClose | final, 2, 0x0f, 0xa4}) // 4004
	for name, c := range map[string]struct {
		frames, through string
		how             ending
	}{
		"nothing":   {hello, hello, ending{}},
		"op 7":      {hello + again + hello, hello, ending{asked: true}},
		"op 9":      {hello + over, hello, ending{invalid: true}},
		"resumable": {sent(`{"op":9,"d":true}`), "", ending{asked: true}},
		"4004":      {hello + shut + hello, hello + shut, ending{code: 4004}},
	} {
		if through, how := read(t, upgraded+c.frames); through != upgraded+c.through || how != c.how {
			t.Errorf("%s: %q came through, and it ended as %+v", name, through, how)
		}
		var bytes []string
		for _, b := range []byte(upgraded + c.frames) {
			bytes = append(bytes, string([]byte{b}))
		}
		if _, how := read(t, bytes...); how != c.how {
			t.Errorf("%s: byte by byte it ended as %+v", name, how)
		}
	}
}

// With a heartbeat every 41 s, as Discord asks for, silence is noticed within a minute
// of when it began, at the worst moment; what is answered in time ends nothing.
func TestSilenceIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here, there := net.Pipe()
		l := newLine(here, patience)
		go func() { _, _ = there.Write([]byte(upgraded + sent(`{"op":10}`))) }()
		go func() { _, _ = io.Copy(io.Discard, there) }()
		buffer := make([]byte, 4096)
		_, _ = l.Read(buffer)
		ended := make(chan time.Time)
		go func() {
			for {
				if _, err := l.Read(buffer); err != nil {
					ended <- time.Now()
					return
				}
			}
		}()
		for range 3 { // heartbeats that are answered
			time.Sleep(41250 * time.Millisecond)
			_, _ = l.Write([]byte(sent(`{"op":1}`)))
			_, _ = there.Write([]byte(sent(`{"op":11}`)))
		}
		silent := time.Now()
		time.Sleep(41250 * time.Millisecond)
		_, _ = l.Write([]byte(sent(`{"op":1}`)))
		if took := (<-ended).Sub(silent); took > 50*time.Second || !l.ending().silent {
			t.Errorf("after %s it ended as %+v", took, l.ending())
		}
	})
}

// discordgo says goodbye whenever something goes wrong, which would end the session.
func TestNoGoodbyeGetsOut(t *testing.T) {
	here, there := net.Pipe()
	l := newLine(here, time.Second)
	out := make(chan []byte)
	go func() { all, _ := io.ReadAll(there); out <- all }()
	if _, err := l.Write(goodbye); err != nil {
		t.Error(err)
	}
	if all := <-out; len(all) != 0 {
		t.Errorf("%x got out", all)
	}
	if _, err := l.Conn.Write([]byte("x")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the line goes on: %v", err)
	}
}

// Whatever comes, little of it is kept and nothing falls.
func FuzzFrames(f *testing.F) {
	f.Add([]byte(upgraded + sent(`{"op":10}`)))
	f.Add([]byte(upgraded + "\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Add([]byte(upgraded + "\x88\x00\x88\x01a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s frames
		for _, b := range data {
			one, _ := s.take(b)
			endingOf(one)
			if len(s.body) > longestKept || len(one.body) > longestKept || len(s.head) > 10 {
				t.Fatalf("%d bytes are kept", len(s.body))
			}
		}
	})
}
