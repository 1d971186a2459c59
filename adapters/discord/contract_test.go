package discord_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/bottest"
)

// sends are the calls that show a message.
const sends = "POST /channels/{channel_id}/messages"

// Discord is held to what every network must do.
func TestNetwork(t *testing.T) {
	bottest.Network(t, func(t *testing.T) bottest.Wire {
		t.Parallel()
		s, k := fake.New(t), &desk{}
		return bottest.Wire{
			Connect: func(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
				return run(t, s, discord.Config{}, k, hear)
			},
			People: []bottest.Peer{&peer{Person: s.Person("4711", "Mia")}, &peer{Person: s.Person("4712", "Ben")}},
			Again:  true,
			Lines:  true,
			Refuse: func() { s.Fail(sends, fake.Refused(fake.No{Status: 400, Code: 50035, Message: "Invalid Form Body"})) },
			Slow:   func(d time.Duration) { s.Fail(sends, fake.TooMany(d)) },
			Break:  func(after int) { s.Fail(sends, append(make([]*fake.Fault, after), fake.Reset())...) },
			Lose:   func(after int) { s.Fail(sends, append(make([]*fake.Fault, after), fake.Lost())...) },
			Once:   true,
		}
	})
}

// peer is somebody on the fake server, as the contract sees them.
type peer struct {
	*fake.Person
	last string // message they wrote
}

func (p *peer) Say(words string)     { p.last = p.Person.Say(words) }
func (p *peer) Rewrite(words string) { p.Person.Edit(p.last, words) }
func (p *peer) Hand(f bot.File)      { p.last = p.Person.Attach(f.Name, f.Data, "") }
func (p *peer) Block()               { p.Person.Shut(true) }
func (p *peer) Unblock()             { p.Person.Shut(false) }

// Press presses the button, or picks the option of a list, with that label.
func (p *peer) Press(label string) {
	if !p.Person.Press(label) {
		p.Person.Choose(label)
	}
}

// Share sends one of a kind.
func (p *peer) Share(m bot.Media) {
	switch m {
	case bot.Voice:
		p.last = p.Voice()
	case bot.Photo:
		p.last = p.Attach("photo.png", onePixel, "")
	case bot.Sticker:
		p.last = p.Sticker()
	default:
		p.last = p.Attach("scan.pdf", []byte("%PDF-1.4"), "")
	}
}

// onePixel is a picture.
var onePixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x35\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82")

// Chat is what the bot has said.
func (p *peer) Chat() []bottest.Seen {
	var out []bottest.Seen
	for _, m := range p.Person.Chat() {
		if m.Own && !m.Loading {
			out = append(out, seen(m))
		}
	}
	return out
}

func seen(m fake.Shown) bottest.Seen {
	s := bottest.Seen{Text: m.Text, Picture: len(m.Pictures) > 0}
	for _, row := range m.Buttons {
		for _, b := range row {
			s.Buttons = append(s.Buttons, bottest.SeenButton{Label: b.Label, Carries: b.ID})
		}
	}
	for _, list := range m.Selects {
		for _, o := range list.Options {
			s.Buttons = append(s.Buttons, bottest.SeenButton{Label: o.Label, Carries: o.Value})
		}
	}
	for _, f := range m.Files {
		s.File = &bot.File{Name: strings.Clone(f.Name), Data: f.Data}
	}
	return s
}
