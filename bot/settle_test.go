package bot_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"samepage/bot"
)

// slate is a network on which messages can be changed. It counts what it is asked to do.
type slate struct {
	carrier
	posts    []bot.Message
	requests int
}

func (s *slate) Limits() bot.Limits { return bot.Limits{Carrier: s.name, Edits: true} }

func (s *slate) Send(_ context.Context, _ bot.Address, m bot.Message) (bot.MessageID, error) {
	s.requests++
	s.posts = append(s.posts, m)
	return bot.MessageID(strconv.Itoa(len(s.posts) - 1)), nil
}

func (s *slate) Edit(_ context.Context, _ bot.Address, id bot.MessageID, m bot.Message) (bot.MessageID, error) {
	s.requests++
	n, err := strconv.Atoi(string(id))
	if err == nil {
		s.posts[n] = m
	}
	return id, err
}

// buttons is how many a message has, counted from the latest, which is 1.
func (s *slate) buttons(back int) int { return len(s.posts[len(s.posts)-back].Buttons) }

func newSlate(t *testing.T) (*linked, *slate) {
	x := newLinked(t)
	net := &slate{carrier: carrier{name: "Telegram"}}
	store, shut := openStore(t, t.TempDir(), x.clock)
	t.Cleanup(shut)
	x.nets["telegram"] = &net.carrier
	x.bot = bot.New(bot.Config{Store: store, Clock: x.clock, Settings: bot.DefaultSettings(), Networks: []bot.Network{net}})
	x.begin("telegram 1")
	net.requests = 0
	return x, net
}

// A question that was answered in words has no buttons any more. It costs one request,
// and only where there are buttons.
func TestATypedAnswerTakesTheButtonsOff(t *testing.T) {
	x, net := newSlate(t)
	for _, step := range []struct {
		words    string
		requests int
		back     int // how far back the question stands
		buttons  int // that it has then
	}{
		{"/checkin", 1, 1, 5},
		{"2", 2, 2, 0},
		{"walked to the river", 1, 2, 3}, // the question was a receipt, and keeps its Undo
		{"add a goal", 1, 1, 1},
		{"walk more", 2, 2, 0},
		{"sleep", 1, 1, 2},        // one receipt for all, which changes
		{"Nothing more", 1, 2, 2}, // and keeps its Undo
		{"something feels off", 1, 1, 5},
		{"Other", 2, 2, 0},
		{"the bills", 1, 2, 0}, // had none
	} {
		net.requests = 0
		x.say("telegram 1", step.words)
		if net.requests != step.requests || net.buttons(step.back) != step.buttons {
			t.Fatalf("%q took %d requests and left %d buttons; want %d and %d", step.words,
				net.requests, net.buttons(step.back), step.requests, step.buttons)
		}
	}
}

// askedDaily lets the daily question come.
func (x *linked) askedDaily() {
	x.Helper()
	x.say("telegram 1", "remind me daily at 8pm")
	x.say("telegram 1", "London")
	x.clock.Set(x.clock.Now().Add(2 * time.Hour))
	if _, err := x.bot.Tick(x.Context()); err != nil {
		x.Fatal(err)
	}
	x.read("telegram 1")
}

// What is taken back is asked once more by the question that stands there.
func TestUndoGivesTheButtonsBack(t *testing.T) {
	x, net := newSlate(t)
	x.askedDaily()
	question := len(net.posts) - 1
	for range 2 {
		x.say("telegram 1", "2")
		if n := len(net.posts[question].Buttons); n != 0 {
			t.Fatalf("answered, it has %d buttons", n)
		}
		x.say("telegram 1", "undo")
		if n := len(net.posts[question].Buttons); n != 5 {
			t.Fatalf("taken back, it has %d buttons", n)
		}
	}
}

// What was cleared stays cleared, whatever is answered or taken back after.
func TestNoQuestionComesBackOntoAClearedScreen(t *testing.T) {
	for _, talk := range []struct{ before, after []string }{
		{[]string{"add a goal"}, []string{"walk more", "sleep", "Nothing more"}},
		{[]string{"add a goal", "walk more"}, []string{"sleep", "Nothing more"}},
		{[]string{"2"}, []string{"undo"}},
	} {
		x, net := newSlate(t)
		x.askedDaily()
		for _, words := range talk.before {
			x.say("telegram 1", words)
		}
		x.say("telegram 1", "/clear")
		cleared := len(net.posts) - 1
		for _, words := range talk.after {
			x.say("telegram 1", words)
		}
		for _, m := range net.posts[1:cleared] {
			if said := m.Text.String(); said != "Cleared." {
				t.Errorf("on the screen again: %s", said)
			}
		}
	}
}

// A button shows what was chosen on its own message, or can be pressed again to change it.
func TestAPressLeavesTheButtons(t *testing.T) {
	x, net := newSlate(t)
	x.say("telegram 1", "something feels off")
	about := net.posts[len(net.posts)-1].Buttons
	ev := x.event("telegram 1", "")
	ev.Press, ev.Message = about[0].Press, bot.MessageID(strconv.Itoa(len(net.posts)-1))
	net.requests = 0
	x.deliver(ev)
	if net.requests != 1 || net.buttons(2) != len(about) {
		t.Errorf("it took %d requests and left %d buttons", net.requests, net.buttons(2))
	}
}
