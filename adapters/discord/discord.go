// Package discord is the network of private chats with one Discord bot.
//
// What people write comes over the gateway, which asks for direct messages and nothing
// else. Discord keeps no queue for us: what was written while nobody listened is fetched
// over REST, from where each chat had been heard up to (missed.go, backlog.go). Chats run
// side by side, one chat in order (lanes.go).
//
// discordgo holds the connection to the gateway. When it connects, resumes and gives up
// is decided here (gateway.go, session.go), and what it does badly is seen to on the wire
// below it (wire.go). All calls are made by client.go.
//
// A button, a command, a form is answered within three seconds, and not before what it
// meant is durable, unless that takes too long (answer.go): an acknowledged one is never
// lost. The first words a command is answered with take the place of "is thinking", which
// cannot double. Messages carry a nonce that Discord lets pass once, for some minutes; one
// that is older is looked for before it is sent (again.go).
//
// What a person wrote is escaped, so it is read as nothing but what it is, and nobody is
// ever mentioned (text.go). In servers nothing is said but one line that only the person
// sees (elsewhere.go).
package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"time"

	"samepage/bot"
)

// Name is the network's own.
const Name = "discord"

var (
	_ bot.Network   = (*Discord)(nil)
	_ bot.Editor    = (*Discord)(nil)
	_ bot.Deleter   = (*Discord)(nil)
	_ bot.Describer = (*Discord)(nil)
	_ bot.Consulter = (*Discord)(nil)
)

// Config is what a Discord is made of.
type Config struct {
	Token string
	API   string // the base address with its version; "" is Discord's own
	Log   *slog.Logger
	Clock bot.Clock // that the bot goes by; nil is the machine's
	// Unpaced leaves out the fifty calls a second Discord asks for, where something else
	// stands in for it.
	Unpaced bool
	// Patience is how long the gateway may leave something unanswered; 0 is 8 s.
	Patience time.Duration
	// Dial makes the connections, for calls and for the gateway; nil is over the network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Discord is a bot.Network over the gateway and the REST API.
type Discord struct {
	client   *client
	log      *slog.Logger
	clock    bot.Clock
	patience time.Duration
	dial     dial // nil is over the network
	desk     bot.Desk
	deliver  func(context.Context, bot.Event) error
	lanes    *lanes
	parts    partly
	said     lately // that is known to stand in its chat
	answers  answers
	heard    heard
	backlog  *backlog
	outcomes outcomes
	beside   tasks     // what is done beside the turn it belongs to
	begun    time.Time // the latest session

	ready chan struct{} // closed once self is known
	self  application
}

// application is what we are at Discord.
type application struct {
	ID       string                     `json:"id"`
	Installs map[string]json.RawMessage `json:"integration_types_config"`
}

// New is a Discord that has called nothing yet.
func New(c Config) (*Discord, error) {
	log := c.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	clock := c.Clock
	if clock == nil {
		clock = bot.WallClock{}
	}
	client, err := newClient(c)
	if err != nil {
		return nil, err
	}
	d := &Discord{client: client, log: log, clock: clock, patience: c.Patience, dial: c.Dial, backlog: newBacklog(), ready: make(chan struct{})}
	d.lanes = newLanes(d.guarded)
	if d.patience == 0 {
		d.patience = patience
	}
	return d, nil
}

// Name is "discord".
func (*Discord) Name() string { return Name }

// Limits are those of a direct message at Discord.
func (*Discord) Limits() bot.Limits {
	return bot.Limits{Carrier: "Discord", Edits: true, Deletes: always}
}

// always is how old a message of ours may be to be taken away: Discord sets no limit.
const always = 100 * 365 * 24 * time.Hour

// Consult takes the desk that forms and suggestions come from.
func (d *Discord) Consult(desk bot.Desk) { d.desk = desk }

// Run delivers what people send until ctx ends. It finishes what it has begun. A token
// that Discord does not take is an error at once; everything else is tried again.
func (d *Discord) Run(ctx context.Context, deliver func(context.Context, bot.Event) error) error {
	defer d.beside.finish()
	defer d.lanes.running.finish()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	d.deliver = deliver
	if err := d.introduce(ctx); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil
	}
	close(d.ready)
	d.log.Info("discord: connected", "application", d.self.ID)
	d.aside(func() { d.present(ctx) })
	return d.attend(ctx)
}

// introduce asks who we are, as often as it takes.
func (d *Discord) introduce(ctx context.Context) error {
	for wait := bot.NewBackoff(); ctx.Err() == nil; {
		err := d.client.do(ctx, get("/applications/@me"), &d.self)
		if missing(err) { // a stand-in for Discord may not have it; the ids are the same
			err = d.client.do(ctx, get("/users/@me"), &d.self)
		}
		if err == nil {
			return nil
		}
		if told := refused(err); told != nil {
			return told
		}
		d.log.Warn("discord: cannot be reached, trying again", "error", reason(err))
		wait.Sleep(ctx, err)
	}
	return nil
}

// address is a chat's. What it holds is read by channelOf alone.
func (d *Discord) address(channel string) bot.Address {
	return bot.Address{Network: Name, Instance: d.self.ID, Chat: channel}
}

// channelOf is the channel at an address of ours. It waits until it is known who we are.
func (d *Discord) channelOf(ctx context.Context, to bot.Address) (string, error) {
	select {
	case <-d.ready:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	switch {
	case to.Instance != d.self.ID:
		return "", fmt.Errorf("the chat belongs to another bot: %w", bot.ErrUnreachable)
	case !snowflake(to.Chat):
		return "", fmt.Errorf("reading an address: %w", bot.ErrUnreachable)
	}
	return to.Chat, nil
}

// aside does something beside the turn it belongs to.
func (d *Discord) aside(do func()) { d.beside.begin(func() { d.guarded(do) }) }

// guarded does something that a fault of ours in it does not end the program with.
func (d *Discord) guarded(do func()) {
	if err := bot.Guarded(func() error { do(); return nil }); err != nil {
		d.log.Error("discord: a fault of ours", "fault", bot.FaultOf(err))
	}
}
