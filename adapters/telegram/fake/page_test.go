package fake

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

func TestThePageLooksLikeTheChat(t *testing.T) {
	now := time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)
	s := New(t, Clock(func() time.Time { return now }))
	p := s.Person(1, "Ida")
	p.Say("hi <there>")
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "Kept as a goal: “manage my illness better”.\nNow the next: how is today 😀?", "entities": [{"type": "bold", "offset": 0, "length": 14}],
		"reply_markup": {"inline_keyboard": [[{"text": "1", "callback_data": "1"}, {"text": "2", "callback_data": "2"}, {"text": "3 ✓", "callback_data": "3"}, {"text": "4", "callback_data": "4"}, {"text": "5", "callback_data": "5"}], [{"text": "Skip", "callback_data": "s"}]]}}`)
	body, media := parts(url.Values{"chat_id": {"1"}, "caption": {"Your week: two hard days, then it went up."}}, map[string][]byte{"photo": slope()})
	ask(t, s, "sendPhoto", media, body)
	now = now.Add(30 * time.Hour)
	p.Voice()
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "I cannot listen. Please write it.", "reply_parameters": {"message_id": 4}, "link_preview_options": {"is_disabled": true}}`)
	p.Reply(2, "flare after lunch")
	body, media = parts(url.Values{"chat_id": {"1"}}, map[string][]byte{"document": []byte("{}")})
	ask(t, s, "sendDocument", media, body)
	call(t, s, "sendMessage", `{"chat_id": 1, "text": "Where are you?", "reply_markup": {"keyboard": [[{"text": "Send my place", "request_location": true}], [{"text": "Not now"}]]}}`)
	page := s.HTML(1)
	for _, want := range []string{"hi &lt;there&gt;", "<b>Kept as a goal</b>", "3 ✓", "data:image/png;base64,", "4 March", "<small>2 B</small>", "how is today 😀"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if to := os.Getenv("SHOW"); to != "" { // to look at it
		if err := os.WriteFile(to, page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// slope is a picture with something to see.
func slope() []byte {
	p := image.NewRGBA(image.Rect(0, 0, 800, 400))
	for x := range 800 {
		for y := range 400 {
			c := color.RGBA{250, 250, 245, 255}
			if y > 340-x/4 {
				c = color.RGBA{76, 154, 143, 255}
			}
			p.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	must(png.Encode(&b, p))
	return b.Bytes()
}
