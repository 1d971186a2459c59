package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// mailbag is a network that notes what it carried and when, and fails where it is told to.
type mailbag struct {
	mu      sync.Mutex
	began   time.Time
	carried map[string][]string
	at      map[string]time.Duration
	queued  map[string]time.Time
	fail    func(chat, words string, try int) error
	tries   map[string]int
	slow    string // chats in which everything takes a minute, by how they begin
	log     bytes.Buffer

	onTheirWay, most int
}

func (*mailbag) Name() string { return "post" }

func (*mailbag) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

func (p *mailbag) Send(ctx context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	p.mu.Lock()
	p.onTheirWay++
	p.most = max(p.most, p.onTheirWay)
	p.mu.Unlock()
	takes := 100 * time.Millisecond
	if p.slow != "" && strings.HasPrefix(to.Chat, p.slow) {
		takes = time.Minute
	}
	bot.Nap(ctx, takes)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.onTheirWay--
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	words := m.Text.String()
	p.tries[words]++
	if p.fail != nil {
		if err := p.fail(to.Chat, words, p.tries[words]); err != nil {
			return "", err
		}
	}
	p.carried[to.Chat] = append(p.carried[to.Chat], words)
	p.at[words], p.queued[words] = time.Since(p.began), m.Queued
	return "1", nil
}

// eachWay tests what is found in the outbox at the start, and what is put into it while
// the courier runs, some of which is handed over.
func eachWay(t *testing.T, test func(t *testing.T, live bool)) {
	for name, live := range map[string]bool{"found": false, "handed over": true} {
		t.Run(name, func(t *testing.T) { test(t, live) })
	}
}

// filling fills the outbox before the courier runs, or, live, once it runs and waits.
func filling(live bool, fill func()) {
	if !live {
		fill()
		return
	}
	go func() { synctest.Wait(); fill() }()
}

// inMadeUpTime opens a store with a person in it, for whom post runs a turn.
func inMadeUpTime(t *testing.T, p *mailbag, do func(t *testing.T, store bot.Store, post func(turn func(bot.Records)))) {
	dir := t.TempDir()
	p.carried, p.at, p.tries, p.queued = map[string][]string{}, map[string]time.Duration{}, map[string]int{}, map[string]time.Time{}
	synctest.Test(t, func(t *testing.T) {
		store, shut := openStore(t, dir, bot.WallClock{})
		defer shut()
		person, err := store.Create(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p.began = time.Now()
		do(t, store, func(turn func(bot.Records)) {
			if err := store.With(t.Context(), person, func(r bot.Records) error { turn(r); return nil }); err != nil {
				t.Error(err)
			}
		})
	})
}

// run has a bot send for a while.
func (p *mailbag) run(t *testing.T, store bot.Store, d time.Duration) {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	b := bot.New(bot.Config{Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{p}, Settings: bot.DefaultSettings(),
		Log: slog.New(slog.NewTextHandler(&p.log, nil))})
	if err := b.Run(ctx); err != nil {
		t.Error(err)
	}
}

func (*mailbag) chat(name string) bot.Address { return bot.Address{Network: "post", Chat: name} }

// carry runs a bot for a while of made-up time, with what fill puts into the outbox.
func carry(t *testing.T, live bool, d time.Duration, fail func(chat, words string, try int) error, fill func(say func(chat, words string, rank bot.Rank))) *mailbag {
	p := &mailbag{fail: fail}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		filling(live, func() {
			post(func(r bot.Records) {
				r.Attach(p.chat("a"))
				fill(func(chat, words string, rank bot.Rank) {
					r.Queue(bot.Outgoing{To: p.chat(chat), Message: bot.Message{Text: text.Lit(words)}, Rank: rank})
				})
			})
		})
		p.run(t, store, d)
	})
	return p
}

// A chat that fails, however much waits for it, holds up no other.
func TestAFailingChatHoldsUpNoOther(t *testing.T) { eachWay(t, aFailingChat) }

func aFailingChat(t *testing.T, live bool) {
	p := carry(t, live, 3*time.Second, func(chat, _ string, _ int) error {
		if chat == "stuck" {
			return errors.New("no")
		}
		return nil
	}, func(say func(string, string, bot.Rank)) {
		for i := range 300 {
			say("stuck", fmt.Sprint("s", i), bot.Answer)
		}
		for i := range 10 {
			say("a", fmt.Sprint(i), bot.Answer)
		}
	})
	if got := fmt.Sprint(p.carried["a"]); got != "[0 1 2 3 4 5 6 7 8 9]" || p.at["9"] > 1200*time.Millisecond {
		t.Errorf("got %s, the last after %s", got, p.at["9"])
	}
}

// It waits exactly as long as it was asked to, in that chat alone, and in order.
func TestAWaitIsObeyedExactly(t *testing.T) { eachWay(t, aWait) }

func aWait(t *testing.T, live bool) {
	p := carry(t, live, time.Minute, func(_, words string, try int) error {
		if words == "first" && try == 1 {
			return fmt.Errorf("sending: %w", &bot.Wait{For: 17 * time.Second})
		}
		return nil
	}, func(say func(string, string, bot.Rank)) {
		say("a", "first", bot.Answer)
		say("a", "second", bot.Answer)
		say("b", "other", bot.Answer)
	})
	if fmt.Sprint(p.carried) != "map[a:[first second] b:[other]]" || p.at["first"] != 17200*time.Millisecond || p.at["other"] > time.Second {
		t.Errorf("got %v at %v", p.carried, p.at)
	}
}

// Who waits for an answer does not wait for a crowd of prompts.
func TestAnswersGoBeforePrompts(t *testing.T) { eachWay(t, answersFirst) }

func answersFirst(t *testing.T, live bool) {
	p := carry(t, live, time.Minute, nil, func(say func(string, string, bot.Rank)) {
		for i := range 400 {
			say(fmt.Sprint("p", i), fmt.Sprint("prompt ", i), bot.Whenever)
		}
		say("t", "page", bot.Timely)
		say("p399", "answer", bot.Answer)
	})
	if len(p.at) != 402 || p.at["answer"] > 300*time.Millisecond || p.at["page"] > 300*time.Millisecond {
		t.Errorf("%d sent, the answer after %s, the page after %s", len(p.at), p.at["answer"], p.at["page"])
	}
	if got := fmt.Sprint(p.carried["p399"]); got != "[prompt 399 answer]" {
		t.Errorf("one chat got %s", got)
	}
}

func TestUnreachableAndRefused(t *testing.T) { eachWay(t, unreachableAndRefused) }

func unreachableAndRefused(t *testing.T, live bool) {
	p := carry(t, live, time.Hour, func(_, words string, _ int) error {
		switch words {
		case "to nobody":
			return fmt.Errorf("403: %w", bot.ErrUnreachable)
		case "odd":
			return fmt.Errorf("400: %w", bot.ErrRefused)
		}
		return nil
	}, func(say func(string, string, bot.Rank)) {
		say("gone", "to nobody", bot.Answer)
		say("gone", "nor this", bot.Answer)
		say("a", "odd", bot.Answer)
		say("a", "after", bot.Answer)
	})
	if fmt.Sprint(p.tries) != "map[after:1 odd:3 to nobody:1]" || fmt.Sprint(p.carried) != "map[a:[after]]" {
		t.Errorf("tried %v, carried %v", p.tries, p.carried)
	}
}

// A network that panics over a message does not take it: nobody else's words are held up,
// and in the end it is set aside. The log says where that was, and nothing of the words.
func TestAPanicInANetworkIsARefusal(t *testing.T) { eachWay(t, aPanicInANetwork) }

func aPanicInANetwork(t *testing.T, live bool) {
	p := carry(t, live, time.Hour, func(_, words string, _ int) error {
		if words == "odd" {
			panic("at a person's words")
		}
		return nil
	}, func(say func(string, string, bot.Rank)) {
		say("b", "odd", bot.Answer)
		say("b", "after", bot.Answer)
		say("a", "other", bot.Answer)
	})
	if fmt.Sprint(p.tries) != "map[after:1 odd:3 other:1]" || fmt.Sprint(p.carried) != "map[a:[other] b:[after]]" || p.at["other"] > time.Second {
		t.Errorf("tried %v, carried %v at %v", p.tries, p.carried, p.at)
	}
	if log := p.log.String(); strings.Contains(log, "person's words") || !strings.Contains(log, "courier_test.go") || !strings.Contains(log, "set aside") {
		t.Errorf("the log: %s", log)
	}
}

// Flush, which sends one after the other, goes on to the next chat.
func TestFlushOutlivesAPanicInANetwork(t *testing.T) {
	p := &mailbag{fail: func(chat, _ string, _ int) error {
		if chat == "b" {
			panics()
		}
		return nil
	}}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		post(func(r bot.Records) {
			for _, chat := range []string{"b", "a"} {
				r.Queue(bot.Outgoing{To: p.chat(chat), Message: bot.Message{Text: text.Lit("hello " + chat)}})
			}
		})
		b := bot.New(bot.Config{Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{p}})
		if err := b.Flush(t.Context()); !errors.Is(err, bot.ErrRefused) || fmt.Sprint(p.carried) != "map[a:[hello a]]" {
			t.Errorf("carried %v, %v", p.carried, err)
		}
	})
}

// A network is told when it was said what it sends, so that it may look for what it sent
// before.
func TestANetworkIsToldWhenItWasSaid(t *testing.T) { eachWay(t, toldWhen) }

func toldWhen(t *testing.T, live bool) {
	var said time.Time
	p := carry(t, live, time.Hour, func(_, _ string, try int) error {
		if try < 5 {
			return errors.New("no")
		}
		return nil
	}, func(say func(string, string, bot.Rank)) {
		said = time.Now()
		say("a", "late", bot.Answer)
	})
	if !p.queued["late"].Equal(said) || p.at["late"] < 5*time.Second {
		t.Errorf("after %s it was told to be of %s, and is of %s", p.at["late"], p.queued["late"], said)
	}
}

// What failed in a chat before does not count against a message that is then refused.
func TestOnlyItsOwnRefusalsSetAMessageAside(t *testing.T) { eachWay(t, ownRefusals) }

func ownRefusals(t *testing.T, live bool) {
	p := carry(t, live, time.Hour, func(_, words string, try int) error {
		switch {
		case words == "first" && try <= 2:
			return errors.New("503")
		case words == "second" && try == 1:
			return fmt.Errorf("400: %w", bot.ErrRefused)
		}
		return nil
	}, func(say func(string, string, bot.Rank)) {
		say("a", "first", bot.Answer)
		say("a", "second", bot.Answer)
	})
	if got := fmt.Sprint(p.carried["a"]); got != "[first second]" {
		t.Errorf("carried %s", got)
	}
}
