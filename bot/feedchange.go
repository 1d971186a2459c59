package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot/calendar"
	"samepage/bot/text"
	"samepage/bot/when"
)

// id is the RECURRENCE-ID of an occurrence.
func (o Occurrence) id() string {
	_, id, _ := strings.Cut(o.Key, ".")
	return id
}

// differs says whether an event has come to say something else than appointments do.
// What the person changed here stays while the file says what it said before.
func (t *Turn) differs(own []*Appointment, e calendar.Event) bool {
	if from := own[0].From; from != nil && from.Sum == sumOf(e) {
		return false
	}
	var ends [2]int // how many series have an end
	var was, is []time.Time
	for _, a := range own {
		was = append(was, t.timesAhead(a)...)
		ends[0] += btoi(a.Until.IsZero())
	}
	if e.Off {
		return len(was) > 0
	}
	same := true
	for _, a := range appointmentsOf(e) {
		is = append(is, t.timesAhead(&a)...)
		ends[1] += btoi(a.Until.IsZero())
		same = same && a.Minutes == own[0].Minutes
	}
	slices.SortFunc(was, time.Time.Compare)
	slices.SortFunc(is, time.Time.Compare)
	return !same || ends[0] != ends[1] || !slices.EqualFunc(was, is, time.Time.Equal)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// timesAhead is when an appointment takes place, absences left out.
func (t *Turn) timesAhead(a *Appointment) []time.Time {
	p := t.provider(a.Provider)
	var out []time.Time
	for _, o := range a.upcoming(t.Now) {
		if p == nil || !p.awayOn(o.Start.Date) {
			out = append(out, o.At())
		}
	}
	return out
}

// changeLines say what an event changes, in words.
func (t *Turn) changeLines(own []*Appointment, e calendar.Event) []text.Text {
	var out []text.Text
	if e.Off {
		for _, a := range own {
			out = append(out, t.offLines(a, a.upcoming(t.Now))...)
		}
		return out
	}
	now := appointmentsOf(e)
	for i := range max(len(own), len(now)) {
		switch {
		case i >= len(now):
			out = append(out, t.offLines(own[i], own[i].upcoming(t.Now))...)
		case i >= len(own):
			out = append(out, aheadLines(t.Printer, t.nameOf(own[0].Provider), &now[i], t.Now, t.Today())...)
		default:
			out = append(out, t.changedLines(own[i], &now[i])...)
		}
	}
	return out
}

// changedLines compare one appointment with what a file makes of it.
func (t *Turn) changedLines(was, is *Appointment) []text.Text {
	name := t.nameOf(was.Provider)
	if was.Rule != "" && (was.Rule != is.Rule || was.Start.Clock != is.Start.Clock) || was.Rule == "" && is.Rule != "" {
		return aheadLines(t.Printer, name, is, t.Now, t.Today())
	}
	var out []text.Text
	if was.Minutes != is.Minutes {
		out = append(out, t.N(is.Minutes, "%s: it takes %d minute now.", "%s: it takes %d minutes now.", name, is.Minutes))
	}
	before, after := was.upcoming(t.Now), is.upcoming(t.Now)
	if was.Rule == "" && len(before) == 1 && len(after) == 1 {
		return append(out, t.nowOn(before[0], after[0])...)
	}
	var off []Occurrence
	for _, o := range before {
		if i := indexOf(after, o.id()); i >= 0 {
			out = append(out, t.nowOn(o, after[i])...)
		} else {
			off = append(off, o)
		}
	}
	if !is.Until.IsZero() && len(off) > mostLines {
		return append(out, t.T("%s: the last one is before %s.", name, t.DayMonth(is.Until, t.Today())))
	}
	out = append(out, t.offLines(was, off)...)
	return append(out, t.againLines(name, before, after)...)
}

func indexOf(os []Occurrence, id string) int {
	return slices.IndexFunc(os, func(o Occurrence) bool { return o.id() == id })
}

func (t *Turn) nowOn(was, is Occurrence) []text.Text {
	if was.At().Equal(is.At()) {
		return nil
	}
	return []text.Text{t.T("%s, %s: now %s.", t.nameOf(was.Provider), t.At(was.Start, t.Today()), t.At(is.Start, t.Today()))}
}

// mostLines is how many dates are said one by one.
const mostLines = 4

func (t *Turn) offLines(a *Appointment, off []Occurrence) []text.Text {
	name := t.nameOf(a.Provider)
	if a.Rule != "" && len(off) > mostLines {
		return []text.Text{t.T("Off, and all after it: %s, %s.", name, t.At(off[0].Start, t.Today()))}
	}
	var out []text.Text
	for _, o := range off {
		out = append(out, t.T("Off: %s, %s.", name, t.At(o.Start, t.Today())))
	}
	return out
}

func (t *Turn) againLines(name string, before, after []Occurrence) []text.Text {
	var more []Occurrence
	for _, o := range after {
		if indexOf(before, o.id()) < 0 {
			more = append(more, o)
		}
	}
	if len(more) > mostLines {
		return []text.Text{t.T("%s: it goes on longer, to %s at least.", name, t.Day(more[len(more)-1].Start.Date, t.Today()))}
	}
	var out []text.Text
	for _, o := range more {
		out = append(out, t.T("On: %s, %s.", name, t.At(o.Start, t.Today())))
	}
	return out
}

// applyFile makes appointments what an event says. Done twice, it is done once.
func (t *Turn) applyFile(own []*Appointment, e calendar.Event, run string) {
	now := appointmentsOf(e)
	if e.Off {
		now = nil
	}
	for i := range max(len(own), len(now)) {
		switch {
		case i >= len(now):
			t.endFrom(own[i])
		case i >= len(own):
			t.addFiled(now[i], own[0].Provider, fileOf(own[0], run), derived(run, own[0].ID, strconv.Itoa(i)), run)
		default:
			t.mergeFiled(own[i], now[i], run)
		}
	}
}

// endFrom takes off all of an appointment that is ahead.
func (t *Turn) endFrom(a *Appointment) {
	ahead := a.upcoming(t.Now)
	switch {
	case len(ahead) == 0:
	case a.Rule == "":
		t.setOccurrence(ahead[0].Key, Cancelled)
	default:
		a.Until, _ = when.ParseDate(ahead[0].id())
		t.save(a)
	}
}

// mergeFiled makes one appointment what a file says. What happened stays as it was: a
// series that has begun and is to be at another time ends, and another goes on with its
// keys.
func (t *Turn) mergeFiled(a *Appointment, is Appointment, run string) {
	before := a.upcoming(t.Now)
	is.From.File = fileOf(a, run)
	next := *a
	next.Start, next.Rule, next.Until, next.Zone, next.Minutes, next.From = is.Start, is.Rule, is.Until, is.Zone, is.Minutes, is.From
	next.Single = is.Single
	moved := a.Rule != is.Rule || a.Start.Clock != is.Start.Clock
	if !moved {
		next.Single = keptSingles(a, is.Single)
	}
	after := next.upcoming(t.Now)
	if moved && a.Rule != "" && t.hasBegun(a) && len(before) > 0 && len(after) > 0 {
		next.Meta = Meta{ID: derived(run, a.ID, "on"), Run: run}
		next.Series = a.series()
		next.Start.Date, _ = when.ParseDate(after[0].id())
		ended := *a
		ended.Until, _ = when.ParseDate(before[0].id())
		ended.From = nil
		t.save(&ended)
	}
	t.save(&next)
	if after = next.upcoming(t.Now); len(before) > 0 && len(after) > 0 {
		t.carryAgenda(before[0].Key, after[0].Key)
	}
}

// fileOf is the file an appointment came in first, or the one that is read.
func fileOf(a *Appointment, run string) string {
	if a.From != nil {
		return a.From.File
	}
	return run
}

// hasBegun says whether any of a has taken place.
func (t *Turn) hasBegun(a *Appointment) bool {
	return when.Resolve(a.Start, a.zone()).Before(t.Now)
}

// keptSingles are the exceptions a file has, over those that it never had.
func keptSingles(a *Appointment, filed map[string]Single) map[string]Single {
	out := map[string]Single{}
	for id, one := range a.Single {
		if !one.Filed {
			out[id] = one
		}
	}
	for id, one := range filed {
		if old := a.Single[id]; old.Start == one.Start {
			one.Moves = old.Moves
		}
		out[id] = one
	}
	return out
}

// addFiled adds an appointment from a file, or finds that it is there already: somebody
// may have told of it before.
func (t *Turn) addFiled(a Appointment, provider, file, id, run string) {
	for _, old := range all[Appointment](t) {
		if old.Provider == provider && old.From == nil && sameAhead(old, &a, t.Now) {
			t.mergeFiled(old, a, file)
			return
		}
	}
	a.Meta = Meta{ID: id, Run: run}
	if old := get[Appointment](t, id); old != nil {
		a.Said = old.Said
	}
	p := t.provider(provider)
	a.Provider, a.From.File, a.Video = provider, file, p != nil && p.Video
	t.save(&a)
}

// sameAhead says whether two are at the same time from now on.
func sameAhead(a, b *Appointment, now time.Time) bool {
	x, y := a.upcoming(now), b.upcoming(now)
	return (a.Rule == "") == (b.Rule == "") && len(x) > 0 && len(y) > 0 && x[0].At().Equal(y[0].At())
}
