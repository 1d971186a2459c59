package bot

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// report is a period told to one provider: the person ticks what goes in, sees it, and
// hands it over. It is sent to nobody.
type report struct{}

func (report) Script(s *dialog.Script) {
	ask := s.T("What goes into a report for %s? You see it first. I send it to nobody.", s.Given("name"))
	if days := s.Given("days"); days != "" {
		ask = s.T("What goes into a report for %s, %s? You see it first. I send it to nobody.", s.Given("name"), days)
	}
	s.Many("sections", ask, s.Options("sections"))
}

func (report) Keep(*Turn, *Dialog, dialog.Answers) {}

// Close shows the report as a message of its own, fit to be forwarded.
func (report) Close(t *Turn, d *Dialog, a dialog.Answers) {
	v, err := parseView(d.About)
	provider := t.provider(d.Given.Words["provider"])
	chosen := a.List("sections")
	if err != nil || provider == nil {
		t.stale()
		return
	}
	again := Button{Label: t.T("Choose again"), Press: Press{On: provider.ID, Key: "report", Option: d.About}}
	if len(chosen) == 0 {
		t.instead(t.T("Nothing was ticked, so there is no report."), again)
		return
	}
	f, lines := t.reportLines(v, provider)
	lines = slices.DeleteFunc(lines, func(l told) bool { return !slices.Contains(chosen, string(l.Section)) })
	heading := t.T("For %s: %s", provider.Name, t.reportHeading(f))
	t.instead(layout(heading, lines, inFull), again)
}

func (t *Turn) reportHeading(f facts) text.Text {
	name := periodName(t.Printer, f.Period, t.Today())
	if h := t.heading(f, name); !h.Empty() {
		return h
	}
	return t.T("%s.", name)
}

// reportLines is what there is to tell a provider of a period, but for what was left
// out of the summary.
func (t *Turn) reportLines(v view, p *Provider) (facts, []told) {
	f := t.recorded(v.Period).to(p.ID).in(v.Period)
	return f, t.without(t.teller(f, true).tell(), v.Without)
}

// to is what may be told to a provider: what is theirs or nobody's, and nothing
// private.
func (r recorded) to(provider string) recorded {
	theirs := func(id string) bool { return id == "" || id == provider }
	r.debriefs = slices.DeleteFunc(slices.Clone(r.debriefs), func(d *Debrief) bool { return d.Provider != provider })
	r.notes = slices.DeleteFunc(slices.Clone(r.notes), func(n *Note) bool { return n.Private || !theirs(n.Provider) })
	r.homework = slices.DeleteFunc(slices.Clone(r.homework), func(h *Homework) bool { return !theirs(h.Provider) })
	r.goals = slices.DeleteFunc(slices.Clone(r.goals), func(g *Goal) bool { return !theirs(g.Provider) })
	r.missed = slices.DeleteFunc(slices.Clone(r.missed), func(o Occurrence) bool { return o.Provider != provider })
	return r
}

// askReport opens the talk about a report.
func askReport(t *Turn, p Press) {
	v, err := parseView(p.Option)
	provider := t.provider(p.On)
	if err != nil || provider == nil {
		t.stale()
		return
	}
	t.openReport(provider, v, "")
}

// openReport does; days names them where nothing on the screen does.
func (t *Turn) openReport(provider *Provider, v view, days string) {
	d := &Dialog{Kind: "report", About: v.String()}
	d.give("days", days)
	d.give("name", provider.Name)
	d.give("provider", provider.ID)
	_, lines := t.reportLines(v, provider)
	for _, s := range sections {
		if slices.ContainsFunc(lines, func(l told) bool { return l.Section == s }) {
			d.list("sections", sectionName(t.Printer, s))
		}
	}
	if len(d.Given.Lists["sections"]) == 0 {
		t.say(t.T("There is nothing in it for %s yet.", provider.Name))
		return
	}
	t.open(d)
}

// reportOn is asked in words, which may say for whom and of which days: "for Tom since last
// week". Without days it is of those since the person last met them.
func (t *Turn) reportOn(object string) bool {
	words := strings.Fields(object)
	for n := len(words); n >= 0; n-- {
		to := t.reportTo(strings.Join(words[:n], " "))
		if len(to) == 0 {
			continue
		}
		if per, ok := t.reportOf(to, strings.Join(words[n:], " ")); ok {
			t.offerReport(to, view{Period: per})
			return true
		}
	}
	return false
}

// reportTo is whom words name; everybody the person sees where they name nobody.
func (t *Turn) reportTo(words string) []*Provider {
	if leaving(words, besideReport) == "" {
		return t.providers()
	}
	if p, ok := t.providerSaid(words); ok && p != nil {
		return []*Provider{p}
	}
	return nil
}

var besideReport = setOf(`for to of about on from over the my`)

func (t *Turn) reportOf(to []*Provider, words string) (Period, bool) {
	if words == "" {
		return t.sinceMet(to), true
	}
	days := t.periods(words, words)
	return append(days, Period{})[0], len(days) > 0
}

// sinceMet is the days since the person last met one of some people, or four weeks.
func (t *Turn) sinceMet(to []*Provider) Period {
	tomorrow := t.Today().AddDays(1)
	per := Period{tomorrow.AddDays(-28), tomorrow}
	if met := t.anchors(to[0].Name)[when.LastAppointment].Date; len(to) == 1 && met.After(per.From) && met.Before(t.Today()) {
		per.From = met
	}
	return per
}

// offerReport opens the talk about it, once it is known whom it is for.
func (t *Turn) offerReport(to []*Provider, v view) {
	if len(to) == 1 {
		t.openReport(to[0], v, periodName(t.Printer, v.Period, t.Today()).String())
		return
	}
	t.say(t.T("Who is it for?"), t.reportButtons(v)...)
}

// reportButtons are [A report for Tom] and the like.
func (t *Turn) reportButtons(v view) []Button {
	var out []Button
	for _, p := range t.providers() {
		out = append(out, Button{Label: t.T("A report for %s", p.Name), Press: Press{On: p.ID, Key: "report", Option: v.String()}})
	}
	return out
}

// omission is the talk in which lines of a summary are left out.
type omission struct{}

func (omission) Script(s *dialog.Script) {
	s.Many("out", s.T("Tap what to leave out."), s.Options("lines"), dialog.Numbered)
}

func (omission) Keep(*Turn, *Dialog, dialog.Answers) {}

// Close shows the summary anew.
func (omission) Close(t *Turn, d *Dialog, _ dialog.Answers) {
	v, err := parseView(d.About)
	if err != nil {
		t.stale()
		return
	}
	v.Without, v.Skip = d.ID, 0
	t.tellPeriod(v)
}

// askOmission opens that talk; what was left out before stays so unless it is changed.
func askOmission(t *Turn, v view) {
	d := &Dialog{Kind: "omission", About: v.String()}
	if before := get[Dialog](t, v.Without); v.Without != "" && before != nil {
		d.Answers = dialog.Answers{"out": {Values: before.Answers.List("out")}}
	}
	lines, _ := share(t.teller(t.recorded(v.Period).in(v.Period), false).tell())
	for _, l := range lines {
		d.list("lines", dialog.Option{Key: l.Key, Label: l.Text})
	}
	t.open(d)
}
