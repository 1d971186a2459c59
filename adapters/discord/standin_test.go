package discord_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord"
	"samepage/bot"
)

// What stands in for Discord may know less than Discord: no application, no budget of
// sessions, no commands, tokens of another shape.
func TestAStandInMayKnowLess(t *testing.T) {
	asked := make(chan string, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/users/@me"):
			_, _ = io.WriteString(w, `{"id": "1234567890123456789", "username": "samepage", "bot": true}`)
		case strings.HasSuffix(r.URL.Path, "/gateway/bot"):
			_, _ = io.WriteString(w, `{"url": "ws://`+r.Host+`/gateway", "shards": 1}`)
		case strings.HasPrefix(r.URL.Path, "/gateway"):
			asked <- "gateway"
			http.Error(w, "not here", http.StatusTeapot)
		default:
			http.Error(w, `{"message": "404: Not Found", "code": 0}`, http.StatusNotFound)
		}
	}))
	defer server.Close()
	net, err := discord.New(discord.Config{Token: "bot-token", API: server.URL + "/api/v10"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- net.Run(ctx, func(context.Context, bot.Event) error { return nil }) }()
	select {
	case <-asked:
	case <-ctx.Done():
		t.Error("it never came to the gateway")
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
