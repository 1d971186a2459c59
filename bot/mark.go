package bot

import (
	"context"
	"fmt"
	"time"
)

// A network that keeps no queue for us has to ask for what was written while nobody
// listened. Event.Mark says how far it has come in a chat, and that is kept once what the
// event meant is durable; Desk.Marks hands it back. A mark that was lost does no harm:
// what is heard twice is known.

// Mark is how far a network has come in a chat.
type Mark struct {
	At   Address
	Mark string // opaque
}

// Marks is what a Store keeps of them.
type Marks interface {
	// SetMark keeps the latest mark of a chat.
	SetMark(ctx context.Context, m Mark) error
	// Marks is up to limit marks of chats of an account that were heard since, the
	// latest first.
	Marks(ctx context.Context, network, instance string, since time.Time, limit int) ([]Mark, error)
}

// remembered is how long somebody may have been silent whose chat is looked at: a chat
// nobody wrote in for longer is taken up again by whatever is written there next.
const remembered = 14 * 24 * time.Hour

const mostMarks = 1000

// Marks is how far a network had come in every chat somebody wrote in of late.
func (b *Bot) Marks(ctx context.Context, network, instance string) ([]Mark, error) {
	found, err := b.store.Marks(ctx, network, instance, b.clock.Now().Add(-remembered), mostMarks)
	if err != nil {
		return nil, fmt.Errorf("reading how far a network has come: %w", err)
	}
	return found, nil
}

// mark keeps how far ev is in its chat.
func (b *Bot) mark(ctx context.Context, ev Event) error {
	if ev.Mark == "" {
		return nil
	}
	if err := b.store.SetMark(ctx, Mark{ev.From, ev.Mark}); err != nil {
		return fmt.Errorf("keeping how far a network has come: %w", err)
	}
	return nil
}
