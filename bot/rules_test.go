package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
)

// Whoever never tells of their appointments is told once that they are asked no more; the
// daily question is theirs again then, and one answer brings the other back.
func TestUnansweredDebriefsEnd(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/appointment Tom, thursdays 4pm")
	asked := func() (n, last int) {
		for _, e := range d.said {
			if strings.Contains(e.words, "did it happen?") {
				n++
			}
			if strings.Contains(e.words, "I won't ask after the next ones.") {
				last = n
			}
		}
		return n, last
	}
	d.live("2026-05-20", "12:00")
	if n, last := asked(); n != 5 || last != 5 {
		t.Errorf("asked %d times, and said so at the %d.", n, last)
	}
	d.said = nil
	d.tell("/checkin 20:00")
	d.live("2026-05-22", "12:00")
	d.came("05-20 20:00", "05-21 20:00") // Thursday, with an appointment that nothing is asked about
	d.tell("/debrief")
	d.tell("yes")
	d.said = nil
	d.live("2026-05-28", "21:00")
	if n, _ := asked(); n != 1 {
		t.Errorf("after an answer it was asked %d times", n)
	}
}

// A clock that was wrong for a while leaves nothing behind: no day is asked about twice,
// and none is left out once it is right again.
func TestTheClockStepsAYear(t *testing.T) {
	for name, wrong := range map[string]string{"forward": "2027-03-05", "back": "2025-03-05"} {
		t.Run(name, func(t *testing.T) {
			d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
			d.tell("/appointment Tom, mondays 4pm")
			d.live("2026-03-04", "20:30")
			d.came("03-03 20:00", "03-04 20:00")
			d.tell("3")
			d.away(wrong, "20:30")
			d.tell("/measures") // a talk begun while the clock is wrong
			d.live(wrong, "21:30")
			d.said = nil
			d.away("2026-03-04", "20:40")
			d.live("2026-03-08", "21:00")
			d.came("03-05 20:00", "03-06 20:00", "03-07 20:00", "03-08 20:00")
			d.said = nil
			d.live("2026-03-09", "23:00")
			if got := d.words(); got != "In an hour.|16:00 today" {
				t.Errorf("of the appointment: %s", got)
			}
		})
	}
}

// words are how everything began that was said.
func (d *diary) words() string {
	var out []string
	for _, e := range d.said {
		begins, _, _ := strings.Cut(e.words, "\n")
		for _, known := range []string{"Tomorrow", "In an hour.", "16:00 today", "How was today?", "One short question"} {
			if strings.Contains(begins, known) {
				begins = known
			}
		}
		out = append(out, begins)
	}
	return strings.Join(out, "|")
}

// However much there is to ask about, it is one question an evening.
func TestOneQuestionAnEvening(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-05", "off")
	d.tell("/appointment Tom, thursdays 4pm")
	d.live("2026-03-05", "17:00")
	d.turn(func(t *bot.Turn) {
		t.Answered(3)
		t.Trying("2026-03-06")
	})
	d.said = nil
	d.live("2026-03-06", "23:00")
	if got := d.words(); got != "16:00 today|One short question" {
		t.Errorf("said %s", got)
	}
	d.said = nil
	d.live("2026-03-08", "23:00")
	if got := d.words(); got != "One short question" {
		t.Errorf("the day after: %s", got)
	}
}

// Within a day of a card, nothing is asked about an answer or something to try: the first
// is let go, the second waits.
func TestNothingSmallAfterACard(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-05", "off")
	d.tell("/appointment Tom, thursdays 4pm")
	d.live("2026-03-05", "21:00")
	d.turn(func(t *bot.Turn) {
		t.Answered(1)
		t.Trying("2026-03-07")
	})
	d.live("2026-03-06", "12:00")
	d.tell("sos")
	d.said = nil
	d.live("2026-03-06", "23:00")
	if got := d.words(); got != "" {
		t.Errorf("on the day of the card: %s", got)
	}
	d.live("2026-03-07", "18:00")
	d.tell("sos")
	d.said = nil
	d.live("2026-03-07", "23:00")
	if got := d.words(); got != "" {
		t.Errorf("on the day of the second card: %s", got)
	}
	d.live("2026-03-08", "21:00")
	if got := d.words(); got != "One short question" {
		t.Errorf("the days after: %s", got)
	}
}

// A question that waits for a talk comes as soon as that is over.
func TestAQuestionComesWhenTheTalkIsOver(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-02", "19:50")
	d.tell("/measures")
	d.live("2026-03-02", "20:05")
	d.came()
	d.tell("stop")
	d.live("2026-03-02", "20:05")
	d.came("03-02 20:05")
	d.live("2026-03-02", "23:00")
	d.came("03-02 20:05")
}

// A talk that was begun while the clock was hours ahead holds nothing up once it is right.
func TestATalkInTheFutureHoldsNothingUp(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.away("2026-03-02", "22:00")
	d.tell("/measures")
	d.away("2026-03-02", "12:05")
	d.tell("/checkin 13:00")
	d.live("2026-03-02", "13:30")
	d.came("03-02 13:00")
}

// Samoa had no 30 December 2011. A question that would have come then comes on the 31st.
func TestADayThatIsLeftOut(t *testing.T) {
	d := newDiary(t, "Pacific/Apia", "2011-12-28", "every second day at 20:00")
	d.live("2012-01-03", "12:00")
	d.came("12-28 20:00", "12-31 20:00", "01-02 20:00")
}

// Nobody meets on it, and so the 31st is asked about as any other day.
func TestNobodyMeetsOnADayThatIsLeftOut(t *testing.T) {
	d := newDiary(t, "Pacific/Apia", "2011-12-28", "every day at 20:00")
	d.tell("/appointment Tom, fridays 4pm")
	d.live("2012-01-02", "12:00")
	d.came("12-28 20:00", "12-29 20:00", "12-31 20:00", "01-01 20:00")
}

// A day that is folded into an appointment counts as one that was asked about, whatever is
// said on the day after.
func TestAFoldedDayKeepsTheRhythm(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "every second day at 20:00")
	d.tell("/appointment Tom, wednesdays 4pm")
	d.live("2026-03-05", "12:00")
	d.tell("/pause no")
	d.turn(func(t *bot.Turn) { t.MoveTo("Europe/Paris") })
	d.live("2026-03-06", "21:00")
	d.came("03-02 20:00", "03-06 20:00")
}

// A clock that was a year ahead for a minute takes nothing from whom only one appointment
// waits for, and nobody is told that the bot was away until next year.
func TestTheClockStepsAYearForAMinute(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/appointment Dr. Kim, thursday 5 march 4pm")
	d.tell("right")
	d.live("2026-03-02", "12:05")
	d.away("2027-03-02", "12:06")
	d.live("2027-03-02", "12:07")
	d.away("2026-03-02", "12:08")
	d.said = nil
	d.live("2026-03-05", "18:00")
	for _, words := range []string{"Tomorrow, 16:00. A few minutes now?", "In an hour.", "16:00 today: did it happen?"} {
		if !d.wasSaid(words) {
			t.Errorf("it did not say %q", words)
		}
	}
	if d.wasSaid("I was away") {
		t.Errorf("it said %v", d.said)
	}
}
