package bot_test

import (
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/when"
)

// A page waits for no talk, and for no quiet hours where it comes late: after the
// appointment it is of no use.
func TestAPageWaitsForNothing(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/appointment Tom, thursdays 10:30pm")
	d.live("2026-03-05", "21:20")
	d.tell("/measures")
	d.said = nil
	d.live("2026-03-05", "21:30")
	if got := d.words(); got != "In an hour." {
		t.Errorf("while a talk is open it said %q", got)
	}
	d.live("2026-03-12", "21:20")
	d.said = nil
	d.away("2026-03-12", "22:05")
	if got := d.words(); got != "In 25 minutes." {
		t.Errorf("back in quiet hours it said %q", got)
	}
}

// Quiet hours may lie within one day. They hold back what is due in them, and nothing else.
func TestQuietHoursAfterMidnight(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.turn(func(t *bot.Turn) { t.SetQuiet(bot.Quiet{To: when.Clock{Hour: 7}}) })
	d.tell("/appointment Tom, thursdays 4pm")
	d.tell("/appointment Anna, thursdays 10:50pm")
	d.live("2026-03-05", "15:30")
	d.said = nil
	d.live("2026-03-06", "12:00")
	var asked []string
	for _, e := range d.said {
		if strings.Contains(e.words, "did it happen?") {
			asked = append(asked, e.at.In(d.zone).Format("01-02 15:04"))
		}
	}
	if got := strings.Join(asked, ", "); got != "03-05 17:20, 03-06 07:00" {
		t.Errorf("asked at %s", got)
	}
}

// What is past its time since somebody moved east is not late, and so not dropped.
func TestWhoMovesEastIsAskedThatEvening(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-04", "16:30")
	d.said = nil
	d.turn(func(t *bot.Turn) { t.MoveTo("Asia/Dhaka") })
	d.zone, _ = time.LoadLocation("Asia/Dhaka")
	d.live("2026-03-04", "21:31")
	d.came("03-04 21:30")
}
