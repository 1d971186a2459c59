package telegram

import (
	"context"
	"slices"
	"time"

	"samepage/bot"
)

// deletable is how old a message may be for Telegram to let go of it: 48 h, less what it
// may take until it is asked to (https://core.telegram.org/bots/api#deletemessage).
const deletable = 47 * time.Hour

// mostDeleted is how many messages one call takes away.
const mostDeleted = 100

// Delete takes messages of ours away. Where Telegram refuses them together, each goes by
// itself, as far as it can.
func (t *Telegram) Delete(ctx context.Context, to bot.Address, ids []bot.MessageID) error {
	chat, err := t.chatOf(ctx, to)
	if err != nil {
		return err
	}
	var all []posted
	for _, id := range ids {
		if p, err := readName(id); err == nil {
			all = append(append(all, p.before...), p)
		}
	}
	for some := range slices.Chunk(all, mostDeleted) {
		if err := t.pace.any(ctx, bot.Answer); err != nil {
			return err
		}
		err := t.client.call(ctx, "deleteMessages", params{"chat_id": chat, "message_ids": numbersOf(some)}, nil)
		switch {
		case badRequest(err):
			t.remove(ctx, chat, some)
		case err != nil:
			return err
		}
	}
	return nil
}

func numbersOf(messages []posted) (out []int64) {
	for _, m := range messages {
		out = append(out, m.id)
	}
	return out
}
