package discord

import (
	"context"

	"samepage/bot"
)

// Edit shows m in the place of an earlier message. Where that is gone, or m is too long
// for it, m is sent anew and the earlier one taken away.
func (d *Discord) Edit(ctx context.Context, to bot.Address, name bot.MessageID, m bot.Message) (bot.MessageID, error) {
	channel, err := d.channelOf(ctx, to)
	if err != nil {
		return "", err
	}
	was, err := readName(name)
	if err != nil {
		return "", err
	}
	pieces, err := d.pieces(m)
	if err != nil {
		return "", err
	}
	if len(pieces) > 1 {
		return d.replace(ctx, to, name, was, m)
	}
	now := pieces[0]
	what := patch("/channels/%s/messages/%s", channel, was.id).with(now.body.asChange(), now.files...)
	what.urgent = m.Urgent
	err = d.client.do(ctx, what, nil)
	switch {
	case err == nil:
		d.spare(ctx, m.Reply)
		d.takeAway(ctx, channel, was.before)
		return bot.MessageID(was.id), nil
	case m.Fold && (badRequest(err) || answered(err, unknownMessage, notOurs)):
		return name, nil // what it would put away is gone, or has to stay
	case answered(err, unknownMessage, notOurs, editedTooOften):
		return d.replace(ctx, to, name, was, m)
	}
	d.outcomes.tell(channel, err)
	return "", err
}

// replace sends m and takes away what it stands for. The new one comes first: a
// question must not be gone before its answer is there.
func (d *Discord) replace(ctx context.Context, to bot.Address, name bot.MessageID, was posted, m bot.Message) (bot.MessageID, error) {
	if m.Fold {
		return name, nil
	}
	now, err := d.Send(ctx, to, m)
	if err != nil {
		return "", err
	}
	d.takeAway(ctx, to.Chat, append(was.before, was.id))
	return now, nil
}

// Delete takes messages of ours away.
func (d *Discord) Delete(ctx context.Context, to bot.Address, ids []bot.MessageID) error {
	channel, err := d.channelOf(ctx, to)
	if err != nil {
		return err
	}
	for _, name := range ids {
		p, err := readName(name)
		if err != nil {
			continue // another network's, or none
		}
		for _, id := range append(p.before, p.id) {
			err := d.client.do(ctx, remove("/channels/%s/messages/%s", channel, id), nil)
			if err != nil && !answered(err, unknownMessage) {
				return err
			}
		}
	}
	return nil
}

// takeAway deletes what a newer message stands for, as far as it can.
func (d *Discord) takeAway(ctx context.Context, channel string, ids []string) {
	for _, id := range ids {
		err := d.client.patiently(ctx, remove("/channels/%s/messages/%s", channel, id), nil)
		if err != nil && !answered(err, unknownMessage) {
			d.log.Debug("discord: taking a message away", "error", reason(err))
		}
	}
}
