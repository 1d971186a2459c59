package bot

import (
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// forever is the day until which one is paused who said no day.
var forever = when.Date{Year: 9999, Month: time.December, Day: 31}

// pause silences until a time that words name, or asks for one where they are empty;
// false where they are something else.
func (t *Turn) pause(words string) bool {
	if strings.TrimSpace(words) == "" {
		d := &Dialog{Kind: "pause"}
		d.give("now", t.Now.Format(time.RFC3339))
		d.give("zone", t.Zone().String())
		t.open(d)
		return true
	}
	until, short, ok := readPause(words, t.looking(when.Future))
	if ok {
		t.pauseUntil(until, short)
	}
	return ok
}

// pauseCommand is "/pause" and "/pause until Friday".
func (t *Turn) pauseCommand(rest string) {
	if !t.pause(rest) {
		t.say(t.T("I could not read until when. /pause until Friday works, so does /pause a week."))
	}
}

// pauseDialog asks until when.
type pauseDialog struct{}

func (pauseDialog) Final() {}

func (pauseDialog) Script(s *dialog.Script) {
	now, _ := time.Parse(time.RFC3339, s.Given("now"))
	zone, _ := time.LoadLocation(s.Given("zone"))
	today := when.Civil(now, zone).Date
	s.Choice("until", s.T("Until when? Till then I write nothing by myself."), []dialog.Option{
		s.Option(today.AddDays(1).String(), s.T("Tomorrow")),
		s.Option(today.AddDays(7).String(), s.T("A week")),
		s.Option(forever.String(), s.T("Till I say so")),
		s.Option("no", s.T("Don't pause")),
	}, dialog.Means("", "no"), dialog.Reads(pauseReader(s.Printer, when.Context{Now: now, Zone: zone, Mode: when.Future})))
}

func pauseReader(p text.Printer, c when.Context) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		if until, _, ok := readPause(words, c); ok {
			return until.String(), nil, true
		}
		return "", p.T("I could not read a day there. Like Friday, or 20 March?"), meantTime(words)
	}
}

func (pauseDialog) Keep(*Turn, *Dialog, dialog.Answers) {}

func (pauseDialog) Close(t *Turn, _ *Dialog, a dialog.Answers) {
	until, err := when.ParseDate(a.Word("until"))
	if err != nil {
		t.instead(t.T("Not paused."))
		return
	}
	t.pauseUntil(until, false)
}

// readPause is the first day that is not silent any more. Short says that less than a
// day was asked for, since silence is kept by the day.
func readPause(words string, c when.Context) (until when.Date, short, ok bool) {
	switch dialog.Fold(words) {
	case "until i say so", "till i say so", "until further notice", "for good", "forever":
		return forever, false, true
	}
	today := when.Civil(c.Now, c.Zone).Date
	r, ok := when.First(words, c)
	if !ok {
		return when.Date{}, false, false
	}
	switch r.Kind {
	case when.Day:
		until = r.Start.Date
	case when.DayPeriod, when.InstantPeriod:
		until = r.End.Date
		ok = !r.OpenEnd
	case when.Duration:
		until = today.AddMonths(r.Length.Months).AddDays(r.Length.Days)
		if short = r.Length.Seconds > 0; short {
			until = until.AddDays(1)
		}
	case when.Instant:
		until, short = r.Start.Date, r.Start.Date == today
		if short {
			until = today.AddDays(1)
		}
	case when.TimeOfDay, when.ClockPeriod:
		until, short = today.AddDays(1), true
	default:
		ok = false
	}
	return until, short, ok && until.After(today)
}

// pauseUntil silences everything before a day.
func (t *Turn) pauseUntil(until when.Date, short bool) {
	p := t.Person()
	p.Paused = until
	t.save(p)
	day := t.Day(until, t.Today())
	switch {
	case until == forever:
		t.kept(t.T("Paused. I write nothing by myself until you say /resume."), t.resumeButton())
	case short:
		t.kept(t.T("I pause by whole days. So nothing from me before %s.", day), t.resumeButton())
	default:
		t.kept(t.T("Paused. Nothing from me before %s. What you send is still kept.", day), t.resumeButton())
	}
}

func (t *Turn) resumeButton() Button { return t.button(t.T("Resume"), "resume", "") }

// resumePrompts ends a pause. What fell due meanwhile is not made up for.
func (t *Turn) resumePrompts() {
	p := t.Person()
	if !t.paused(t.Today()) {
		t.instead(t.T("Nothing is paused."))
		return
	}
	p.Paused = when.Date{}
	if p.Checkin.Every > 0 {
		p.Checkin.Since = later(p.Checkin.Since, t.startOf(t.askClock()))
	}
	t.save(p)
	if day, asks := t.nextCheckin(); asks {
		t.kept(t.T("On again. The next question comes %s, %s.", t.Day(day, t.Today()), t.Clock(t.askClock())))
		return
	}
	t.kept(t.T("On again."))
}

// returned is somebody who says that they are here again, which ends a pause.
func (t *Turn) returned() {
	if t.paused(t.Today()) {
		t.resumePrompts()
		return
	}
	t.hello()
}
