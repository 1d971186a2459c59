package bot_test

import (
	"testing"
	"time"

	"samepage/bot"
)

// Who keeps the time of the place they left is asked when the clock there shows it, also
// once the clocks have changed there, and about every day of their own: in Tokyo it was past
// that time of the first.
func TestTheTimeOfAnotherPlaceIsKept(t *testing.T) {
	evenings := []string{"03-27 20:00", "03-28 20:00", "03-29 20:00"}
	for _, c := range []struct {
		place, zone string
		want        []string
	}{{"Phoenix", "America/Phoenix", evenings}, {"Tokyo", "Asia/Tokyo", append([]string{"03-27 12:00"}, evenings...)}} {
		d := newDiary(t, "Europe/Berlin", "2026-03-26", "20:00")
		d.live("2026-03-27", "12:00")
		for _, words := range []string{"/place " + c.place, "Keep Berlin time"} {
			d.tell(words)
		}
		d.said = nil
		d.live("2026-03-30", "12:00")
		d.came(c.want...)
		var days []string
		d.turn(func(t *bot.Turn) { days = t.AskedDays() })
		for i, day := range days[1:] {
			if at := d.said[i].at.In(mustZone(t, c.zone)); at.Format(time.DateOnly) != day {
				t.Errorf("%s: asked about %s at %s", c.place, day, at)
			}
		}
	}
}

// Who then takes it along after all is asked by their own clock.
func TestTheTimeOfAnotherPlaceIsGivenUp(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	for _, words := range []string{"/place Phoenix", "Keep Berlin time", "/place Tokyo", "Move it"} {
		d.tell(words)
	}
	d.zone = mustZone(t, "Asia/Tokyo")
	d.said = nil
	d.live("2026-03-05", "13:00")
	d.came("03-03 12:00", "03-04 12:00", "03-05 12:00")
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
