package telegram

import (
	"context"
	"testing"
)

// What did not come to an end, since the program does, is not confirmed, nor is anything
// after it.
func TestWhatIsNotSettledIsKept(t *testing.T) {
	l := newLanes(func(_ context.Context, u update) bool { return u.ID != 6 })
	for id := int64(5); id < 9; id++ {
		l.begin(t.Context(), update{ID: id, Message: &message{Chat: chat{ID: id}}})
	}
	l.running.Wait()
	if got := l.offset(); got != 6 || l.open() != 1 {
		t.Errorf("the offset is %d, %d are open", got, l.open())
	}
}

// Of what was confirmed nothing is kept, however busy the bot is.
func TestWhatIsConfirmedIsLetGoOf(t *testing.T) {
	l := newLanes(func(context.Context, update) bool { return true })
	for id := int64(1); id <= 100; id++ {
		l.begin(t.Context(), update{ID: id})
	}
	l.running.Wait()
	if l.offset(); len(l.known) != 0 || len(l.waiting) != 0 {
		t.Errorf("%d updates are known, %d chats", len(l.known), len(l.waiting))
	}
}
