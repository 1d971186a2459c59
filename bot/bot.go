// Package bot is what Samepage does, in the words of the people who use it: one word,
// one file. It knows no network and no database; adapters bring events in and carry
// messages out, the store keeps what a turn wrote.
//
// There is one way through. An event comes in (Bot.Hear), its person is found, and one
// turn runs inside one transaction of the store: it hears what was meant (hear.go),
// changes records and dialogs, plans the prompts that follow, and puts its replies into
// the outbox. After the commit the outbox is sent (outbox.go, courier.go). A prompt that
// falls due (Bot.Tick) is a turn like any other. Nothing is sent before its commit, and
// nothing committed stays unsent.
//
// A turn may run twice, when the database asks for it, so nothing in it has an effect
// but through Records.
package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"samepage/bot/when"
	"samepage/bot/where"
)

// Config is what a Bot is made of.
type Config struct {
	Store    Store
	Clock    Clock
	Networks []Network
	Log      *slog.Logger
	Settings Settings
	Patience time.Duration // how long the crisis card waits for the store; 200 ms where it is 0
}

// Settings are the operator's.
type Settings struct {
	Zones   []string   // time zones offered at first contact
	Age     int        // years a person must be
	Quiet   Quiet      // hours without prompts, until a person sets their own
	Checkin when.Clock // time of the daily check-in, until a person sets their own
	Country string     // ISO 3166 code whose help lines the card shows; "" is unknown
}

// Quiet is the part of a day in which no prompt is said; From may be later than To.
type Quiet struct {
	From when.Clock `json:"from"`
	To   when.Clock `json:"to"`
}

// DefaultSettings are those of config.example.yaml.
func DefaultSettings() Settings {
	return Settings{
		Zones:   []string{"Europe/Berlin", "Europe/London", "America/New_York"},
		Age:     16,
		Quiet:   Quiet{From: when.Clock{Hour: 22}, To: when.Clock{Hour: 8}},
		Checkin: when.Clock{Hour: 20},
	}
}

// Bot is the program between the networks and the store.
type Bot struct {
	store    Store
	clock    Clock
	networks map[string]Network
	log      *slog.Logger
	settings Settings
	patience time.Duration
	guesses  guesses
	failing  failing
	pulse    pulse
	unkept   unkept
	wake     chan struct{} // a prompt is due sooner than the next look at the clock
}

// New is a bot that says nothing until it is told to.
func New(c Config) *Bot {
	b := &Bot{
		store: c.Store, clock: c.Clock, log: c.Log, settings: c.Settings,
		patience: cmp.Or(c.Patience, 200*time.Millisecond), networks: map[string]Network{}, wake: make(chan struct{}, 1),
	}
	for _, n := range c.Networks {
		b.networks[n.Name()] = n
		if asks, ok := n.(Consulter); ok {
			asks.Consult(b)
		}
	}
	b.pulse.felt = make(chan struct{})
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	return b
}

// Hear takes one event. When it returns nil, all the event meant is durable and its
// replies are in the outbox, or it has been set aside (poison.go); an event heard before
// changes nothing. An error is the store's, and then the event is to come again. A call
// for help is answered before anything else, and even where nothing can be kept.
func (b *Bot) Hear(ctx context.Context, ev Event) error {
	handed := b.handCard(ctx, ev)
	if handed != nil {
		ev.Reply = "" // it is used
	}
	err := attempt(ctx, func() error { return b.listen(ctx, lookedAt(ev), cmp.Or(handed, b.unkept.shown(ev))) })
	if err != nil && handed != nil {
		b.log.Error("a card was shown, and nothing kept", "code", CodeOf(err), "fault", FaultOf(err))
		return nil
	}
	if err != nil && b.handUnkept(ctx, ev, poisonous(ctx, err)) {
		ev.Reply = ""
	}
	if poisonous(ctx, err) {
		err = b.setEventAside(ctx, ev, err)
	}
	if err == nil {
		err = b.mark(ctx, ev)
	}
	if err != nil {
		return fmt.Errorf("hearing an event: %w", err)
	}
	b.unkept.settle(ev)
	return nil
}

// lookedAt is ev with what takes long to work out, and is no part of a turn.
func lookedAt(ev Event) Event {
	if ev.Location != nil {
		ev.zone = where.Zone(ev.Location.Lat, ev.Location.Lon)
	}
	if ev.File != nil {
		ev.feed = readFile(ev.File)
	}
	return ev
}

// listen runs the turn of an event, whose card may have been handed over already.
func (b *Bot) listen(ctx context.Context, ev Event, handed *handed) error {
	person, err := b.store.Find(ctx, ev.From)
	code, links := linkCode(ev)
	switch {
	case err != nil:
		return fmt.Errorf("finding who wrote: %w", err)
	case links:
		return b.link(ctx, ev, person, code)
	case person == "" && ev.Deleted:
		return nil // they kept nothing here
	case person == "":
		return b.meet(ctx, ev, handed != nil)
	}
	owner := b.codeOf(ctx, ev)
	return b.with(ctx, person, func(t *Turn) {
		if owner != "" {
			t.codeHeard(ev, owner == person)
			return
		}
		t.handed = handed
		t.hear(ev)
	})
}

// Resume greets whoever is new at address, and asks the open question again of
// whoever is not: what a terminal does when it is opened. Where something waits to be
// sent there, that is what they see.
func (b *Bot) Resume(ctx context.Context, address Address) error {
	waiting, err := b.store.Unsent(ctx, 100)
	if err != nil {
		return fmt.Errorf("reading the outbox: %w", err)
	}
	if slices.ContainsFunc(waiting, func(o Outgoing) bool { return o.To == address }) {
		return nil
	}
	person, err := b.store.Find(ctx, address)
	if err != nil {
		return fmt.Errorf("finding who is there: %w", err)
	}
	if person == "" {
		err = b.store.Meet(ctx, address, func(s Stranger) error { b.greet(s, address, mayI(Event{}, false)); return nil })
	} else {
		err = attempt(ctx, func() error { return b.with(ctx, person, func(t *Turn) { t.resume(address) }) })
	}
	if poisonous(ctx, err) { // what they write next is still heard
		b.log.Error("nothing can be asked again", "code", CodeOf(err), "fault", FaultOf(err))
		return nil
	}
	if err != nil {
		return fmt.Errorf("resuming: %w", err)
	}
	return nil
}

func (b *Bot) with(ctx context.Context, person PersonID, turn func(*Turn)) error {
	var t *Turn
	err := b.store.With(ctx, person, func(r Records) error {
		t = b.newTurn(r)
		turn(t)
		t.close()
		return t.failed
	})
	if err == nil && b.pulse.expect(t.soonest, b.clock.Now()) {
		stir(b.wake)
	}
	return err
}

// stir wakes a loop of Run; without it, it does nothing.
func stir(loop chan struct{}) {
	select {
	case loop <- struct{}{}:
	default:
	}
}

// Run carries events in and messages out on every network until ctx ends.
func (b *Bot) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	b.Replay(ctx)
	done := make(chan error, len(b.networks)+2)
	for _, n := range b.networks {
		go func() { done <- n.Run(ctx, b.Hear) }()
	}
	go func() { b.watch(ctx); done <- nil }()
	go func() { b.carry(ctx); done <- nil }()
	var errs []error
	for range cap(done) {
		errs = append(errs, <-done)
		stop()
	}
	return errors.Join(errs...)
}

// carry sends what waits, once it is known how long the bot was away: until then nothing
// seems too old to be sent.
func (b *Bot) carry(ctx context.Context) {
	select {
	case <-b.pulse.felt:
		b.newCourier(ctx).run()
	case <-ctx.Done():
	}
}

// watch says what falls due, whenever something does.
func (b *Bot) watch(ctx context.Context) {
	for ctx.Err() == nil {
		next, err := b.Tick(ctx)
		if err != nil && ctx.Err() == nil {
			b.log.Error("saying prompts", "code", CodeOf(err))
			next = b.clock.Now().Add(time.Second)
		}
		b.rest(ctx, next)
	}
}

// longestRest is how long the next look at the clock may take: a machine that slept wakes
// to a clock that its timers know nothing of.
const longestRest = time.Minute

// rest waits until next, or until there is something to do.
func (b *Bot) rest(ctx context.Context, next time.Time) {
	wait := longestRest
	if !next.IsZero() {
		wait = min(wait, next.Sub(b.clock.Now()))
	}
	napUnless(ctx, wait, b.wake)
}
