package bot_test

import (
	"slices"
	"strconv"
	"testing"

	"samepage/bot"
)

// replies are the handles on what has been sent to a chat, in order.
func (x *linked) replies(chat string, ev bot.Event) []string {
	x.Helper()
	ev.Reply = "handle " + ev.ID
	if err := x.bot.Hear(x.Context(), ev); err != nil {
		x.Fatal(err)
	}
	if err := x.bot.Flush(x.Context()); err != nil {
		x.Fatal(err)
	}
	var got []string
	for _, net := range x.nets {
		for _, l := range net.sent {
			if net.Name()+" "+l.to != chat && l.m.Reply != "" {
				x.Errorf("%s %s got the handle of somebody else", net.Name(), l.to)
			}
			if net.Name()+" "+l.to == chat {
				got = append(got, l.m.Reply)
			}
		}
		net.sent = nil
	}
	return got
}

// The handle comes back once, with the first answer, whoever it is and whatever they did.
func TestTheFirstAnswerCarriesTheHandleBack(t *testing.T) {
	x := newLinked(t)
	for _, words := range []string{"hi", "Yes, I'm 16 or older", "Just looking", "flare after lunch", "/help", "sos", "/link 2222-2222"} {
		ev := x.event("discord 1", words)
		got := x.replies("discord 1", ev)
		if len(got) == 0 || got[0] != "handle "+ev.ID {
			t.Errorf("%q: the first answer has %q", words, got)
		}
		if slices.ContainsFunc(got[min(1, len(got)):], func(r string) bool { return r != "" }) {
			t.Errorf("%q: the handle came back twice: %q", words, got)
		}
	}
}

// What is said in another chat of the person's answers no event there.
func TestAnotherChatGetsNoHandle(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	code := x.code("telegram 1")
	ev := x.event("discord 2", "/link "+code)
	if got := x.replies("discord 2", ev); len(got) == 0 || got[0] != "handle "+ev.ID {
		t.Errorf("the chat that was joined has %q", got)
	}
}

// An edit carries it only where it takes the place of the message that was pressed.
func TestOtherEditsCarryNoHandle(t *testing.T) {
	x, net := newSlate(t)
	typed := x.event("telegram 1", "flare after lunch")
	typed.Reply = "typed"
	x.deliver(typed)
	receipt := len(net.posts) - 1
	x.say("telegram 1", "/checkin")
	answer := x.event("telegram 1", "2")
	answer.Reply = "answer"
	x.deliver(answer)
	question := len(net.posts) - 2
	press := x.event("telegram 1", "")
	press.Press, press.Message, press.Reply = net.posts[receipt].Buttons[0].Press, bot.MessageID(strconv.Itoa(receipt)), "press"
	x.deliver(press)
	if got := []string{net.posts[question].Reply, net.posts[question+1].Reply, net.posts[receipt].Reply}; !slices.Equal(got, []string{"", "answer", "press"}) {
		t.Errorf("the question above, the receipt and the message pressed carry %q", got)
	}
}
