package fake

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"
)

func TestThePageLooksLikeTheChat(t *testing.T) {
	c := newClock()
	s := New(t, Clock(c.now))
	p := s.Person("4711", "Mia")
	p.Say("hi <there>")
	call(t, s, "POST", to(p.Seat), said("**Kept as a goal:** \"manage my \\*illness\\* better\".\nNow the next: how is today 😀?",
		`"components": [{"type": 1, "components": [`+numbered(5, `{"type": 2, "style": 2, "label": "#", "custom_id": "#"}`)+`]}, {"type": 1, "components": [`+pressable("✓ Done", "d")+`]},
		{"type": 1, "components": [{"type": 3, "custom_id": "s", "placeholder": "Which goal?", "options": [`+optionA+`]}]}]`))
	post(t, s, p, said("Your week: two hard days, then it went up.", described), string(slope()))
	c.at = c.at.Add(30 * time.Hour)
	p.Reply(p.Last().ID, "flare after lunch")
	call(t, s, "POST", to(p.Seat), v2(`{"type": 17, "accent_color": 5020303, "components": [{"type": 10, "content": "### Thursday\n- the pain\n- the boyfriend"}, {"type": 14},
		{"type": 9, "components": [{"type": 10, "content": "Say it: *I am worried.*"}], "accessory": `+pressable("Edit", "e")+`}]}`))
	post(t, s, p, said("Here.", `"attachments": [{"id": "0"}]`), "{}")
	p.Press("✓ Done")
	call(t, s, "POST", callbackOf(newest(s)), `{"type": 4, "data": {"content": "Only for you.", "flags": 64, `+quiet+`}}`)
	p.Press("Edit")
	call(t, s, "POST", callbackOf(newest(s)), form("Your sentence", `{"type": 18, "label": "What do you want to say?", "description": "In your own words", "component": {"type": 4, "custom_id": "w", "style": 2, "value": "I am worried."}}`))
	page := s.HTML("4711")
	for _, want := range []string{
		"hi &lt;there&gt;", "<b>Kept as a goal:</b> &#34;manage my *illness* better&#34;", "✓ Done", "Which goal?", "data:image/png;base64,", `alt="A week, going up"`,
		"4 March 2026", "<small>2 bytes</small>", "Only you can see this", "<h2>Your sentence</h2>", "In your own words", `class="quote">Your week`, ">Mia<",
	} {
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
