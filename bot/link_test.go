package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/bottest"
)

// carrier is a network that says what it is called.
type carrier struct {
	post
	name string
}

func (c *carrier) Name() string       { return strings.ToLower(c.name) }
func (c *carrier) Limits() bot.Limits { return bot.Limits{Carrier: c.name} }

// linked is a bot on two networks, with the real store and a clock of its own.
type linked struct {
	*testing.T
	bot   *bot.Bot
	clock *bot.SimulatedClock
	nets  map[string]*carrier
	count int
}

func newLinked(t *testing.T) *linked {
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC))
	store, shut := openStore(t, t.TempDir(), clock)
	t.Cleanup(shut)
	x := &linked{T: t, clock: clock, nets: map[string]*carrier{"telegram": {name: "Telegram"}, "discord": {name: "Discord"}}}
	x.bot = bot.New(bot.Config{Store: store, Clock: clock, Settings: bot.DefaultSettings(),
		Networks: []bot.Network{x.nets["telegram"], x.nets["discord"]}})
	return x
}

// event is words from a chat, given as "telegram 1".
func (x *linked) event(chat, words string) bot.Event {
	x.count++
	network, id, _ := strings.Cut(chat, " ")
	return bot.Event{ID: fmt.Sprint(x.count), From: bot.Address{Network: network, Chat: id}, Text: words}
}

// say has somebody write, and returns what is read there.
func (x *linked) say(chat, words string) string {
	x.Helper()
	return x.deliver(x.event(chat, words))
}

func (x *linked) deliver(ev bot.Event) string {
	x.Helper()
	x.read(ev.From.Network + " " + ev.From.Chat) // what was there before
	if err := x.bot.Hear(x.Context(), ev); err != nil {
		x.Fatal(err)
	}
	return x.read(ev.From.Network + " " + ev.From.Chat)
}

// read is what came to a chat since somebody last wrote or read there.
func (x *linked) read(chat string) string {
	x.Helper()
	if err := x.bot.Flush(x.Context()); err != nil {
		x.Fatal(err)
	}
	network, id, _ := strings.Cut(chat, " ")
	net := x.nets[network]
	var read []string
	var rest []letter
	for _, l := range net.sent {
		if l.to != id {
			rest = append(rest, l)
			continue
		}
		read = append(read, l.m.Text.String())
		for _, b := range l.m.Buttons {
			read = append(read, "["+b.Label.String()+"]")
		}
	}
	net.sent = rest
	return strings.Join(read, "\n")
}

func (x *linked) begin(chat string) {
	x.say(chat, "hi")
	x.say(chat, "Yes, I'm 16 or older")
	x.say(chat, "Just looking")
}

func (x *linked) has(got string, want ...string) {
	x.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			x.Errorf("got %q\nwant %q in it", got, w)
		}
	}
}

var linkCode = regexp.MustCompile(`[a-z2-7]{4}-[a-z2-7]{4}`)

func (x *linked) code(chat string) string {
	x.Helper()
	code := linkCode.FindString(x.say(chat, "/link"))
	if code == "" {
		x.Fatal("no code")
	}
	return code
}

func TestLinkAStranger(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("telegram 1", "flare after lunch")
	ended := x.code("telegram 1")
	valid := x.code("telegram 1")
	x.has(x.say("discord 2", "/link "+ended), "does not fit")
	x.has(x.say("telegram 1", "/link "+valid), "other chat")

	ev := x.event("discord 2", "/start link-"+valid)
	x.has(x.deliver(ev), "same record", "Discord and whoever runs this server", "Where shall I write by myself?", "[Telegram]", "[Discord, this chat]")
	x.has(x.read("telegram 1"), "Discord is joined to this chat now", "/unlink")
	if got := x.deliver(ev); strings.Contains(got, "joined") {
		t.Errorf("delivered again: %q", got)
	}
	x.has(x.say("discord 3", "/link "+valid), "does not fit") // it works once
	x.has(x.say("discord 2", "Discord, this chat"), "From now on I write by myself here: Discord")
	x.has(x.read("telegram 1"), "From now on I write by myself here: Discord")
	x.has(x.say("discord 2", "forget that"), "flare after lunch")
	x.say("discord 2", "keep it")

	x.say("telegram 1", "check in daily at 20:00")
	x.say("telegram 1", "Berlin")
	x.read("discord 2")
	if err := bottest.Advance(t.Context(), x.bot, x.clock, x.clock.Now().Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	x.has(x.read("discord 2"), "How was today?")
	if got := x.read("telegram 1"); got != "" {
		t.Errorf("the other chat got %q", got)
	}
}

func TestUnlink(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.has(x.say("telegram 1", "/unlink"), "only chat")
	x.say("discord 2", "/link "+x.code("telegram 1"))
	x.say("discord 2", "Telegram")

	x.has(x.say("telegram 1", "/unlink"), "Which chat shall I leave?", "[Telegram, this chat]", "[Discord]")
	x.has(x.say("telegram 1", "Discord"), "Leave this one: Discord?")
	x.has(x.say("telegram 1", "Keep it"), "Kept as it was")
	x.say("telegram 1", "/unlink")
	x.say("telegram 1", "Discord")
	x.has(x.say("telegram 1", "Leave it"), "Done.")
	x.has(x.read("discord 2"), "on its own again")
	x.has(x.say("discord 2", "hi"), "Hi, I'm Samepage")
	x.has(x.say("telegram 1", "/unlink"), "only chat")
}

func TestUnlinkTheChatOneIsIn(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("discord 2", "/link "+x.code("telegram 1"))
	x.say("discord 2", "Discord, this chat")
	x.say("discord 2", "/unlink")
	x.say("discord 2", "Discord, this chat")
	x.has(x.say("discord 2", "Leave it"), "on its own again")
	x.has(x.say("discord 2", "hi"), "Hi, I'm Samepage")
	x.has(x.say("telegram 1", "/unlink"), "only chat")
}

func TestACodeIsOverAfterTenMinutes(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	code := x.code("telegram 1")
	x.clock.Set(x.clock.Now().Add(10 * time.Minute))
	x.has(x.say("discord 2", "/link "+code), "does not fit, or its time is over")
	x.clock.Set(x.clock.Now().Add(-5 * time.Minute))
	x.has(x.say("discord 2", "/link "+code), "does not fit") // ended for good
}

func TestTwoRecordsAreNeverMadeOne(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.begin("discord 2")
	x.say("discord 2", "something of my own")
	code := x.code("telegram 1")
	x.has(x.say("discord 2", "/link "+code), "never make two records one", "[Hand me my data]")
	x.has(x.say("discord 2", "forget that"), "something of my own")
	x.say("discord 2", "/forget")
	x.say("discord 2", "Forget everything about me")
	x.has(x.say("discord 2", "/link "+code), "This chat is joined")
}

func TestAChatWithoutRecordsMayJoin(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("telegram 1", "flare after lunch")
	x.begin("discord 2")
	x.has(x.say("discord 2", "/link "+x.code("telegram 1")), "Nothing was kept here", "This chat is joined")
	x.say("discord 2", "Telegram")
	x.has(x.say("discord 2", "forget that"), "flare after lunch")
}

func TestGuessing(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	code := x.code("telegram 1")
	for range 5 {
		x.has(x.say("discord 2", "/link aaaa-aaaa"), "does not fit")
	}
	x.has(x.say("discord 2", "/link "+code), "Try again in an hour")
	x.has(x.say("discord 3", "/link "+code), "This chat is joined") // others do not wait
	x.clock.Set(x.clock.Now().Add(time.Hour))
	x.has(x.say("discord 2", "/link "+x.code("telegram 1")), "This chat is joined")
}

// Two who write one code at the same time: one of them is joined.
func TestACodeUsedTwiceAtOnce(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	code := x.code("telegram 1")
	done := make(chan error)
	for i := range 4 {
		ev := x.event(fmt.Sprintf("discord %d", i+2), "/link "+code)
		go func() { done <- x.bot.Hear(t.Context(), ev) }()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	joined := 0
	for i := range 4 {
		if strings.Contains(x.read(fmt.Sprintf("discord %d", i+2)), "This chat is joined") {
			joined++
		}
	}
	if joined != 1 {
		t.Errorf("%d chats were joined", joined)
	}
}
