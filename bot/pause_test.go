package bot_test

import (
	"slices"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/when"
)

// Who paused until they say so is owed nothing, however far ahead one looks.
func TestPausedForGoodNothingIsPlanned(t *testing.T) {
	for command, kind := range map[string]string{"/checkin 20:00": "checkin", "/weekly": "weekly"} {
		d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
		planned := func() (is bool) { d.turn(func(t *bot.Turn) { is = t.IsPlanned(kind) }); return is }
		if d.tell(command); !planned() {
			t.Errorf("%s plans nothing", command)
		}
		if d.tell("pause until further notice"); planned() {
			t.Errorf("%s, paused: something is planned", command)
		}
	}
}

// A pause silences the question how an answer sits, too.
func TestNobodyIsAskedHowAnAnswerSitsWhilePaused(t *testing.T) {
	for pause, want := range map[string]bool{"": true, "pause until sunday": false} {
		d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
		d.toSay()
		d.live("2026-03-05", "17:20")
		d.answered("Yes")
		if pause != "" {
			d.tell(pause)
		}
		d.said = nil
		d.live("2026-03-07", "12:00")
		if asked := d.wasSaid("One short question about yesterday?"); asked != want {
			t.Errorf("pause %q: asked %v", pause, asked)
		}
	}
}

// toSay is somebody who has a sentence for an appointment on Thursdays.
func (d *diary) toSay() {
	for _, words := range []string{"/appointment Tom, thursdays 4pm", "/disconnect", "How we work", "more homework", "Skip", "Use"} {
		d.tell(words)
	}
}

// answered is somebody who says that they got an answer, once they have said a word.
func (d *diary) answered(word string) {
	for _, words := range []string{word, "In part", "he wants to think about it", "Done", "No"} {
		d.tell(words)
	}
}

// Who was asked how the day was, and then tells of an answer, is not asked a second thing.
func TestHowAnAnswerSitsIsNoSecondQuestion(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "20:00")
	d.toSay()
	d.live("2026-03-05", "18:00")
	d.tell("Yes")
	d.live("2026-03-06", "20:10")
	d.answered("/debrief")
	d.live("2026-03-06", "23:00")
	if !d.wasSaid("How was today?") || d.wasSaid("One short question about yesterday?") {
		t.Errorf("it said %v", d.said)
	}
}

// Who set no time of their own is not asked in their quiet hours.
func TestHowAnAnswerSitsIsNotAskedInQuietHours(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.turn(func(t *bot.Turn) { t.SetQuiet(bot.Quiet{From: when.Clock{Hour: 19}, To: when.Clock{Hour: 9}}) })
	d.toSay()
	d.live("2026-03-05", "18:00")
	d.answered("Yes")
	d.live("2026-03-07", "12:00")
	if d.wasSaid("One short question about yesterday?") {
		t.Errorf("it said %v", d.said)
	}
}

func (d *diary) wasSaid(words string) bool {
	return slices.ContainsFunc(d.said, func(e entry) bool { return strings.Contains(e.words, words) })
}

// Whoever is asked less than once a week is not asked more often for ignoring it.
func TestIgnoredQuestionsNeverComeMoreOften(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "every 10 days at 20:00")
	d.live("2026-09-30", "12:00")
	came := d.questions()
	if len(came) < 15 {
		t.Fatalf("only %d came", len(came))
	}
	for i := range came[1:] {
		before, _ := when.ParseDate("2026-" + came[i][:5])
		after, _ := when.ParseDate("2026-" + came[i+1][:5])
		if days := before.Days(after); days < 10 {
			t.Errorf("%s comes %d days after %s", came[i+1], days, came[i])
		}
	}
}

// However many appointments a pause is over, the next one after it is spoken of.
func TestAppointmentsAreSpokenOfAfterAPause(t *testing.T) {
	for until, first := range map[string]string{"25 march": "03-25 16:00", "10 july": "07-15 16:00", "1 june 2027": "06-02 16:00"} {
		d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
		d.tell("/appointment Tom, thursdays 4pm")
		d.tell("pause until " + until)
		d.said = nil
		d.live("2027-06-10", "12:00")
		if len(d.said) < 3 || d.said[0].at.In(d.zone).Format("01-02 15:04") != first {
			t.Errorf("paused until %s: it said %v", until, d.said[:min(3, len(d.said))])
		}
	}
}

// The last appointment of a pause is asked about where that is the morning after.
func TestAPauseEndsBeforeTheQuestion(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/appointment Tom, thursdays 9pm")
	d.tell("pause until friday")
	d.live("2026-03-06", "12:00")
	if !d.wasSaid("21:00 yesterday: did it happen?") {
		t.Errorf("it said %v", d.said)
	}
}

// Who tells of an appointment more than a year ahead is reminded of it.
func TestAnAppointmentFarAheadIsNotForgotten(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/appointment Dr. Kim, 3 may 2028 at 4pm")
	d.tell("yes")
	d.said = nil
	d.live("2028-05-04", "12:00")
	var got []string
	for _, e := range d.said {
		got = append(got, e.at.In(d.zone).Format("2006-01-02 15:04"))
	}
	if want := "2028-05-02 16:00 2028-05-03 15:00 2028-05-03 17:20"; strings.Join(got, " ") != want {
		t.Errorf("reminded at %v; want %s", got, want)
	}
}
