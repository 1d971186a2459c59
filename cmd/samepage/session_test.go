package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// page is output that can be looked at while it is written.
type page struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *page) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

// rest is what was written since it was last asked.
func (p *page) rest() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.text.Reset()
	return p.text.String()
}

// seat is the program in real time, with a person at it.
type seat struct {
	t      *testing.T
	hands  io.WriteCloser
	out    page
	errors page
	code   chan int
}

func sit(t *testing.T, home string) *seat {
	keys, hands := io.Pipe()
	s := &seat{t: t, hands: hands, code: make(chan int)}
	args := []string{"chat", "--data", filepath.Join(home, "data"), "--key", filepath.Join(home, "root.key"), "--zone", "Europe/Berlin"}
	go func() { s.code <- run(t.Context(), args, keys, &s.out, &s.errors) }()
	return s
}

// says types lines and returns what came of them.
func (s *seat) says(lines ...string) string {
	for _, line := range lines {
		io.WriteString(s.hands, line+"\n")
	}
	synctest.Wait()
	return s.out.rest()
}

// waits lets time pass and returns what was said by itself.
func (s *seat) waits(d time.Duration) string {
	time.Sleep(d)
	return s.says()
}

func (s *seat) leaves() {
	s.hands.Close()
	if code := <-s.code; code != exitOK {
		s.t.Errorf("it ended with %d: %s", code, s.errors.rest())
	}
}

// The bubble begins on a Saturday at 01:00 in Berlin.
func TestAPromptComesByItself(t *testing.T) {
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := sit(t, home)
		s.says("1", "2", "1", "Tom, thursdays 4pm", "/checkin", "3", "Ask me daily")
		if got := s.says("Every day at 20:00"); !strings.Contains(got, "2 January") {
			t.Fatalf("got\n%s", got)
		}
		if got := s.waits(42*time.Hour + 59*time.Minute); got != "" {
			t.Errorf("a minute early it said\n%s", got)
		}
		if got := s.waits(time.Minute); !strings.Contains(got, "How was today?\n  [1 bad]   [2]   [3]   [4]   [5 good]\n") {
			t.Errorf("at 20:00 it said\n%s", got)
		}
		if got := s.says("2"); !strings.Contains(got, "Kept: 2 of 5.") {
			t.Errorf("got\n%s", got)
		}
		s.leaves()
	})
}

// What fell due while nobody was there is said at the start, once.
func TestAPromptMissedIsSaidAtTheStart(t *testing.T) {
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := sit(t, home)
		s.says("1", "2", "1", "Tom, thursdays 4pm", "/checkin", "3", "Ask me daily", "Every day at 20:00")
		s.leaves()
		time.Sleep(44 * time.Hour)
		s = sit(t, home)
		if got := s.says(); strings.Count(got, "How was today?") != 1 {
			t.Errorf("it said\n%s", got)
		}
		s.leaves()
	})
}
