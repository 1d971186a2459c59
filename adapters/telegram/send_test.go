package telegram_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/bot/chart"
	"samepage/bot/text"
	"samepage/bot/when"
)

func TestMessagesAreShown(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	strong := text.Text{{Text: "Say: ", Style: text.Strong}, {Text: "*_<b>&amp;[x](http://y.example)", Style: text.Literal}}
	l.send(to, bot.Message{Text: strong})
	if m := l.mia.Last(); m.Text != "Say: *_<b>&amp;[x](http://y.example)" || len(m.Spans("bold")) != 1 || m.Spans("bold")[0] != "Say:" && m.Spans("bold")[0] != "Say: " {
		t.Errorf("got %+v", m)
	}
	long := l.send(to, saying(strings.Repeat("A sentence of some length. ", 400), "Done"))
	parts := l.mia.Chat()
	if l.mia.Last().Labels() == nil || len(parts[len(parts)-2].Labels()) != 0 {
		t.Error("the buttons do not stand on the last part")
	}
	l.edit(to, long, saying("Cleared."))
	if chat := l.mia.Chat(); last(chat).Text != "Cleared." || count(chat) != 2 || len(last(chat).Labels()) != 0 {
		t.Errorf("after clearing there is %v", chat)
	}
	l.send(to, bot.Message{Text: text.Lit("Here."), File: &bot.File{Name: "export.json", Type: "application/json", Data: []byte("{}")}})
	if m := l.mia.Last(); m.Document == nil || m.Document.Name != "export.json" || m.Text != "Here." {
		t.Errorf("got %+v", m)
	}
}

func picture(words string) bot.Message {
	three := 3
	return bot.Message{Text: text.Lit(words), Picture: &chart.Spec{
		Title: "A week", From: when.Date{Year: 2026, Month: 3, Day: 2}, Lines: []chart.Line{{Name: "Days", Low: 1, High: 5, Values: []*int{&three, nil, &three}}},
	}}
}

func TestPictures(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, picture("Mostly 3."))
	if m := l.mia.Last(); m.Photo == nil || m.Text != "Mostly 3." {
		t.Errorf("got %v", m)
	}
	l.settle(func() bool { return len(l.mia.Actions()) > 0 }) // which is said beside the picture, by no order
	if a := l.mia.Actions(); len(a) != 1 || a[0] != "upload_photo" {
		t.Errorf("it said it was doing %v", a)
	}
	if now := l.edit(to, id, picture("Mostly 4.")); now != id || l.mia.Last().Text != "Mostly 4." {
		t.Errorf("got %v", l.mia.Last())
	}
	l.edit(to, id, saying("Cleared."))
	if chat := l.mia.Chat(); count(chat) != 1 || last(chat).Photo != nil || last(chat).Text != "Cleared." {
		t.Errorf("got %v", chat)
	}
	l.send(to, picture(strings.Repeat("Many words about it. ", 80)))
	chat := l.mia.Chat()
	if m := last(chat); m.Photo != nil || !strings.HasPrefix(m.Text, "Many words") || chat[len(chat)-2].Photo == nil {
		t.Errorf("got %v", chat)
	}
	id = l.send(to, saying("Tap what to leave out.", "Done"))
	if now := l.edit(to, id, picture("Mostly 3.")); now == id || l.mia.Last().Photo == nil {
		t.Errorf("a text became %v, called %q", l.mia.Last(), now)
	}
}

// Where a picture is not taken, or fails again and again, its words come alone.
func TestWordsComeWithoutAPictureThatIsNotTaken(t *testing.T) {
	for name, c := range map[string]struct {
		fault *fake.Fault
		tries int
	}{
		"refused":  {fake.Refused(400, "Bad Request: IMAGE_PROCESS_FAILED"), 1},
		"too big":  {fake.Refused(413, "Request Entity Too Large"), 1},
		"unknown":  {fake.Refused(404, "Not Found"), 1},
		"failing":  {fake.Page(502), 2},
		"breaking": {fake.Reset(), 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := connect(t, nil)
			to := l.meet()
			l.server.FailAlways("sendPhoto", c.fault)
			l.server.FailAlways("editMessageMedia", c.fault)
			m := picture("Mostly 3.")
			for m.Nonce = "n1"; c.tries > 1; c.tries-- {
				if _, err := l.net.Send(t.Context(), to, m); err == nil {
					t.Error("it was given up at once")
				}
			}
			id := l.send(to, m)
			if got := l.mia.Last(); got.Photo != nil || got.Text != "Mostly 3." {
				t.Errorf("shown is %v", got)
			}
			m = picture("Mostly 4.")
			m.Nonce = "n2"
			for range 2 { // the first may be a failure
				_, _ = l.net.Edit(t.Context(), to, id, m)
			}
			if chat := l.mia.Chat(); count(chat) != 1 || last(chat).Text != "Mostly 4." {
				t.Errorf("there is %v", chat)
			}
		})
	}
}

// What comes after a picture that stands there is not mistaken for it.
func TestWordsAfterAPictureAreNotLost(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	m := picture(strings.Repeat("Many words about it. ", 80))
	m.Nonce = "n1"
	l.server.Fail("sendMessage", fake.Refused(400, "Bad Request: no"), fake.Page(502))
	for _, err := l.net.Send(t.Context(), to, m); err != nil; _, err = l.net.Send(t.Context(), to, m) {
	}
	if chat := l.mia.Chat(); count(chat) != 2 || !strings.HasPrefix(last(chat).Text, "Many words") {
		t.Errorf("there is %v", chat)
	}
}

func TestEditing(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, saying("Question", "Yes"))
	if now := l.edit(to, id, saying("Kept.")); now != id || l.mia.Last().Text != "Kept." || l.mia.Last().Labels() != nil {
		t.Errorf("got %v", l.mia.Last())
	}
	l.edit(to, id, saying("Kept.")) // not modified
	l.mia.Delete(l.mia.Last().ID)
	fold := saying("Put away.")
	fold.Fold = true
	l.edit(to, id, fold)
	if n := count(l.mia.Chat()); n != 0 {
		t.Errorf("%d messages where one was deleted", n)
	}
	if now := l.edit(to, id, saying("Kept again.")); now == id || l.mia.Last().Text != "Kept again." {
		t.Errorf("got %v", l.mia.Last())
	}
}

func TestAPartIsSentOnce(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	m := saying(strings.Repeat("A sentence of some length. ", 400))
	m.Nonce = "n1"
	l.server.Fail("sendMessage", nil, fake.Page(502))
	if _, err := l.net.Send(context.Background(), to, m); err == nil {
		t.Fatal("it did not fail")
	}
	l.send(to, m)
	if n := count(l.mia.Chat()); n != 3 {
		t.Errorf("%d parts", n)
	}
}

// Words that come in parts without their picture, of which one fails, come once, though the
// picture be taken the next time.
func TestAPartOfWordsWithoutTheirPictureIsSentOnce(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	question := l.send(to, saying("Which week?", "Last"))
	ways := map[string]func(bot.Message) (bot.MessageID, error){
		"sent":   func(m bot.Message) (bot.MessageID, error) { return l.net.Send(t.Context(), to, m) },
		"edited": func(m bot.Message) (bot.MessageID, error) { return l.net.Edit(t.Context(), to, question, m) },
	}
	for name, show := range ways {
		m := picture(name + ". " + strings.Repeat("A sentence of some length. ", 400))
		m.Nonce = name
		l.server.Fail("sendPhoto", fake.Refused(400, "Bad Request: IMAGE_PROCESS_FAILED"))
		l.server.Fail("sendMessage", nil, fake.Page(502))
		before := len(l.server.Calls("sendMessage"))
		if _, err := show(m); err == nil {
			t.Errorf("%s: it did not fail", name)
		}
		if _, err := show(m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(l.server.Calls("sendMessage")) - before; n != 4 || l.mia.Last().Photo != nil {
			t.Errorf("%s: 3 parts, one of which failed, took %d calls", name, n)
		}
	}
	if n := count(l.mia.Chat()); n != 6 {
		t.Errorf("%d messages where there are 6 parts", n)
	}
}

func TestWhatFailuresMean(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	l.server.Fail("sendMessage", fake.Refused(400, "Bad Request: message text is empty"))
	if _, err := l.net.Send(t.Context(), to, saying("hello")); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("refused: %v", err)
	}
	for name, c := range map[string]struct {
		fault *fake.Fault
		is    error
		wait  time.Duration
	}{
		"blocked":     {fake.Refused(403, "Forbidden: bot was blocked by the user"), bot.ErrUnreachable, 0},
		"deactivated": {fake.Refused(403, "Forbidden: user is deactivated"), bot.ErrUnreachable, 0},
		"gone":        {fake.Refused(400, "Bad Request: chat not found"), bot.ErrUnreachable, 0},
		"too many":    {fake.TooMany(17 * time.Second), nil, 17 * time.Second},
		"proxy":       {fake.Page(502), nil, 0},
		"a page: 403": {fake.Page(403), nil, 0},
		"a page: 400": {fake.Page(400), nil, 0},
		"a page: 413": {fake.Page(413), bot.ErrRefused, 0},
		"silent":      {fake.Silent(500), nil, 0},
		"reset":       {fake.Reset(), nil, 0},
	} {
		for method, m := range map[string]bot.Message{"sendMessage": saying("hello"), "sendPhoto": picture("hello")} {
			if method == "sendPhoto" && errors.Is(c.is, bot.ErrRefused) {
				continue // its words go alone
			}
			l.server.Fail(method, c.fault)
			_, err := l.net.Send(context.Background(), to, m)
			var wait *bot.Wait
			errors.As(err, &wait)
			switch {
			case err == nil:
				t.Errorf("%s %s: no error", name, method)
			case c.is != nil && !errors.Is(err, c.is), c.is == nil && (errors.Is(err, bot.ErrUnreachable) || errors.Is(err, bot.ErrRefused)):
				t.Errorf("%s %s: %v", name, method, err)
			case (wait != nil) != (c.wait > 0), wait != nil && wait.For != c.wait:
				t.Errorf("%s %s: to wait %v", name, method, wait)
			}
		}
	}
}
