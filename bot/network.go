package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"samepage/bot/chart"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Network is a place where people chat. It carries what is said; it decides nothing.
type Network interface {
	// Name is the network's own, "telegram".
	Name() string
	// Run hands every event to deliver until ctx ends. An event is acknowledged to
	// the network only after deliver returned nil: its effects are durable then.
	Run(ctx context.Context, deliver func(context.Context, Event) error) error
	// Send shows m in the chat and returns what the network calls it. An error
	// that wraps ErrUnreachable is final until the person writes again; one that
	// wraps a Wait says when to try again. It is called for many chats at once.
	Send(ctx context.Context, to Address, m Message) (MessageID, error)
}

// Editor is a Network that can change a message it has sent. Edit returns what the
// message is called now: another name, where it is gone and had to be sent anew.
type Editor interface {
	Edit(ctx context.Context, to Address, id MessageID, m Message) (MessageID, error)
}

// Deleter is a Network that can take away messages of ours, none older than its Limits
// say. Those that are gone already are no error.
type Deleter interface {
	Delete(ctx context.Context, to Address, ids []MessageID) error
}

// ErrUnreachable is wrapped by Send where the person has blocked the bot or left.
var ErrUnreachable = errors.New("the person cannot be reached")

// ErrRefused is wrapped by Send and Edit where a message will never be taken as it is. A
// network that panics over one is heard as if it had said so.
var ErrRefused = errors.New("the network does not take this message")

// Wait is wrapped by Send and Edit where a chat may be sent nothing for a while.
type Wait struct{ For time.Duration }

// Error says how long.
func (w *Wait) Error() string { return "nothing may be sent here for " + w.For.String() }

// Address is a chat on a network. Instance is which account of ours it is with, since
// chats and event ids belong to one. Chat is opaque: only its adapter can read it.
type Address struct{ Network, Instance, Chat string }

// LogValue leaves the chat out.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.Network) }

// MessageID is what a network calls a message in a chat; opaque like the chat.
type MessageID string

// Event is one thing a person did.
type Event struct {
	ID      string // the network's own for it, unique for Network and Instance
	From    Address
	Text    string    // what they typed, any bytes at all
	Press   Press     // the button they pressed; zero where they typed
	Message MessageID // the message they typed, or the one the button stands on
	Edited  bool      // Text replaces what Message said before
	Deleted bool      // Message is gone: the person deleted it in the network
	Media   Media     // something that is no text; Text is then what was written below it
	Album   string    // what one Media has in common with those sent along with it
	Passed  bool      // Text was written by somebody else, and is passed on
	File    *File     // a document handed over that may be read
	// Location is a place they sent, which is looked at and not kept.
	Location *Location
	// Filled is what a form held when it was handed in, by the keys of its fields: words
	// as they were typed, or the keys of options; none for one that was left empty. What it
	// has no key of was not on it. Press is that of the form's button.
	Filled map[string][]string
	// Mark is how far the network has come in the chat with this event; opaque, and ""
	// where that is not told by it (mark.go).
	Mark string
	// Reply is a handle of the network's own for answering this very event. The first
	// answer carries it back as its Message.Reply.
	Reply string

	zone string  // of Location, as Hear worked it out; "" where there is none
	feed reading // File as a calendar, as Hear read it
}

// Location is a place in degrees, north and east being above zero.
type Location struct{ Lat, Lon float64 }

// LogValue leaves everything out that a person made.
func (e Event) LogValue() slog.Value {
	return slog.GroupValue(slog.String("network", e.From.Network), slog.Int("bytes", len(e.Text)))
}

// Media is a kind of message the bot cannot read.
type Media string

// The kinds people send.
const (
	Voice   Media = "voice"
	Photo   Media = "photo"
	Sticker Media = "sticker"
	Other   Media = "other"
)

// Press is a button pressed: On is what it belongs to (a dialog's run or a record), Key
// the question or the action, Option what was chosen. All three are opaque to a
// network, together at most 60 bytes, and say nothing about the person.
type Press struct {
	On     string `json:"o,omitempty"`
	Key    string `json:"k"`
	Option string `json:"p,omitempty"`
}

// Button is one of the answers at hand.
type Button struct {
	Label  text.Text `json:"l"`
	Press  Press     `json:"p"`
	Chosen bool      `json:"c,omitempty"` // picked so far, of several
}

// Message is something the bot says. It holds what is meant; the adapter picks the
// widgets by Kind. A message without Buttons has no question.
type Message struct {
	Text    text.Text   `json:"t"`
	Kind    dialog.Kind `json:"k,omitempty"`
	Buttons []Button    `json:"b,omitempty"`
	Form    *Button     `json:"q,omitempty"` // opens a form; left out where a network has none
	Picture *chart.Spec `json:"i,omitempty"` // drawn when sent; Text says the same in words
	File    *File       `json:"f,omitempty"`
	// Place is what to call a widget that sends a place on the map, where that would
	// answer what is asked; PlaceOver takes away the one that stands in the chat.
	Place     text.Text `json:"m,omitempty"`
	PlaceOver bool      `json:"n,omitempty"`
	Fold      bool      `json:"o,omitempty"` // puts an earlier one away: not shown where that cannot be changed
	Reply     string    `json:"r,omitempty"` // Event.Reply of what this is the first answer to
	Nonce     string    `json:"-"`           // fixed for every try to send it
	Queued    time.Time `json:"-"`           // when it was said; zero where it is told at once
	Rank      Rank      `json:"-"`           // where it has to wait, what is said unasked comes later
	Urgent    bool      `json:"-"`           // goes before everything, and past any pacing of ours
}

// LogValue leaves out what is said.
func (m Message) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("spans", len(m.Text)), slog.Int("buttons", len(m.Buttons)))
}

// File is a document handed over.
type File struct {
	Name string `json:"n"`
	Type string `json:"t"` // a media type, "application/json"
	Data []byte `json:"d"`
}

// Limits is what a network can carry and do.
type Limits struct {
	Carrier string // who could read along, "Telegram"; "" where nobody can
	Edits   bool   // Editor, and shows it
	// Deletes is how old a message of ours may be for a Deleter to take it away; 0 where
	// there is none.
	Deletes time.Duration
}

// Describer is a Network that tells its Limits; one that does not has none.
type Describer interface{ Limits() Limits }
