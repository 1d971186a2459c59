package bot

import (
	"context"
	"errors"
	"fmt"
)

// Flush sends what waits in the outbox, one after the other, until nothing is left that
// can be sent now; Run does it side by side (courier.go). A chat that fails holds up no other.
func (b *Bot) Flush(ctx context.Context) error {
	for {
		rows, err := b.store.Unsent(ctx, 100)
		if err != nil {
			return fmt.Errorf("reading the outbox: %w", err)
		}
		sent, err := b.send(ctx, rows)
		if sent == 0 || err != nil {
			return err
		}
	}
}

// send sends rows and says how many went out. After a failure a chat's other rows
// wait, so that it never sees an answer before the question.
func (b *Bot) send(ctx context.Context, rows []Outgoing) (sent int, failed error) {
	held := map[Address]bool{}
	for _, row := range rows {
		if held[row.To] {
			continue
		}
		if old := b.tooLate(row, b.tooOld(false)); !old.IsZero() {
			held[row.To] = true
			if err := b.takeBackIn(ctx, row.Person, row.To, old); err != nil {
				return sent, err
			}
			sent++ // so that the rest is looked at again
			continue
		}
		err := b.show(ctx, row)
		switch {
		case err == nil:
			sent++
		case ctx.Err() != nil:
			return sent, ctx.Err()
		default:
			held[row.To] = true
			failed = errors.Join(failed, b.unsent(ctx, row, err))
		}
	}
	return sent, failed
}

func (b *Bot) unsent(ctx context.Context, row Outgoing, err error) error {
	if !errors.Is(err, ErrUnreachable) {
		return fmt.Errorf("sending a message: %w", err)
	}
	b.log.Info("unreachable", "network", row.To.Network)
	return b.store.Unreachable(ctx, row.To)
}

// show puts one message before the person and marks it sent.
func (b *Bot) show(ctx context.Context, row Outgoing) error {
	id, err := b.showRow(ctx, row)
	if err != nil {
		return err
	}
	return b.store.Sent(ctx, row, id)
}

// showRow puts one message before the person.
func (b *Bot) showRow(ctx context.Context, row Outgoing) (MessageID, error) {
	network := b.networks[row.To.Network]
	if network == nil {
		return "", fmt.Errorf("no network %q is running", row.To.Network)
	}
	return b.call(row.To, func() (MessageID, error) { return b.showOn(ctx, network, row) })
}

// call asks something of a network. Where that panics, one message must not end the
// program for everybody: it counts as not taken, and is set aside when it panics again.
func (b *Bot) call(to Address, ask func() (MessageID, error)) (id MessageID, err error) {
	err = Guarded(func() (err error) { id, err = ask(); return err })
	if fault := FaultOf(err); fault != "" {
		b.log.Error("a network panicked over a message", "network", to.Network, "fault", fault)
		err = fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return id, err
}

// showOn is showRow on the row's network: in place of an earlier message where it is an
// edit and the network can.
func (b *Bot) showOn(ctx context.Context, network Network, row Outgoing) (MessageID, error) {
	if len(row.Deletes) > 0 {
		return "", b.takeAway(ctx, network, row)
	}
	row.Message.Nonce, row.Message.Queued, row.Message.Rank = row.Nonce, row.Queued, row.Rank
	editor, can := network.(Editor)
	switch {
	case can && row.Replaces != "":
		return editor.Edit(ctx, row.To, row.Replaces, row.Message)
	case row.Message.Fold: // what it would put away has to stay where it is
		return row.Replaces, nil
	default:
		return network.Send(ctx, row.To, row.Message)
	}
}

// takeAway has messages of ours disappear where the network can do that.
func (b *Bot) takeAway(ctx context.Context, network Network, row Outgoing) error {
	if deleter, can := network.(Deleter); can {
		return deleter.Delete(ctx, row.To, row.Deletes)
	}
	return nil
}
