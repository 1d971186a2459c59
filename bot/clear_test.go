package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// wall is a network whose messages can be looked at as they stand. It changes those it is
// asked to, and lets go of those of the last two days.
type wall struct {
	t      *testing.T
	bot    *bot.Bot
	clock  *bot.SimulatedClock
	posts  []placard
	broken bool // it cannot take anything away
	count  int
}

type placard struct {
	id   bot.MessageID
	chat string
	text string
	at   time.Time
}

func (*wall) Name() string       { return "wall" }
func (*wall) Limits() bot.Limits { return bot.Limits{Edits: true, Deletes: 48 * time.Hour} }

func (*wall) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

func (w *wall) Send(_ context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	w.count++
	id := bot.MessageID(fmt.Sprint("m", w.count))
	w.posts = append(w.posts, placard{id, to.Chat, m.Text.String(), w.clock.Now()})
	return id, nil
}

func (w *wall) Edit(_ context.Context, to bot.Address, id bot.MessageID, m bot.Message) (bot.MessageID, error) {
	for i, p := range w.posts {
		if p.id == id && p.chat == to.Chat {
			w.posts[i].text = m.Text.String()
			return id, nil
		}
	}
	return "", fmt.Errorf("%s is not there", id)
}

func (w *wall) Delete(_ context.Context, to bot.Address, ids []bot.MessageID) error {
	if w.broken {
		return fmt.Errorf("not now")
	}
	w.posts = slices.DeleteFunc(w.posts, func(p placard) bool {
		if !slices.Contains(ids, p.id) {
			return false
		}
		if p.chat != to.Chat || w.clock.Now().Sub(p.at) >= 48*time.Hour {
			w.t.Errorf("asked to take away %q", p.text)
		}
		return true
	})
	return nil
}

func newWall(t *testing.T) *wall {
	w := &wall{t: t, clock: bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC))}
	store, shut := openStore(t, t.TempDir(), w.clock)
	t.Cleanup(shut)
	w.bot = bot.New(bot.Config{Store: store, Clock: w.clock, Networks: []bot.Network{w}, Settings: bot.DefaultSettings(), Patience: time.Minute})
	return w
}

// say has somebody write in a chat, and time go by.
func (w *wall) say(chat, words string) {
	w.t.Helper()
	w.count++
	ev := bot.Event{ID: fmt.Sprint(w.count), From: bot.Address{Network: "wall", Chat: chat}, Text: words}
	if err := w.bot.Hear(w.t.Context(), ev); err != nil {
		w.t.Fatal(err)
	}
	err := w.bot.Flush(w.t.Context())
	if err != nil && !w.broken {
		w.t.Fatal(err)
	}
	w.clock.Set(w.clock.Now().Add(time.Minute))
}

func (w *wall) join(chat string) {
	for _, words := range []string{"hi", "Yes, I'm 16 or older", "Just looking", "flare after lunch"} {
		w.say(chat, words)
	}
}

// reads holds a chat to how its messages begin.
func (w *wall) reads(chat string, want ...string) {
	w.t.Helper()
	var got []string
	for _, p := range w.posts {
		if p.chat == chat {
			got = append(got, p.text)
		}
	}
	if !slices.EqualFunc(got, want, strings.HasPrefix) {
		w.t.Errorf("there is\n%s\nwant %q", strings.Join(got, "\n---\n"), want)
	}
}

// Clearing takes away what the network lets go of, the cards too that came past the
// outbox, and the words of what it does not; what was cleared is not cleared again.
func TestClear(t *testing.T) {
	w := newWall(t)
	w.join("a")
	w.clock.Set(w.clock.Now().Add(50 * time.Hour))
	w.say("a", "slept badly")
	w.say("a", "sos")
	w.join("b")
	w.say("a", "/clear")
	w.reads("a", "Hi, I'm Samepage", "Cleared.", "Cleared.", "Cleared.", "I took my last 6 messages off this chat. Older ones of mine stay.")
	w.say("a", "slept well")
	w.say("a", "/clear")
	w.reads("a", "Hi, I'm Samepage", "Cleared.", "Cleared.", "Cleared.", "I took my last 3 messages off this chat.")
	w.reads("b", "Hi, I'm Samepage", "Thanks.", "Send me", "Kept:")
}

// Of a year of messages the newest that cannot be taken away lose their words, and that
// there are more is said.
func TestClearSaysWhatStays(t *testing.T) {
	w := newWall(t)
	w.join("a")
	for i := range 40 {
		w.say("a", fmt.Sprint("note ", i))
		w.clock.Set(w.clock.Now().Add(time.Hour))
	}
	w.clock.Set(w.clock.Now().Add(50 * time.Hour))
	w.posts = w.posts[len(w.posts)-40:]
	w.say("a", "/clear")
	cleared := 0
	for _, p := range w.posts {
		if p.text == "Cleared." {
			cleared++
		}
	}
	last := w.posts[len(w.posts)-1].text
	if cleared != 30 || !strings.HasPrefix(last, "I took my last 30 messages off this chat. Older ones of mine stay.") {
		t.Errorf("%d are cleared, and it says %q", cleared, last)
	}
}

// Forgetting takes away, in each of the person's chats, what the network lets go of, and
// what was said before they said yes; once the network can, however late that is.
func TestForgetTakesMessagesAway(t *testing.T) {
	w := newWall(t)
	w.join("a")
	w.clock.Set(w.clock.Now().Add(50 * time.Hour))
	w.say("a", "slept badly")
	w.say("a", "/link")
	code := linkCode.FindString(w.posts[len(w.posts)-1].text)
	w.say("b", "hi")
	w.say("b", "/link "+code)
	w.say("b", "sos")
	w.say("a", "/forget")
	w.broken = true
	w.say("a", "Forget everything about me")
	w.broken = false
	if err := w.bot.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.reads("a", "Hi, I'm Samepage", "Thanks.", "Send me", "Kept:", "Done. What I kept about you can no longer be read.")
	w.reads("b")
}
