package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// BenchmarkCheckin is a turn of somebody who checks in: they see Tom once a week and are
// asked two questions of their own beside how the day was. It is all of a turn but the
// network: the engine, the store, and the outbox.
func BenchmarkCheckin(b *testing.B) {
	p := newPatient(b)
	p.does("/start", "Yes", "An appointment", "London", "Tom, every Thursday at 4pm",
		"/measures", "Energy", "My own question", "Done", "Any symptoms today?", "Yes or no", "/checkin every day at 21:00")
	turns := 0
	b.ReportAllocs()
	b.ResetTimer()
	for turns < b.N { // a check-in is six turns
		p.clock.Set(p.clock.Now().AddDate(0, 0, 1))
		turns += p.does("/checkin", "3", "4", "Yes", "Add a line", "flare after lunch, cancelled on Anna again")
	}
	b.StopTimer()
	if said := p.latest.Text.String(); !strings.HasPrefix(said, `Kept: "flare`) {
		b.Errorf("the last answer is %q", said)
	}
}

// patient is somebody at a network that only remembers the message shown last.
type patient struct {
	b      *testing.B
	clock  *bot.SimulatedClock
	bot    *bot.Bot
	shown  int
	events int
	latest bot.Message
}

var patientsChat = bot.Address{Network: "patient", Instance: "1", Chat: "1"}

func newPatient(b *testing.B) *patient {
	p := &patient{b: b, clock: bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC))}
	store, shut := openStore(b, b.TempDir(), p.clock)
	b.Cleanup(shut)
	p.bot = bot.New(bot.Config{Store: store, Clock: p.clock, Networks: []bot.Network{p}, Settings: bot.DefaultSettings()})
	return p
}

// does is what they do, one after the other: a label is pressed, all else is written.
func (p *patient) does(steps ...string) int {
	for _, words := range steps {
		p.events++
		ev := bot.Event{ID: fmt.Sprint(p.events), From: patientsChat, Text: words, Message: bot.MessageID(fmt.Sprint("in", p.events))}
		for _, button := range p.latest.Buttons {
			if strings.HasPrefix(button.Label.String(), words) {
				ev.Press, ev.Text, ev.Message = button.Press, "", bot.MessageID(fmt.Sprint(p.shown))
			}
		}
		if err := p.bot.Hear(p.b.Context(), ev); err != nil {
			p.b.Fatal(err)
		}
		if err := p.bot.Flush(p.b.Context()); err != nil {
			p.b.Fatal(err)
		}
	}
	return len(steps)
}

func (*patient) Name() string { return "patient" }

func (*patient) Limits() bot.Limits { return bot.Limits{Carrier: "Telegram", Edits: true} }

func (*patient) Run(context.Context, func(context.Context, bot.Event) error) error { return nil }

func (p *patient) Send(_ context.Context, _ bot.Address, m bot.Message) (bot.MessageID, error) {
	p.shown++
	p.latest = m
	return bot.MessageID(fmt.Sprint(p.shown)), nil
}

func (p *patient) Edit(_ context.Context, _ bot.Address, id bot.MessageID, m bot.Message) (bot.MessageID, error) {
	if id == bot.MessageID(fmt.Sprint(p.shown)) && !m.Fold {
		p.latest = m
	}
	return id, nil
}
