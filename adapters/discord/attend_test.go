package discord_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/discord"
	"samepage/adapters/discord/fake"
	"samepage/bot"
)

const looks = "GET /channels/{channel_id}/messages"

// A connection that ends time and again is gone on with three times; then a session is begun
// anew.
func TestASessionIsGoneOnWithThreeTimes(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	for ends := range 4 {
		l.server.Cut()
		l.returns(time.Now(), func() bool { return l.server.Resumes()+l.server.Identifies() == ends+2 })
	}
	if resumes, identifies := l.server.Resumes(), l.server.Identifies(); resumes != 3 || identifies != 2 {
		t.Errorf("%d times gone on, %d times begun", resumes, identifies)
	}
}

// Between the tries to go on it waits, and after three in vain it begins anew.
func TestASessionThatCannotGoOn(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	l.server.Upset(fake.NoUpgrade(503), fake.NoUpgrade(503), fake.NoUpgrade(503))
	began := time.Now()
	l.server.Cut()
	settled(t, l.server, func() bool { return l.server.Handshakes() == 4 })
	if took := time.Since(began); took < 1500*time.Millisecond {
		t.Errorf("three tries took %s", took)
	}
	l.returns(began, func() bool { return l.server.Identifies() == 2 })
	if n := l.server.Resumes(); n != 0 {
		t.Errorf("it was gone on with %d times", n)
	}
}

// Chats are looked into when a session begins: one that is gone on with is told of all.
func TestChatsAreLookedIntoOnce(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.meet()
		l.stop()
		l.start(nil)
		settled(t, l.server, l.server.Online)
		before := len(l.server.Calls(looks))
		l.server.Cut()
		l.mia.Say("hello")
		l.hears("hello")
		synctest.Wait()
		if before == 0 || len(l.server.Calls(looks)) != before {
			t.Errorf("chats were looked into %d times, and then %d times more", before, len(l.server.Calls(looks))-before)
		}
	})
}

func TestFewSessionsLeftAreToldOf(t *testing.T) {
	simulated(t, func(t *testing.T) {
		for budget, told := range map[int]bool{49: true, 50: false} {
			l := connect(t, nil, fake.Piped(), fake.Budget(budget))
			if strings.Contains(l.log.String(), "few sessions may still be begun today") != told {
				t.Errorf("with %d left the log says %s", budget, l.log.String())
			}
		}
	})
}

// Nothing is left of a session at the end, nor when another is begun.
func TestALeftSessionIsHungUp(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.stop()
		synctest.Wait()
		if l.server.Online() {
			t.Error("it is still connected")
		}
	})
}

// unsettled runs a bot until it ends by itself, or for an hour.
func unsettled(t *testing.T, s *fake.Server, c discord.Config) error {
	t.Helper()
	c.Token, c.API, c.Unpaced = s.Token(), s.API(), true
	if c.Dial == nil {
		c.Dial = s.Dial()
	}
	n, err := discord.New(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	return n.Run(ctx, func(context.Context, bot.Event) error { return nil })
}

// Where Discord refuses to say where its gateway is, as it does to a token it has taken
// back, that is told and not tried again.
func TestTheGatewayIsRefused(t *testing.T) {
	simulated(t, func(t *testing.T) {
		s := fake.New(t, fake.Piped())
		s.FailAlways("GET /gateway/bot", fake.Refused(fake.No{Status: 401, Message: "401: Unauthorized"}))
		if err := unsettled(t, s, discord.Config{}); bot.CodeOf(err) != bot.Invalid {
			t.Errorf("it ended with %v", err)
		}
		if n := len(s.Calls("GET /gateway/bot")); n != 1 {
			t.Errorf("it asked %d times", n)
		}
	})
}

// A page of what stands before Discord says nothing of the token.
func TestAPageIsNoRefusalOfTheToken(t *testing.T) {
	simulated(t, func(t *testing.T) {
		s := fake.New(t, fake.Piped())
		s.Fail("GET /applications/@me", fake.Page(401), fake.Page(403))
		s.Fail("GET /gateway/bot", fake.Page(401))
		if err := unsettled(t, s, discord.Config{}); err != nil || s.Identifies() != 1 {
			t.Errorf("%d sessions, %v", s.Identifies(), err)
		}
	})
}

// A gateway that cannot even be reached at first is tried again.
func TestAGatewayThatCannotBeReached(t *testing.T) {
	simulated(t, func(t *testing.T) {
		s := fake.New(t, fake.Piped())
		var refused atomic.Int32
		dial := func(ctx context.Context, network, address string) (net.Conn, error) {
			if len(s.Calls("GET /gateway/bot")) > 0 && refused.Add(1) <= 2 {
				return nil, errors.New("no route to host")
			}
			return s.Dial()(ctx, network, address)
		}
		if err := unsettled(t, s, discord.Config{Dial: dial}); err != nil {
			t.Error(err)
		}
		if refused.Load() < 3 || s.Identifies() != 1 {
			t.Errorf("%d connections, %d sessions", refused.Load(), s.Identifies())
		}
	})
}

// One that can never be reached is tried again ever more seldom.
func TestAGatewayThatIsNeverReached(t *testing.T) {
	simulated(t, func(t *testing.T) {
		s := fake.New(t, fake.Piped())
		var refused atomic.Int32
		dial := func(ctx context.Context, network, address string) (net.Conn, error) {
			if len(s.Calls("GET /gateway/bot")) > 0 {
				refused.Add(1)
				return nil, errors.New("no route to host")
			}
			return s.Dial()(ctx, network, address)
		}
		if err := unsettled(t, s, discord.Config{Dial: dial}); err != nil {
			t.Error(err)
		}
		if n := refused.Load(); n < 60 || n > 300 {
			t.Errorf("it tried %d times within an hour", n)
		}
	})
}
