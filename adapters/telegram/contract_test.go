package telegram_test

import (
	"context"
	"testing"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/bottest"
)

// Telegram is held to what every network must do.
func TestNetwork(t *testing.T) {
	bottest.Network(t, func(t *testing.T) bottest.Wire {
		t.Parallel()
		s := fake.New(t)
		return bottest.Wire{
			Connect: func(hear func(context.Context, bot.Event) error) (bot.Network, func()) { return run(t, s, hear) },
			People:  []bottest.Peer{&peer{Person: s.Person(4711, "Mia")}, &peer{Person: s.Person(4712, "Ben")}},
			Again:   true,
			Lines:   true,
			Refuse:  func() { s.Fail(fake.Sends, fake.Refused(400, "Bad Request: message text is empty")) },
			Slow:    func(d time.Duration) { s.Fail(fake.Sends, fake.TooMany(d)) },
			Break:   func(after int) { s.Fail(fake.Sends, append(make([]*fake.Fault, after), fake.Reset())...) },
			Lose:    func(after int) { s.Fail(fake.Sends, append(make([]*fake.Fault, after), fake.Lost())...) },
		}
	})
}

// run is the adapter on a server, as one process is, until leave.
func run(t testing.TB, s *fake.Server, hear func(context.Context, bot.Event) error) (n *telegram.Telegram, leave func()) {
	n, err := telegram.New(telegram.Config{Token: s.Token(), API: s.URL(), Unpaced: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx, hear) }()
	return n, func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
}

// peer is somebody on the fake server, as the contract sees them.
type peer struct {
	*fake.Person
	last int // message they wrote
}

func (p *peer) Say(words string)     { p.last = p.Person.Say(words) }
func (p *peer) Press(label string)   { p.Person.Press(label) }
func (p *peer) Rewrite(words string) { p.Person.Edit(p.last, words) }
func (p *peer) Remove()              { p.Person.Delete(p.Person.Last().ID) }
func (p *peer) Pin(at bot.Location)  { p.Person.Location(at.Lat, at.Lon) }
func (p *peer) Hand(f bot.File)      { p.Person.Document(f.Name, f.Data) }

// Share sends one of a kind.
func (p *peer) Share(m bot.Media) {
	switch m {
	case bot.Voice:
		p.Person.Voice()
	case bot.Photo:
		p.Person.Photo()
	case bot.Sticker:
		p.Person.Sticker()
	default:
		p.Person.Poll("Which?", "One", "Two")
	}
}

// Chat is what the bot has said.
func (p *peer) Chat() []bottest.Seen {
	var out []bottest.Seen
	for _, m := range p.Person.Chat() {
		if !m.Own {
			continue
		}
		s := bottest.Seen{Text: m.Text, Picture: m.Photo != nil}
		for _, row := range m.Buttons {
			for _, b := range row {
				s.Buttons = append(s.Buttons, bottest.SeenButton{Label: b.Label, Carries: b.Data})
			}
		}
		if m.Document != nil {
			s.File = &bot.File{Name: m.Document.Name, Data: m.Document.Data}
		}
		out = append(out, s)
	}
	return out
}
