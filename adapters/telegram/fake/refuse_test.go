package fake

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// told is a chat with a message 1 of the person and 2 to 4 of the bot: a text, a photo
// and a document.
func told(t *testing.T, options ...Option) (*Server, *Person) {
	t.Helper()
	s := New(t, options...)
	p := s.Person(1, "Ida")
	p.Say("hi")
	call(t, s, "sendMessage", `{"chat_id": 1, "text": " hello "}`)
	for _, kind := range []string{"photo", "document"} {
		body, media := parts(url.Values{"chat_id": {"1"}, "caption": {"c"}}, map[string][]byte{kind: dot()})
		ask(t, s, map[string]string{"photo": "sendPhoto", "document": "sendDocument"}[kind], media, body)
	}
	return s, p
}

func TestTheServerRefusesAsTheRealOne(t *testing.T) {
	const same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
	for _, c := range []struct{ method, params, want string }{
		{"editMessageText", `{"chat_id": 1, "message_id": 2, "text": "hello"}`, same},
		{"editMessageText", `{"chat_id": 1, "message_id": 2, "text": "hello", "reply_markup": {"inline_keyboard": []}}`, same},
		{"editMessageText", `{"chat_id": 1, "message_id": 99, "text": "x"}`, "Bad Request: message to edit not found"},
		{"editMessageText", `{"chat_id": 1, "message_id": 1, "text": "x"}`, "Bad Request: message can't be edited"},
		{"editMessageText", `{"chat_id": 1, "message_id": 3, "text": "x"}`, "Bad Request: there is no text in the message to edit"},
		{"editMessageText", `{"chat_id": 1, "message_id": 2, "text": "  \n"}`, "Bad Request: message text is empty"},
		{"editMessageCaption", `{"chat_id": 1, "message_id": 2, "caption": "x"}`, "Bad Request: there is no caption in the message to edit"},
		{"editMessageCaption", `{"chat_id": 1, "message_id": 3, "caption": "c"}`, same},
		{"editMessageReplyMarkup", `{"chat_id": 1, "message_id": 2}`, same},
		{"deleteMessage", `{"chat_id": 1, "message_id": 99}`, "Bad Request: message to delete not found"},
		{"sendMessage", `{"chat_id": 5, "text": "x"}`, "Bad Request: chat not found"},
		{"sendMessage", `{"chat_id": 2, "text": "x"}`, "Forbidden: bot can't initiate conversation with a user"},
		{"sendMessage", `{"chat_id": 1, "text": "x", "reply_parameters": {"message_id": 99}}`, "Bad Request: message to be replied not found"},
		{"sendPhoto", `{"chat_id": 1, "photo": "nothing"}`, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"answerCallbackQuery", `{"callback_query_id": "1"}`, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"getFile", `{"file_id": "1"}`, "Bad Request: wrong file_id or the file is temporarily unavailable"},
		{"leaveChat", `{"chat_id": 1}`, "Bad Request: chat member status can't be changed in private chats"},
	} {
		s, _ := told(t)
		s.Person(2, "Bo")
		if a := call(t, s, c.method, c.params); a.OK || a.Description != c.want {
			t.Errorf("%s %s: %s", c.method, c.params, a.Description)
		}
	}
}

func TestWhatIsTooLongIsRefused(t *testing.T) {
	s := New(t, Lenient())
	s.Person(1, "Ida").Known()
	for _, c := range []struct{ params, want string }{
		{`{"chat_id": 1, "text": "` + long(4097) + `"}`, "Bad Request: message is too long"},
		{`{"chat_id": 1, "text": "x", "reply_markup": ` + keyboard(`{"text": "a", "callback_data": "`+long(65)+`"}`) + `}`, "Bad Request: BUTTON_DATA_INVALID"},
		{`{"chat_id": 1, "text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}`, "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 1"},
		{`{"chat_id": 1, "text": "<b>x", "parse_mode": "HTML"}`, `Bad Request: can't parse entities: can't find end tag corresponding to start tag "b"`},
	} {
		if a := call(t, s, "sendMessage", c.params); a.Description != c.want {
			t.Errorf("%s: %s", c.want, a.Description)
		}
	}
	if len(s.Deliveries()) != 0 {
		t.Error("something was sent")
	}
}

func TestEditsAreShown(t *testing.T) {
	s, p := told(t)
	p.Take()
	body, media := parts(url.Values{"chat_id": {"1"}, "message_id": {"2"}, "media": {`{"type": "photo", "media": "attach://a", "caption": "see"}`}}, map[string][]byte{"a": dot()})
	for _, a := range []answer{
		call(t, s, "editMessageText", `{"chat_id": 1, "message_id": 2, "text": "<b>other</b> &amp;", "parse_mode": "HTML", "reply_markup": `+keyboard(`{"text": "a", "callback_data": "b"}`)+`}`),
		call(t, s, "editMessageReplyMarkup", `{"chat_id": 1, "message_id": 2}`),
		call(t, s, "editMessageCaption", `{"chat_id": 1, "message_id": 3, "caption": "d"}`),
		ask(t, s, "editMessageMedia", media, body),
	} {
		if !a.OK {
			t.Error(a.Description)
		}
	}
	got := p.Take()
	if got[0].Text != "other &" || got[0].Spans("bold")[0] != "other" || got[0].Labels()[0] != "a" {
		t.Errorf("after the first edit: %+v", got[0])
	}
	if got[1].Buttons != nil || got[2].Text != "d" || got[2].Photo == nil || got[3].Photo == nil || got[3].Text != "see" {
		t.Errorf("after the others: %v", got)
	}
}

func TestMessagesAreDeletedForTwoDays(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	s, p := told(t, Clock(func() time.Time { return now }))
	call(t, s, "deleteMessage", `{"chat_id": 1, "message_id": 2}`)
	call(t, s, "deleteMessages", `{"chat_id": 1, "message_ids": [1, 2, 3, 77]}`)
	if got := p.Chat(); len(got) != 1 || got[0].ID != 4 {
		t.Errorf("left: %v", got)
	}
	now = now.Add(48 * time.Hour)
	a := call(t, s, "deleteMessage", `{"chat_id": 1, "message_id": 4}`)
	if a.Description != "Bad Request: message can't be deleted for everyone" {
		t.Error(a.Description)
	}
	if a := call(t, s, "deleteMessages", `{"chat_id": 1, "message_ids": [4]}`); !a.OK || len(p.Chat()) != 1 {
		t.Error("many at once are skipped silently", a)
	}
}

func TestAPressIsAnsweredOnceAndSoon(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	s, p := told(t, Clock(func() time.Time { return now }))
	p.PressInline("a")
	p.PressInline("b")
	reply := func(id string) answer {
		return call(t, s, "answerCallbackQuery", `{"callback_query_id": "`+id+`", "text": "ok", "show_alert": true}`)
	}
	if a := reply("900000000001"); !a.OK {
		t.Error(a.Description)
	}
	if a := reply("900000000001"); !strings.Contains(a.Description, tooOld) {
		t.Error("it was answered twice")
	}
	now = now.Add(queryLife + time.Second)
	if a := reply("900000000002"); !strings.Contains(a.Description, tooOld) {
		t.Error("it was answered too late")
	}
	if got := p.Toasts(); len(got) != 1 || got[0] != (Toast{"ok", true}) {
		t.Error(got)
	}
	if got := s.Unanswered(); len(got) != 1 || got[0] != "b" {
		t.Error(got)
	}
}
