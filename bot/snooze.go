package bot

import (
	"regexp"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// snoozes begins a request to be asked later.
var snoozes = regexp.MustCompile(`(?i)^(please )?(snooze( it| this)?|(ask|remind) me( again)? later|later|(ask|remind) me again|not now)\b`)

// snoozesIn is "ask me in an hour", with the time kept apart.
var snoozesIn = regexp.MustCompile(`(?i)^(please )?(ask|remind) me (in|at|tonight)\b`)

// snooze hears "later", "snooze 2 hours", "ask me again at 9pm", while something asked
// by itself waits for an answer: a verb of ours and a time, and nothing more.
func (t *Turn) snooze(words string) bool {
	rest := words
	if verb := snoozes.FindString(words); verb != "" {
		rest = words[len(verb):]
	} else if m := snoozesIn.FindStringSubmatchIndex(words); m != nil {
		rest = words[m[6]:]
	} else {
		return false
	}
	p, waits := t.lastSaid()
	until, ok := t.readSnooze(rest)
	if !waits || !ok {
		return false
	}
	t.snoozeUntil(p, until)
	return true
}

// snoozeCommand is "/snooze" and "/snooze 2h".
func (t *Turn) snoozeCommand(rest string) {
	p, waits := t.lastSaid()
	until, ok := t.readSnooze(rest)
	switch {
	case !waits:
		t.say(t.T("Nothing of mine waits for you now."))
	case !ok:
		t.say(t.T("I could not read a time there. /snooze 2 hours works, so does /snooze 21:30."))
	default:
		t.snoozeUntil(p, until)
	}
}

// readSnooze is when words say; in an hour where they say nothing.
func (t *Turn) readSnooze(words string) (time.Time, bool) {
	if strings.TrimSpace(dialog.Fold(words)) == "" {
		return t.Now.Add(time.Hour), true
	}
	r, ok := when.First(words, t.looking(when.Future))
	if !ok {
		return time.Time{}, false
	}
	until := time.Time{}
	switch r.Kind {
	case when.Duration:
		on := t.Local().AddDays(r.Length.Days).At(t.Local().Clock)
		until = when.Resolve(on, t.Zone()).Add(time.Duration(r.Length.Seconds) * time.Second)
	case when.Instant:
		until = when.Resolve(r.Start, t.Zone())
	case when.TimeOfDay:
		until = when.Resolve(t.Today().At(r.Start.Clock), t.Zone())
	case when.ClockPeriod:
		until = when.Resolve(t.Today().At(r.End.Clock), t.Zone())
	case when.InstantPeriod:
		until = when.Resolve(r.Start, t.Zone())
	}
	return until, until.After(t.Now)
}

// lastSaid is the latest prompt that was said and is still of use.
func (t *Turn) lastSaid() (last Prompt, ok bool) {
	for _, p := range t.records.Prompts(t.Now.Add(-48 * time.Hour)) {
		if p.Spent && t.Now.Before(p.Stale) && t.stillAsks(p) && (!ok || p.Due.After(last.Due)) {
			last, ok = p, true
		}
	}
	return last, ok
}

// stillAsks says whether a prompt asked something that is still open.
func (t *Turn) stillAsks(p Prompt) bool {
	if is[wordless](p) || !t.unanswered(p.PromptKey) {
		return false
	}
	if !is[timely](p) {
		return true
	}
	o, known := t.occurrence(p.About)
	return known && stands(o, p) && (p.Kind != "agenda" || !t.agendaOf(o).Done)
}

// unanswered says whether what a prompt offered has not been opened.
func (t *Turn) unanswered(key PromptKey) bool {
	d := t.dialogAbout(key.Kind, key.Occurrence)
	return d == nil || d.State == Offered
}

// snoozeUntil says a prompt again later, under its own key.
func (t *Turn) snoozeUntil(p Prompt, until time.Time) {
	at := when.Civil(until, t.Zone())
	if !until.Before(p.Stale) {
		t.say(t.T("This one is no use after %s, so I can't move it that far.", t.At(when.Civil(p.Stale, t.Zone()), t.Today())))
		return
	}
	t.again(p, until)
	t.instead(t.T("I'll ask again %s.", t.At(at, t.Today())))
}
