package telegram

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// updatesOf is an answer with these updates.
func updatesOf(raw ...string) answer {
	return answer{code: http.StatusOK, body: []byte(`{"ok":true,"result":[` + strings.Join(raw, ",") + `]}`)}
}

func FuzzUpdate(f *testing.F) {
	for _, raw := range []string{
		`{"update_id":7}`, `{"update_id":7,"message":null}`, `{"update_id":7,"message":{"message_id":"x","text":9}}`,
		`{"update_id":7,"callback_query":{"id":"1","from":{"id":3},"message":{"date":0,"message_id":1,"chat":{"id":3,"type":"private"}}}}`,
		`{"update_id":7,"message":{"message_id":1,"chat":{"id":3,"type":"private"},"pinned_message":{}}}`,
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		updates, _ := (&client{}).updates(updatesOf(raw))
		for _, u := range updates {
			(&Telegram{}).event(u)
		}
	})
}

// One that cannot be read is there all the same, so that it is confirmed.
func TestAnUpdateOfAnotherShapeIsPassedOver(t *testing.T) {
	got, err := (&client{}).updates(updatesOf(`{"message":{"message_id":"not a number"},"update_id":7}`, `[]`, `{"update_id":8,"new_kind":{}}`))
	if err != nil || len(got) != 2 || got[0].ID != 7 || got[1].ID != 8 || got[0].chat() != (chat{}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, ok := (&Telegram{}).event(got[0]); ok {
		t.Error("it was heard")
	}
}

// More is asked for while a few are open, and not while many are, since all come again.
func TestFewAreOpenWhenMoreIsAskedFor(t *testing.T) {
	for n, want := range map[int64]time.Duration{1 + few: 0, 2 + few: patience} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			l := newLanes(func(_ context.Context, u update) bool {
				if u.ID > 1 {
					<-ctx.Done()
				}
				return true
			})
			for id := range n {
				l.begin(ctx, update{ID: id + 1, Message: &message{Chat: chat{ID: id}}})
			}
			began := time.Now()
			l.rest(ctx, 1, patience)
			if took := time.Since(began); took != want {
				t.Errorf("with %d it takes %s, not %s", n, took, want)
			}
			cancel()
			l.running.Wait()
		})
	}
}

// Ids may begin anywhere after a quiet week, and below what was confirmed before.
func TestIdsMayBeginAnew(t *testing.T) {
	l := newLanes(func(context.Context, update) bool { return true })
	l.begin(t.Context(), update{ID: 900})
	l.running.Wait()
	if got := l.offset(); got != 901 {
		t.Errorf("the offset is %d", got)
	}
	if l.begin(t.Context(), update{ID: 900}) {
		t.Error("what was confirmed is new again")
	}
	l.forget()
	if got := l.offset(); got != 0 || !l.begin(t.Context(), update{ID: 5}) {
		t.Errorf("the offset is %d", got)
	}
	l.running.Wait()
}
