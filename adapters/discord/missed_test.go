package discord_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"samepage/adapters/discord/fake"
	"samepage/bot"
)

// What was written while no program ran is heard at the next start, in order, and what
// was heard before is not heard again.
func TestWhatWasMissedIsFetched(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	ben := l.server.Person("4712", "Ben")
	ben.Say("I am Ben")
	l.next()
	l.stop()
	var want []string
	for i := range 230 { // of more than two pages
		words := fmt.Sprint("word ", i)
		l.mia.Say(words)
		want = append(want, words)
	}
	l.start(nil)
	l.mia.Say("now")
	l.hears(append(want, "now")...)
	l.mia.Say("the last")
	l.hears("the last")
}

// Until a chat can be looked into, nothing newer of it is heard.
func TestFetchingIsTriedUntilItCanBe(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	l.stop()
	l.mia.Say("missed")
	l.server.Fail("GET /channels/{channel_id}/messages", fake.Page(502), fake.TooMany(100*time.Millisecond), fake.Reset())
	l.start(nil)
	l.mia.Say("now")
	l.hears("missed", "now")
}

// A page of what stands before Discord is no reason to leave out what was missed; that
// Discord itself will not show a chat is.
func TestAPageLeavesNothingOut(t *testing.T) {
	for name, c := range map[string]struct {
		fault *fake.Fault
		want  []string
	}{
		"a page of 403":     {fake.Page(403), []string{"missed", "now"}},
		"a page of 400":     {fake.Page(400), []string{"missed", "now"}},
		"Discord's own 403": {fake.Refused(fake.No{Status: 403, Code: 50001, Message: "Missing Access"}), []string{"now"}},
	} {
		t.Run(name, func(t *testing.T) {
			simulated(t, func(t *testing.T) {
				l := connect(t, nil, fake.Piped())
				l.meet()
				l.stop()
				l.mia.Say("missed")
				l.server.Fail(looks, c.fault)
				l.start(nil)
				l.mia.Say("now")
				l.hears(c.want...)
			})
		})
	}
}

// crowd has many be asked for what they wrote, before whoever was known.
func (k *desk) crowd(at bot.Address) {
	k.mu.Lock()
	defer k.mu.Unlock()
	known := k.marks
	k.marks = nil
	for i := range 999 {
		at.Chat = strconv.Itoa(900000 + i)
		k.marks = append(k.marks, bot.Mark{At: at, Mark: known[0].Mark})
	}
	k.marks = append(k.marks, known...)
}

// looksAt is how often a chat was looked into.
func (l *line) looksAt(chat string) (n int) {
	for _, c := range l.server.Calls(looks) {
		if c.Path["channel_id"] == chat {
			n++
		}
	}
	return n
}

// Whoever writes now is heard now, and before it what they wrote while nobody listened: not
// behind what a crowd may have written.
func TestWhoWritesNowWaitsBehindNobody(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		l.stop()
		l.mia.Say("missed")
		l.desk.crowd(to)
		l.start(nil)
		began := time.Now()
		l.mia.Say("I can't go on")
		l.hears("missed", "I can't go on")
		if took := time.Since(began); took > time.Second {
			t.Errorf("it was heard after %s", took)
		}
		time.Sleep(2 * time.Minute) // until all were asked for
		l.mia.Say("still here")
		l.hears("still here")
		if once, all := l.looksAt(to.Chat), len(l.server.Calls(looks)); once != 1 || all != 1000 {
			t.Errorf("the chat was looked into %d times, and %d in all", once, all)
		}
	})
}

// Who does not write is asked for in their turn.
func TestACrowdIsCaughtUpWithSlowly(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		l.stop()
		l.mia.Say("missed")
		l.desk.crowd(to)
		l.start(nil)
		began := time.Now()
		for len(l.heard) == 0 && time.Since(began) < 2*time.Minute {
			time.Sleep(time.Second)
		}
		l.hears("missed")
		if took := time.Since(began); took < 45*time.Second || took > 55*time.Second {
			t.Errorf("the last of a thousand chats was asked for after %s", took)
		}
	})
}

// A session may be begun anew while chats are still to be asked for.
func TestChatsStillToBeAskedForAreNotForgotten(t *testing.T) {
	simulated(t, func(t *testing.T) {
		l := connect(t, nil, fake.Piped())
		to := l.meet()
		l.stop()
		l.mia.Say("missed")
		l.desk.crowd(to)
		l.start(nil)
		l.server.Invalidate(false)
		settled(t, l.server, func() bool { return l.server.Identifies() == 3 && l.server.Online() })
		l.mia.Say("now")
		l.hears("missed", "now")
		time.Sleep(2 * time.Minute)
		if n := l.looksAt(to.Chat); n != 1 || len(l.heard) != 0 {
			t.Errorf("it was looked into %d times, and heard %d times more", n, len(l.heard))
		}
	})
}
