package bot

import (
	"bytes"
	"context"
	"log/slog"
	"time"

	"samepage/bot/when"
)

// PersonID is opaque and made by the store. It is fit for a log.
type PersonID string

// Store keeps everything. What a person said, scored or named is sealed in it.
type Store interface {
	// Find is the person who uses address; "" for nobody.
	Find(ctx context.Context, address Address) (PersonID, error)
	// Meet runs turn for an address that belongs to nobody yet; an error where it has
	// come to belong to somebody.
	Meet(ctx context.Context, address Address, turn func(Stranger) error) error
	// Create makes a person: durable, without an address, swept at the next start
	// unless a turn attaches one.
	Create(ctx context.Context) (PersonID, error)
	// With runs turn under the person's lock, in one transaction, with one time.
	// Turn may run more than once: it has no effects but on Records. With
	// returns only after the commit; an error means nothing of it happened.
	With(ctx context.Context, person PersonID, turn func(Records) error) error

	Outbox
	Schedule
	Asides
	Marks
}

// Outbox is what has been said and not yet shown. Rows come in order for each chat.
type Outbox interface {
	// Carry has c told after every commit what it put into the outbox, until stop is
	// called, which ends all leases. Nothing is leased while there is no courier.
	Carry(c Courier) (stop func())
	// Unsent is up to limit messages that wait to be sent, are leased to nobody and are for
	// none of the addresses in except: what is most urgent first, then by deadline and
	// age. What waits for a chat is as urgent as the most urgent of it, so that its order
	// is kept. One that changes another which is itself unsent is left out until that is
	// marked sent, and so is all that is for the same chat after it.
	Unsent(ctx context.Context, limit int, except ...Address) ([]Outgoing, error)
	// Sent marks one as shown under the network's id and forgets its words.
	Sent(ctx context.Context, m Outgoing, as MessageID) error
	// Unreachable holds back what waits for an address, and what is queued for it,
	// until an event from there is marked seen.
	Unreachable(ctx context.Context, address Address) error
}

// Courier sends what is in the outbox. It is told in the order of the commits, before
// whoever committed hears of it, and must not tarry.
type Courier interface {
	// Take has it send a message, which is leased to it: an answer for a chat for which
	// nothing else waits that is not leased.
	Take(Outgoing)
	// Look says that something else may wait for an address.
	Look(Address)
	// Drop says that nothing of a person's is sent any more, since they are being forgotten;
	// only in one chat where one is named, since they have left that.
	Drop(person PersonID, in ...Address)
}

// Schedule is what falls due by itself.
type Schedule interface {
	// Due is up to limit prompts due at now or before, earliest first, and the time
	// of the first one later than now; zero where there is none. Called as time goes
	// by, it is also when what may not be kept any longer is deleted.
	Due(ctx context.Context, now time.Time, limit int) (due []Owed, next time.Time, err error)
	// Everybody is whoever uses the bot and is not being forgotten.
	Everybody(ctx context.Context) ([]PersonID, error)
	// Awake is what KeepAwake kept last.
	Awake(ctx context.Context) (Awake, error)
	KeepAwake(ctx context.Context, a Awake) error
}

// Asides is what no turn could hear, set aside so that everything else goes on.
type Asides interface {
	// SetAside marks an event of an address as seen, keeps its words, if there are any
	// and it is a person's, and queues what is said of it, in one commit; nothing where
	// the event was marked before. The words are sealed, for 30 days at most. It opens
	// nothing of the person's, and works where their key does not. Where they are not there
	// any more that is an error, Invalid: find them again.
	SetAside(ctx context.Context, person PersonID, from Address, event string, words Aside, told Outgoing) error
	// WithAsides is whoever has something set aside.
	WithAsides(ctx context.Context) ([]PersonID, error)
}

// Aside is words that were set aside. The store makes the ID and the time.
type Aside struct {
	ID   string    `json:"-"`
	At   time.Time `json:"a"`
	Text string    `json:"t"`
}

// LogValue leaves the words out.
func (a Aside) LogValue() slog.Value { return slog.TimeValue(a.At) }

// Owed is a prompt of a person.
type Owed struct {
	Person PersonID
	Key    PromptKey
}

// Stranger is what may be kept of somebody before they said yes: that they were
// greeted, which events were theirs, and the answers not yet sent. No words.
type Stranger interface {
	Now() time.Time
	// Seen marks an event and says whether it was marked before.
	Seen(event string) bool
	// Greeted says whether they were greeted within 48 h; Greet marks it, Ungreet no more.
	Greeted() bool
	Greet()
	Ungreet()
	Queue(Outgoing)
}

// Records is what one turn may read and write of one person. The first failure is
// kept, everything after it does nothing, and With returns it: so a turn reads
// straight down, and nothing half done is ever committed.
type Records interface {
	Now() time.Time
	NewID() string // short, opaque, fit for a Press
	// Seen marks an event of address and says whether it was marked before.
	Seen(address Address, event string) bool

	Rows
	Prompts
	Addresses
	Sources

	// Asides is what was set aside of the person's, oldest first; DropAside lets go of one.
	Asides() []Aside
	DropAside(id string)

	Queue(Outgoing)
	// Unreachable says whether what is queued for an address is held back, and Returned
	// whether that ended in this turn, since an event from there was marked seen.
	Unreachable(Address) bool
	Returned() bool
	// TakeBack deletes what prompts have said to an address until a time and what is not
	// sent yet, and returns which they were.
	TakeBack(at Address, until time.Time) []PromptKey
	// Posted is what was shown at the person's addresses since a time, and what waits
	// to be but for changes, in order; first what was said there before they came to be.
	Posted(since time.Time) []Posted
	// Forget destroys the person's key and rows once the turn is committed, and sends
	// last after, one after the other. It goes on at the next start if it is cut off.
	Forget(last ...Outgoing)
}

// Posted is a message of ours in a chat, or a change of one; none of its words.
type Posted struct {
	ID string // of the Outgoing; "" where it is from before they came to be
	To Address
	As MessageID // "" while it waits
	At time.Time // when it was shown, or began to wait
}

// Row is one record as the store keeps it: plain columns to find it by, and a body
// that is sealed.
type Row struct {
	Kind  string
	ID    string    // unique for person and kind
	State string    // plain
	Day   when.Date // plain; what it is about; zero where it is about no day
	Body  []byte    // JSON
}

func (r Row) equals(other Row) bool {
	return r.State == other.State && r.Day == other.Day && bytes.Equal(r.Body, other.Body)
}

// LogValue leaves the body out.
func (r Row) LogValue() slog.Value { return slog.StringValue(r.Kind) }

// Rows is a person's records.
type Rows interface {
	// All is every row of a kind, in the order they were first saved; only those in
	// one of states where any are named.
	All(kind string, states ...string) []Row
	// Heads is every row of a kind without its body, in that order.
	Heads(kind string) []Row
	Get(kind, id string) (Row, bool)
	// Save writes a row over the one with its kind and id.
	Save(Row)
	Remove(kind, id string)
}

// PromptKey is what makes a prompt the same one: its kind and which occurrence.
type PromptKey struct{ Kind, Occurrence string }

// Prompt is one message the bot owes a person. Its key is unique for them for ever, so
// it cannot be made twice.
type Prompt struct {
	PromptKey
	Due   time.Time // when it is to be said
	Stale time.Time // when it is no longer worth saying
	Spent bool      // said, or let go; it stays to hold its key
	About string    // sealed: what it is about
}

// Prompts is a person's prompts.
type Prompts interface {
	// Prompts is every one that waits, and the spent ones due later than since.
	Prompts(since time.Time) []Prompt
	SavePrompt(Prompt)
	// Consume spends a prompt if it still waits and is due, and says whether this turn
	// is the one that did.
	Consume(PromptKey) (Prompt, bool)
	DropPrompt(PromptKey)
}

// Addresses is where a person can be reached.
type Addresses interface {
	// Addresses is all of them, the preferred one first.
	Addresses() []Address
	// Attach adds one and prefers it; false where it is somebody else's.
	Attach(Address) bool
	// Detach takes one away, and what waits to be sent there; what is queued after that is
	// sent.
	Detach(Address)
}

// Sources remembers what a message of the person's kept, sealed, so that editing the
// message can edit that.
type Sources interface {
	Source(Address, MessageID) (Source, bool)
	SetSource(Address, MessageID, Source)
	// DropSources forgets every one that says a row of a kind with an id was kept.
	DropSources(kind, id string)
}

// Source is what a message kept: a record, or an answer in a dialog.
type Source struct {
	Kind string `json:"k"`           // a row's kind
	ID   string `json:"i"`           // a row's id
	Key  string `json:"q,omitempty"` // the question, where it was an answer
	Was  string `json:"w,omitempty"` // the words, where they were an answer
}

// Outgoing is a message to be sent, or messages to be taken away, kept until it is marked
// sent.
type Outgoing struct {
	ID       string
	To       Address
	Message  Message
	Deletes  []MessageID // instead of showing Message
	Edits    string      // the ID of the earlier one this replaces, where the network can
	Replaces MessageID   // the same by the network's own id, where a button on it was pressed
	Nonce    string      // fixed, at most 25 characters; the store makes it
	Prompt   PromptKey   // the prompt that said it, if one did
	Queued   time.Time   // when; the store knows it
	Rank     Rank
	By       time.Time // of its rank, what is to be shown sooner is sent first; zero: before all that have one
	Leased   bool      // to the courier that took it
	Person   PersonID  // whose it is; the store knows it
	Seq      int64     // its place in the order; the store's
}

// Rank says how urgent a message is. It is storage.
type Rank int

// The ranks there are.
const (
	Answer   Rank = iota // somebody is waiting for it
	Timely               // said by itself, for an appointment
	Whenever             // said by itself
)
