package telegram

import (
	"context"
	"fmt"

	"samepage/bot"
)

// noPreview keeps a link somebody wrote from being opened by Telegram to show it.
var noPreview = map[string]bool{"is_disabled": true}

// piece is one call that shows a message, or a part of one.
type piece struct {
	method string
	params params
	file   attached // where there is one
}

// Send shows m. A text that is too long comes in several messages, the buttons on the
// last. What Telegram has taken is not sent again where a later part fails.
func (t *Telegram) Send(ctx context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	chat, err := t.chatOf(ctx, to)
	if err != nil {
		return "", err
	}
	words := wordsOf(m)
	if len(t.parts.sent(words.Nonce)) > 0 { // the picture was not taken, and they have begun
		return t.show(ctx, chat, words)
	}
	t.acting(ctx, chat, m)
	name, err := t.show(ctx, chat, m)
	if t.untaken(ctx, m, err) {
		return t.show(ctx, chat, words)
	}
	return name, err
}

// show makes the calls that show m.
func (t *Telegram) show(ctx context.Context, chat int64, m bot.Message) (bot.MessageID, error) {
	pieces, err := t.pieces(chat, m)
	if err != nil {
		return "", err
	}
	names := t.parts.sent(m.Nonce)
	for _, p := range pieces[min(len(names), len(pieces)):] {
		name, err := t.post(ctx, chat, p, m)
		if err != nil {
			t.parts.keep(m.Nonce, names)
			return "", err
		}
		names = append(names, name)
		m.PlaceOver = false // that is done
	}
	t.parts.done(m.Nonce)
	return together(names), nil
}

// post shows one more message in a chat, at its pace.
func (t *Telegram) post(ctx context.Context, chat int64, p piece, m bot.Message) (bot.MessageID, error) {
	if err := t.pace.take(ctx, chat, m); err != nil {
		return "", err
	}
	if m.PlaceOver && len(m.Buttons) > 0 && !t.parts.isBare(m.Nonce) {
		t.parts.bare(m.Nonce, t.putKeyboardAway(ctx, chat))
	}
	return t.put(ctx, p)
}

// put makes one call and returns what the message is called.
func (t *Telegram) put(ctx context.Context, p piece) (bot.MessageID, error) {
	var got struct {
		ID int64 `json:"message_id"`
	}
	if p.file.field == "" {
		err := t.client.call(ctx, p.method, p.params, &got)
		return bot.MessageID(itoa(got.ID)), err
	}
	err := t.client.upload(ctx, p.method, p.params, p.file, &got)
	return captioned(got.ID), err
}

// pieces is m as calls. Words that fit below a picture or a file stand there.
func (t *Telegram) pieces(chat int64, m bot.Message) ([]piece, error) {
	text, board := write(m.Text), t.keys(m)
	head, err := attachment(m)
	if err != nil {
		return nil, err
	}
	var out []piece
	if head != nil {
		head.params = params{"chat_id": chat}
		if text.units() <= longestCaption {
			text.into(head.params, "caption", "caption_entities")
			text = written{}
		}
		out = append(out, *head)
	}
	for _, part := range text.split(longestText) {
		p := params{"chat_id": chat, "link_preview_options": noPreview}
		part.into(p, "text", "entities")
		out = append(out, piece{method: "sendMessage", params: p})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there is nothing to send: %w", bot.ErrRefused)
	}
	if markup := markupOf(m, board); markup != nil {
		out[len(out)-1].params["reply_markup"] = markup
	}
	return out, nil
}

// keys are the buttons of m. One that cannot be carried is left out and told to the
// operator, since it is a fault of ours.
func (t *Telegram) keys(m bot.Message) keyboard {
	k, ok := keys(m)
	if !ok {
		t.log.Error("telegram: a button could not be carried")
	}
	return k
}

// acting shows that something is being made that takes a moment.
func (t *Telegram) acting(ctx context.Context, chat int64, m bot.Message) {
	action := ""
	switch {
	case m.Picture != nil:
		action = "upload_photo"
	case m.File != nil:
		action = "upload_document"
	default:
		return
	}
	t.aside(func() {
		_ = t.client.aside(ctx, "sendChatAction", params{"chat_id": chat, "action": action})
	})
}

// Edit shows m in the place of an earlier message. Where that is gone, or is one that
// cannot become what m is, m is sent anew and the earlier one taken away.
func (t *Telegram) Edit(ctx context.Context, to bot.Address, name bot.MessageID, m bot.Message) (bot.MessageID, error) {
	chat, err := t.chatOf(ctx, to)
	if err != nil {
		return "", err
	}
	was, err := readName(name)
	if err != nil {
		return "", err
	}
	p, err := t.change(chat, was, m)
	if err != nil {
		return "", err
	}
	if p == nil {
		return t.replace(ctx, to, chat, name, was, m)
	}
	if err := t.pace.any(ctx, m.Rank); err != nil {
		return "", err
	}
	_, err = t.put(ctx, *p)
	switch {
	case err == nil, answered(err, "message is not modified") != nil:
		t.parts.done(m.Nonce)
		t.remove(ctx, chat, was.before)
		was.caption = p.file.field != ""
		return last(was), nil
	case m.Fold && badRequest(err):
		return name, nil // what it would put away is gone, or has to stay
	case answered(err, "message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID", "there is no text in the message") != nil:
		return t.replace(ctx, to, chat, name, was, m)
	case t.untaken(ctx, m, err):
		return t.Edit(ctx, to, name, wordsOf(m))
	}
	return "", err
}

// change is the call that makes the message that stands there into m; nil where it can
// not become that: a picture never becomes a text again, and the words must fit.
func (t *Telegram) change(chat int64, was posted, m bot.Message) (*piece, error) {
	text := write(m.Text)
	at := params{"chat_id": chat, "message_id": was.id, "reply_markup": t.keys(m)}
	switch {
	case m.Picture != nil && text.units() <= longestCaption:
		p, err := attachment(m)
		if err != nil {
			return nil, err
		}
		at["media"] = photo(text)
		p.method, p.params = "editMessageMedia", at
		return p, nil
	case was.caption || m.Picture != nil || m.File != nil || text.Text == "" || text.units() > longestText:
		return nil, nil
	}
	at["link_preview_options"] = noPreview
	text.into(at, "text", "entities")
	return &piece{method: "editMessageText", params: at}, nil
}

// replace sends m and takes away what it stands for. The new one comes first: a
// question must not be gone before its answer is there.
func (t *Telegram) replace(ctx context.Context, to bot.Address, chat int64, name bot.MessageID, was posted, m bot.Message) (bot.MessageID, error) {
	if m.Fold && !was.caption {
		return name, nil
	}
	now, err := t.Send(ctx, to, m)
	if err != nil {
		return "", err
	}
	t.remove(ctx, chat, append(was.before, posted{id: was.id, caption: was.caption}))
	return now, nil
}

// remove deletes messages. Telegram lets go of those of the last two days; of an older
// one at least the words and buttons go.
func (t *Telegram) remove(ctx context.Context, chat int64, messages []posted) {
	for _, m := range messages {
		at := params{"chat_id": chat, "message_id": m.id}
		err := t.client.call(ctx, "deleteMessage", at, nil)
		if err == nil || answered(err, "message to delete not found", "MESSAGE_ID_INVALID") != nil {
			continue
		}
		method := "editMessageReplyMarkup"
		if m.caption {
			method = "editMessageCaption" // without one, the caption goes
		}
		if err := t.client.call(ctx, method, at, nil); err != nil {
			t.log.Debug("telegram: taking a message away", "error", reason(err))
		}
	}
}

func last(p posted) bot.MessageID {
	if p.caption {
		return captioned(p.id)
	}
	return bot.MessageID(itoa(p.id))
}
