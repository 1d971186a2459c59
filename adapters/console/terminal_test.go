package console

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"

	"samepage/bot"
)

// display is a terminal's output that can be looked at while it is written to.
type display struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (d *display) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.out.Write(b)
}

func (d *display) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.out.String()
}

// seat is a console at a terminal of 40 columns.
func seat(in io.Reader) (*Console, *display) {
	d := &display{}
	size := func() (int, int) { return 40, 24 }
	raw := func() (func(), error) { return func() {}, nil }
	return &Console{screen: newTerminal(in, d, size, raw)}, d
}

func typed(t *testing.T, keys string) (events []bot.Event, shown string) {
	t.Helper()
	c, d := seat(strings.NewReader(keys))
	err := c.Run(t.Context(), func(_ context.Context, e bot.Event) error {
		events = append(events, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return events, d.String()
}

func TestLinesAreEdited(t *testing.T) {
	events, _ := typed(t, "flsre\x1b[D\x1b[D\x1b[D\x7fl\x1b[3~are\x05!\r")
	if len(events) != 1 || !strings.HasSuffix(events[0].Text, "!") {
		t.Errorf("got %+v", events)
	}
}

func TestAnArrowShowsNothingOfBefore(t *testing.T) {
	events, shown := typed(t, "secret\r\x1b[A\x1b[A\x10\rother\x1b[A\x1b[B\r")
	if len(events) != 3 || events[1].Text != "" || events[2].Text != "other" {
		t.Errorf("got %+v", events)
	}
	if strings.Count(shown, "secret") > 1 {
		t.Errorf("the screen showed it again: %q", shown)
	}
}

func TestAPasteIsOneMessage(t *testing.T) {
	events, _ := typed(t, "\x1b[200~one\ntwo\nthree\x1b[201~\rfour\r")
	if len(events) != 2 || events[0].Text != "one\ntwo\nthree" || events[1].Text != "four" {
		t.Errorf("got %+v", events)
	}
}

func TestCtrlDLeaves(t *testing.T) {
	if events, _ := typed(t, "hi\r\x04never\r"); len(events) != 1 {
		t.Errorf("got %+v", events)
	}
}

func TestCtrlCIsSeenWhileATurnIsBusy(t *testing.T) {
	keys, hands := io.Pipe()
	c, _ := seat(keys)
	interrupted := make(chan bool, 1)
	c.Interrupt = func() { interrupted <- true }
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		done <- c.Run(ctx, func(context.Context, bot.Event) error {
			hands.Write([]byte{ctrlC})
			<-interrupted
			cancel()
			return nil
		})
	}()
	hands.Write([]byte("hi\r"))
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A message that comes by itself goes above the line being typed.
func TestAMessageWhileTyping(t *testing.T) {
	keys, hands := io.Pipe()
	c, d := seat(keys)
	heard := make(chan string)
	go c.Run(t.Context(), func(_ context.Context, e bot.Event) error { heard <- e.Text; return nil })
	hands.Write([]byte("half a sen"))
	hands.Write([]byte("t")) // taken only once the first was: the line shows
	for !strings.Contains(d.String(), "half a sent") {
		hands.Write([]byte("\x00")) // a key that does nothing
	}
	c.Send(t.Context(), Address, asks("How was today?", "Good"))
	shown := d.String()
	if at := strings.LastIndex(shown, "How was today?"); at < 0 || !strings.Contains(shown[at:], "> half a sent") {
		t.Errorf("got %q", shown)
	}
	hands.Write([]byte("ence\r"))
	if got := <-heard; got != "half a sentence" {
		t.Errorf("got %q", got)
	}
}
