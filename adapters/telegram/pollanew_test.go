package telegram_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/telegram"
	"samepage/bot"
)

// batches answers one poll after the other with updates of these ids, and hears them.
func batches(t *testing.T, ids [][]int, hear func(ctx context.Context, words string)) (heard []string) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		polls := 0
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Transport: stub(func(method string, r *http.Request) (int, string) {
			if method != "getUpdates" {
				return 0, ""
			}
			mu.Lock()
			n := polls
			polls++
			mu.Unlock()
			if n >= len(ids) {
				<-r.Context().Done()
				return 0, ""
			}
			return 200, updatesOf(ids[n])
		})})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		err = net.Run(ctx, func(ctx context.Context, ev bot.Event) error {
			mu.Lock()
			heard = append(heard, ev.Text)
			mu.Unlock()
			hear(ctx, ev.Text)
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	return heard
}

func updatesOf(ids []int) string {
	list := ""
	for i, id := range ids {
		if i > 0 {
			list += ","
		}
		list += fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"chat":{"id":%d,"type":"private"},"text":"%d"}}`, id, id, id)
	}
	return `{"ok":true,"result":[` + list + `]}`
}

// After a quiet week the ids of updates may begin anywhere, also below what was confirmed.
func TestLowerIdsAreHeardOnceNothingWaits(t *testing.T) {
	heard := batches(t, [][]int{{900}, {}, {5}}, func(context.Context, string) {})
	if fmt.Sprint(heard) != "[900 5]" {
		t.Errorf("heard %v", heard)
	}
}

// An update that takes long is heard once, though an empty answer comes before it is told
// of again.
func TestWhatIsOpenIsNotForgotten(t *testing.T) {
	heard := batches(t, [][]int{{5}, {}, {}, {5}, {6}}, func(_ context.Context, words string) {
		if words == "5" {
			time.Sleep(20 * time.Second)
		}
	})
	if fmt.Sprint(heard) != "[5 6]" {
		t.Errorf("heard %v", heard)
	}
}

// What was begun when the program ends may be finished, for a few seconds and no longer.
func TestWhatIsBegunMayBeFinished(t *testing.T) {
	var after time.Duration
	batches(t, [][]int{{5}}, func(ctx context.Context, _ string) {
		began := time.Now()
		<-ctx.Done()
		after = time.Since(began)
	})
	if want := time.Minute + 5*time.Second; after != want {
		t.Errorf("it had %s, and the program went on for a minute", after)
	}
}

// A page of what stands before Telegram says nothing of the token.
func TestAPageIsNoRefusalOfTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pages := []int{404, 401}
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Transport: stub(func(method string, r *http.Request) (int, string) {
			switch {
			case method == "getUpdates":
				<-r.Context().Done()
			case method == "getMe" && len(pages) > 0:
				code := pages[0]
				pages = pages[1:]
				return code, "<html>"
			}
			return 0, ""
		})})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := net.Run(ctx, nil); err != nil || len(pages) > 0 {
			t.Errorf("%v, with %d pages left", err, len(pages))
		}
	})
}
