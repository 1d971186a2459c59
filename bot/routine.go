package bot

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// routine is the talk in which the person says when the question comes.
type routine struct{}

func (routine) Final() {}

func (routine) Script(s *dialog.Script) {
	if s.Given("chosen") == "" && askWhen(s) == "" {
		return
	}
	if s.Given("now") != "" {
		askZone(s)
	}
}

// askWhen is the time of the question, or "off".
func askWhen(s *dialog.Script) string {
	at := s.Given("at")
	chosen := s.Choice("when", s.T("I can ask how your day was: one tap a day. When?"), []dialog.Option{
		s.Option("1 "+at, s.T("Every day at %s", text.Text{{Text: at}})),
		s.Option("other", s.T("Another time")),
		s.Option("off", s.T("Not at all")),
	}, dialog.Reads(readOffer(readRoutine(s.Printer, at))))
	if chosen == "other" {
		return s.Line("typed", s.T("What time suits you? \"21:30\" or \"every second day at 9 pm\" is enough."),
			dialog.Reads(readRoutine(s.Printer, at)))
	}
	return chosen
}

func (routine) Keep(t *Turn, _ *Dialog, a dialog.Answers) { t.keepZone(zoneAnswer(a)) }

func (routine) Close(t *Turn, d *Dialog, a dialog.Answers) {
	chosen := cmp.Or(d.Given.Words["chosen"], a.Word("typed"), a.Word("when"))
	t.keepRoutine(chosen)
}

// askRoutine opens that talk.
func (t *Turn) askRoutine() {
	p := t.Person()
	p.Checkin.Told = true
	t.save(p)
	t.open(t.routineDialog(""))
}

// routineDialog asks what is not known yet of when the question comes: the time, and
// where the person's clock hangs.
func (t *Turn) routineDialog(chosen string) *Dialog {
	d := &Dialog{Kind: "routine"}
	d.give("at", t.askClock().String())
	d.give("chosen", chosen)
	if t.Person().Zone == "" {
		d.give("now", t.Now.Format(time.RFC3339))
		for _, o := range t.zoneOptions() {
			d.list("zones", o)
		}
	}
	return d
}

// offerRoutine asks once in a lifetime whether the person wants the daily question.
func (t *Turn) offerRoutine() bool {
	p := t.Person()
	if p.Checkin.Told || p.Checkin.Every > 0 || t.cardShown() {
		return false
	}
	p.Checkin.Told = true
	t.save(p)
	t.offer(t.routineDialog("")) // it may be left standing, and is not asked again
	return true
}

// keepRoutine keeps "2 21:30", every second day at 21:30, or "off", and reads it back.
func (t *Turn) keepRoutine(chosen string) {
	p := t.Person()
	every, at, ok := cutRoutine(chosen)
	if !ok {
		p.Checkin = Routine{At: t.askClock(), Told: true}
		t.save(p)
		t.kept(t.T("I won't ask. /checkin is there whenever you like."))
		return
	}
	if p.Zone == "" {
		t.open(t.routineDialog(chosen))
		return
	}
	p.Checkin = Routine{At: at, Every: every, Since: t.startOf(at), Told: true}
	t.save(p)
	t.restartAsking()
	t.kept(t.routineText())
}

func cutRoutine(s string) (every int, at when.Clock, ok bool) {
	var clock string
	if _, err := fmt.Sscanf(s, "%d %s", &every, &clock); err != nil {
		return 0, at, false
	}
	at, err := when.ParseClock(clock)
	return every, at, err == nil && every > 0
}

// startOf is today where at is still to come, else tomorrow.
func (t *Turn) startOf(at when.Clock) when.Date {
	if t.Local().Clock.Compare(at) < 0 {
		return t.Today()
	}
	return t.Today().AddDays(1)
}

func (t *Turn) routineText() text.Text {
	c, at := t.Person().Checkin, t.Clock(t.askClock())
	day, ok := t.nextCheckin()
	switch {
	case !ok:
		return t.T("I'll ask at %s, once I am no longer paused.", at)
	case c.Every == 1:
		return t.T("I'll ask every day at %s. The next time: %s.", at, t.Day(day, t.Today()))
	case c.Every == 2:
		return t.T("I'll ask every second day at %s. The next time: %s.", at, t.Day(day, t.Today()))
	case c.Every == 7:
		return t.T("I'll ask once a week at %s. The next time: %s.", at, t.Day(day, t.Today()))
	default:
		return t.T("I'll ask every %d days at %s. The next time: %s.", c.Every, at, t.Day(day, t.Today()))
	}
}

// asksFor is what a request for the daily question begins with.
var asksFor = regexp.MustCompile(`(?i)^(please |can you |could you )?((remind|ask|ping)( me)?|(set |change |move )?(my |the )?(daily )?check ?-?ins?( with me| on me| time)?|daily (question|reminder))( to)?\b`)

// turnsOff are beginnings and ends that want no daily question.
var turnsOff = regexp.MustCompile(`^(?:stop|no|cancel|dont ask|turn off|switch off) | off$`)

// setCheckin hears "remind me daily at 8pm" and the like: a verb of ours, how often
// and when, and nothing more, since "remind me daily to ..." is not this question.
func (t *Turn) setCheckin(words string) bool {
	if turnsOff.MatchString(dialog.Fold(words)) {
		t.keepRoutine("off")
		return true
	}
	rest := strings.TrimSpace(strings.TrimSuffix(asksFor.ReplaceAllString(words, ""), " instead"))
	chosen, ok := routineOf(rest, t.askClock(), when.Recurrence, when.TimeOfDay)
	if ok {
		t.keepRoutine(chosen)
	}
	return ok
}

// readRoutine reads a time of day, how often, or that it shall not be.
func readRoutine(p text.Printer, at string) dialog.Reader {
	usual, _ := when.ParseClock(at)
	return func(words string) (string, text.Text, bool) {
		switch dialog.Fold(words) {
		case "off", "no", "never", "not at all", "no thanks", "not now":
			return "off", nil, true
		}
		if chosen, ok := routineOf(words, usual, when.Recurrence, when.TimeOfDay); ok {
			return chosen, nil, true
		}
		return "", p.T("I could not read a time there. Like 21:30, or every second day at 9 pm?"), meantTime(words)
	}
}

// readOffer reads as r does where it can. Words it cannot read are left to be a note:
// an offer stands beside whatever else is said.
func readOffer(r dialog.Reader) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		value, problem, ok := r(words)
		return value, nil, ok && problem.Empty()
	}
}

// routineOf is how often and when words say, as keepRoutine takes it. A bare hour is
// that of an evening, since a day is asked about when it has been.
func routineOf(words string, usual when.Clock, kinds ...when.Kind) (string, bool) {
	evening := when.Policy{Typical: []when.Clock{{Hour: 19}, {Hour: 20}, {Hour: 21}, {Hour: 22}}}
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	r, ok := when.First(strings.TrimSpace(words), when.Context{Now: noon, Mode: when.Future, Policy: evening}, kinds...)
	if !ok {
		return "", false
	}
	every, timed := 1, true
	if r.Kind == when.Recurrence {
		every, timed, ok = intervalOf(r.Rule)
	}
	at := r.Start.Clock
	if !timed {
		at = usual
	}
	return fmt.Sprintf("%d %s", every, at), ok
}

// intervalOf is every how many days a rule comes, and whether it names a time. Rules
// that name days of the week, or several times, are no routine.
func intervalOf(rule string) (every int, timed, ok bool) {
	unit, every := 0, 1
	for _, part := range strings.Split(rule, ";") {
		switch name, value, _ := strings.Cut(part, "="); name {
		case "FREQ":
			unit = map[string]int{"DAILY": 1, "WEEKLY": 7}[value]
		case "INTERVAL":
			every, _ = strconv.Atoi(value)
		case "BYHOUR", "BYMINUTE":
			timed = true
			if strings.Contains(value, ",") {
				return 0, false, false
			}
		default:
			return 0, false, false
		}
	}
	return unit * every, timed, unit*every > 0
}

// moodAlone is "3" and "3, better today".
var moodAlone = regexp.MustCompile(`(?s)^([1-5])(?:\s*[,;:.-]\s+(\S.*))?$`)

// checkinCommand is "/checkin", "/checkin 3, better today", "/checkin yesterday",
// "/checkin 21:30", "/checkin off".
func (t *Turn) checkinCommand(rest string) {
	switch dialog.Fold(rest) {
	case "", "now", "today":
		t.openCheckin(t.Today())
		return
	case "settings", "setup", "time", "change":
		t.askRoutine()
		return
	case "off", "stop", "never", "none":
		t.keepRoutine("off")
		return
	}
	if m := moodAlone.FindStringSubmatch(rest); m != nil {
		mood, _ := strconv.Atoi(m[1])
		t.fillIn(t.Today(), mood, m[2])
		return
	}
	if chosen, ok := routineOf(rest, t.askClock(), when.Recurrence, when.TimeOfDay); ok {
		t.keepRoutine(chosen)
		return
	}
	if day, ok := t.pastDay(rest); ok {
		t.openCheckin(day)
		return
	}
	t.say(t.T("I could not read that. /checkin yesterday and /checkin 21:30 work, so does /checkin off."))
}
