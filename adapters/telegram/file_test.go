package telegram_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"samepage/adapters/telegram"
	"samepage/bot"
)

// A calendar that cannot be had is told of as something that cannot be read: one that is
// gone or too big at once, and one that is not to be had now after three tries.
func TestACalendarThatCannotBeHad(t *testing.T) {
	found := `{"ok":true,"result":{"file_path":"documents/a.ics"}}`
	for name, c := range map[string]struct {
		size, status int
		file, data   string
		tries        int64
	}{
		"not now":         {100, 502, "", "", 3},
		"gone":            {100, 400, `{"ok":false,"error_code":400,"description":"Bad Request: invalid file_id"}`, "", 1},
		"nowhere":         {100, 200, `{"ok":true,"result":{}}`, "", 1},
		"said too big":    {4<<20 + 1, 200, found, "BEGIN:VCALENDAR", 0},
		"found too big":   {0, 200, found, strings.Repeat("x", 4<<20+1), 1},
		"as big as it is": {4 << 20, 200, found, strings.Repeat("x", 4<<20), 1},
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int64
			ev := handed(t, c.size, func(method string) (int, string) {
				if method == "getFile" {
					asked.Add(1)
					return c.status, c.file
				}
				return 200, c.data
			})
			if there := len(c.data) == 4<<20; (ev.File != nil) != there || (ev.Media == bot.Other) == there || asked.Load() != c.tries {
				t.Errorf("after %d tries it is %q, %v", asked.Load(), ev.Media, ev.File != nil)
			}
		})
	}
}

// handed is what is heard of a calendar, where a server answers so.
func handed(t *testing.T, size int, answer func(method string) (int, string)) (heard bot.Event) {
	synctest.Test(t, func(t *testing.T) {
		net, err := telegram.New(telegram.Config{Token: "7:token_token", Transport: stub(func(method string, r *http.Request) (int, string) {
			switch {
			case method == "getFile" || method == "a.ics":
				return answer(method)
			case method != "getUpdates":
				return 0, ""
			case offsetOf(r) == 0:
				return 200, fmt.Sprintf(`{"ok":true,"result":[{"update_id":5,"message":{"message_id":1,"chat":{"id":3,"type":"private"},
					"document":{"file_id":"x","file_name":"a.ics","file_size":%d}}}]}`, size)
			}
			<-r.Context().Done()
			return 0, ""
		})})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		if err := net.Run(ctx, func(_ context.Context, ev bot.Event) error { heard = ev; cancel(); return nil }); err != nil {
			t.Error(err)
		}
	})
	return heard
}
