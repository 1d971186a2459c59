package console

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
)

// The console is held to what every network must do, as far as a terminal has it.
func TestNetwork(t *testing.T) {
	bottest.Network(t, func(t *testing.T) bottest.Wire {
		p := &peer{t: t, dir: t.TempDir()}
		return bottest.Wire{Connect: p.connect, People: []bottest.Peer{p}}
	})
}

// peer is whoever sits before the terminal.
type peer struct {
	t   *testing.T
	dir string
	in  io.Writer
	mu  sync.Mutex
	out bytes.Buffer
}

func (p *peer) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.Write(b)
}

func (p *peer) connect(hear func(context.Context, bot.Event) error) (bot.Network, func()) {
	in, typing := io.Pipe()
	p.in = typing
	c := New(in, p)
	c.Dir = p.dir
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx, hear) }()
	return c, func() {
		cancel()
		typing.Close()
		if err := <-done; err != nil {
			p.t.Errorf("it ended with %v", err)
		}
	}
}

func (p *peer) Say(words string) { io.WriteString(p.in, words+"\n") }

// Press types the number of the newest button with that label.
func (p *peer) Press(label string) {
	chat := p.Chat()
	for i := range chat {
		for n, b := range chat[len(chat)-1-i].Buttons {
			if b.Label == label {
				p.Say(fmt.Sprint(n + 1))
				return
			}
		}
	}
	p.t.Errorf("there is no button %s", label)
}

var (
	echoedLine = regexp.MustCompile(`(?m)^> .*\n`)
	numberOne  = regexp.MustCompile(`\[\d+\] (\S+(?: \S+)*)`)
	savedAs    = regexp.MustCompile(`Saved as (\S+)`)
)

// Chat is what was printed, block by block.
func (p *peer) Chat() []bottest.Seen {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []bottest.Seen
	for _, block := range strings.Split(echoedLine.ReplaceAllString(p.out.String(), ""), "\n\n") {
		s := bottest.Seen{Text: block, Picture: strings.Contains(block, "┤")}
		for _, found := range numberOne.FindAllStringSubmatch(block, -1) {
			s.Buttons = append(s.Buttons, bottest.SeenButton{Label: found[1]})
		}
		if found := savedAs.FindStringSubmatch(block); found != nil {
			data, err := os.ReadFile(found[1])
			if err != nil {
				p.t.Error(err)
			}
			s.File = &bot.File{Name: found[1][strings.LastIndex(found[1], "/")+1:], Data: data}
		}
		if block != "" {
			out = append(out, s)
		}
	}
	return out
}
