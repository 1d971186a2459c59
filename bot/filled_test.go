package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// sheet is a chat on a network with forms.
type sheet struct {
	*linked
	desk bot.Desk
	net  *formCarrier
}

type formCarrier struct {
	carrier
	desk bot.Desk
}

func (c *formCarrier) Consult(d bot.Desk) { c.desk = d }

const here = "discord 1"

func newSheet(t *testing.T) *sheet {
	x := newLinked(t)
	net := &formCarrier{carrier: carrier{name: "Discord"}}
	store, shut := openStore(t, t.TempDir(), x.clock)
	t.Cleanup(shut)
	x.nets["discord"] = &net.carrier
	x.bot = bot.New(bot.Config{Store: store, Clock: x.clock, Settings: bot.DefaultSettings(), Networks: []bot.Network{net}})
	x.begin(here)
	return &sheet{linked: x, desk: net.desk, net: net}
}

// offered is the button of the form on what was said last.
func (x *sheet) offered() bot.Press {
	x.Helper()
	if err := x.bot.Flush(x.Context()); err != nil {
		x.Fatal(err)
	}
	for _, l := range x.net.sent {
		if l.m.Form != nil {
			x.net.sent = nil
			return l.m.Form.Press
		}
	}
	x.Fatal("no form is offered")
	return bot.Press{}
}

// asked is the button of the form that words lead to.
func (x *sheet) asked(words string) bot.Press {
	x.Helper()
	x.read(here)
	if err := x.bot.Hear(x.Context(), x.event(here, words)); err != nil {
		x.Fatal(err)
	}
	return x.offered()
}

// handIn is what is said to a form with goals.
func (x *sheet) handIn(p bot.Press, goals ...string) string {
	x.Helper()
	ev := x.event(here, "")
	ev.Press, ev.Message, ev.Filled = p, "1", map[string][]string{"goals": {strings.Join(goals, "\n")}}
	return x.deliver(ev)
}

func TestAFormHandedInTwiceIsKeptOnce(t *testing.T) {
	x := newSheet(t)
	p := x.asked("new goal")
	x.has(x.handIn(p, "walk more", " sleep ", ""), `"walk more"`, `"sleep"`)
	if said := x.handIn(p, "walk more", "sleep"); said != "" {
		t.Errorf("a second tap is answered: %s", said)
	}
	x.clock.Set(x.clock.Now().Add(time.Minute))
	x.has(x.handIn(p, "walk more", "sleep"), "That is how it is kept.")
	if said := x.say(here, "/goals"); strings.Count(said, "walk more") != 1 || strings.Count(said, "sleep") != 1 {
		t.Errorf("kept:\n%s", said)
	}
}

// A talk may be over when its form comes in: nothing is changed, and no words are lost.
func TestAFormThatComesTooLateIsKeptAsANote(t *testing.T) {
	x := newSheet(t)
	p := x.asked("new goal")
	x.say(here, "walk more")
	x.say(here, "Nothing more")
	if _, err := x.desk.Form(t.Context(), x.event(here, "").From, p); bot.SentenceOf(err) != "That question has passed. Nothing was changed." {
		t.Errorf("the form opens: %v", err)
	}
	said := x.handIn(p, "walk more", "tell Anna")
	x.has(said, "That question has passed.", `Kept: "tell Anna"`)
	if said := x.say(here, "/goals"); strings.Contains(said, "tell Anna") {
		t.Errorf("kept:\n%s", said)
	}
}

func TestAFormIsTakenBackWhole(t *testing.T) {
	x := newSheet(t)
	x.handIn(x.asked("new goal"), "walk more", "sleep")
	x.has(x.say(here, "undo"), "Taken back")
	x.has(x.say(here, "/goals"), "No goals yet.")
}

func TestTheLabelOfAFormsButtonOpensNothing(t *testing.T) {
	x := newSheet(t)
	x.asked("new goal")
	x.has(x.say(here, "open the form"), "Only the button opens the form.", "Finish this")
	x.has(x.say(here, "walk more"), "Kept: 1 line.")
}

// What is said one by one stands in the form when it opens.
func TestAFormHoldsWhatWasSaid(t *testing.T) {
	x := newSheet(t)
	x.asked("new goal")
	p := x.asked("walk more")
	form, err := x.desk.Form(t.Context(), x.event(here, "").From, p)
	if err != nil || len(form.Fields) != 1 || form.Fields[0].Value != "walk more" || form.Fields[0].Key != "goals" {
		t.Errorf("%v: %+v", err, form)
	}
	if _, err := x.desk.Form(t.Context(), bot.Address{Network: "discord", Chat: "2"}, p); bot.CodeOf(err) != bot.Invalid {
		t.Errorf("somebody else opens it: %v", err)
	}
}

// What does not fit on a form is asked afterwards, so that none of it is lost.
func TestWhatFitsOnNoFormIsAskedAfterwards(t *testing.T) {
	x := newSheet(t)
	x.say(here, "/appointment Tom, thursdays 4pm")
	x.say(here, "London")
	x.say(here, "add goal walk more")
	for i := range 26 {
		x.say(here, fmt.Sprintf("%d. %s", i+1, strings.Repeat("slept badly again and woke at four ", 4)))
	}
	p := x.asked("/agenda")
	form, err := x.desk.Form(t.Context(), x.event(here, "").From, p)
	if err != nil || len(form.Fields) != 1 || form.Fields[0].Key != "want" {
		t.Fatalf("on the form: %v, %+v", err, form)
	}
	ev := x.event(here, "")
	ev.Press, ev.Message, ev.Filled = p, "1", map[string][]string{"want": {"a letter"}}
	x.has(x.deliver(ev), "For Tom you kept", "26 26. slept badly")
}

// Words of danger are no others for standing on a form.
func TestDangerOnAFormShowsTheCard(t *testing.T) {
	x := newSheet(t)
	said := x.handIn(x.asked("new goal"), "I want to die")
	x.has(said, "findahelpline.com", `"I want to die"`)
	if strings.Index(said, "findahelpline.com") > strings.Index(said, `"I want to die"`) {
		t.Errorf("the card comes last:\n%s", said)
	}
	x.has(x.handIn(x.asked("new goal"), "i am 14"), "people of 16 and up")
}

func TestAFormOfNoTalkIsAnsweredKindly(t *testing.T) {
	x := newSheet(t)
	x.has(x.handIn(bot.Press{On: "none", Key: "-form"}, "walk more"), "That question has passed.")
	p := x.asked("new goal")
	x.has(x.handIn(bot.Press{On: p.On, Key: "goals", Option: "-done"}, "walk more"), "That question has passed.")
	x.has(x.say(here, "walk more"), "Kept: 1 line.")
}

// What looks changes nothing, whatever it does.
func TestTheDeskChangesNothing(t *testing.T) {
	x := newSheet(t)
	before := x.say(here, "/settings")
	if err := x.bot.Look(t.Context(), x.event(here, "").From, func(t *bot.Turn) { t.MoveTo("Asia/Tokyo") }); err != nil {
		t.Fatal(err)
	}
	if after := x.say(here, "/settings"); after != before {
		t.Errorf("it was %s\nand is %s", before, after)
	}
}
