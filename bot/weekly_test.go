package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/when"
)

// weeks are when a week was told of, on the wall of zone.
func (d *diary) weeks(want ...string) {
	d.Helper()
	var got []string
	for _, e := range d.said {
		if strings.Contains(e.words, "here when you want it") {
			got = append(got, e.at.In(d.zone).Format("01-02 15:04"))
		}
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		d.Errorf("weeks came at %s; want %s", got, want)
	}
}

// The week comes late after downtime, but not once two days are gone.
func TestTheWeekOnMonday(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/weekly")
	d.tell("today was a 3")
	d.said = nil
	d.away("2026-03-10", "10:00")
	d.weeks("03-10 10:00")
	d.tell("today was a 3")
	d.away("2026-03-18", "09:30")
	d.weeks("03-10 10:00")
	d.tell("today was a 3")
	d.live("2026-03-23", "08:59")
	d.weeks("03-10 10:00")
	d.live("2026-03-31", "12:00")
	d.weeks("03-10 10:00", "03-23 09:00")
}

// One that was told makes room for the next, whatever is said in between.
func TestEveryMondayHasItsWeek(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/weekly")
	for _, day := range []string{"2026-03-03", "2026-03-10", "2026-03-17"} {
		d.live(day, "12:00")
		d.tell("today was a 3")
	}
	d.live("2026-03-25", "12:00")
	d.weeks("03-09 09:00", "03-16 09:00", "03-23 09:00")
}

// Asked for on a Monday, it begins with the next one.
func TestTheFirstWeekIsTheNext(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-01", "off") // a Sunday
	d.tell("today was a 3")
	d.live("2026-03-02", "10:00")
	d.tell("/weekly")
	d.tell("today was a 4")
	d.live("2026-03-10", "12:00")
	d.weeks("03-09 09:00")
}

// Who sleeps longer has it later.
func TestTheWeekComesAfterQuietHours(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.turn(func(t *bot.Turn) {
		t.SetQuiet(bot.Quiet{From: when.Clock{Hour: 22}, To: when.Clock{Hour: 10, Minute: 30}})
	})
	d.tell("/weekly")
	d.tell("today was a 3")
	d.live("2026-03-10", "12:00")
	d.weeks("03-09 10:30")
}
