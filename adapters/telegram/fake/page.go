package fake

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"marked": marked, "picture": picture, "bytes": bytesOf,
}).Parse(pageSource))

// HTML is the chat of a person as it looks on a phone: one page, with nothing to fetch.
func (s *Server) HTML(person int) []byte {
	s.mu.Lock()
	c := s.chats[person]
	if c == nil {
		s.mu.Unlock()
		return Draw(nil)
	}
	shown := c.shown()
	s.mu.Unlock()
	return Draw(shown)
}

// Draw is part of a chat, as it looks on a phone.
func Draw(chat []Shown) []byte {
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, laidOut(chat)); err != nil {
		panic(err) // the template and its data are both made here
	}
	return out.Bytes()
}

// bubble is a message with what depends on its neighbours.
type bubble struct {
	Shown
	Day   string     // above the first of a day
	Tail  bool       // the last of a few by the same side
	Quote string     // what it answers
	Board [][]string // below the last
}

// day is how a page names one.
const day = "2 January"

func laidOut(chat []Shown) []bubble {
	var out []bubble
	texts, before := map[int]string{}, ""
	for i, m := range chat {
		b := bubble{Shown: m, Quote: texts[m.ReplyTo]}
		if today := m.At.Format(day); today != before {
			b.Day, before = today, today
		}
		b.Tail = i+1 == len(chat) || chat[i+1].Own != m.Own || len(m.Buttons) > 0
		texts[m.ID] = m.Text + m.Sticks()
		if i+1 == len(chat) {
			b.Board = m.Keyboard
		}
		out = append(out, b)
	}
	return out
}

// Clock is the time that stands in the corner of a bubble.
func (m Shown) Clock() string { return m.At.Format("15:04") }

// Sticks says what a person sent where it is no text.
func (m Shown) Sticks() string {
	if m.Own {
		return ""
	}
	return map[string]string{
		"voice": "🎤 Voice message", "sticker": "👍", "location": "📍 Location", "poll": "📊 Poll",
		"contact": "👤 Contact", "dice": "🎲", "photo": "🖼 Photo",
	}[m.Media]
}

// picture is an image that stands in the page itself.
func picture(data []byte) template.URL {
	return template.URL("data:" + http.DetectContentType(data) + ";base64," + base64.StdEncoding.EncodeToString(data))
}

func bytesOf(data []byte) string {
	if len(data) < 1000 {
		return fmt.Sprintf("%d B", len(data))
	}
	return fmt.Sprintf("%.1f KB", float64(len(data))/1000)
}
