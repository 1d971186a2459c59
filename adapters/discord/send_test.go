package discord_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/chart"
	"samepage/bot/text"
	"samepage/bot/when"
)

// waitOf is how long an error says to wait.
func waitOf(err error) time.Duration {
	var wait *bot.Wait
	if errors.As(err, &wait) {
		return wait.For
	}
	return 0
}

func picture(words string) bot.Message {
	three := 3
	return bot.Message{Text: text.Lit(words), Picture: &chart.Spec{
		Title: "How the days were", From: when.Date{Year: 2026, Month: 3, Day: 2}, Lines: []chart.Line{{Name: "Days", Low: 1, High: 5, Values: []*int{&three, nil, &three}}},
	}}
}

func TestPicturesSayWhatTheyShow(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, picture("Mostly 3."))
	m := l.mia.Last()
	if len(m.Pictures) != 1 || m.Pictures[0].Alt != "How the days were" || m.Text != "Mostly 3." {
		t.Errorf("got %v", m)
	}
	l.edit(to, id, saying("Cleared."))
	if m := l.mia.Last(); len(m.Pictures) != 0 || m.Text != "Cleared." {
		t.Errorf("got %v", m)
	}
}

func TestALongTextIsClearedAsAWhole(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	id := l.send(to, saying(strings.Repeat("A sentence with *stars* in it. ", 300), "Done"))
	if n := len(l.own()); n < 5 {
		t.Errorf("%d parts", n)
	}
	for _, m := range l.own() {
		if n := text.Units(m.Raw); n > 2000 || !strings.HasSuffix(m.Text, "it.") {
			t.Errorf("a part of %d ends in %q", n, m.Text[max(0, len(m.Text)-20):])
		}
	}
	l.edit(to, id, saying("Cleared."))
	if own := l.own(); len(own) != 1 || own[0].Text != "Cleared." || len(own[0].Labels()) != 0 {
		t.Errorf("after clearing there is %v", own)
	}
	if err := l.net.Delete(t.Context(), to, []bot.MessageID{id, bot.MessageID(l.own()[0].ID), "no name"}); err != nil || len(l.own()) != 0 {
		t.Errorf("deleting: %v, %v", err, l.own())
	}
}

// own are the messages of ours that stand in the chat.
func (l *line) own() (own []fake.Shown) {
	for _, m := range l.mia.Chat() {
		if m.Own {
			own = append(own, m)
		}
	}
	return own
}

func TestWhatFailuresMean(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	to := l.meet()
	for name, c := range map[string]struct {
		fault *fake.Fault
		is    error
		wait  time.Duration
	}{
		"closed":         {fake.Refused(fake.No{Status: 403, Code: 50007, Message: "Cannot send messages to this user"}), bot.ErrUnreachable, 0},
		"nothing shared": {fake.Refused(fake.No{Status: 403, Code: 50278, Message: "Cannot send"}), bot.ErrUnreachable, 0},
		"too many chats": {fake.Refused(fake.No{Status: 403, Code: 40003, Message: "You are opening direct messages too fast."}), bot.ErrUnreachable, 0},
		"gone":           {fake.Refused(fake.No{Status: 404, Code: 10003, Message: "Unknown Channel"}), bot.ErrUnreachable, 0},
		"too many":       {fake.TooMany(1234 * time.Millisecond), nil, 1234 * time.Millisecond},
		"shared":         {fake.TooManyShared(17 * time.Second), nil, 17 * time.Second},
		"global":         {fake.TooManyGlobal(3 * time.Second), nil, 3 * time.Second},
		"refused":        {fake.Refused(fake.No{Status: 400, Code: 50035, Message: "Invalid Form Body"}), bot.ErrRefused, 0},
		"proxy":          {fake.Page(502), nil, 0},
		"a page of 400":  {fake.Page(400), nil, 0},
		"a page of 403":  {fake.Page(403), nil, 0},
		"a page of 413":  {fake.Page(413), bot.ErrRefused, 0},
		"silent":         {fake.Silent(500), nil, 0},
		"reset":          {fake.Reset(), nil, 0},
	} {
		for _, m := range []bot.Message{saying("hello"), picture("hello")} {
			l.server.Fail(sends, c.fault)
			_, err := l.net.Send(context.Background(), to, m)
			switch {
			case err == nil:
				t.Errorf("%s: no error", name)
			case c.is != nil && !errors.Is(err, c.is), c.is == nil && (errors.Is(err, bot.ErrUnreachable) || errors.Is(err, bot.ErrRefused)):
				t.Errorf("%s: %v", name, err)
			case waitOf(err) != c.wait:
				t.Errorf("%s: to wait %v", name, waitOf(err))
			}
		}
	}
	l.server.Fail(sends, fake.Page(429)) // a page of HTML, before Discord
	if _, err := l.net.Send(context.Background(), to, saying("hello")); waitOf(err) <= 0 {
		t.Errorf("got %v", err)
	}
}

// A 502 may have come after the message was taken: tried again, it is shown once.
func TestNothingIsShownTwice(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	for i, f := range []*fake.Fault{fake.LostPage(), fake.Lost()} {
		m := saying("only once")
		m.Nonce = string(rune('a' + i))
		l.server.Fail(sends, f)
		if _, err := l.net.Send(context.Background(), to, m); err == nil {
			t.Error("it did not fail")
		}
		l.send(to, m)
	}
	if n := len(l.own()); n != 2 {
		t.Errorf("%d messages", n)
	}
}

// Whatever stands in words: nobody is called by them, and no link is opened.
func TestNobodyIsCalled(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	l.send(to, saying("<@4711> @everyone https://example.com"))
	for _, c := range l.server.Calls(sends) {
		body := c.Body.(map[string]any)
		if mentions := body["allowed_mentions"].(map[string]any); len(mentions["parse"].([]any)) != 0 {
			t.Errorf("it calls %v", mentions)
		}
	}
	if raw := l.mia.Last().Raw; strings.Contains(raw, "<@") && !strings.Contains(raw, `\<@`) || strings.Contains(raw, "https://") {
		t.Errorf("it is written %q", raw)
	}
}
