package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

const (
	callbacks = "POST /interactions/{interaction_id}/{interaction_token}/callback"
	fills     = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
	clears    = "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original"
)

// use waits until the latest interaction was answered, and returns it.
func (l *line) use() fake.Use {
	l.t.Helper()
	settled(l.t, l.server, func() bool {
		uses := l.server.Uses()
		return len(uses) > 0 && (uses[len(uses)-1].Answer != 0 || uses[len(uses)-1].Failed)
	})
	uses := l.server.Uses()
	return uses[len(uses)-1]
}

func TestACommandIsAnsweredInItsPlace(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	if err := l.mia.Slash("summary", fake.Given{"days": " last week "}); err != nil {
		t.Fatal(err)
	}
	ev := l.next()
	if ev.Text != "/summary last week" || ev.Reply == "" || ev.Press != (bot.Press{}) {
		t.Errorf("got %+v", ev)
	}
	m := saying("Mostly 3.", "More")
	m.Reply = ev.Reply
	id := l.send(ev.From, m)
	if own := l.own(); len(own) != 1 || own[0].Text != "Mostly 3." || own[0].Loading || l.use().Answer != 5 {
		t.Errorf("got %v", own)
	}
	if now := l.edit(ev.From, id, saying("Cleared.")); now != id || l.mia.Last().Text != "Cleared." {
		t.Errorf("%q became %q: %v", id, now, l.mia.Last())
	}
	l.send(ev.From, m) // once more, as after a crash: it is the same place
	if own := l.own(); len(own) != 1 {
		t.Errorf("got %v", own)
	}
}

// An acknowledged one is never lost: it is acknowledged once it is kept, unless that takes
// longer than Discord waits.
func TestAnAcknowledgementWaitsUntilItIsKept(t *testing.T) {
	for takes, want := range map[time.Duration]time.Duration{0: 0, time.Second: time.Second, time.Minute: 2200 * time.Millisecond} {
		simulated(t, func(t *testing.T) {
			l := connect(t, func(ev bot.Event) error {
				if ev.Press != (bot.Press{}) {
					time.Sleep(takes)
				}
				return nil
			}, fake.Piped())
			l.send(l.meet(), saying("How was it?", "good"))
			began := time.Now()
			l.mia.Press("good")
			if use := l.use(); use.Answer != 6 || time.Since(began).Round(100*time.Millisecond) != want {
				t.Errorf("kept after %s, it was answered after %s: %+v", takes, time.Since(began), use)
			}
		})
	}
}

// What was not kept when the program ended is not acknowledged: whoever pressed is told
// by Discord, and presses again.
func TestWhatWasNotKeptIsNotAcknowledged(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, func(ev bot.Event) error {
			if ev.Press != (bot.Press{}) {
				return &bot.Error{Code: bot.Storage}
			}
			return nil
		}, fake.Piped())
		l.send(l.meet(), saying("How was it?", "good"))
		l.mia.Press("good")
		l.next()
		l.stop()
		if calls := l.server.Calls(callbacks); len(calls) != 0 {
			t.Errorf("it was acknowledged with %v", calls)
		}
	})
}

// What is kept while the program ends is acknowledged yet.
func TestWhatIsKeptAtTheEndIsAcknowledged(t *testing.T) {
	simulated(t, func(t *testing.T) {
		var l *line
		l = connect(t, func(ev bot.Event) error {
			if ev.Press != (bot.Press{}) {
				go l.stop()
				time.Sleep(time.Second)
			}
			return nil
		}, fake.Piped())
		l.send(l.meet(), saying("How was it?", "good"))
		l.mia.Press("good")
		if use := l.use(); use.Answer != 6 {
			t.Errorf("it was answered with %d", use.Answer)
		}
	})
}

// A turn that has nothing to say leaves nothing behind: "is thinking" goes, and a message
// whose button was pressed stays.
func TestATurnThatSaysNothing(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.send(l.meet(), saying("How was it?", "good"))
		l.mia.Press("good")
		l.next()
		l.slash("help")
		time.Sleep(time.Minute)
		if own := l.own(); len(own) != 1 || own[0].Text != "How was it?" || !l.use().Done || len(l.server.Calls(clears)) != 1 {
			t.Errorf("there stands %v", own)
		}
	})
}

// Words need not wait for the turn they come from: what is sent was durable before. But
// they wait for the place they go to.
func TestWordsTakeTheirPlaceOnceItIsThere(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, func(ev bot.Event) error { time.Sleep(time.Second); return nil }, fake.Piped())
		there := make(chan struct{})
		l.server.Fail(callbacks, fake.Held(there))
		ev, began := l.slash("help"), time.Now()
		m := saying("Here is what I can do.")
		m.Reply = ev.Reply
		sent := make(chan error, 1)
		go func() { _, err := l.net.Send(context.Background(), ev.From, m); sent <- err }()
		synctest.Wait()
		if asked, filled := len(l.server.Calls(callbacks)), len(l.server.Calls(fills)); asked != 1 || filled != 0 {
			t.Errorf("the place was asked for %d times, and filled %d times before it was there", asked, filled)
		}
		close(there)
		if err := <-sent; err != nil || len(l.own()) != 1 || l.own()[0].Loading {
			t.Errorf("there stands %v, %v", l.own(), err)
		}
		if took := time.Since(began); took >= time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// A command that is answered by changing a message leaves no "is thinking": it goes once it
// is there, and once.
func TestAPlaceThatIsNotNeededIsClearedOnce(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, func(ev bot.Event) error {
			if ev.Reply != "" {
				time.Sleep(time.Second)
			}
			return nil
		}, fake.Piped())
		to := l.meet()
		id := l.send(to, saying("How was it?", "good"))
		there := make(chan struct{})
		l.server.Fail(callbacks, fake.Held(there))
		ev, began := l.slash("help"), time.Now()
		m := saying("Cleared.")
		m.Reply = ev.Reply
		l.edit(to, id, m)
		synctest.Wait()
		if n := len(l.server.Calls(clears)); n != 0 {
			t.Error("it was cleared before it was there")
		}
		close(there)
		settled(t, l.server, func() bool { return len(l.server.Calls(clears)) == 1 })
		if took := time.Since(began); took >= time.Second {
			t.Errorf("it took %s", took)
		}
		time.Sleep(time.Minute)
		if own := l.own(); len(own) != 1 || own[0].Text != "Cleared." || len(l.server.Calls(clears)) != 1 {
			t.Errorf("cleared %d times, there stands %v", len(l.server.Calls(clears)), own)
		}
	})
}

// An answer that was lost on its way back, one made before, one too late: none does harm.
// Where "is thinking" stands the words take its place, and else they come as a message.
func TestAnswersThatGoWrong(t *testing.T) {
	for name, c := range map[string]struct {
		fault        *fake.Fault
		tries, fills int
	}{
		"lost":      {fake.Lost(), 2, 1},
		"proxy":     {fake.Page(502), 2, 1},
		"reset":     {fake.Reset(), 2, 1},
		"answered":  {fake.Refused(fake.Acknowledged), 1, 1}, // but there is no place
		"too late":  {fake.Refused(fake.UnknownUse), 1, 1},   // and forgotten by the time the words come
		"no answer": {fake.Hang(), 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			simulated(t, func(t *testing.T) {
				l := connect(t, nil, fake.Piped())
				l.meet()
				l.server.Fail(callbacks, c.fault)
				ev, began := l.slash("help"), time.Now()
				synctest.Wait() // what comes of the first answer at once has come
				m := saying("Here is what I can do.")
				m.Reply = ev.Reply
				l.send(ev.From, m)
				if took := time.Since(began); took > 3*time.Second {
					t.Errorf("it took %s", took)
				}
				time.Sleep(time.Minute) // and the place is left alone
				fills, clears := len(l.server.Calls(fills)), len(l.server.Calls(clears))
				if own := l.own(); len(own) != 1 || own[0].Loading || own[0].Text != "Here is what I can do." {
					t.Errorf("there stands %v", own)
				}
				if tries := len(l.server.Calls(callbacks)); tries != c.tries || fills != c.fills || clears > 0 {
					t.Errorf("answered %d times, filled %d times, cleared %d times", tries, fills, clears)
				}
			})
		})
	}
}

// slash gives a command, and returns what is heard of it.
func (l *line) slash(name string) bot.Event {
	l.t.Helper()
	if err := l.mia.Slash(name, nil); err != nil {
		l.t.Fatal(err)
	}
	return l.next()
}

// After a quarter of an hour the words come as a message, and nobody asks for a place that
// is gone: too many of such calls, and Discord shuts the bot out.
func TestAnAnswerThatComesTooLate(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		l.meet()
		ev := l.slash("help")
		time.Sleep(15*time.Minute - 20*time.Second)
		m := saying("Late.")
		m.Reply = ev.Reply
		l.send(ev.From, m)
		if own := l.own(); len(own) != 1 || own[0].Text != "Late." || own[0].Loading || len(l.server.Calls(fills)) != 0 {
			t.Errorf("there stands %v", own)
		}
	})
}

func TestFormsOpenAndAreHandedIn(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.desk.form = func(p bot.Press) (bot.Form, error) {
		if p.Option == "gone" {
			return bot.Form{}, &bot.Error{Code: bot.Invalid, Sentence: "That form is gone."}
		}
		return bot.Form{Title: text.Lit("For tomorrow"), Fields: []bot.Field{
			{Key: "want", Label: text.Lit("What do you want?"), Kind: dialog.Lines, Value: "sleep", Optional: true},
			{Key: "mood", Label: text.Lit("How was it?"), Hint: text.Lit("One to five"), Kind: dialog.Choice, Value: "2",
				Options: []dialog.Option{{Key: "1", Label: text.Lit("bad")}, {Key: "2", Label: text.Lit("fair")}}},
		}}, nil
	}
	to := l.meet()
	m := saying("What do you want?", "Skip")
	m.Form = &bot.Button{Label: text.Lit("Open the form"), Press: bot.Press{On: "d", Key: "-form"}}
	id := l.send(to, m)
	l.mia.Press("Open the form")
	if use := l.use(); use.Answer != 9 {
		t.Fatalf("it was answered with %d", use.Answer)
	}
	modal := l.mia.Modal()
	if modal.Title != "For tomorrow" || modal.Fields[0].Value != "sleep" || !modal.Fields[0].Long || modal.Fields[0].Required ||
		modal.Fields[1].Picked[0] != "fair" || modal.Fields[1].Hint != "One to five" || !modal.Fields[1].Required {
		t.Errorf("got %+v", modal)
	}
	if err := l.mia.Fill(map[string]string{"What do you want?": "sleep\nwalk more", "How was it?": "bad"}); err != nil {
		t.Fatal(err)
	}
	ev := l.next()
	if ev.Press != m.Form.Press || ev.Message != id || fmt.Sprint(ev.Filled) != "map[mood:[1] want:[sleep\nwalk more]]" {
		t.Errorf("got %+v", ev)
	}
	if use := l.use(); use.Answer != 6 {
		t.Errorf("it was answered with %d", use.Answer)
	}
	m.Form.Press.Option = "gone"
	l.send(to, m)
	l.mia.Press("Open the form")
	if l.use(); l.mia.Modal() != nil || l.mia.Last().Text != "That form is gone." || !l.mia.Last().Private {
		t.Errorf("got %v", l.mia.Last())
	}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.desk.values = func(command, option, typed string) (out []bot.Suggestion) {
		for i := range 30 {
			out = append(out, bot.Suggestion{Label: text.Lit(fmt.Sprint(command, " ", option, " ", typed, " ", i)), Value: strings.Repeat("v", 200)})
		}
		return out
	}
	ctx, cancel := context.WithTimeout(context.Background(), long)
	defer cancel()
	got, err := l.mia.Suggest(ctx, "goals", "goal", "wa", nil)
	if err != nil || len(got) != 25 || got[0].Label != "goals goal wa 0" {
		t.Errorf("got %v, %v", got, err)
	}
	// Where others are, nothing of the person's is suggested.
	seat := l.server.Guild("Club", l.mia).Seat(l.mia)
	if got, err := seat.Suggest(ctx, "goals", "goal", "wa", nil); err != nil || len(got) != 0 {
		t.Errorf("got %v, %v", got, err)
	}
	if len(l.heard) != 0 {
		t.Error("pointing was heard")
	}
}
