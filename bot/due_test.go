package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/bottest"
)

// brittle is a store whose turns fail where they would say certain words to somebody.
type brittle struct {
	bot.Store
	fails  func(o bot.Outgoing) error
	narrow int // by how much fewer prompts are looked at in one go
}

func (s *brittle) Due(ctx context.Context, now time.Time, limit int) ([]bot.Owed, time.Time, error) {
	return s.Store.Due(ctx, now, limit-s.narrow)
}

func (s *brittle) With(ctx context.Context, person bot.PersonID, turn func(bot.Records) error) error {
	var failed error
	err := s.Store.With(ctx, person, func(r bot.Records) error {
		failed = nil
		if err := turn(&brittleRecords{r, s, &failed}); err != nil {
			return err
		}
		return failed
	})
	return err
}

type brittleRecords struct {
	bot.Records
	store  *brittle
	failed *error
}

func (r *brittleRecords) Queue(o bot.Outgoing) {
	r.Records.Queue(o)
	if r.store.fails != nil && *r.failed == nil {
		*r.failed = r.store.fails(o)
	}
}

// crowd is several people on one bot.
type crowd struct {
	*testing.T
	bot    *bot.Bot
	store  *brittle
	clock  *bot.SimulatedClock
	net    *post
	events int
	shut   map[string]error // chats that nothing can be sent to, and why
}

// gate is post where chats may be shut.
type gate struct {
	*post
	*crowd
}

func (*gate) Name() string { return "post" }

func (g *gate) Run(ctx context.Context, hear func(context.Context, bot.Event) error) error {
	return g.post.Run(ctx, hear)
}

func (g *gate) Send(ctx context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	if err := g.shut[to.Chat]; err != nil {
		return "", err
	}
	return g.post.Send(ctx, to, m)
}

// newCrowd is people of names in Berlin, asked daily at 20:00, on a Monday at noon.
func newCrowd(t *testing.T, names ...string) *crowd {
	c := &crowd{T: t, clock: bot.NewSimulatedClock(time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)), net: &post{}, shut: map[string]error{}}
	store, shut := openStore(t, t.TempDir(), c.clock)
	t.Cleanup(shut)
	c.store = &brittle{Store: store}
	c.bot = bot.New(bot.Config{Store: c.store, Clock: c.clock, Networks: []bot.Network{&gate{post: c.net, crowd: c}}, Settings: bot.DefaultSettings()})
	for _, name := range names {
		for _, words := range []string{"hi", "Yes, I'm 16 or older", "An appointment", "12:00 Berlin", "Tom, thursdays 4pm", "/checkin 20:00"} {
			c.tell(name, words)
		}
	}
	c.net.sent = nil
	return c
}

func (c *crowd) check(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *crowd) tell(name, words string) {
	c.Helper()
	c.events++
	id := fmt.Sprint(c.events)
	c.check(c.bot.Hear(c.Context(), bot.Event{ID: id, From: chatOf(name), Text: words, Message: bot.MessageID("in" + id)}))
	c.check(c.bot.Flush(c.Context()))
}

func chatOf(name string) bot.Address { return bot.Address{Network: "post", Chat: name} }

func (c *crowd) live(d time.Duration) {
	c.Helper()
	c.check(bottest.Advance(c.Context(), c.bot, c.clock, c.clock.Now().Add(d)))
}

// down lets time pass while nobody is there.
func (c *crowd) down(d time.Duration) {
	c.Helper()
	c.clock.Set(c.clock.Now().Add(d))
	c.live(0)
}

// got is the first lines of what was sent to somebody since it was last asked.
func (c *crowd) got(name string, want ...string) {
	c.Helper()
	var said []string
	var rest []letter
	for _, l := range c.net.sent {
		if line, _, _ := strings.Cut(l.m.Text.String(), "\n"); l.to == name {
			said = append(said, line)
		} else {
			rest = append(rest, l)
		}
	}
	c.net.sent = rest
	if got, want := strings.Join(said, " | "), strings.Join(want, " | "); got != want {
		c.Errorf("%s: %s got %q; want %q", c.clock.Now(), name, got, want)
	}
}

const howWas = "How was today?"

// One person whose prompt fails holds up nobody else, and is asked as soon as it can be.
func TestAFailingPromptHoldsUpNoOther(t *testing.T) {
	c := newCrowd(t, "ada", "ben", "cleo")
	c.store.fails = func(o bot.Outgoing) error {
		if o.To == chatOf("ada") {
			return errors.New("no")
		}
		return nil
	}
	c.live(8 * time.Hour)
	c.got("ben", howWas)
	c.got("cleo", howWas)
	c.got("ada")
	c.store.fails = nil
	c.live(time.Minute)
	c.got("ada", howWas)
}

// What fails three times is let go, and what comes after it is not.
func TestAPromptThatAlwaysFailsIsSetAside(t *testing.T) {
	c := newCrowd(t, "ada")
	tries := 0
	c.store.fails = func(o bot.Outgoing) error {
		tries++
		return errors.New("no")
	}
	c.live(9 * time.Hour)
	if tries != 3 {
		t.Errorf("it was tried %d times", tries)
	}
	c.store.fails = nil
	c.live(3 * time.Hour)
	c.got("ada")
	c.live(24 * time.Hour)
	c.got("ada", howWas)
}

// What failed once and was said then is not known for ever to have failed.
func TestAPromptThatFailedIsLetGoOfOnceItIsSaid(t *testing.T) {
	c := newCrowd(t, "ada")
	c.store.fails = func(bot.Outgoing) error { c.store.fails = nil; return errors.New("no") }
	c.live(8*time.Hour + 2*time.Minute)
	c.got("ada", howWas)
	if n := c.bot.Failing(); n != 1 {
		t.Errorf("%d are known to have failed", n)
	}
	c.live(25 * time.Hour)
	if n := c.bot.Failing(); n != 0 {
		t.Errorf("%d are known a day later", n)
	}
}

// Two that were let go one after the other are not the last.
func TestAfterPromptsThatWereSetAsideTheNextComes(t *testing.T) {
	c := newCrowd(t, "ada")
	c.tell("ada", "/cancel thursday")
	c.tell("ada", "All from then on")
	c.net.sent = nil
	c.store.fails = func(bot.Outgoing) error { return errors.New("no") }
	c.live(36 * time.Hour) // Wednesday 0:00
	c.store.fails = nil
	c.live(21 * time.Hour)
	c.got("ada", howWas)
}

// While the store takes nothing, no prompt is given up.
func TestAFullDiskSetsNoPromptAside(t *testing.T) {
	c := newCrowd(t, "ada")
	c.store.fails = func(bot.Outgoing) error { return &bot.Error{Code: bot.Storage, Sentence: "The disk is full."} }
	c.live(7*time.Hour + 59*time.Minute)
	c.clock.Set(c.clock.Now().Add(time.Minute))
	for range 10 {
		if _, err := c.bot.Tick(t.Context()); bot.CodeOf(err) != bot.Storage {
			t.Fatalf("got %v", err)
		}
	}
	c.store.fails = nil
	c.live(0)
	c.got("ada", howWas)
}

// More who fail than are looked at in one go do not hide those behind them.
func TestACrowdOfFailuresHidesNobody(t *testing.T) {
	c := newCrowd(t, "ada", "ben", "cleo", "dan", "eve", "fay", "gus", "hal")
	c.store.narrow = 127 // so that one is looked at, of 128
	for _, lucky := range []string{"ada", "ben"} {
		c.store.fails = func(o bot.Outgoing) error {
			if o.To != chatOf(lucky) {
				return errors.New("no")
			}
			return nil
		}
		c.live(8 * time.Hour)
		c.got(lucky, howWas)
		c.live(16 * time.Hour)
		c.net.sent = nil
	}
}

// However long a crowd takes, the last of it is asked: the bot was there all the time.
func TestACrowdThatTakesItsTimeIsNoAbsence(t *testing.T) {
	names := []string{"ada", "ben", "cleo", "dan", "eve", "fay", "gus", "hal", "ida", "jon"}
	c := newCrowd(t, names...)
	c.store.narrow = 127 // so that one is looked at, of 128
	c.store.fails = func(bot.Outgoing) error { c.clock.Set(c.clock.Now().Add(8 * time.Minute)); return nil }
	c.live(8*time.Hour + 10*8*time.Minute)
	for _, name := range names {
		c.got(name, howWas)
	}
}

// After downtime there is one message: what comes up next before what has been.
func TestOneCatchUpMessage(t *testing.T) {
	c := newCrowd(t, "ada", "ben")
	c.tell("ada", "/appointment Dr. Kim, friday 9am")
	c.tell("ben", "/weekly")
	c.net.sent = nil
	c.live(52*time.Hour - time.Minute) // Wednesday, a minute before Tom's agenda
	c.net.sent = nil
	c.live(2 * time.Hour)
	c.net.sent = nil
	c.down(23*time.Hour + 40*time.Minute) // Thursday 17:39: Tom was at 16:00, Dr. Kim comes
	c.got("ada", "16:00 today: did it happen?")
	c.got("ben", "16:00 today: did it happen?")
	c.live(2 * time.Hour)
	c.got("ada")
	c.down(12*time.Hour + 30*time.Minute) // Friday 8:09
	c.got("ada", "In 51 minutes.")
}

// What was due in the last minutes of it is part of that one message.
func TestOneCatchUpMessageOfTheLastMinutes(t *testing.T) {
	c := newCrowd(t, "ada")
	for _, at := range []string{"Dr. Kim, thursday 3:52pm", "Dr. Lee, thursday 3:54pm", "Dr. Roy, thursday 4pm"} {
		c.tell("ada", "/appointment "+at)
		c.tell("ada", "right")
	}
	c.live(10 * time.Hour)
	c.net.sent = nil
	c.down(42*time.Hour + 30*time.Second) // Wednesday, just after 16:00
	if n := len(c.net.sent); n != 1 {
		t.Errorf("%d messages: %v", n, c.net.sent)
	}
}

// A check-in is said late after a restart, and dropped after downtime.
func TestALateCheckinIsDropped(t *testing.T) {
	c := newCrowd(t, "ada")
	c.live(7 * time.Hour)
	c.down(time.Hour + 45*time.Minute)
	c.got("ada", howWas)
	c.live(22 * time.Hour)
	c.down(2*time.Hour + 30*time.Minute)
	c.got("ada")
}

// Whoever was there before the bot was away for a day or more is told so once, with
// whatever is said next; it is no message of its own.
func TestAwayForLong(t *testing.T) {
	c := newCrowd(t, "ada", "ben")
	c.tell("ben", "/checkin off")
	c.live(81 * time.Hour) // Thursday 21:00
	c.net.sent = nil
	c.down(47 * time.Hour) // Saturday 20:00
	c.got("ben")
	c.tell("ben", "slept badly")
	const absence = "I was away from Thu 5 March, 21:00 to Sat 7 March, 20:00. What you sent then may not have reached me."
	c.got("ben", absence)
	c.got("ada", absence)
	c.tell("ada", "4")
	c.got("ada", "Kept: 4 of 5.")
	c.tell("ben", "slept well")
	c.got("ben", `Kept: "slept well".`)
	c.down(23 * time.Hour)
	c.live(2 * time.Hour)
	c.got("ada", howWas)
}

// Who comes back at night has the one message in the morning.
func TestOneCatchUpMessageInTheMorning(t *testing.T) {
	c := newCrowd(t, "ada")
	c.tell("ada", "/appointment Dr. Kim, friday 4pm")
	c.live(3 * 24 * time.Hour) // Thursday noon
	c.net.sent = nil
	c.down(13 * time.Hour) // Friday 1:00, after Tom, and after Dr. Kim's agenda was due
	c.got("ada")
	c.live(7 * time.Hour)
	c.got("ada", "16:00 yesterday: did it happen?")
	c.live(6 * time.Hour)
	c.got("ada")
}

// However many days nobody was there, whoever is in whatever zone gets one message at most
// when the bot is back.
func TestThreeDaysDownInEveryZone(t *testing.T) {
	c := newCrowd(t)
	cities, times := bottest.Cities, 8
	if underRace {
		cities, times = cities[:5], 3
	}
	for i, city := range cities {
		name := city.Zone
		c.tell(name, "hi")
		c.tell(name, "Yes, I'm 16 or older")
		c.tell(name, "Just looking")
		c.events++
		c.check(c.bot.Hear(c.Context(), bot.Event{ID: fmt.Sprint("pin", i), From: chatOf(name), Message: "pin",
			Location: &bot.Location{Lat: city.Lat, Lon: city.Lon}}))
		for _, day := range []string{"mon", "tues", "wednes", "thurs", "fri", "satur", "sun"} {
			c.tell(name, "/appointment "+day+" Tom, "+day+"days 4pm")
		}
		c.tell(name, "/checkin 20:00")
		c.tell(name, "/weekly")
		c.tell(name, "3")
	}
	c.live(time.Minute) // so that nothing is due as it is back
	for hour := range times {
		c.live(3*24*time.Hour + 5*time.Hour)
		c.net.sent = nil
		c.down(3 * 24 * time.Hour)
		got := map[string][]string{}
		for _, l := range c.net.sent {
			if got[l.to] = append(got[l.to], l.m.Text.String()); len(got[l.to]) > 1 {
				t.Errorf("back the time %d: %s got %q", hour, l.to, got[l.to])
			}
		}
	}
}

// What is said unasked is to be shown while it is of use, and is sent by that; what somebody
// waits for goes before all of it.
func TestOnlyWhatIsUnaskedHasADeadline(t *testing.T) {
	c := newCrowd(t, "ada")
	kinds := map[string]bool{}
	c.store.fails = func(o bot.Outgoing) error {
		now := c.clock.Now()
		switch {
		case o.Rank == bot.Answer && !o.By.IsZero():
			t.Errorf("an answer has until %s", o.By)
		case o.Rank != bot.Answer && (!o.By.After(now) || o.By.After(now.Add(7*24*time.Hour))):
			t.Errorf("at %s what %s says has until %s", now, o.Prompt.Kind, o.By)
		}
		kinds[o.Prompt.Kind] = true
		return nil
	}
	c.live(4 * 24 * time.Hour)
	c.tell("ada", "help")
	if len(kinds) < 4 {
		t.Errorf("said were only %v", kinds)
	}
}
