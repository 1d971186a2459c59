package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

var errBlocked = fmt.Errorf("403: %w", bot.ErrUnreachable)

// Nothing piles up for whoever blocked the bot: when they write again they get the answers
// that waited, and of all that was to be said the one thing that is still of use.
func TestNothingPilesUpForTheUnreachable(t *testing.T) {
	c := newCrowd(t, "ada", "ben")
	c.live(time.Hour)
	c.shut["ada"] = errBlocked
	c.tell("ada", "slept badly")
	c.store.fails = func(o bot.Outgoing) error {
		if o.To == chatOf("ada") {
			t.Errorf("queued meanwhile: %s", o.Message.Text)
		}
		return nil
	}
	c.live(9*24*time.Hour + 4*time.Hour) // Wednesday 17:00, an hour after Tom's agenda
	c.got("ada")
	delete(c.shut, "ada")
	c.live(time.Minute)
	c.got("ada")
	c.store.fails = nil
	c.tell("ada", "back again")
	c.live(0)
	c.got("ada", `Kept: "slept badly".`, `Kept: "back again".`, "Tomorrow, 16:00. A few minutes now?")
	c.live(4 * time.Hour)
	c.got("ada", howWas)
}

// A page that could not be shown comes when it can be, while it is of use.
func TestAPageThatWasNotSeenComesAgain(t *testing.T) {
	for late, want := range map[time.Duration]string{20 * time.Minute: "In 40 minutes.", 70 * time.Minute: ""} {
		c := newCrowd(t, "ada")
		c.live(3*24*time.Hour + 2*time.Hour) // Thursday 14:00
		c.net.sent = nil
		c.shut["ada"] = errBlocked
		c.live(time.Hour + late)
		delete(c.shut, "ada")
		c.tell("ada", "back again")
		c.live(0)
		expected := []string{`Kept: "back again".`}
		if want != "" {
			expected = append(expected, want)
		}
		c.got("ada", expected...)
	}
}

// A debrief that nobody saw was not ignored: they are still asked after the next ones.
func TestWhatWasNotSeenIsNotIgnored(t *testing.T) {
	c := newCrowd(t, "ada")
	c.tell("ada", "/checkin off")
	for range 5 {
		c.live(3*24*time.Hour + 4*time.Hour) // Thursday 16:00
		c.shut["ada"] = errBlocked
		c.live(3 * 24 * time.Hour)
		delete(c.shut, "ada")
		c.tell("ada", "back again")
		c.live(20 * time.Hour) // Monday
	}
	c.net.sent = nil
	c.live(3*24*time.Hour + 8*time.Hour)
	c.got("ada", "Tomorrow, 16:00. A few minutes now?", "In an hour.", "16:00 today: did it happen?")
}

// Of several things that were not said, only the most useful comes.
func TestOneThingForWhoeverReturns(t *testing.T) {
	c := newCrowd(t, "ada")
	c.tell("ada", "/appointment Dr. Kim, friday 9am")
	c.live(2*24*time.Hour + 8*time.Hour) // Wednesday 20:00
	c.net.sent = nil
	c.shut["ada"] = errBlocked
	c.live(22 * time.Hour) // Thursday 18:00: Tom's page and debrief, and Dr. Kim's agenda, were due
	delete(c.shut, "ada")
	c.tell("ada", "back again")
	c.live(time.Hour)
	c.got("ada", `Kept: "back again".`, "16:00 today: did it happen?")
}

// Who blocked one of their chats is written to in another.
func TestAnotherChatIsReached(t *testing.T) {
	c := newCrowd(t, "ada")
	c.turn("ada", func(r bot.Records) { r.Attach(chatOf("ada's other")) })
	c.shut["ada's other"] = errBlocked
	c.live(9 * time.Hour)
	c.live(24 * time.Hour)
	c.got("ada's other")
	c.got("ada", howWas)
}

func (c *crowd) turn(name string, do func(bot.Records)) {
	c.Helper()
	person, err := c.store.Find(c.Context(), chatOf(name))
	c.check(err)
	c.check(c.store.With(c.Context(), person, func(r bot.Records) error { do(r); return nil }))
}

// What was said and not sent when the program ended is not sent days later.
func TestAnOldOutboxIsNotSent(t *testing.T) {
	c := newCrowd(t, "ada")
	c.clock.Set(c.clock.Now().Add(8 * time.Hour)) // Monday 20:00
	if _, err := c.bot.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.down(3*24*time.Hour - time.Hour) // Thursday 19:00
	c.live(time.Minute)
	c.got("ada", "I was away from Mon 2 March, 20:00 to Thu 5 March, 19:00. What you sent then may not have reached me.")
	if n := len(c.net.sent); n != 0 {
		t.Errorf("%d more", n)
	}
}

// drowsy is a store that takes its time to say when the bot was last awake.
type drowsy struct {
	bot.Store
	takes time.Duration
	fails int // so often first
}

func (s *drowsy) Awake(ctx context.Context) (bot.Awake, error) {
	bot.Nap(ctx, s.takes)
	if s.fails--; s.fails >= 0 {
		return bot.Awake{}, errors.New("no")
	}
	return s.Store.Awake(ctx)
}

// Nothing is sent at a start before it is known how long nobody was there.
func TestAnOldOutboxIsNotSentByAQuickCourier(t *testing.T) {
	p := &mailbag{}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		if err := store.KeepAwake(t.Context(), bot.Awake{At: time.Now()}); err != nil {
			t.Fatal(err)
		}
		post(func(r bot.Records) {
			r.Attach(p.chat("a"))
			r.Save(bot.Row{Kind: "person", ID: "person", Body: []byte("{}")})
			r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("answer")}})
			r.Queue(bot.Outgoing{To: p.chat("b"), Message: bot.Message{Text: text.Lit(howWas)}, Rank: bot.Whenever, Prompt: bot.PromptKey{Kind: "checkin", Occurrence: "1"}})
		})
		time.Sleep(3 * 24 * time.Hour)
		p.run(t, &drowsy{store, time.Second, 2}, time.Minute)
	})
	if got := fmt.Sprint(p.carried); got != "map[a:[answer]]" {
		t.Errorf("carried %s", got)
	}
}

// clinging is a store that is looked into a few times, and may take nothing back.
type clinging struct {
	bot.Store
	looks  int
	clings bool
}

func (s *clinging) Unsent(ctx context.Context, limit int, except ...bot.Address) ([]bot.Outgoing, error) {
	if s.looks++; s.looks > 50 {
		return nil, errors.New("it is looked into for ever")
	}
	return s.Store.Unsent(ctx, limit, except...)
}

func (s *clinging) With(ctx context.Context, person bot.PersonID, turn func(bot.Records) error) error {
	return s.Store.With(ctx, person, func(r bot.Records) error { return turn(&clingingRecords{r, s.clings}) })
}

type clingingRecords struct {
	bot.Records
	clings bool
}

func (r *clingingRecords) TakeBack(at bot.Address, until time.Time) []bot.PromptKey {
	if r.clings {
		return nil
	}
	return r.Records.TakeBack(at, until)
}

// aged is ada's crowd an hour after something was said to her that waits in a chat.
func aged(t *testing.T, chat string) (*crowd, *clinging) {
	c := newCrowd(t, "ada")
	c.turn("ada", func(r bot.Records) {
		r.Queue(bot.Outgoing{To: chatOf(chat), Message: bot.Message{Text: text.Lit("In an hour.")}, Rank: bot.Timely, Prompt: bot.PromptKey{Kind: "page", Occurrence: "1"}})
	})
	c.clock.Set(c.clock.Now().Add(time.Hour))
	s := &clinging{Store: c.store}
	c.bot = bot.New(bot.Config{Store: s, Clock: c.clock, Networks: []bot.Network{&gate{post: c.net, crowd: c}}, Settings: bot.DefaultSettings()})
	return c, s
}

// What was said to somebody in a chat that is not theirs any more is taken back too.
func TestWhatIsOldIsTakenBackWhoeversTheChatIs(t *testing.T) {
	c, _ := aged(t, "nobody's")
	c.live(0)
	c.got("nobody's")
	left, err := c.store.Unsent(t.Context(), 10)
	if len(left) != 0 || err != nil {
		t.Errorf("%d wait, %v", len(left), err)
	}
}

// What cannot be taken back is not tried for ever: whoever sends is told.
func TestWhatCannotBeTakenBack(t *testing.T) {
	c, s := aged(t, "ada")
	s.clings = true
	if _, err := c.bot.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := c.bot.Flush(t.Context()); err == nil || s.looks > 3 {
		t.Errorf("it was looked for %d times, %v", s.looks, err)
	}
	c.got("ada")
}

// Where a network was down for days, it is the same: one thing, if it is of use.
func TestNothingPilesUpWhileANetworkIsDown(t *testing.T) {
	said := aWeek(t, func(_ string, at time.Duration) error {
		if at > 36*time.Hour && at < 5*24*time.Hour+15*time.Hour+20*time.Minute { // Thursday 15:20
			return errors.New("no route to host")
		}
		return nil
	})
	got := strings.Join(said, " | ")
	if !strings.HasPrefix(got, "Sat 20:00 How was today? | Thu 15:2") || !strings.HasSuffix(got, "minutes. | Thu 17:20 16:00 today: did it happen?") || len(said) != 3 {
		t.Errorf("said %s", got)
	}
}

// Where a network has it wait for longer than a prompt is of use, that is not sent.
func TestWhatTurnsStaleWhileItWaitsIsNotSent(t *testing.T) {
	for wait, want := range map[time.Duration]string{
		time.Minute:      "Thu 15:01 In an hour. | Thu 17:20 16:00 today: did it happen?",
		90 * time.Minute: "Thu 17:20 16:00 today: did it happen?",
		4 * time.Hour:    "Thu 19:00 16:00 today: did it happen?",
	} {
		waited := false
		said := aWeek(t, func(words string, _ time.Duration) error {
			if words == "In an hour." && !waited {
				waited = true
				return &bot.Wait{For: wait}
			}
			return nil
		})
		if got := strings.Join(said, " | "); !strings.HasSuffix(got, "Wed 20:00 How was today? | "+want) {
			t.Errorf("after %s: said %s", wait, got)
		}
	}
}

// aWeek is what is said to somebody with an appointment on Thursdays at 16:00, from a
// Saturday on, over a network that sends as it is told.
func aWeek(t *testing.T, send func(words string, at time.Duration) error) (said []string) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) { // it is Saturday, 1 January 2000
		store, shut := openStore(t, dir, bot.WallClock{})
		defer shut()
		began := time.Now()
		net := &flaky{send: func(words string) error {
			if err := send(words, time.Since(began)); err != nil {
				return err
			}
			if line, _, _ := strings.Cut(words, "\n"); line != "" {
				said = append(said, time.Now().UTC().Format("Mon 15:04 ")+line)
			}
			return nil
		}}
		b := bot.New(bot.Config{Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{net}, Settings: bot.DefaultSettings()})
		for i, words := range []string{"hi", "Yes, I'm 16 or older", "An appointment", "00:00 London", "Tom, thursdays 4pm", "/checkin 20:00"} {
			if err := b.Hear(t.Context(), bot.Event{ID: fmt.Sprint(i), From: chatOf("ada"), Text: words, Message: bot.MessageID(fmt.Sprint("in", i))}); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		said = nil
		ctx, cancel := context.WithTimeout(t.Context(), 6*24*time.Hour)
		defer cancel()
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	return said
}

// flaky is a network that sends as it is told.
type flaky struct{ send func(words string) error }

func (*flaky) Name() string { return "post" }

func (*flaky) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

func (n *flaky) Send(_ context.Context, _ bot.Address, m bot.Message) (bot.MessageID, error) {
	return "1", n.send(m.Text.String())
}
