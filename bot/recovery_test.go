package bot_test

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"samepage/bot"
)

// talk is a bot with the real store and a network that only listens.
type talk struct {
	*testing.T
	bot   *bot.Bot
	net   *post
	count int
}

// post is a network that keeps what was sent to whom.
type post struct{ sent []letter }

type letter struct {
	to string
	m  bot.Message
}

func (*post) Name() string { return "post" }
func (*post) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

func (p *post) Send(_ context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	p.sent = append(p.sent, letter{to.Chat, m})
	return "1", nil
}

func newTalk(t *testing.T) *talk {
	store, shut := openStore(t, t.TempDir(), bot.WallClock{})
	t.Cleanup(shut)
	net := &post{}
	return &talk{T: t, net: net, bot: bot.New(bot.Config{
		Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{net}, Settings: bot.DefaultSettings(),
	})}
}

// say has somebody write, and returns what they read.
func (x *talk) say(chat, words string) string {
	x.Helper()
	x.count++
	from := bot.Address{Network: "post", Chat: chat}
	ev := bot.Event{ID: string(rune('a' + x.count)), From: from, Text: words}
	if err := x.bot.Hear(x.Context(), ev); err != nil {
		x.Fatal(err)
	}
	before := len(x.net.sent)
	if err := x.bot.Flush(x.Context()); err != nil {
		x.Fatal(err)
	}
	var read []string
	for _, l := range x.net.sent[before:] {
		if l.to == chat {
			read = append(read, l.m.Text.String())
		}
	}
	return strings.Join(read, "\n")
}

func (x *talk) has(got, want string) {
	x.Helper()
	if !strings.Contains(got, want) {
		x.Errorf("got %q\nwant %q in it", got, want)
	}
}

func (x *talk) begin(chat string) {
	x.say(chat, "hi")
	x.say(chat, "Yes, I'm 16 or older")
	x.say(chat, "Just looking")
}

var code = regexp.MustCompile(`[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}`)

func TestRecovery(t *testing.T) {
	x := newTalk(t)
	x.begin("old")
	x.say("old", "flare after lunch")
	ended := code.FindString(x.say("old", "/recovery"))
	valid := code.FindString(x.say("old", "/recovery"))
	if ended == "" || ended == valid {
		t.Fatalf("codes %q and %q", ended, valid)
	}
	x.has(x.say("old", valid), "your code")
	x.has(x.say("old", "help"), "Write me anything") // what is said goes on to the old chat

	x.say("new", "hi")
	x.has(x.say("new", ended), "I haven't kept that")
	x.has(x.say("new", strings.ToUpper(valid)), "Welcome back")
	x.has(x.say("new", "forget that"), "flare after lunch")
	x.has(x.say("other", valid), "Hi, I'm Samepage") // it works once
}

func TestACodeSentTooLate(t *testing.T) {
	x := newTalk(t)
	x.begin("old")
	valid := code.FindString(x.say("old", "/recovery"))
	x.begin("new")
	x.has(x.say("new", valid), "/forget")
	x.say("new", "/forget")
	x.say("new", "Forget everything about me")
	x.has(x.say("new", valid), "Welcome back")
}

func TestExportIsReadable(t *testing.T) {
	x := newTalk(t)
	x.begin("a")
	x.say("a", "sos")
	x.say("a", "Not now")
	x.say("a", `flare "after" lunch`)
	x.say("a", "/export")
	file := x.net.sent[len(x.net.sent)-1].m.File
	var e bot.Export
	if file == nil || json.Unmarshal(file.Data, &e) != nil {
		t.Fatal("no export")
	}
	note := e.Records["notes"][0]
	if note["words"] != `flare "after" lunch` || note["day"] == "" || note["kept_at"] == "" || note["id"] == "" {
		t.Errorf("note %v", note)
	}
	if e.Records["settings"] == nil || len(e.Records) != 2 {
		t.Errorf("records of %d kinds", len(e.Records))
	}
	for _, never := range []string{"card", "undo", "dialog", "shown", "snooze", `"r"`} {
		if strings.Contains(string(file.Data), never) {
			t.Errorf("%q is in the export", never)
		}
	}
}
