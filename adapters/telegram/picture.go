package telegram

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"samepage/bot"
)

// attachment is the picture or the file of m, without its words; nil where it has none.
func attachment(m bot.Message) (*piece, error) {
	switch {
	case m.Picture != nil:
		png, err := m.Picture.PNG()
		if err != nil {
			return nil, fmt.Errorf("drawing a picture: %w", err)
		}
		return &piece{method: "sendPhoto", file: attached{"photo", "chart.png", png}}, nil
	case m.File != nil:
		return &piece{method: "sendDocument", file: attached{"document", cmp.Or(m.File.Name, "file"), m.File.Data}}, nil
	}
	return nil, nil
}

// photo is https://core.telegram.org/bots/api#inputmediaphoto with the uploaded picture.
func photo(caption written) params {
	p := params{"type": "photo", "media": "attach://photo"}
	caption.into(p, "caption", "caption_entities")
	return p
}

// wordsOf is m without its picture. Its parts are others than those of m.
func wordsOf(m bot.Message) bot.Message {
	if m.Picture != nil && m.Nonce != "" {
		m.Nonce += alone
	}
	m.Picture = nil
	return m
}

// untaken says whether m is better sent without its picture, whose words say the same:
// where Telegram does not take it, or failed over it before. Files are what is refused
// while all else passes: for their size or form, by a server that is short of space, or
// by a proxy on the way.
func (t *Telegram) untaken(ctx context.Context, m bot.Message, err error) bool {
	var e *Error
	var wait *bot.Wait
	switch {
	case m.Picture == nil || err == nil || ctx.Err() != nil || errors.As(err, &wait) || errors.Is(err, bot.ErrUnreachable):
		return false
	case len(t.parts.sent(m.Nonce)) > 0: // it stands there, and what failed came after it
		return false
	case errors.Is(err, bot.ErrRefused), errors.As(err, &e) && e.Code == http.StatusNotFound:
	case !t.parts.failedBefore(m.Nonce):
		return false
	}
	t.log.Warn("telegram: a picture is not taken, its words go alone", "error", reason(err))
	return true
}
