package bot

import (
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// absence asks until when a provider is away. While they are, their appointments are
// left out: nothing is asked, nothing is counted, notes wait. It ends by itself.
type absence struct{}

func (absence) Final() {}

func (absence) Script(s *dialog.Script) {
	h := hereOf(s, s.Given("zone"))
	s.Line("until", s.T(`Until when is %s away? "The 20th" or "two weeks" will do.`, s.Given("name")), dialog.Optional,
		dialog.Way(s.T("Leave it")), dialog.Reads(func(words string) (string, text.Text, bool) {
			gone, ok := h.readAbsence(words)
			if !ok {
				return "", s.T(`I can't find a day in that. "The 20th" or "two weeks" will do.`), meantTime(words)
			}
			if !h.onlyTime(words) {
				return "", nil, false
			}
			return gone.From.String() + " " + gone.To.String(), nil, true
		}))
}

func (absence) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	p, gone := t.provider(d.About), absenceOf(a)
	if p != nil && !gone.To.IsZero() {
		t.setAway(p, gone)
	}
}

func absenceOf(a dialog.Answers) (gone Absence) {
	from, to, _ := strings.Cut(a.Word("until"), " ")
	gone.From, _ = when.ParseDate(from)
	gone.To, _ = when.ParseDate(to)
	return gone
}

func (absence) Close(t *Turn, d *Dialog, a dialog.Answers) {
	p, gone := t.provider(d.About), absenceOf(a)
	if p == nil || gone.To.IsZero() {
		t.instead(t.T("Left as it was."))
		return
	}
	t.sayAway(p, gone)
}

// readAbsence is the days words say somebody is away: "until the 20th" is up to it.
func (h here) readAbsence(words string) (Absence, bool) {
	today := h.civil().Date
	for _, r := range when.Parse(words, h.context()) {
		gone := Absence{From: today}
		switch r.Kind {
		case when.DayPeriod, when.InstantPeriod:
			gone.To = r.End.Date
			if !r.OpenStart && r.Start.Date.After(today) {
				gone.From = r.Start.Date
			}
		case when.Day, when.Instant:
			gone.From, gone.To = h.awayOnDay(words, r.Start.Date)
		case when.Duration:
			gone.To = today.AddMonths(r.Length.Months).AddDays(r.Length.Days)
		}
		if gone.To.After(gone.From) && !r.OpenEnd {
			return gone, true
		}
	}
	return Absence{}, false
}

// awayOnDay is that day alone where it was said as such: "on Thursday". As an answer to
// "until when" a day is the end.
func (h here) awayOnDay(words string, day when.Date) (from, to when.Date) {
	if strings.Contains(" "+dialog.Fold(words)+" ", " on ") {
		return day, day.AddDays(1)
	}
	return h.civil().Date, day
}

// setAway keeps an absence; a later word about the same time replaces it.
func (t *Turn) setAway(p *Provider, gone Absence) {
	var kept []Absence
	for _, a := range p.Away {
		if !a.To.After(gone.From) || !a.From.Before(gone.To) {
			kept = append(kept, a)
		}
	}
	p.Away = append(kept, gone)
	t.save(p)
}

func (t *Turn) sayAway(p *Provider, gone Absence) {
	lines := []text.Text{t.T("%s is away until %s.", p.Name, t.Day(gone.To, t.Today()))}
	if gone.From.After(t.Today()) {
		lines[0] = t.T("%s is away from %s until %s.", p.Name, t.Day(gone.From, t.Today()), t.Day(gone.To, t.Today()))
	}
	if n := t.leftOut(p, gone); n > 0 {
		lines = append(lines, t.N(n, "%d appointment is left out.", "%d appointments are left out.", n))
	}
	lines = append(lines, t.T("I'll not ask about that time. What you send for %s waits.", p.Name))
	if o, ok := t.next(p.ID); ok {
		lines = append(lines, t.T("Next: %s.", t.when(o)))
	}
	t.kept(text.Lines(lines...))
}

// leftOut is how many appointments ahead fall into an absence.
func (t *Turn) leftOut(p *Provider, gone Absence) int {
	n := 0
	for _, o := range t.occurrences(gone.From, gone.To) {
		if o.Provider == p.ID && o.State == Away && o.At().After(t.Now) {
			n++
		}
	}
	return n
}

// backAlready is the button that ends an absence.
func backAlready(t *Turn, p *Provider) {
	for i, a := range p.Away {
		if a.To.After(t.Today()) {
			p.Away[i].To = t.Today()
		}
	}
	t.save(p)
	if o, ok := t.next(p.ID); ok {
		t.kept(t.T("%s is back. Next: %s.", p.Name, t.when(o)))
		return
	}
	t.kept(t.T("%s is back.", p.Name))
}

// awayUntil is said in words: "Tom is away until the 20th". It is false where they name
// nobody the person sees, or no time.
func (t *Turn) awayUntil(words string) bool {
	h := t.here()
	_, rest := h.cut(words, func(r when.Reading) bool { return isTarget(r) || r.Kind == when.Duration })
	p, named := t.providerSaid(leaving(rest, awayWords))
	gone, ok := h.readAbsence(words)
	switch {
	case !named || !ok:
		return false
	case p == nil:
		t.tellProviders()
	default:
		t.setAway(p, gone)
		t.sayAway(p, gone)
	}
	return true
}

var awayWords = setOf(`is are will be away gone off out on holiday holidays vacation leave has takes until till til from for next this between`)

// providerSaid is whom words name. "My therapist" is the one therapist there is; nil
// and true where there are several.
func (t *Turn) providerSaid(words string) (p *Provider, ok bool) {
	name, medical, _ := readName(words)
	if name = leaving(name, pointers); name != "" {
		p = t.providerCalled(name)
		return p, p != nil
	}
	if p = t.providerCalled(practitioner(words)); p != nil {
		return p, true
	}
	if !isRole(words) {
		return nil, false
	}
	var fit []*Provider
	for _, p := range t.providers() {
		if p.Medical == medical {
			fit = append(fit, p)
		}
	}
	if len(fit) == 1 {
		return fit[0], true
	}
	return nil, len(fit) > 1
}
