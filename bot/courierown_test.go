package bot

import (
	"errors"
	"testing"
)

// A turn that was begun before the end may tell the courier of its answer after it. Nothing
// is begun for that: whoever waited for what is being sent has gone on.
func TestNothingIsTakenAfterTheEnd(t *testing.T) {
	c := New(Config{Clock: WallClock{}, Settings: DefaultSettings()}).newCourier(t.Context())
	c.close()
	c.Take(Outgoing{To: Address{Network: "post", Chat: "a"}})
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.chats) != 0 {
		t.Error("something was begun")
	}
}

// What is marked need not be known any more.
func TestWhatIsMarkedIsLetGoOf(t *testing.T) {
	c := New(Config{Clock: WallClock{}, Settings: DefaultSettings()}).newCourier(t.Context())
	c.keepShown("q", "1", errors.New("the disk is full"))
	if id, shown := c.wasShown("q"); id != "1" || !shown {
		t.Error("it is not known that it was shown")
	}
	c.keepShown("q", "1", nil)
	if len(c.shown) != 0 {
		t.Error("it is known for ever")
	}
}
