package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
)

// back is how soon the bot must be heard again, whatever happened to its connection.
const back = time.Minute

// returns waits until the bot is connected once more than before, and holds it to back.
func (l *line) returns(began time.Time, is func() bool) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), back)
	defer cancel()
	if err := l.server.Settle(ctx, func() bool { return l.server.Online() && is() }); err != nil {
		l.t.Fatalf("after %s: %v; the log says %s", time.Since(began), err, l.log.String())
	}
	l.mia.Say("are you there?")
	for ev := l.next(); ev.Text != "are you there?"; ev = l.next() {
	}
	l.t.Logf("back after %s", time.Since(began).Round(10*time.Millisecond))
}

// hears holds what is heard next to sentences in their order. What comes twice is the same
// event, as the bot will know.
func (l *line) hears(want ...string) {
	l.t.Helper()
	for _, words := range want {
		ev := l.next()
		for l.known[ev.ID] {
			ev = l.next()
		}
		l.known[ev.ID] = true
		if ev.Text != words {
			l.t.Errorf("%q was heard, and not %q", ev.Text, words)
		}
	}
}

func TestABrokenConnectionGoesOn(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	began := time.Now()
	l.server.Cut()
	l.mia.Say("while it was broken")
	l.hears("while it was broken")
	l.returns(began, func() bool { return l.server.Resumes() == 1 })
	if n := l.server.Identifies(); n != 1 {
		t.Errorf("%d sessions were begun", n)
	}
}

func TestToldToConnectAnewItGoesOn(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	began := time.Now()
	l.server.Reconnect()
	l.returns(began, func() bool { return l.server.Resumes() == 1 })
}

// Op 7 as the answer to a resume makes discordgo wait for its own lock for ever.
func TestAskedAgainWhileItResumes(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	began := time.Now()
	l.server.Upset(fake.AskReconnect(), fake.AskReconnect())
	l.server.Reconnect()
	l.returns(began, func() bool { return l.server.Resumes() >= 3 })
}

// Nothing is said on a connection that stays open: not even a heartbeat is answered.
func TestASilentGateway(t *testing.T) {
	t.Parallel()
	l := connect(t, nil, fake.Heartbeat(500*time.Millisecond))
	l.meet()
	began := time.Now()
	l.server.Silence()
	l.mia.Say("into the silence")
	l.hears("into the silence")
	l.returns(began, func() bool { return l.server.Resumes() >= 1 })
}

// One that opens and never says hello, and one that is no gateway at all.
func TestAGatewayThatDoesNotBegin(t *testing.T) {
	t.Parallel()
	s := fake.New(t)
	l := &line{t: t, server: s, heard: make(chan bot.Event, 1000), desk: &desk{}}
	l.mia = s.Person("4711", "Mia")
	s.Upset(fake.NoUpgrade(503), fake.Dumb())
	n, err := discord.New(discord.Config{Token: s.Token(), API: s.API(), Unpaced: true, Patience: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	began := time.Now()
	go func() {
		done <- n.Run(ctx, func(_ context.Context, ev bot.Event) error { l.heard <- ev; return nil })
	}()
	l.returns(began, func() bool { return true })
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A session that is over is begun anew, and nobody tries to go on with it.
func TestASessionThatIsOverIsBegunAnew(t *testing.T) {
	t.Parallel()
	type over struct {
		end     func(*line)
		resumes int
	}
	for name, c := range map[string]over{
		"op 9": {func(l *line) { l.server.Invalidate(false) }, 0},
		"op 9 to a resume": {func(l *line) {
			l.server.Upset(fake.AskInvalid(false))
			l.server.Cut()
		}, 1},
		"1000": {func(l *line) { l.server.Shut(1000) }, 0},
		"1001": {func(l *line) { l.server.Shut(1001) }, 0},
		"4003": {func(l *line) { l.server.Shut(4003) }, 0},
		"4007": {func(l *line) { l.server.Shut(4007) }, 0},
		"4009": {func(l *line) { l.server.Shut(4009) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			started := time.Now()
			l := connect(t, nil)
			l.meet()
			began := time.Now()
			c.end(l)
			l.returns(began, func() bool { return l.server.Identifies() == 2 })
			if took := time.Since(started); took < 5*time.Second {
				t.Errorf("two sessions were begun in %s", took)
			}
			if n := l.server.Resumes(); n != c.resumes {
				t.Errorf("it tried to go on %d times, want %d", n, c.resumes)
			}
		})
	}
}

func TestASessionThatMayGoOnDoes(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*line){
		"op 9 with d:true": func(l *line) { l.server.Invalidate(true) },
		"4000":             func(l *line) { l.server.Shut(4000) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := connect(t, nil)
			l.meet()
			began := time.Now()
			end(l)
			l.returns(began, func() bool { return l.server.Resumes() == 1 && l.server.Identifies() == 1 })
		})
	}
}

// What Discord will not have is told to the operator in words, and not tried again.
func TestWhatDiscordWillNotHave(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{4004: "does not take this token", 4010: "shards", 4011: "shards", 4012: "version",
		4013: "DIRECT_MESSAGES", 4014: "DIRECT_MESSAGES"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			s := fake.New(t)
			s.Upset(fake.Shutting(code))
			n, err := discord.New(discord.Config{Token: s.Token(), API: s.API(), Unpaced: true})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), long)
			defer cancel()
			err = n.Run(ctx, nil)
			if bot.CodeOf(err) != bot.Invalid || !strings.Contains(bot.SentenceOf(err), want) || ctx.Err() != nil {
				t.Errorf("got %v", err)
			}
			if s.Handshakes() != 1 {
				t.Errorf("it connected %d times", s.Handshakes())
			}
		})
	}
}

// online is a bot that is connected, and tells how its run ends.
func online(t *testing.T, s *fake.Server) (ended <-chan error) {
	t.Helper()
	n, err := discord.New(discord.Config{Token: s.Token(), API: s.API(), Unpaced: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), long)
	t.Cleanup(cancel)
	done := make(chan error, 1)
	heard := make(chan bot.Event, 1)
	go func() { done <- n.Run(ctx, func(_ context.Context, ev bot.Event) error { heard <- ev; return nil }) }()
	settled(t, s, s.Online)
	s.Person("4711", "Mia").Say("hello")
	<-heard // so the session is no more on its way
	return done
}

// Nor is a session gone on with that it ends with such a code.
func TestWhatDiscordWillNotHaveAnyMore(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			s := fake.New(t)
			ended := online(t, s)
			s.Shut(code)
			if err := <-ended; bot.CodeOf(err) != bot.Invalid || s.Resumes() != 0 || s.Handshakes() != 1 {
				t.Errorf("got %v, gone on %d times, connected %d times", err, s.Resumes(), s.Handshakes())
			}
		})
	}
}

func TestATokenTakenBackEndsIt(t *testing.T) {
	t.Parallel()
	s := fake.New(t, fake.Lenient())
	ended := online(t, s)
	s.Revoke()
	if err := <-ended; bot.CodeOf(err) != bot.Invalid || !strings.Contains(bot.SentenceOf(err), "does not take this token") {
		t.Errorf("got %v", err)
	}
}

// A thousand sessions may be begun a day; after that the token is reset.
func TestTheBudgetOfSessionsIsKept(t *testing.T) {
	t.Parallel()
	l := connect(t, nil, fake.Budget(1))
	l.server.Invalidate(false)
	settled(t, l.server, func() bool { return strings.Contains(l.log.String(), "no more sessions may be begun") })
	if n := l.server.Identifies(); n != 1 {
		t.Errorf("%d sessions were begun, of one", n)
	}
}

// Asked for a heartbeat over and over while it connects, it does not fall.
func TestAskedForHeartbeatsItGoesOn(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	began := time.Now()
	l.server.Reconnect()
	for range 50 {
		l.server.Beat()
	}
	l.returns(began, func() bool { return l.server.Resumes() >= 1 })
}
