package telegram

import (
	"context"

	"samepage/bot"
	"samepage/bot/dialog"
)

// A place can only be sent from a keyboard below the chat, which stands there until a
// message takes it away; and a message has room for that or for buttons of its own
// (https://core.telegram.org/bots/api#replykeyboardmarkup).

type placeKeyboard struct {
	Rows    [][]placeButton `json:"keyboard"`
	Small   bool            `json:"resize_keyboard"`
	OneTime bool            `json:"one_time_keyboard"`
}

type placeButton struct {
	Text     string `json:"text"`
	Location bool   `json:"request_location"`
}

var (
	noKeyboard = map[string]bool{"remove_keyboard": true}
	// openKeys opens the phone's own keys, for a question that only words answer.
	openKeys = map[string]bool{"force_reply": true}
)

// markupOf is the keyboard that comes with a message; nil for none.
func markupOf(m bot.Message, board keyboard) any {
	switch {
	case len(board.Rows) > 0:
		return board
	case m.Place != nil:
		return placeKeyboard{Rows: [][]placeButton{{{m.Place.String(), true}}}, Small: true, OneTime: true}
	case m.PlaceOver:
		return noKeyboard
	case m.Kind == dialog.Line || m.Kind == dialog.Lines:
		return openKeys
	}
	return nil
}

// putKeyboardAway takes the keyboard away before a message that has buttons of its own: by
// a message that is gone at once. Where that fails, only the keyboard stays.
func (t *Telegram) putKeyboardAway(ctx context.Context, chat int64) (away bool) {
	var got struct {
		ID int64 `json:"message_id"`
	}
	p := params{"chat_id": chat, "text": "…", "disable_notification": true, "reply_markup": noKeyboard}
	err := t.client.call(ctx, "sendMessage", p, &got)
	if away = err == nil; away {
		err = t.client.call(ctx, "deleteMessage", params{"chat_id": chat, "message_id": got.ID}, nil)
	}
	if err != nil {
		t.log.Debug("telegram: putting a keyboard away", "error", reason(err))
	}
	return away
}
