package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/bot"
)

// A question that is asked again later is one question: it is not what makes the bot ask
// less often, and it is the next one that says so.
func TestAskedAgainIsAskedOnce(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-06", "20:05") // the fifth without an answer
	d.tell("snooze 30 minutes")
	d.live("2026-03-10", "21:00")
	const slower = "I ask every second day now."
	d.came("03-02 20:00", "03-03 20:00", "03-04 20:00", "03-05 20:00", "03-06 20:00", "03-06 20:35", "03-08 20:00", "03-10 20:00")
	var told []string
	for _, e := range d.said {
		if strings.Contains(e.words, slower) {
			told = append(told, e.at.In(d.zone).Format("01-02 15:04"))
		}
	}
	if fmt.Sprint(told) != "[03-08 20:00]" {
		t.Errorf("it said so at %s", told)
	}
}

// What was moved and said is moved no more.
func TestNothingIsPutOffForEver(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-02", "20:05")
	d.tell("snooze 30 minutes")
	d.live("2026-03-03", "19:50")
	d.tell("/measures")
	d.live("2026-03-04", "12:00")
	d.came("03-02 20:00", "03-02 20:35", "03-03 20:20")
	d.turn(func(t *bot.Turn) {
		if n := t.PutOff(); n != 0 {
			d.Errorf("%d are put off", n)
		}
	})
}

// What is of no use any more cannot be moved.
func TestWhatIsOverIsNotMoved(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-03", "10:00")
	d.said = nil
	d.tell("/snooze")
	if got := d.said[len(d.said)-1].words; got != "Nothing of mine waits for you now." {
		t.Errorf("it said %q", got)
	}
}

// Whoever was to be asked in the evening, and opens the question before, is not asked again.
func TestOpenedBeforeTheEvening(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-05", "off")
	d.tell("/appointment Tom, thursdays 4pm")
	d.live("2026-03-05", "17:20")
	d.tell("Ask me tonight")
	d.live("2026-03-05", "18:00")
	d.tell("/debrief")
	d.said = nil
	d.live("2026-03-06", "12:00")
	if len(d.said) != 0 {
		t.Errorf("it said %v", d.said)
	}
}

// A question that could not be shown, and so was taken back, is asked when somebody is back
// in time.
func TestAQuestionThatWasNotSeenIsAskedAgain(t *testing.T) {
	c := newCrowd(t, "ada")
	c.shut["ada"] = errBlocked
	c.live(8*time.Hour + 5*time.Minute)
	delete(c.shut, "ada")
	c.tell("ada", "back again")
	c.live(0)
	c.got("ada", `Kept: "back again".`, howWas)
}

// anew has another program go on.
func (c *crowd) anew() {
	c.bot = bot.New(bot.Config{Store: c.store, Clock: c.clock, Networks: []bot.Network{&gate{post: c.net, crowd: c}}, Settings: bot.DefaultSettings()})
}

// A day that was told of before its question could be shown is not asked about again.
func TestADayToldOfIsNotAskedAbout(t *testing.T) {
	c := newCrowd(t, "ada")
	c.live(8*time.Hour - time.Minute)
	c.clock.Set(c.clock.Now().Add(time.Minute))
	if _, err := c.bot.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.check(c.bot.Hear(t.Context(), bot.Event{ID: "told", From: chatOf("ada"), Text: "today was a 4", Message: "told"}))
	c.anew() // so that it knows that it was away
	c.down(30 * time.Minute)
	c.live(2 * time.Hour)
	c.got("ada", "Kept: 4 of 5.")
}

// What was put off is not said once there is no reason for it any more.
func TestWhatWasPutOffNeedsItsReason(t *testing.T) {
	for name, c := range map[string]struct {
		at    string
		words []string
		never string
	}{
		"an agenda, cancelled": {"2026-03-04 16:05", []string{"Tonight", "/cancel thursday", "Cancel it"}, "A few minutes now?"},
		"an agenda, moved":     {"2026-03-04 16:05", []string{"Tonight", "/move thursday to monday 4pm", "Just this one"}, "A few minutes now?"},
		"an agenda, done":      {"2026-03-04 16:05", []string{"Tonight", "/agenda", "skip", "skip", "skip", "skip"}, "A few minutes now?"},
		"a page, cancelled":    {"2026-03-05 15:02", []string{"snooze 30 minutes", "/cancel today", "Cancel it"}, "minutes."},
		"a question, off":      {"2026-03-06 20:05", []string{"snooze 30 minutes", "/checkin off"}, "How was today?"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
			d.tell("/appointment Tom, thursdays 4pm")
			d.live(c.at[:10], c.at[11:])
			for _, words := range c.words {
				d.tell(words)
			}
			d.said = nil
			d.live(c.at[:10], "23:00")
			if d.wasSaid(c.never) {
				t.Errorf("it said %v", d.said)
			}
		})
	}
}

// A pause that is taken back, or over, has lost nothing of what was put off.
func TestAPauseKeepsWhatWasPutOff(t *testing.T) {
	for _, end := range []string{"undo", "resume"} {
		d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
		d.tell("/appointment Tom, thursdays 4pm")
		d.live("2026-03-04", "16:05")
		for _, words := range []string{"Tonight", "pause a week", end} {
			d.tell(words)
		}
		d.said = nil
		d.live("2026-03-04", "19:30")
		if !d.wasSaid("Tomorrow, 16:00. A few minutes now?") {
			t.Errorf("%s: it said %v", end, d.said)
		}
	}
}

// What asked nothing, or is settled, is not put off: nothing would come of it.
func TestOnlyWhatIsOpenIsPutOff(t *testing.T) {
	for name, c := range map[string]struct {
		at    string
		words []string
	}{
		"a page that was put away": {"17:25", []string{"Missed"}},
		"a page, cancelled":        {"15:10", []string{"/cancel today", "Cancel it"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
			d.tell("/appointment Tom, thursdays 4pm")
			d.live("2026-03-05", "15:05")
			d.tell("/page")
			d.live("2026-03-05", c.at)
			for _, words := range append(c.words, "/snooze 20 minutes") {
				d.tell(words)
			}
			if got := d.said[len(d.said)-1].words; got != "Nothing of mine waits for you now." {
				t.Errorf("it said %q", got)
			}
		})
	}
}
