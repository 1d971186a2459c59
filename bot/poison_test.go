package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/bottest"
)

// ailing is a store in which every turn goes wrong that keeps certain words, or says them
// to the first chat.
type ailing struct {
	bot.Store
	at    string // the words; "" for none
	wrong func() error
	turns int
	down  error // of the store as a whole

	aside func() // happens before the first event is set aside
}

func (a *ailing) With(ctx context.Context, person bot.PersonID, turn func(bot.Records) error) error {
	if a.down != nil {
		return a.down
	}
	a.turns++
	var failed error
	err := a.Store.With(ctx, person, func(r bot.Records) error {
		return errors.Join(turn(ailingRecords{r, a, &failed}), failed)
	})
	return err
}

func (a *ailing) SetAside(ctx context.Context, p bot.PersonID, from bot.Address, event string, words bot.Aside, told bot.Outgoing) error {
	if a.down != nil {
		return a.down
	}
	once(&a.aside)
	return a.Store.SetAside(ctx, p, from, event, words, told)
}

type ailingRecords struct {
	bot.Records
	of     *ailing
	failed *error
}

func (r ailingRecords) Save(row bot.Row) {
	if r.of.at != "" && bytes.Contains(row.Body, []byte(r.of.at)) {
		*r.failed = r.of.wrong()
	}
	r.Records.Save(row)
}

func (r ailingRecords) Queue(m bot.Outgoing) {
	if r.of.at != "" && m.To.Chat == "1" && strings.Contains(m.Message.Text.String(), r.of.at) {
		*r.failed = r.of.wrong()
	}
	r.Records.Queue(m)
}

func panics() error { panic("at a person's words") }
func fails() error  { return errors.New("at a person's words") }

// ward is a person whose bot has an ailing store.
type ward struct {
	*linked
	store *ailing
	log   *bytes.Buffer
}

func newWard(t *testing.T) *ward {
	x := &linked{T: t, clock: bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)), nets: map[string]*carrier{"telegram": {name: "Telegram"}}}
	store, shut := openStore(t, t.TempDir(), x.clock)
	t.Cleanup(shut)
	w := &ward{x, &ailing{Store: store}, &bytes.Buffer{}}
	x.bot = bot.New(bot.Config{Store: w.store, Clock: x.clock, Settings: bot.DefaultSettings(), Patience: time.Minute,
		Networks: []bot.Network{x.nets["telegram"]}, Log: slog.New(slog.NewTextHandler(w.log, nil))})
	for _, words := range []string{"hi", "Yes, I'm 16 or older", "An appointment", "19:00 Berlin", "Tom, thursdays 4pm", "right"} {
		w.say("telegram 1", words)
	}
	return w
}

// tell has somebody write what may not be heard.
func (w *ward) tell(ev bot.Event) (said string, err error) {
	w.read("telegram 1")
	err = w.bot.Hear(w.Context(), ev)
	return w.read("telegram 1"), err
}

// exported is the file somebody gets who asks for all there is.
func (w *ward) exported() string {
	w.Helper()
	if err := w.bot.Hear(w.Context(), w.event("telegram 1", "/export")); err != nil {
		w.Fatal(err)
	}
	if err := w.bot.Flush(w.Context()); err != nil {
		w.Fatal(err)
	}
	sent := w.nets["telegram"].sent
	return string(sent[len(sent)-1].m.File.Data)
}

// page is what stands on the person's page.
func (w *ward) page() string { return w.say("telegram 1", "/page") }

// What makes a turn fail, or panic, is tried three times and set aside; its chat goes on,
// and once the program is mended the words are there.
func TestPoisonIsSetAside(t *testing.T) {
	for name, wrong := range map[string]func() error{"an error": fails, "a panic": panics} {
		t.Run(name, func(t *testing.T) {
			w := newWard(t)
			w.store.at, w.store.wrong, w.store.turns = "flare after lunch", wrong, 0
			said := w.say("telegram 1", "flare after lunch")
			if !strings.Contains(said, "nothing is lost") || strings.Contains(said, "flare") || w.store.turns != 3 {
				t.Errorf("after %d tries it said %q", w.store.turns, said)
			}
			if said := w.say("telegram 1", "slept badly"); !strings.Contains(said, `Kept: "slept badly"`) {
				t.Errorf("the next words: %q", said)
			}
			if page := w.page(); strings.Contains(page, "flare") {
				t.Errorf("the page: %q", page)
			}
			if log := w.log.String(); strings.Contains(log, "flare") || strings.Contains(log, "person's words") || !strings.Contains(log, "set aside") {
				t.Errorf("the log: %s", log)
			}
			if file := w.exported(); !strings.Contains(file, `"words": "flare after lunch"`) {
				t.Errorf("the export: %s", file)
			}
			w.bot.Replay(t.Context()) // which fails as before
			w.store.at = ""
			w.clock.Set(w.clock.Now().Add(24 * time.Hour))
			for range 2 {
				w.bot.Replay(t.Context())
			}
			if page := w.page(); strings.Count(page, "flare after lunch") != 1 {
				t.Errorf("the page of the mended one: %q", page)
			}
		})
	}
}

// A command or a button that fails leaves nothing behind to become a note.
func TestAPoisonousCommandIsNoNote(t *testing.T) {
	w := newWard(t)
	w.store.at, w.store.wrong = "Kind", fails // any dialog
	if said := w.say("telegram 1", "/disconnect"); !strings.Contains(said, "nothing is lost") {
		t.Errorf("it said %q", said)
	}
	w.store.at = ""
	w.bot.Replay(t.Context())
	if page := w.page(); strings.Contains(page, "/disconnect") {
		t.Errorf("the page: %q", page)
	}
}

// A store that takes nothing is no poison: the event comes again, and is heard once.
func TestAStoreThatIsDownLosesNothing(t *testing.T) {
	w := newWard(t)
	ev := w.event("telegram 1", "flare after lunch")
	w.store.down = &bot.Error{Code: bot.Storage, Sentence: "The disk is full."}
	for range 5 {
		if said, err := w.tell(ev); bot.CodeOf(err) != bot.Storage || said != "" {
			t.Fatalf("it said %q, %v", said, err)
		}
	}
	w.store.down = nil
	for range 2 {
		if _, err := w.tell(ev); err != nil {
			t.Fatal(err)
		}
	}
	if page := w.page(); strings.Count(page, "flare after lunch") != 1 {
		t.Errorf("the page: %q", page)
	}
}

// Words of danger bring the card once, whatever becomes of them.
func TestDangerIsAnsweredOnceWhateverFails(t *testing.T) {
	t.Run("store", func(t *testing.T) {
		w := newWard(t)
		ev := w.event("telegram 1", "i want to die")
		w.store.down = &bot.Error{Code: bot.Storage, Sentence: "The disk is full."}
		said, err := w.tell(ev)
		if err == nil || strings.Count(said, "That sounds very hard") != 1 || !strings.Contains(said, "can't keep") {
			t.Errorf("it said %q, %v", said, err)
		}
		if said, err := w.tell(ev); err == nil || said != "" {
			t.Errorf("again it said %q, %v", said, err)
		}
		w.store.down = nil
		if said, err := w.tell(ev); err != nil || !strings.HasPrefix(said, `Kept, on no page: "i want to die".`) {
			t.Errorf("at last it said %q, %v", said, err)
		}
	})
	t.Run("turn", func(t *testing.T) {
		w := newWard(t)
		w.store.at, w.store.wrong = "i want to die", panics
		said := w.say("telegram 1", "i want to die")
		if strings.Count(said, "That sounds very hard") != 1 || !strings.Contains(said, "set aside") || strings.Contains(said, "can't keep") {
			t.Errorf("it said %q", said)
		}
	})
}

// Whoever's prompt was let go is told that one was to come. The log has none of their words,
// whichever way it failed.
func TestALostPromptIsToldOf(t *testing.T) {
	for name, wrong := range map[string]func() error{"an error": fails, "a panic": panics} {
		t.Run(name, func(t *testing.T) { aLostPrompt(t, wrong) })
	}
}

func aLostPrompt(t *testing.T, wrong func() error) {
	w := newWard(t)
	w.store.at, w.store.wrong = "A few minutes now?", wrong
	w.read("telegram 1")
	if err := bottest.Advance(t.Context(), w.bot, w.clock, time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if said := w.read("telegram 1"); said != "I had something for you just now, and it went wrong on my side. All you kept is still there." {
		t.Errorf("it said %q", said)
	}
	if log := w.log.String(); strings.Contains(log, "minutes now") || strings.Contains(log, "person's words") || !strings.Contains(log, "a prompt failed") {
		t.Errorf("the log: %s", w.log)
	}
}

// bewildered is a store that cannot meet anybody.
type bewildered struct{ bot.Store }

func (bewildered) Meet(context.Context, bot.Address, func(bot.Stranger) error) error { return panics() }

// Of somebody who has not said yes nothing is kept, not even set aside.
func TestAStrangersPoisonIsNotKept(t *testing.T) {
	store, shut := openStore(t, t.TempDir(), bot.WallClock{})
	defer shut()
	net := &post{}
	b := bot.New(bot.Config{Store: bewildered{store}, Clock: bot.WallClock{}, Networks: []bot.Network{net}, Settings: bot.DefaultSettings()})
	for range 2 {
		if err := b.Hear(t.Context(), bot.Event{ID: "1", From: bot.Address{Network: "post", Chat: "1"}, Text: "slept badly"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Flush(t.Context()); err != nil || len(net.sent) != 1 || !strings.Contains(net.sent[0].m.Text.String(), "I kept nothing of that") {
		t.Errorf("%v, %s", err, fmt.Sprint(net.sent))
	}
	if who, err := store.WithAsides(t.Context()); len(who) != 0 || err != nil {
		t.Errorf("%d persons have something set aside, %v", len(who), err)
	}
}

// Whoever is forgotten before their event is set aside is not told that it was kept.
func TestAnEventOfTheForgotten(t *testing.T) {
	w := newWard(t)
	ev := w.event("telegram 1", "what is wrong")
	w.store.at, w.store.wrong = "what is wrong", fails
	w.store.aside = func() {
		person, err := w.store.Find(t.Context(), ev.From)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.store.Store.With(t.Context(), person, func(r bot.Records) error { r.Forget(bot.Outgoing{To: ev.From}); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	said, err := w.tell(ev)
	if err != nil || !strings.Contains(said, "I kept nothing of that.") {
		t.Errorf("they are told %q, %v", said, err)
	}
}
