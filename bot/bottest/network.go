package bottest

import (
	"context"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// Wire is a network with what lies beyond it: the people there, and what can go wrong on
// the way. What is left out is something the network does not have.
type Wire struct {
	// Connect starts the adapter as a new process would, handing what people do to hear,
	// until leave. Leave fails the test where that end is no good one.
	Connect func(hear func(context.Context, bot.Event) error) (n bot.Network, leave func())
	// People are who is there: one, or two where there is room for two. Nobody has
	// written to the bot yet.
	People []Peer
	// Again says that what was not kept when the bot left comes again to the next one.
	Again bool
	// Lines says that a message may have several lines.
	Lines bool

	Refuse func()              // the next message is one the network never takes
	Slow   func(time.Duration) // the next message is to come again after this long
	Break  func(after int)     // after so many more, a message is lost on the way to the network
	Lose   func(after int)     // after so many more, a message is shown, and the answer lost
	// Once says that the network knows the nonce of a message whose answer was lost, and
	// shows it once.
	Once bool
}

// Peer is a person at a network, with the bot's chat before them. What else they can do
// there, they do by the interfaces below.
type Peer interface {
	Say(words string)
	Press(label string) // the newest button with that label
	Chat() []Seen       // what the bot has said, as it stands there now
}

// Rewriter is a Peer who can change what they wrote last.
type Rewriter interface{ Rewrite(words string) }

// Remover is a Peer who can take away what the bot said last.
type Remover interface{ Remove() }

// Sharer is a Peer who can send what is no text.
type Sharer interface {
	Share(bot.Media)
	Hand(bot.File)
}

// Pinner is a Peer who can send a place.
type Pinner interface{ Pin(bot.Location) }

// Blocker is a Peer who can shut the bot out, and let it in again.
type Blocker interface {
	Block()
	Unblock()
}

// Seen is a message as it stands before somebody.
type Seen struct {
	Text    string
	Buttons []SeenButton
	Picture bool
	File    *bot.File
}

// SeenButton is a button, and what it carries where the network or whoever reads along
// can see it; "" where that is nothing.
type SeenButton struct{ Label, Carries string }

// Network holds a network to what every one must do. New makes one with people nobody
// has met, as often as it is called.
func Network(t *testing.T, wire func(*testing.T) Wire) {
	for name, holds := range map[string]func(*line){
		"words are heard as they are":          (*line).hearsWords,
		"an event has an id of its own":        (*line).hearsEachOnce,
		"a chat is heard in order":             (*line).hearsInOrder,
		"chats are heard side by side":         (*line).hearsSideBySide,
		"what was not kept comes again":        (*line).hearsAgain,
		"what was begun is finished":           (*line).finishes,
		"changed words name their message":     (*line).hearsChanges,
		"what is no text is told apart":        (*line).hearsMedia,
		"files are handed over":                (*line).hearsFiles,
		"a place is heard":                     (*line).hearsPlaces,
		"words are shown as they are":          (*line).showsWords,
		"bytes of any kind do no harm":         (*line).showsBytes,
		"long words lose nothing":              (*line).showsLong,
		"a button comes back as it was":        (*line).presses,
		"every button of many can be pressed":  (*line).pressesMany,
		"a button says nothing about a person": (*line).carries,
		"pictures come with their words":       (*line).showsPictures,
		"files are shown":                      (*line).showsFiles,
		"a message can be changed":             (*line).edits,
		"a message that is gone comes anew":    (*line).editsWhatIsGone,
		"takes away what it is told to":        (*line).deletes,
		"an address outlives the program":      (*line).knowsAddresses,
		"another's address is not written to":  (*line).knowsItsOwn,
		"many chats are shown to at once":      (*line).showsAtOnce,
		"what is never taken is said to be so": (*line).refuses,
		"how long to wait is told":             (*line).waits,
		"a second try shows nothing twice":     (*line).triesAgain,
		"who shut the bot out is unreachable":  (*line).blocked,
	} {
		t.Run(name, func(t *testing.T) { holds(newLine(t, wire(t))) })
	}
}

// line is a connected network, and what is heard on it.
type line struct {
	*testing.T
	Wire
	net   bot.Network
	heard chan bot.Event
	leave func()
	peer  Peer // the first of People
}

// soon is how long anything may take that should come at once, on a machine under load.
const soon = 20 * time.Second

func newLine(t *testing.T, w Wire) *line {
	l := &line{T: t, Wire: w, peer: w.People[0]}
	l.connect(nil)
	t.Cleanup(func() { l.leave() })
	return l
}

// connect is a new process, which keeps what it hears by keep.
func (l *line) connect(keep func(bot.Event) error) {
	heard := make(chan bot.Event, 1000)
	l.heard = heard
	n, leave := l.Connect(func(_ context.Context, ev bot.Event) error {
		heard <- ev
		if keep == nil {
			return nil
		}
		return keep(ev)
	})
	left := false
	l.net, l.leave = n, func() {
		if !left {
			left = true
			leave()
		}
	}
}

// reconnect is another process after this one.
func (l *line) reconnect(keep func(bot.Event) error) {
	l.leave()
	l.connect(keep)
}

// next is what is heard next.
func (l *line) next() bot.Event {
	l.Helper()
	select {
	case ev := <-l.heard:
		return ev
	case <-time.After(soon):
		l.Fatal("nothing was heard")
		return bot.Event{}
	}
}

// meet has somebody write, and returns where.
func (l *line) meet(p Peer) bot.Address {
	l.Helper()
	p.Say("hello")
	return l.next().From
}

func (l *line) send(to bot.Address, m bot.Message) bot.MessageID {
	l.Helper()
	id, err := l.net.Send(l.Context(), to, m)
	if err != nil {
		l.Fatalf("sending: %v", err)
	}
	return id
}

// shown is how many messages before p hold words.
func shown(p Peer, words string) (n int) {
	for _, m := range p.Chat() {
		if strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// shows fails where words do not stand before p just once.
func (l *line) shows(p Peer, words string) {
	l.Helper()
	if n := shown(p, words); n != 1 {
		l.Errorf("%q is shown %d times: %+v", words, n, p.Chat())
	}
}
