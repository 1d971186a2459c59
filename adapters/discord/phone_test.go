package discord_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/dialog"
	"samepage/bot/transcript"
)

// phone is a scene: somebody's chat with the bot on the fake server.
type phone struct {
	t       *testing.T
	server  *fake.Server
	clock   bot.Clock
	person  *fake.Person
	slash   bool
	forms   bool                        // the transcript has forms
	stands  map[string]transcript.Shown // what was shown last of each message
	last    string                      // message they wrote
	up      func() bool                 // the bot is connected, and has said what commands there are
	hearing atomic.Int32                // turns that are running
	gone    map[string]bool             // messages they deleted
}

func newPhone(t *testing.T, c bot.Clock, slash bool) *phone {
	s := fake.New(t, fake.Clock(c.Now), fake.Taking())
	return &phone{t: t, server: s, clock: c, person: s.Person("4711", "Mia"), slash: slash, stands: map[string]transcript.Shown{}, gone: map[string]bool{}}
}

// Open starts the adapter, as another process would after a restart.
func (p *phone) Open(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
	n, err := discord.New(discord.Config{Token: p.server.Token(), API: p.server.API(), Clock: p.clock, Unpaced: true})
	if err != nil {
		p.t.Fatal(err)
	}
	before := p.server.Identifies()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	running := &consulted{n, make(chan struct{})}
	go func() {
		<-running.desk
		done <- n.Run(ctx, func(ctx context.Context, ev bot.Event) error {
			p.hearing.Add(1)
			defer p.hearing.Add(-1)
			defer p.server.Taken(string(ev.Message))
			return hear(ctx, ev)
		})
	}()
	p.up = func() bool {
		return p.server.Identifies() > before && p.server.Online() && len(p.server.Commands()) > 0
	}
	return running, func() {
		settled(p.t, p.server, p.up)
		cancel()
		if err := <-done; err != nil {
			p.t.Errorf("it ended with %v", err)
		}
	}
}

// consulted runs from when it has its desk, as with bot.New before Run.
type consulted struct {
	*discord.Discord
	desk chan struct{}
}

func (c *consulted) Consult(d bot.Desk) {
	c.Discord.Consult(d)
	close(c.desk)
}

func (p *phone) idle() bool { return p.hearing.Load() == 0 }

// Do does it on the phone, and waits until the bot is done with it.
func (p *phone) Do(words string, press bool) (bottest.Count, error) {
	settled(p.t, p.server, p.up)
	cost, err := p.act(words, press)
	if err != nil {
		return cost, err
	}
	settled(p.t, p.server, p.idle)
	return cost, nil
}

func (p *phone) act(words string, press bool) (bottest.Count, error) {
	if name, ok := strings.CutPrefix(words, "(file "); ok {
		file, err := bottest.Document(filepath.Join("../../bot/testdata/ics", strings.TrimSuffix(name, ")")))
		if err == nil {
			p.last = p.person.Attach(file.Name, file.Data, "")
		}
		return bottest.Count{}, err
	}
	if passed, ok := strings.CutPrefix(words, "(forward) "); ok {
		p.last = p.person.Forward(passed)
		return bottest.Count{}, nil
	}
	if below, ok := strings.CutPrefix(words, "(photo) "); ok {
		p.last = p.person.Attach("photo.png", onePixel, below)
		return bottest.Count{}, nil
	}
	if edit, ok := strings.CutPrefix(words, "(edit) "); ok {
		p.person.Edit(p.last, edit)
		return bottest.Count{}, nil
	}
	if gone, ok := strings.CutPrefix(words, "(delete) "); ok {
		return bottest.Count{}, p.remove(gone)
	}
	switch words {
	case "(voice)":
		p.last = p.person.Voice()
	case "(photo)":
		p.last = p.person.Attach("photo.png", onePixel, "")
	case "(sticker)":
		p.last = p.person.Sticker()
	case "(other)":
		p.last = p.person.Poll("Which?", "One", "Two")
	default:
		if strings.HasPrefix(words, "(") && strings.HasSuffix(words, ")") {
			return bottest.Count{}, errors.New("there is no way to send " + words)
		}
		return p.write(words, press), nil
	}
	return bottest.Count{}, nil
}

// remove deletes the newest message they wrote that has words; one that is deleted cannot
// be once more.
func (p *phone) remove(words string) error {
	if p.gone[words] {
		return nil
	}
	p.gone[words] = true
	for _, m := range slices.Backward(p.person.Chat()) {
		if !m.Own && m.Text == words {
			p.person.Delete(m.ID)
			return nil
		}
	}
	return fmt.Errorf("there is no message %q to delete", words)
}

func (p *phone) write(words string, press bool) bottest.Count {
	switch name, command := strings.CutPrefix(words, "/"); {
	case command && p.slash && p.person.Slash(name, nil) == nil:
		return bottest.Count{Typed: 1}
	case press && !command && p.press(words):
		return bottest.Count{Taps: 1}
	}
	p.last = p.person.Say(words)
	return bottest.Count{Typed: 1}
}

// press presses the newest button with a label, however it is marked, or picks the
// option of a list.
func (p *phone) press(words string) bool {
	for _, m := range slices.Backward(p.person.Chat()) {
		for _, l := range m.Labels() {
			if dialog.Fold(strings.TrimPrefix(l, mark)) == dialog.Fold(words) {
				return p.person.PressOn(m, l) || p.person.Choose(l)
			}
		}
	}
	return false
}

const mark = "✓ "

// Take is what was shown, as it is meant.
func (p *phone) Take() []transcript.Shown {
	var out []transcript.Shown
	for _, m := range p.person.Take() {
		if !m.Own {
			continue
		}
		s := transcript.Shown{Text: m.Text, Edited: m.Edited}
		for _, label := range m.Labels() {
			plain, chosen := strings.CutPrefix(label, mark)
			s.Buttons = append(s.Buttons, plain)
			if chosen {
				s.Chosen = append(s.Chosen, plain)
			}
		}
		for _, picture := range m.Pictures {
			s.Picture = fmt.Sprintf("%d bytes", len(picture.Data))
		}
		for _, file := range m.Files {
			s.File = file.Name
		}
		was, stood := p.stands[m.ID]
		p.stands[m.ID] = s
		if !p.forms {
			s.Buttons = slices.DeleteFunc(slices.Clone(s.Buttons), func(label string) bool { return label == form })
		}
		if !stood || !bottest.Settled(was, p.stands[m.ID]) {
			out = append(out, s)
		}
	}
	return out
}

// form is the button beside the questions that a form has too. Transcripts that are
// played on every network do not have it.
const form = "Open the form"

// Fill opens the newest form, writes into it and hands it in.
func (p *phone) Fill(fields []transcript.Field) error {
	settled(p.t, p.server, p.up)
	if !p.press(form) {
		return errors.New("no form stands in the chat")
	}
	settled(p.t, p.server, p.idle)
	modal := p.person.Modal()
	if modal == nil {
		return nil // it is gone, and was said to be
	}
	values := map[string]string{}
	for _, f := range fields {
		i := slices.IndexFunc(modal.Fields, func(m fake.Field) bool { return m.ID == f.Key })
		if i < 0 {
			return fmt.Errorf("the form has no field %s", f.Key)
		}
		values[modal.Fields[i].Label] = put(modal.Fields[i], f.Values)
	}
	if err := p.person.Fill(values); err != nil {
		return err
	}
	settled(p.t, p.server, p.idle)
	return nil
}

// put is what a field holds once values were written into it, below what stands there
// where it takes several lines, or picked in it: what was picked then is picked no more.
func put(f fake.Field, values []string) string {
	held := slices.Clone(values)
	switch {
	case len(f.Options) > 0 && f.Max == len(f.Options):
		held = slices.Clone(f.Picked)
		for _, v := range values {
			i := slices.IndexFunc(held, func(label string) bool { return dialog.Fold(label) == dialog.Fold(v) })
			if i >= 0 {
				held = slices.Delete(held, i, i+1)
			} else {
				held = append(held, v)
			}
		}
	case f.Long && f.Value != "":
		held = append([]string{f.Value}, values...)
	}
	return strings.Join(held, "\n")
}

// Labels are those of the latest messages.
func (p *phone) Labels() [][]string {
	var out [][]string
	chat := p.person.Chat()
	for _, m := range chat[max(0, len(chat)-6):] {
		out = append(out, m.Labels())
	}
	return out
}
