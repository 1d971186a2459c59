package telegram_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/telegram"
	"samepage/bot"
)

func TestNothingIsConfirmedBeforeItIsKept(t *testing.T) {
	t.Parallel()
	kept := make(chan struct{})
	l := connect(t, func(ev bot.Event) error {
		if ev.Text == "slow" {
			<-kept
		}
		return nil
	})
	other := l.server.Person(4712, "Ben")
	l.mia.Say("slow")
	l.next()
	other.Say("quick")
	if ev := l.next(); ev.Text != "quick" {
		t.Errorf("heard %q", ev.Text)
	}
	other.Say("quick again")
	if ev := l.next(); ev.Text != "quick again" {
		t.Errorf("heard %q", ev.Text)
	}
	if n := l.server.Pending(); n != 3 {
		t.Errorf("%d updates are left, and none was to be confirmed", n)
	}
	close(kept)
	l.settle()
	if n := l.server.Pending(); n != 0 || len(l.heard) != 0 {
		t.Errorf("%d updates are left, %d heard twice", n, len(l.heard))
	}
}

func TestWhatWasNotKeptComesAgain(t *testing.T) {
	fails := func(bot.Event) error { return &bot.Error{Code: bot.Storage} }
	l := connect(t, fails)
	l.mia.Say("one")
	l.mia.Say("two")
	l.next()
	l.stop()
	l.start(nil)
	for _, want := range []string{"one", "two"} {
		if ev := l.next(); ev.Text != want {
			t.Errorf("heard %q, want %q", ev.Text, want)
		}
	}
}

// What the bot does not take, whatever it says of it, is handed over until it does, and
// what comes after it waits. What makes this program panic is passed over.
func TestAChatIsHeardInOrderAndNothingIsDropped(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	tried := map[string]int{}
	l := connect(t, func(ev bot.Event) error {
		mu.Lock()
		defer mu.Unlock()
		tried[ev.Text]++
		switch ev.Text {
		case "waits":
			if tried[ev.Text] < 4 {
				return errors.New("not now")
			}
		case "panic":
			panic("at the words of " + ev.Text)
		}
		return nil
	})
	for _, words := range []string{"one", "waits", "panic", "last"} {
		l.mia.Say(words)
	}
	l.settle()
	mu.Lock()
	defer mu.Unlock()
	if fmt.Sprint(tried) != "map[last:1 one:1 panic:3 waits:4]" {
		t.Errorf("tried %v", tried)
	}
	if strings.Contains(l.log.String(), "words of") || !strings.Contains(l.log.String(), "passed over") || !strings.Contains(l.log.String(), "poll_test.go") {
		t.Errorf("the log says %s", l.log.String())
	}
}

func TestUnknownUpdatesAreSkipped(t *testing.T) {
	l := connect(t, nil)
	l.meet()
	l.server.PushRaw("some_new_kind", map[string]any{"x": 1})
	l.mia.Say("after")
	if ev := l.next(); ev.Text != "after" {
		t.Errorf("heard %+v", ev)
	}
	l.settle()
}

type stub func(method string, r *http.Request) (status int, body string)

func (s stub) RoundTrip(r *http.Request) (*http.Response, error) {
	method := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	status, body := s(method, r)
	if method == "getMe" && status != 404 && status != 401 {
		status, body = 200, `{"ok":true,"result":{"id":7,"is_bot":true,"username":"samepage_bot"}}`
	} else if status == 0 {
		status, body = 200, `{"ok":true,"result":[]}`
	}
	w := bytesOf(body)
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: w, Request: r}, nil
}

type body struct{ *strings.Reader }

func (body) Close() error { return nil }

func bytesOf(s string) body { return body{strings.NewReader(s)} }

func polls(t *testing.T, d time.Duration, answer func(n int) (int, string)) (n int, log string) {
	var out safeLog
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Log: slog.New(slog.NewTextHandler(&out, nil)),
			Transport: stub(func(method string, r *http.Request) (int, string) {
				if method != "getUpdates" {
					return 0, ""
				}
				mu.Lock()
				defer mu.Unlock()
				n++
				return answer(n)
			})})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), d)
		defer cancel()
		if err := net.Run(ctx, func(context.Context, bot.Event) error { return nil }); err != nil {
			t.Error(err)
		}
	})
	return n, out.String()
}

func TestItDoesNotSpin(t *testing.T) {
	n, _ := polls(t, 10*time.Minute, func(int) (int, string) { return 200, `{"ok":true,"result":[]}` })
	if n < 20 || n > 60 {
		t.Errorf("%d polls in ten minutes", n)
	}
}

func TestTheSameUpdatesForEverAreNoSpin(t *testing.T) {
	n, _ := polls(t, 10*time.Minute, func(int) (int, string) { return 200, `{"ok":true,"result":[{"update_id":5}]}` })
	if n > 60 {
		t.Errorf("%d polls in ten minutes", n)
	}
}

func TestAnotherPollerIsToldOf(t *testing.T) {
	n, log := polls(t, 10*time.Minute, func(int) (int, string) {
		return 409, `{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}`
	})
	if n > 60 || !strings.Contains(log, "another program uses this bot's token") {
		t.Errorf("%d polls; the log says %s", n, log)
	}
	_, log = polls(t, time.Minute, func(int) (int, string) {
		return 409, `{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}`
	})
	if !strings.Contains(log, "webhook is set") {
		t.Errorf("the log says %s", log)
	}
}

func TestATooManyOfPollsIsObeyed(t *testing.T) {
	n, _ := polls(t, 59*time.Minute, func(int) (int, string) {
		return 429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 600","parameters":{"retry_after":600}}`
	})
	if n != 6 {
		t.Errorf("%d polls in an hour of ten minutes each", n)
	}
}

// offsetOf is a poll's.
func offsetOf(r *http.Request) int {
	var p struct{ Offset int }
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		return -1
	}
	return p.Offset
}

// said is an update whose words are its number, in a chat of its own.
func said(id int) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"chat":{"id":%d,"type":"private"},"text":"%d"}}`, id, id, id)
}

// While one update is yet open, what was settled is confirmed and more is asked for. What
// comes again is heard once, and nobody waits for the others.
func TestMoreIsAskedForWhileSomeIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := make(chan struct{})
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Transport: stub(func(method string, r *http.Request) (int, string) {
			if method != "getUpdates" {
				return 0, ""
			}
			switch offsetOf(r) {
			case 0:
				return 200, `{"ok":true,"result":[` + said(5) + "," + said(6) + `]}`
			case 6:
				close(asked)
				synctest.Wait() // 6 is settled on the way
				return 200, `{"ok":true,"result":[` + said(6) + "]}"
			case 7:
				return 200, `{"ok":true,"result":[` + said(7) + "]}"
			}
			<-r.Context().Done()
			return 0, ""
		})})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		began := time.Now()
		var mu sync.Mutex
		var heard []string
		err = net.Run(ctx, func(_ context.Context, ev bot.Event) error {
			if ev.Text == "6" {
				<-asked
			}
			mu.Lock()
			defer mu.Unlock()
			if heard = append(heard, ev.Text); ev.Text == "7" {
				cancel()
			}
			return nil
		})
		if took := time.Since(began); err != nil || took > 0 || fmt.Sprint(heard) != "[5 6 7]" {
			t.Errorf("heard %v in %s, %v", heard, took, err)
		}
	})
}

// A button that was pressed shows that it waits until that is kept; to the end where it
// never is.
func TestAPressIsAcknowledgedOnceItIsKept(t *testing.T) {
	for _, keeps := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			var kept, acknowledged atomic.Bool
			net, err := telegram.New(telegram.Config{Token: "7:token_token", Transport: stub(func(method string, r *http.Request) (int, string) {
				switch {
				case method == "getMe":
					return 0, ""
				case method == "getUpdates" && offsetOf(r) == 0:
					return 200, `{"ok":true,"result":[{"update_id":5,"callback_query":{"id":"1","from":{"id":3},"data":"k||",
						"message":{"message_id":1,"chat":{"id":3,"type":"private"}}}}]}`
				case method == "answerCallbackQuery":
					if !kept.Load() {
						t.Error("it was acknowledged and is not kept")
					}
					acknowledged.Store(true)
					cancel()
					return 200, `{"ok":true,"result":true}`
				}
				<-r.Context().Done()
				return 0, ""
			})})
			if err != nil {
				t.Fatal(err)
			}
			err = net.Run(ctx, func(context.Context, bot.Event) error {
				time.Sleep(100 * time.Millisecond)
				if !keeps {
					return &bot.Error{Code: bot.Storage}
				}
				kept.Store(true)
				return nil
			})
			if err != nil || acknowledged.Load() != keeps {
				t.Errorf("kept: %t, acknowledged: %t, %v", keeps, acknowledged.Load(), err)
			}
		})
	}
}

// hangs is a server on which everything hangs but the polls, which bring one document.
func hangs(method string, r *http.Request) (int, string) {
	switch {
	case method == "getMe":
		return 0, ""
	case method == "getUpdates" && offsetOf(r) == 0:
		return 200, `{"ok":true,"result":[{"update_id":5,"message":{"message_id":1,"chat":{"id":3,"type":"private"},"document":{"file_id":"x","file_name":"a.ics"}}},
			{"update_id":6,"callback_query":{"id":"1","from":{"id":3},"data":"k||"}}]}`
	default:
		<-r.Context().Done()
		return 0, ""
	}
}

// A program that ends waits a few seconds for what it has begun, and no longer.
func TestAServerThatHangsHoldsUpNoEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Transport: stub(hangs)})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began := time.Now()
		if err := net.Run(ctx, func(context.Context, bot.Event) error { return nil }); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > 18*time.Second {
			t.Errorf("it ended %s after it was to", took-10*time.Second)
		}
	})
}
