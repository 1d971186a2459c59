package fake

import (
	"net/url"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// long is n letters.
func long(n int) string { return strings.Repeat("a", n) }

// keyboard is the reply markup of one button.
func keyboard(button string) string { return `{"inline_keyboard": [[` + button + `]]}` }

func TestWhatBreaksTheAPIIsFound(t *testing.T) {
	needSpec(t)
	hi := `"chat_id": 1, "text": "hi"`
	for _, c := range []struct{ name, method, params, found string }{
		{"unknown method", "sendWords", `{}`, "no such method"},
		{"old method", "getChatMembersCount", `{"chat_id": 1}`, "old name of getChatMemberCount"},
		{"method not played", "sendDice", `{"chat_id": 1}`, "not played"},
		{"unknown parameter", "sendMessage", `{` + hi + `, "colour": "red"}`, "colour: unknown"},
		{"old reply", "sendMessage", `{` + hi + `, "reply_to_message_id": 4}`, "old name of reply_parameters"},
		{"old allowing", "sendMessage", `{` + hi + `, "allow_sending_without_reply": true}`, "old name of reply_parameters"},
		{"old preview", "sendMessage", `{` + hi + `, "disable_web_page_preview": true}`, "old name of link_preview_options"},
		{"old thumb", "sendDocument", `{"chat_id": 1, "document": "x", "thumb": "y"}`, "old name of thumbnail"},
		{"missing text", "sendMessage", `{"chat_id": 1}`, "text: missing"},
		{"missing chat", "sendMessage", `{"text": "hi"}`, "chat_id: missing"},
		{"missing inside", "sendMessage", `{` + hi + `, "reply_parameters": {}}`, "reply_parameters.message_id: missing"},
		{"edit of nothing", "editMessageText", `{"text": "hi"}`, "message_id: missing"},
		{"edit to nothing", "editMessageText", `{"chat_id": 1, "message_id": 1}`, "text: missing"},
		{"text as number", "sendMessage", `{"chat_id": 1, "text": 5}`, "a number is no String"},
		{"flag as string", "sendMessage", `{` + hi + `, "disable_notification": "yes"}`, "a string is no Boolean"},
		{"id as fraction", "deleteMessage", `{"chat_id": 1, "message_id": 1.5}`, "a number is no Integer"},
		{"list as object", "setMyCommands", `{"commands": {}}`, "is no list"},
		{"object as string", "sendMessage", `{` + hi + `, "reply_markup": "none"}`, "a string is no"},
		{"null at the top", "sendMessage", `{` + hi + `, "entities": null}`, "entities: null"},
		{"null inside", "sendMessage", `{` + hi + `, "reply_markup": {"inline_keyboard": null}}`, "inline_keyboard: null"},
		{"empty text", "sendMessage", `{"chat_id": 1, "text": ""}`, "0 characters, where 1-4096"},
		{"long text", "sendMessage", `{"chat_id": 1, "text": "` + long(4097) + `"}`, "4097 characters"},
		{"long in units", "sendMessage", `{"chat_id": 1, "text": "` + strings.Repeat("😀", 2049) + `"}`, "4098 characters"},
		{"long markup", "sendMessage", `{"chat_id": 1, "parse_mode": "HTML", "text": "<b>` + long(4097) + `</b>"}`, "4097 characters"},
		{"long caption", "sendPhoto", `{"chat_id": 1, "photo": "x", "caption": "` + long(1025) + `"}`, "1025 characters"},
		{"long toast", "answerCallbackQuery", `{"callback_query_id": "1", "text": "` + long(201) + `"}`, "201 characters"},
		{"long description", "setMyDescription", `{"description": "` + long(513) + `"}`, "513 characters"},
		{"long placeholder", "sendMessage", `{` + hi + `, "reply_markup": {"force_reply": true, "input_field_placeholder": "` + long(65) + `"}}`, "65 characters"},
		{"long data", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "a", "callback_data": "`+strings.Repeat("ä", 33)+`"}`) + `}`, "66 bytes"},
		{"empty data", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "a", "callback_data": ""}`) + `}`, "0 bytes"},
		{"no action", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "a"}`) + `}`, "0 actions"},
		{"two actions", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "a", "callback_data": "a", "url": "https://a.example"}`) + `}`, "2 actions"},
		{"no label", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "", "callback_data": "a"}`) + `}`, "without a label"},
		{"empty row", "sendMessage", `{` + hi + `, "reply_markup": {"inline_keyboard": [[]]}}`, "row 0 has 0 buttons"},
		{"wide row", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(strings.Repeat(`{"text": "a", "callback_data": "a"},`, 8)+`{"text": "a", "callback_data": "a"}`) + `}`, "row 0 has 9 buttons"},
		{"unknown in a button", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "a", "data": "a"}`) + `}`, "data: unknown"},
		{"unknown style", "sendMessage", `{` + hi + `, "reply_markup": ` + keyboard(`{"text": "a", "callback_data": "a", "style": "pink"}`) + `}`, `"pink" is not one of danger`},
		{"entity beyond", "sendMessage", `{` + hi + `, "entities": [{"type": "bold", "offset": 1, "length": 2}]}`, "does not lie within 2 units"},
		{"entity before", "sendMessage", `{` + hi + `, "entities": [{"type": "bold", "offset": -1, "length": 2}]}`, "does not lie within"},
		{"empty entity", "sendMessage", `{` + hi + `, "entities": [{"type": "bold", "offset": 0, "length": 0}]}`, "does not lie within"},
		{"unknown entity", "sendMessage", `{` + hi + `, "entities": [{"type": "loud", "offset": 0, "length": 1}]}`, `"loud" is not one of`},
		{"entities out of order", "sendMessage", `{` + hi + `, "entities": [{"type": "bold", "offset": 1, "length": 1}, {"type": "bold", "offset": 0, "length": 1}]}`, "out of order"},
		{"entities that cross", "sendMessage", `{"chat_id": 1, "text": "long", "entities": [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]}`, "crosses another"},
		{"half a character", "sendMessage", `{"chat_id": 1, "text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]}`, "cuts a character"},
		{"link to nowhere", "sendMessage", `{` + hi + `, "entities": [{"type": "text_link", "offset": 0, "length": 1}]}`, "text_link without url"},
		{"address of no link", "sendMessage", `{` + hi + `, "entities": [{"type": "bold", "offset": 0, "length": 1, "url": "https://a.example"}]}`, "url is for text_link only"},
		{"caption entity beyond", "sendPhoto", `{"chat_id": 1, "photo": "x", "caption": "a", "caption_entities": [{"type": "bold", "offset": 0, "length": 2}]}`, "does not lie within 1 units"},
		{"markup and entities", "sendMessage", `{` + hi + `, "parse_mode": "HTML", "entities": []}`, "both parse_mode and entities"},
		{"open tag", "sendMessage", `{"chat_id": 1, "text": "<b>hi", "parse_mode": "HTML"}`, "can't parse entities"},
		{"bare less-than", "sendMessage", `{"chat_id": 1, "text": "1 < 2", "parse_mode": "HTML"}`, "can't parse entities"},
		{"Markdown", "sendMessage", `{` + hi + `, "parse_mode": "MarkdownV2"}`, "not read here"},
		{"capitals in a command", "setMyCommands", `{"commands": [{"command": "Help", "description": "d"}]}`, "more than a-z"},
		{"long command", "setMyCommands", `{"commands": [{"command": "` + long(33) + `", "description": "d"}]}`, "33 characters"},
		{"command unexplained", "setMyCommands", `{"commands": [{"command": "help", "description": ""}]}`, "0 characters"},
		{"too many commands", "setMyCommands", `{"commands": [` + strings.Repeat(`{"command": "a", "description": "d"},`, 100) + `{"command": "a", "description": "d"}]}`, "101 commands"},
		{"unknown scope", "setMyCommands", `{"commands": [], "scope": {"type": "everybody"}}`, `"everybody" is not one of`},
		{"long language", "setMyCommands", `{"commands": [], "language_code": "en-GB"}`, "not two letters"},
		{"unknown action", "sendChatAction", `{"chat_id": 1, "action": "thinking"}`, `"thinking" is not one of typing`},
		{"unknown menu", "setChatMenuButton", `{"menu_button": {"type": "burger"}}`, `"burger" is not one of`},
		{"many at once", "getUpdates", `{"limit": 101}`, "101 value, where 1-100"},
		{"unknown kind", "getUpdates", `{"allowed_updates": ["messages"]}`, "no kind messages"},
		{"null kinds", "getUpdates", `{"allowed_updates": null}`, "allowed_updates: null"},
		{"too many ids", "deleteMessages", `{"chat_id": 1, "message_ids": [` + strings.Repeat("1,", 100) + `1]}`, "101 identifiers"},
		{"media of no kind", "editMessageMedia", `{"chat_id": 1, "message_id": 1, "media": {"type": "hologram", "media": "x"}}`, "is not one of"},
		{"no object", "sendMessage", `[]`, "no JSON object"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(t, Lenient())
			call(t, s, c.method, c.params)
			found(t, s, c.found)
		})
	}
}

func needSpec(t *testing.T) {
	t.Helper()
	if specFor(t) == nil {
		t.Skip("there is no description of the API here")
	}
}

func found(t *testing.T, s *Server, what string) {
	t.Helper()
	if all := strings.Join(s.Violations(), "\n"); !strings.Contains(all, what) {
		t.Errorf("%q was not found; found:\n%s", what, all)
	}
}

// What is in order must pass, or the test above shows nothing.
func TestWhatIsInOrderPasses(t *testing.T) {
	for method, params := range map[string]string{
		"sendMessage": `{"chat_id": 1, "text": "hi 😀 you",
			"entities": [{"type": "bold", "offset": 0, "length": 5}, {"type": "italic", "offset": 3, "length": 2}, {"type": "code", "offset": 6, "length": 3}],
			"link_preview_options": {"is_disabled": true},
			"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "` + long(64) + `"}, {"text": "b", "url": "https://a.example"}]]}}`,
		"setMyCommands":         `{"commands": [{"command": "help_me", "description": "What I can do"}], "scope": {"type": "all_private_chats"}, "language_code": "de"}`,
		"setMyDescription":      `{"description": "` + long(512) + `", "language_code": ""}`,
		"sendChatAction":        `{"chat_id": 1, "action": "upload_photo"}`,
		"setChatMenuButton":     `{"menu_button": {"type": "commands"}}`,
		"getUpdates":            `{"offset": -1, "limit": 100, "timeout": 0, "allowed_updates": ["message", "callback_query"]}`,
		"getMe":                 `{}`,
		"getChatMenuButton":     `{}`,
		"getMyShortDescription": `{}`,
		"getMyCommands":         `{}`,
		"getWebhookInfo":        `{}`,
		"deleteWebhook":         `{"drop_pending_updates": true}`,
	} {
		s := New(t)
		s.Person(1, "Ida").Known()
		if a := call(t, s, method, params); !a.OK {
			t.Errorf("%s: %s", method, a.Description)
		}
	}
}

func TestFilesAreChecked(t *testing.T) {
	needSpec(t)
	s := New(t, Lenient())
	body, media := parts(url.Values{"chat_id": {"1"}, "photo": {"attach://a"}}, map[string][]byte{"b": dot()})
	ask(t, s, "sendPhoto", media, body)
	found(t, s, "b: a file nothing speaks of")
	body, media = parts(url.Values{"chat_id": {"null"}, "reply_markup": {"null"}}, nil)
	ask(t, s, "sendPhoto", media, body)
	found(t, s, "reply_markup: null")
	found(t, s, "photo: missing")
}

// The library sends what is no longer described, and null for what is empty.
func TestWhatTheLibrarySendsByDefaultIsFound(t *testing.T) {
	needSpec(t)
	s := New(t, Lenient())
	s.Person(1, "Ida").Known()
	bot, err := tgbotapi.NewBotAPIWithAPIEndpoint(s.Token(), s.Endpoint())
	if err != nil {
		t.Fatal(err)
	}
	m := tgbotapi.NewMessage(1, "hi")
	m.ReplyToMessageID, m.AllowSendingWithoutReply, m.DisableWebPagePreview = 5, true, true
	m.ReplyMarkup = tgbotapi.InlineKeyboardMarkup{}
	for _, c := range []tgbotapi.Chattable{
		m, tgbotapi.NewPhoto(1, tgbotapi.FileBytes{Name: "a.png", Bytes: dot()}),
		tgbotapi.ChatMemberCountConfig{ChatConfig: tgbotapi.ChatConfig{ChatID: 1}},
	} {
		_, _ = bot.Request(c) // the answer does not matter here
	}
	_, _ = bot.GetUpdates(tgbotapi.UpdateConfig{}) // nor here
	for _, what := range []string{
		"sendMessage: entities: null", "old name of reply_parameters", "old name of link_preview_options",
		"reply_markup.inline_keyboard: null", "sendPhoto: caption_entities: null", "getUpdates: allowed_updates: null",
		"getChatMembersCount: no such method, an old name of getChatMemberCount",
	} {
		found(t, s, what)
	}
}
