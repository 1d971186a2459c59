package fake

import (
	"strings"
	"testing"
)

// kinds are the fields of the updates that wait.
func kinds(t *testing.T, s *Server) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, u := range s.queue {
		out = append(out, u.kind)
	}
	return strings.Join(out, " ")
}

func TestEverythingPeopleSendIsAnUpdate(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	id := p.Say("/start@samepage_bot hi, see https://a.example #ok")
	p.Edit(id, "hello")
	p.Start("link-A1")
	p.Voice()
	p.Photo()
	p.Sticker()
	p.Document("a.txt", []byte("a"))
	p.Location(52.5, 13.4)
	p.Poll("Tea?", "yes", "no")
	p.Contact("Bo", "+49301234")
	p.Dice()
	p.Forward("what they said")
	p.PressInline("a")
	p.Block()
	p.Unblock()
	s.PushRaw("stopped_message_generation", obj{})
	want := "message edited_message" + strings.Repeat(" message", 10) + " callback_query my_chat_member my_chat_member stopped_message_generation"
	if got := kinds(t, s); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	got := p.Chat()
	if got[2].Media != "voice" || got[6].Media != "location" || !got[0].Edited || got[1].Spans("bot_command")[0] != "/start" {
		t.Errorf("in the chat: %+v", got)
	}
}

func TestWhoBlocksIsNotReached(t *testing.T) {
	s, p := told(t)
	p.Block()
	if a := call(t, s, "sendMessage", hello); a.Code != 403 || a.Description != "Forbidden: bot was blocked by the user" {
		t.Error(a)
	}
	p.Unblock()
	if a := call(t, s, "sendMessage", hello); !a.OK {
		t.Error(a)
	}
	p.Deactivate()
	if a := call(t, s, "sendMessage", hello); a.Description != "Forbidden: user is deactivated" {
		t.Error(a)
	}
}

func TestButtonsOldAndNew(t *testing.T) {
	s, p := told(t)
	call(t, s, "editMessageText", `{"chat_id": 1, "message_id": 2, "text": "?", "reply_markup": `+keyboard(`{"text": "Yes", "callback_data": "y"}`)+`}`)
	old := p.Chat()[1]
	if !p.Press("Yes") || !p.PressFaded(old, "Yes") {
		t.Error("the button is not there")
	}
	call(t, s, "editMessageText", `{"chat_id": 1, "message_id": 2, "text": "!"}`)
	if p.Press("Yes") || !p.PressOn(old, "Yes") || p.PressOn(old, "No") {
		t.Error("only a phone that lags behind has the button")
	}
	faded := s.queue[2].what.(obj)["message"].(obj)
	if faded["date"] != 0 || len(faded) != 3 {
		t.Errorf("an inaccessible message: %v", faded)
	}
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "Where?", "reply_markup": {"keyboard": [[{"text": "Here", "request_location": true}, {"text": "Skip"}]]}}`)
	if got := p.Last().Keyboard; len(got) != 1 || got[0][1] != "Skip" || !p.Press("skip") {
		t.Error(got)
	}
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "Done", "reply_markup": {"remove_keyboard": true}}`)
	if p.Press("skip") {
		t.Error("the keyboard is gone")
	}
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "Say", "reply_markup": {"force_reply": true}}`)
	last := p.Last()
	p.Say("something")
	if got := p.Chat(); !last.ForceReply || got[len(got)-1].ReplyTo != last.ID {
		t.Error("what is said next answers it")
	}
}

func TestGroups(t *testing.T) {
	s := New(t)
	ida, bo := s.Person(1, "Ida"), s.Person(2, "Bo")
	g := s.Group(-5, "Family", ida, bo)
	g.Say(bo, "the bot does not see this")
	g.Say(bo, "/start@"+BotName)
	if got := kinds(t, s); got != "my_chat_member message message" {
		t.Error(got)
	}
	if a := call(t, s, "getChatMemberCount", `{"chat_id": -5}`); string(a.Result) != "3" {
		t.Error(a)
	}
	g.Leave(bo)
	if a := call(t, s, "getChatMemberCount", `{"chat_id": -5}`); string(a.Result) != "2" {
		t.Error(a)
	}
	super := g.Migrate(-1005)
	if a := call(t, s, "sendMessage", `{"chat_id": -5, "text": "x"}`); a.Parameters.MigrateTo != -1005 {
		t.Error(a)
	}
	if a := call(t, s, "leaveChat", `{"chat_id": -1005}`); !a.OK || !super.Left() {
		t.Error(a)
	}
	if a := call(t, s, "sendMessage", `{"chat_id": -1005, "text": "x"}`); a.Code != 403 {
		t.Error(a)
	}
	s.Channel(-1006, "News").Post("x")
	if got := kinds(t, s); !strings.HasSuffix(got, "channel_post") {
		t.Error(got)
	}
}

func TestTheProfile(t *testing.T) {
	s := New(t)
	call(t, s, "setMyCommands", `{"commands": [{"command": "help", "description": "Hilfe"}], "scope": {"type": "all_private_chats"}, "language_code": "de"}`)
	call(t, s, "setMyDescription", `{"description": "Plans"}`)
	if got := s.Commands("all_private_chats", "de"); len(got) != 1 || got[0] != (Command{"help", "Hilfe"}) || s.Commands("", "") != nil {
		t.Error(got)
	}
	if a := call(t, s, "getMyDescription", `{}`); s.Profile("setMyDescription", "") != "Plans" || string(a.Result) != `{"description":"Plans"}` {
		t.Error(a)
	}
}
