package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/adapters/discord/fake"
	"samepage/bot"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

const callbacks = "POST /interactions/{interaction_id}/{interaction_token}/callback"

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
	t.Parallel()
	kept := make(chan struct{})
	l := connect(t, func(ev bot.Event) error {
		if ev.Press.Option == "slow" {
			<-kept
		}
		return nil
	})
	to := l.meet()
	l.send(to, saying("How was it?", "quick", "slow"))
	l.mia.Press("quick")
	l.next()
	if use := l.use(); use.Answer != 6 {
		t.Errorf("it was answered with %d", use.Answer)
	}
	began := time.Now()
	l.mia.Press("slow")
	l.next()
	if use := l.use(); use.Answer != 6 || time.Since(began) < time.Second || use.Failed {
		t.Errorf("after %s: %+v", time.Since(began), use)
	}
	close(kept)
}

// What was not kept when the program ended is not acknowledged: whoever pressed is told
// by Discord, and presses again.
func TestWhatWasNotKeptIsNotAcknowledged(t *testing.T) {
	t.Parallel()
	l := connect(t, func(ev bot.Event) error {
		if ev.Press != (bot.Press{}) {
			return &bot.Error{Code: bot.Storage}
		}
		return nil
	})
	to := l.meet()
	l.send(to, saying("How was it?", "good"))
	l.mia.Press("good")
	l.next()
	l.stop()
	if calls := l.server.Calls(callbacks); len(calls) != 0 {
		t.Errorf("it was acknowledged with %v", calls)
	}
}

// An answer that was lost on its way back, one made before, one too late: none does harm.
func TestAnswersThatGoWrong(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	to := l.meet()
	for i, f := range []*fake.Fault{
		fake.Lost(), fake.Page(502), fake.Reset(),
		fake.Refused(fake.No{Status: 400, Code: 40060, Message: "Interaction has already been acknowledged."}),
		fake.Refused(fake.No{Status: 404, Code: 10062, Message: "Unknown interaction"}),
	} {
		l.server.Fail(callbacks, f)
		if err := l.mia.Slash("help", nil); err != nil {
			t.Fatal(err)
		}
		ev := l.next()
		m := saying(fmt.Sprintf("Answer %d.", i))
		m.Reply = ev.Reply
		l.send(to, m)
		n := 0
		for _, shown := range l.own() {
			if shown.Text == fmt.Sprintf("Answer %d.", i) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d: shown %d times: %v", i, n, l.own())
		}
	}
}

// After a quarter of an hour, and in a process that knows nothing of it, the words come
// as a message.
func TestAnAnswerThatComesTooLate(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	if err := l.mia.Slash("help", nil); err != nil {
		t.Fatal(err)
	}
	ev := l.next()
	m := saying("Late.")
	m.Reply = strings.Replace(ev.Reply, `"c":"20`, `"c":"19`, 1)
	l.settle() // acknowledged by now
	l.send(ev.From, m)
	l.settle()
	if m := l.mia.Last(); m.Text != "Late." || m.Loading {
		t.Errorf("got %v", m)
	}
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
