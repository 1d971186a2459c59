package bot

import (
	"strconv"
	"time"

	"samepage/bot/when"
)

// Asking is how the daily question has gone so far.
type Asking struct {
	Meta
	Latest  when.Date // the latest day it was asked, or answered without being asked
	Ignored int       // how often in a row it was asked without an answer
	Untold  int       `json:",omitempty"` // and how often it was asked of an appointment
	Leapt   when.Date `json:",omitzero"`  // the day past whose question the person moved
}

func (*Asking) kind() string { return "asking" }

func (t *Turn) asking() *Asking {
	if a := get[Asking](t, "me"); a != nil {
		return a
	}
	return &Asking{Meta: Meta{ID: "me"}}
}

// patience is how many questions in a row may stay without an answer before they come
// less often, and how many more before they come once a week.
const patience = 5

// pace is every how many days the question comes after ignored ones.
func pace(every, ignored int) int {
	switch {
	case ignored >= 2*patience:
		return max(every, 7)
	case ignored >= patience:
		return max(every, 2)
	}
	return every
}

// daily is the check-in as a prompt: the message is its first question.
type daily struct{}

// Fleeting: a day that has been is not asked about.
func (daily) Fleeting() {}

// Plan is the next question and the one after it, should the next be let go. A day has
// one key, so travelling gives none of them two; the day's own clock time decides
// when, so it leaves none out.
func (daily) Plan(t *Turn) []Prompt {
	next, ok := t.nextCheckin()
	if !ok {
		return nil
	}
	every := pace(t.Person().Checkin.Every, t.asking().Ignored)
	return []Prompt{t.question(next), t.question(t.unfolded(next.AddDays(every), every))}
}

// question is the prompt of a day.
func (t *Turn) question(day when.Date) Prompt {
	return Prompt{
		PromptKey: PromptKey{Occurrence: day.String()},
		Due:       t.askedAt(day),
		Stale:     when.StartOfDay(day.AddDays(1), t.Zone()),
	}
}

// askedAt is when the question about a day is due. Where it keeps the time of another
// place, it is when the clock there shows it on that day of the person's.
func (t *Turn) askedAt(day when.Date) time.Time {
	c := t.Person().Checkin
	if kept, err := when.LoadZone(c.Zone); c.Zone != "" && err == nil {
		for _, there := range []when.Date{day.AddDays(-1), day, day.AddDays(1)} {
			if at := when.Resolve(there.At(c.At), kept); when.Civil(at, t.Zone()).Date == day {
				return at
			}
		}
	}
	return when.Resolve(day.At(c.At), t.Zone())
}

// askClock is what the person's clock shows when they are asked these days.
func (t *Turn) askClock() when.Clock {
	if c := t.Person().Checkin; c.Zone == "" {
		return c.At
	}
	return when.Civil(t.askedAt(t.Today()), t.Zone()).Clock
}

// nextCheckin is the next day on which the question comes by itself. A day that is
// folded into a debrief counts as asked.
func (t *Turn) nextCheckin() (when.Date, bool) {
	p, asking := t.Person(), t.asking()
	every := pace(p.Checkin.Every, asking.Ignored)
	if every == 0 || p.Paused == forever {
		return when.Date{}, false
	}
	day := later(t.Today(), t.known(p.Checkin.Since), p.Paused)
	if latest := t.known(asking.Latest); !latest.IsZero() {
		next := latest.AddDays(every)
		for next.Before(day) && t.folded(next) {
			next = next.AddDays(every)
		}
		day = later(day, next)
	}
	return t.unfolded(day, every), true
}

// known is a day that was today when it was kept. One that is still far ahead was kept by
// a clock that was wrong; the date line makes a difference of two.
func (t *Turn) known(day when.Date) when.Date {
	if day.After(t.Today().AddDays(2)) {
		return when.Date{}
	}
	return day
}

// unfolded is the first of day and every so many days after it that has a question of
// its own, within a month: who has an appointment every day is debriefed every day.
func (t *Turn) unfolded(day when.Date, every int) when.Date {
	for range 31 {
		switch {
		case when.LeftOut(day, t.Zone()):
			day = day.AddDays(1)
		case t.folded(day):
			day = day.AddDays(every)
		default:
			return day
		}
	}
	return day
}

func later(days ...when.Date) when.Date {
	var latest when.Date
	for _, d := range days {
		if d.After(latest) {
			latest = d
		}
	}
	return latest
}

// Say asks. The first time it comes less often, it says so in the same message.
func (daily) Say(t *Turn, p Prompt) {
	if t.Person().Checkin.Every == 0 {
		return // it was put off, and then turned off
	}
	day, _ := when.ParseDate(p.Occurrence)
	asking := t.asking()
	d := t.checkinDialog(day)
	if slow, every := asking.Ignored, t.Person().Checkin.Every; asking.Latest != day && pace(every, slow) > pace(every, slow-1) {
		d.give("slower", strconv.Itoa(pace(every, slow)))
	}
	if asking.Latest != day {
		asking.Latest, asking.Ignored = day, asking.Ignored+1
		t.save(asking)
	}
	t.offer(d)
}

// Unsay has the day be one that was not asked about.
func (daily) Unsay(t *Turn, p Prompt) {
	asking := t.asking()
	if asking.Latest.String() == p.Occurrence && get[Checkin](t, p.Occurrence) == nil {
		asking.Latest, asking.Ignored = when.Date{}, max(0, asking.Ignored-1)
		t.save(asking)
	}
}

// leaptOver keeps that the person moved past the time of a day's question. It has no other,
// so it is asked at once: also in quiet hours, since whoever has just arrived is up.
func (t *Turn) leaptOver(day when.Date) {
	asking := t.asking()
	asking.Leapt = day
	t.save(asking)
}

func (t *Turn) leapt(p Prompt) bool {
	return p.Kind == "checkin" && p.Occurrence == t.asking().Leapt.String()
}

// restartAsking forgets how often the question was ignored: the person has just said
// how often they want it.
func (t *Turn) restartAsking() {
	if a := t.asking(); a.Ignored > 0 {
		a.Ignored = 0
		t.save(a)
	}
}
