package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/when"
)

// diary is a person who lives with the bot on a real store and a clock of the test's,
// and what was said to them when.
type diary struct {
	*testing.T
	bot    *bot.Bot
	clock  *bot.SimulatedClock
	zone   *time.Location
	said   []entry
	events int
}

type entry struct {
	at    time.Time
	words string
}

var me = bot.Address{Network: "diary", Instance: "1", Chat: "me"}

func (*diary) Name() string { return "diary" }

func (d *diary) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

func (d *diary) Send(_ context.Context, _ bot.Address, m bot.Message) (bot.MessageID, error) {
	d.said = append(d.said, entry{d.clock.Now(), m.Text.String()})
	return bot.MessageID(fmt.Sprint(len(d.said))), nil
}

// newDiary begins on a day at noon with a question at a time of day.
func newDiary(t *testing.T, zone, day, at string) *diary {
	t.Helper()
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	date, err := when.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	d := &diary{T: t, zone: place, clock: bot.NewSimulatedClock(when.Resolve(date.At(when.Clock{Hour: 12}), place))}
	store, shut := openStore(t, t.TempDir(), d.clock)
	t.Cleanup(shut)
	d.bot = bot.New(bot.Config{Store: store, Clock: d.clock, Networks: []bot.Network{d}, Settings: bot.DefaultSettings()})
	d.tell("hi")
	d.tell("Yes, I'm 16 or older")
	d.tell("Just looking")
	d.turn(func(t *bot.Turn) { t.MoveTo(zone) })
	d.tell("/checkin " + at)
	d.said = nil
	return d
}

func (d *diary) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *diary) tell(words string) {
	d.Helper()
	d.events++
	d.check(d.bot.Hear(context.Background(), bot.Event{ID: fmt.Sprint(d.events), From: me, Text: words,
		Message: bot.MessageID(fmt.Sprintf("in%d", d.events))}))
	d.check(d.bot.Flush(context.Background()))
}

func (d *diary) turn(do func(*bot.Turn)) {
	d.Helper()
	d.check(d.bot.InTurn(context.Background(), me, do))
}

// live goes on to a day and clock, with the bot awake.
func (d *diary) live(day, clock string) {
	d.Helper()
	d.check(bottest.Advance(context.Background(), d.bot, d.clock, d.at(day, clock)))
}

// away goes on to a day and clock, with the bot down.
func (d *diary) away(day, clock string) {
	d.Helper()
	d.clock.Set(d.at(day, clock))
	d.check(bottest.Advance(context.Background(), d.bot, d.clock, d.clock.Now()))
}

func (d *diary) at(day, clock string) time.Time {
	d.Helper()
	date, err := when.ParseDate(day)
	d.check(err)
	c, err := when.ParseClock(clock)
	d.check(err)
	return when.Resolve(date.At(c), d.zone)
}

// questions are when the daily question came, on the wall of zone.
func (d *diary) questions() []string {
	var out []string
	for _, e := range d.said {
		if strings.Contains(e.words, "How was today?") {
			out = append(out, e.at.In(d.zone).Format("01-02 15:04"))
		}
	}
	return out
}

func (d *diary) came(want ...string) {
	d.Helper()
	if got := strings.Join(d.questions(), ", "); got != strings.Join(want, ", ") {
		d.Errorf("questions came at %s; want %s", got, strings.Join(want, ", "))
	}
}

// A day of 23 hours and one of 25 each have one question, at its wall clock time.
func TestDaysOfOddLengthHaveOneQuestion(t *testing.T) {
	for zone, turns := range map[string][]string{
		"Europe/Berlin": {"2026-03", "2026-10"}, "America/New_York": {"2026-03", "2026-11"},
		"Australia/Lord_Howe": {"2026-04", "2026-10"}, "America/Santiago": {"2026-04", "2026-09"},
	} {
		for _, turn := range turns {
			d := newDiary(t, zone, turn+"-01", "20:00")
			var want []string
			for day, _ := when.ParseDate(turn + "-01"); strings.HasPrefix(day.String(), turn); day = day.AddDays(1) {
				d.live(day.String(), "20:30")
				d.tell("3")
				want = append(want, day.String()[5:]+" 20:00")
			}
			d.came(want...)
		}
	}
}

func TestATimeThatDoesNotExistOrComesTwice(t *testing.T) {
	gap := newDiary(t, "Europe/Berlin", "2026-03-27", "02:30")
	gap.live("2026-03-30", "12:00")
	gap.came("03-28 02:30", "03-29 03:30", "03-30 02:30")
	twice := newDiary(t, "Europe/Berlin", "2026-10-23", "02:30")
	twice.live("2026-10-26", "12:00")
	twice.came("10-24 02:30", "10-25 02:30", "10-26 02:30")
	if first := twice.said[1].at; first.In(twice.zone).Format("-0700") != "+0200" {
		t.Errorf("the second of two 02:30 was taken: %s", first.In(twice.zone))
	}
}

// A question that could only be said in quiet hours is let go; one the person set
// into them is said.
func TestLateQuestionsRespectQuietHours(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.away("2026-03-02", "23:10")
	d.came()
	d.live("2026-03-03", "20:00")
	d.came("03-03 20:00")
	d.said = nil
	d.tell("/checkin 23:30")
	d.live("2026-03-04", "23:59")
	d.came("03-04 23:30")
}

// After days of downtime there is one question at most, and only today's.
func TestDowntimeDropsQuestions(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.away("2026-03-05", "10:00")
	d.came()
	d.live("2026-03-05", "20:00")
	d.came("03-05 20:00")
	d.away("2026-03-06", "20:50")
	d.came("03-05 20:00", "03-06 20:50")
}

// No local day gets two questions or none because somebody travels.
func TestTravel(t *testing.T) {
	for _, c := range []struct{ name, from, to, leave, clock string }{
		{"east in the morning", "Europe/Berlin", "Asia/Tokyo", "2026-03-04", "08:00"},
		{"east before the question", "Europe/Berlin", "Asia/Kolkata", "2026-03-04", "16:00"},
		{"east into quiet hours", "Europe/Berlin", "Asia/Tokyo", "2026-03-04", "15:00"},
		{"west in the morning", "Europe/Berlin", "America/New_York", "2026-03-04", "09:00"},
		{"west after the question", "Europe/Berlin", "America/Los_Angeles", "2026-03-04", "21:00"},
		{"over the date line", "Pacific/Honolulu", "Pacific/Auckland", "2026-03-04", "21:00"},
		{"back over the date line", "Pacific/Auckland", "Pacific/Honolulu", "2026-03-04", "21:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t, c.from, "2026-03-02", "20:00")
			d.live(c.leave, c.clock)
			d.turn(func(t *bot.Turn) { t.MoveTo(c.to) })
			d.zone, _ = time.LoadLocation(c.to)
			d.live("2026-03-06", "23:00")
			if days, asked := d.onceADay(c.to), len(d.questions()); days != asked || days < 4 {
				t.Errorf("%d questions about %d days", asked, days)
			}
		})
	}
}

// onceADay holds the days asked about to one each, none left out, and counts them.
func (d *diary) onceADay(zone string) int {
	d.Helper()
	var days []string
	d.turn(func(t *bot.Turn) { days = t.AskedDays() })
	first, err := when.ParseDate("2026-03-02")
	d.check(err)
	for i, day := range days {
		if want := first.AddDays(i).String(); day != want {
			d.Errorf("%s: asked about %v; want every day once", zone, days)
		}
	}
	return len(days)
}

// The day of an appointment has no question of its own; a cancelled one has.
func TestAppointmentsFoldTheQuestion(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.tell("/appointment Tom, thursdays 4pm")
	d.live("2026-03-06", "21:00")
	d.came("03-02 20:00", "03-03 20:00", "03-04 20:00", "03-06 20:00")
}

// Nothing comes while paused, and what fell due meanwhile is not made up for.
func TestPauseEnds(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.tell("pause until friday")
	d.live("2026-03-05", "23:59")
	d.came()
	d.live("2026-03-06", "20:00")
	d.came("03-06 20:00")
	d.tell("pause a week")
	d.live("2026-03-09", "21:00")
	d.tell("resume")
	d.live("2026-03-10", "19:59")
	d.came("03-06 20:00")
	d.live("2026-03-10", "20:00")
	d.came("03-06 20:00", "03-10 20:00")
}

// A question waits for an open dialog, and is let go where that would be too late.
func TestAQuestionWaitsForADialog(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-02", "19:50")
	d.tell("/measures")
	d.live("2026-03-02", "20:19")
	d.came()
	d.live("2026-03-02", "20:20")
	d.came("03-02 20:20")
}

// Answering without being asked is answering: the day is not asked about again.
func TestAnsweredDaysAreNotAsked(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.tell("today was a 4")
	d.live("2026-03-03", "20:00")
	d.came("03-03 20:00")
}

// A question that is moved is said again under its own key, and not once it is
// answered; it moves no further than it is good for.
func TestSnoozeKeepsItsKey(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.live("2026-03-02", "20:05")
	d.tell("snooze 30 minutes")
	d.live("2026-03-02", "20:40")
	d.came("03-02 20:00", "03-02 20:35")
	d.tell("later")
	d.tell("3")
	d.live("2026-03-02", "23:59")
	d.came("03-02 20:00", "03-02 20:35")
	d.live("2026-03-03", "20:00")
	d.tell("snooze 6 hours")
	d.live("2026-03-04", "19:00")
	d.came("03-02 20:00", "03-02 20:35", "03-03 20:00")
	d.onceADay("Europe/Berlin")
}

// The page comes an hour before, also where the clocks change in that hour.
func TestAPageComesAnHourBefore(t *testing.T) {
	for _, c := range []struct{ before, words, day, want string }{
		{"2026-03-27", "29 march 3:30am", "2026-03-29", "00:30"},
		{"2026-10-23", "25 october 3:30am", "2026-10-25", "01:30"},
	} {
		d := newDiary(t, "Europe/Berlin", c.before, "off")
		d.tell("/appointment Tom, " + c.words)
		d.tell("yes")
		d.said = nil
		d.live(c.day, "03:30")
		if last := d.said[len(d.said)-1]; last.words != "In an hour." || last.at.UTC().Format("15:04") != c.want {
			t.Errorf("%s: it said %v; want the page at %s UTC", c.words, d.said, c.want)
		}
	}
}
