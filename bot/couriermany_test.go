package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

// Of what nobody waits for, few are on their way at the same time; of all that is found, no
// more than so many. The others follow at once.
func TestFewAreOnTheirWay(t *testing.T) {
	for _, c := range []struct {
		rank  bot.Rank
		chats int
		most  int
		takes time.Duration
	}{{bot.Whenever, 40, bot.Unasked, 300 * time.Millisecond}, {bot.Timely, 40, bot.Unasked, 300 * time.Millisecond}, {bot.Answer, 100, 100, 100 * time.Millisecond}, {bot.Answer, 200, 128, 200 * time.Millisecond}} {
		p := carry(t, false, time.Minute, nil, func(say func(string, string, bot.Rank)) {
			for i := range c.chats {
				say(fmt.Sprint(i), fmt.Sprint(i), c.rank)
			}
		})
		var last time.Duration
		for _, at := range p.at {
			last = max(last, at)
		}
		if p.most != c.most || last != c.takes || len(p.at) != c.chats {
			t.Errorf("of %d of rank %d, %d were on their way, %d came, the last after %s", c.chats, c.rank, p.most, len(p.at), last)
		}
	}
}

// However much waits for a chat that takes long, the others are found behind it.
func TestASlowChatHidesNoOther(t *testing.T) {
	p := &mailbag{slow: "slow"}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		post(func(r bot.Records) {
			for i := range 100 {
				r.Queue(bot.Outgoing{To: p.chat("slow"), Message: bot.Message{Text: text.Lit(fmt.Sprint("s", i))}})
			}
			r.Queue(bot.Outgoing{To: p.chat("a"), Message: bot.Message{Text: text.Lit("hello")}})
		})
		p.run(t, store, time.Minute)
	})
	if p.at["hello"] != 100*time.Millisecond {
		t.Errorf("it came after %s", p.at["hello"])
	}
}

// A chat in which nothing arrives is tried less and less often.
func TestAFailingChatIsTriedLessOften(t *testing.T) { eachWay(t, lessOften) }

func lessOften(t *testing.T, live bool) {
	var at []time.Time
	p := carry(t, live, time.Hour, func(string, string, int) error {
		at = append(at, time.Now())
		return errors.New("no")
	}, func(say func(string, string, bot.Rank)) { say("a", "hello", bot.Answer) })
	for i, want := 1, time.Second; i < len(at); i, want = i+1, min(2*want, 2*time.Minute) {
		if took := at[i].Sub(at[i-1]) - 100*time.Millisecond; took < want/2 || took > want {
			t.Errorf("try %d came after %s, of %s", i, took, want)
		}
	}
	if n := p.tries["hello"]; n < 30 || n > 70 {
		t.Errorf("%d tries in an hour", n)
	}
}

// What is said has its rank: answers, then what is tied to an appointment, then the rest.
func TestWhatIsSaidHasItsRank(t *testing.T) {
	c := newCrowd(t, "ada")
	var ranks []bot.Rank
	c.store.fails = func(o bot.Outgoing) error { ranks = append(ranks, o.Rank); return nil }
	c.tell("ada", "slept badly")
	c.live(8 * time.Hour)  // Monday 20:00
	c.live(44 * time.Hour) // Wednesday 16:00
	c.live(24 * time.Hour) // Thursday 16:00
	want := []bot.Rank{bot.Answer, bot.Whenever, bot.Whenever, bot.Timely, bot.Whenever, bot.Timely}
	if fmt.Sprint(ranks) != fmt.Sprint(want) {
		t.Errorf("got %v", ranks)
	}
}

// However many chats take a minute each to fail, and however long they do, the others have
// most of the room.
func TestACrowdThatFailsLeavesRoom(t *testing.T) {
	p := &mailbag{slow: "stuck", fail: func(chat, _ string, _ int) error {
		if strings.HasPrefix(chat, "stuck") {
			return errors.New("no answer in time")
		}
		return nil
	}}
	inMadeUpTime(t, p, func(t *testing.T, store bot.Store, post func(func(bot.Records))) {
		say := func(chat string) {
			post(func(r bot.Records) {
				r.Queue(bot.Outgoing{To: p.chat(chat), Message: bot.Message{Text: text.Lit(chat)}, Rank: bot.Whenever})
			})
		}
		for i := range 100 {
			say(fmt.Sprint("stuck", i))
		}
		go func() {
			for hour := range 5 {
				time.Sleep(time.Hour)
				say(fmt.Sprint("fine", hour+1))
			}
		}()
		p.run(t, store, 6*time.Hour)
	})
	for hour := range 5 {
		if at := p.at[fmt.Sprint("fine", hour+1)]; at != time.Duration(hour+1)*time.Hour+100*time.Millisecond {
			t.Errorf("what was said in hour %d came at %s", hour+1, at)
		}
	}
	for i := range 100 {
		if n := p.tries[fmt.Sprint("stuck", i)]; n < 5 {
			t.Errorf("a chat that fails was tried %d times in six hours", n)
		}
	}
}
