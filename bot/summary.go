package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"samepage/bot/chart"
	"samepage/bot/text"
	"samepage/bot/when"
)

// summary tells a period back, where words name one; false where they do not. Object
// is words without the verb.
func (t *Turn) summary(object, words string) bool {
	periods := t.periods(object, words)
	switch len(periods) {
	case 0:
		return false
	case 1:
		t.tellPeriod(view{Period: periods[0]})
	default:
		t.askPeriod(periods)
	}
	return true
}

// summaryCommand is "/summary" and "/summary last month".
func (t *Turn) summaryCommand(rest string) {
	if t.summary(rest, rest) {
		return
	}
	if r, ok := when.First(rest, t.looking(when.Past)); ok && r.Start.Date.After(t.Today()) {
		t.say(t.T("Those days are still to come."))
	} else {
		t.say(t.T("I could not read which days. /summary last week works, so does /summary 2 to 8 March."))
	}
}

// askPeriod asks which of two periods was meant, month names and all.
func (t *Turn) askPeriod(periods []Period) {
	var buttons []Button
	for _, p := range periods {
		buttons = append(buttons, Button{Label: periodName(t.Printer, p, t.Today()),
			Press: Press{Key: "summary", Option: view{Period: p}.String()}})
	}
	t.say(t.T("Which days do you mean?"), buttons...)
}

// view is a summary as it stands on the screen: a period, from which line on, and the
// dialog that says what was left out.
type view struct {
	Period
	Skip    int
	Without string
}

// String is how a button carries it: at most 38 characters.
func (v view) String() string { return fmt.Sprintf("%s.%d.%s", v.Period, v.Skip, v.Without) }

func parseView(s string) (view, error) {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return view{}, fmt.Errorf("view %q has %d parts", s, len(parts))
	}
	period, err := ParsePeriod(parts[0] + "." + parts[1])
	if err != nil {
		return view{}, err
	}
	skip, err := strconv.Atoi(parts[2])
	return view{period, skip, parts[3]}, err
}

// onView is an action whose button carries a view.
func onView(do func(*Turn, view)) func(*Turn, Press) {
	return func(t *Turn, p Press) {
		v, err := parseView(p.Option)
		if err != nil {
			t.stale()
			return
		}
		do(t, v)
	}
}

// recorded reads what summaries are made of.
func (t *Turn) recorded(per Period) recorded {
	r := recorded{
		checkins: all[Checkin](t), debriefs: all[Debrief](t), disconnects: all[Disconnect](t), notes: all[Note](t),
		homework: all[Homework](t), goals: all[Goal](t), measures: all[Measure](t),
	}
	for _, o := range t.occurrences(per.From, per.To) {
		if o.State == Cancelled || o.State == Missed {
			r.missed = append(r.missed, o)
		}
	}
	return r
}

func (t *Turn) teller(f facts, report bool) *teller {
	w := &teller{Printer: t.Printer, facts: f, today: t.Today(), names: map[string]string{}, goals: map[string]string{}, report: report}
	for _, p := range all[Provider](t) {
		w.names[p.ID] = p.Name
	}
	for _, g := range all[Goal](t) {
		w.goals[g.ID] = g.Words
	}
	return w
}

// room is how many characters of a summary stand in one message: about a phone's
// screen. More is told when it is asked for, up to what every network carries.
const (
	room     = 900
	moreRoom = 1800
)

// tellPeriod says a period: what matters most in one message, the rest on a tap.
func (t *Turn) tellPeriod(v view) {
	f := t.recorded(v.Period).in(v.Period)
	name := periodName(t.Printer, v.Period, t.Today())
	if f.empty() {
		t.instead(t.T("Nothing is kept of %s. That is all right.", name))
		return
	}
	lines := t.without(t.teller(f, false).tell(), v.Without)
	now, rest := share(lines)
	t.sendInstead(Message{
		Text:    layout(t.heading(f, name), now, inShort),
		Picture: t.picture(f, name, now),
		Buttons: t.summaryButtons(v, len(now), len(rest)),
	})
}

func (t *Turn) heading(f facts, name text.Text) text.Text {
	switch {
	case f.days() == 1 && len(f.Days) == 1: // the day's own line names it
		return nil
	case len(f.Days) == 0:
		return t.T("%s.", name)
	}
	return t.N(len(f.Days), "%s, %d day kept.", "%s, %d days kept.", name, len(f.Days))
}

// share is what stands in the first message, and what is told when more is asked for:
// what was for later, what there was no room for, and quotes that were cut.
func share(lines []told) (now, rest []told) {
	used := 0
	for _, l := range lines {
		size := len([]rune(l.Text.String()))
		if l.Later || used+size > room {
			rest = append(rest, l)
			continue
		}
		used += size
		now = append(now, l)
		if l.Whole.String() != l.Text.String() {
			rest = append(rest, l)
		}
	}
	return now, rest
}

// tellMore goes on with a period where a message ended.
func tellMore(t *Turn, v view) {
	f := t.recorded(v.Period).in(v.Period)
	_, rest := share(t.without(t.teller(f, false).tell(), v.Without))
	rest = rest[min(v.Skip, len(rest)):]
	n := fitting(rest)
	if n == 0 {
		t.say(t.T("That was all of it."))
		return
	}
	v.Skip += n
	var buttons []Button
	if n < len(rest) {
		buttons = append(buttons, t.moreButton(v))
	}
	t.say(layout(nil, rest[:n], inFull), buttons...)
}

// fitting is how many lines go into a message of more; one always does.
func fitting(lines []told) int {
	used := 0
	for i, l := range lines {
		used += len([]rune(l.Whole.String()))
		if i > 0 && used > moreRoom {
			return i
		}
	}
	return len(lines)
}

func (t *Turn) summaryButtons(v view, now, more int) []Button {
	var out []Button
	if more > 0 {
		out = append(out, t.moreButton(v))
	}
	out = append(out, t.reportButtons(v)...)
	if now > 1 || v.Without != "" {
		out = append(out, Button{Label: t.T("Leave something out"), Press: Press{Key: "summary.without", Option: v.String()}})
	}
	return out
}

func (t *Turn) moreButton(v view) Button {
	return Button{Label: t.T("More"), Press: Press{Key: "summary.more", Option: v.String()}}
}

// picture is the period's line, days of appointments marked; none where a line would
// have one point, or where how the days were is left out.
func (t *Turn) picture(f facts, name text.Text, lines []told) *chart.Spec {
	if len(f.Days) < 2 || !slices.ContainsFunc(lines, func(l told) bool { return l.Key == "mood" }) {
		return nil
	}
	p := t.Printer
	spec := &chart.Spec{Title: name.String(), From: f.From, Lines: []chart.Line{{
		Name: p.T("How the days were").String(), Low: 1, High: 5,
		Values: f.values(func(c *Checkin) (int, bool) { return c.Mood, true }),
	}}}
	for _, m := range f.Measures {
		low, high := bounds(m.Scale)
		spec.Lines = append(spec.Lines, chart.Line{Name: measureName(p, m.Measure).String(), Low: low, High: high,
			Values: f.values(func(c *Checkin) (int, bool) { v, kept := c.Measures[m.Measure.ID]; return v, kept })})
	}
	for _, v := range f.Visits {
		spec.Marked = append(spec.Marked, v.Day)
	}
	slices.SortFunc(spec.Marked, when.Date.Compare)
	return spec
}

// values is a value a day, nil where there is none.
func (f facts) values(of func(*Checkin) (int, bool)) []*int {
	out := make([]*int, f.days())
	for _, c := range f.Days {
		if v, kept := of(c); kept {
			out[f.From.Days(c.Day)] = &v
		}
	}
	return out
}

// without is lines without those that a dialog says are left out.
func (t *Turn) without(lines []told, id string) []told {
	d := get[Dialog](t, id)
	if id == "" || d == nil {
		return lines
	}
	return slices.DeleteFunc(lines, func(l told) bool { return slices.Contains(d.Answers.List("out"), l.Key) })
}
