package bot

import (
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// section is a part of a summary that may go into a report or not.
type section string

// The sections, in the order they are told in.
const (
	ofDays     section = "days"
	ofLines    section = "lines"
	ofVisits   section = "visits"
	ofNotes    section = "notes"
	ofTries    section = "tries"
	ofGoals    section = "goals"
	ofMeasures section = "measures"
	ofEach     section = "each"
)

var sections = []section{ofDays, ofLines, ofVisits, ofNotes, ofTries, ofGoals, ofMeasures, ofEach}

// told is one fact in words. Key is stable, so that it can be left out.
type told struct {
	Key     string
	Section section
	Text    text.Text
	Whole   text.Text // the same with its quotes whole, where Text has cut them
	Later   bool      // told only when more is asked for
	Beside  bool      // on one line with the fact before, where that is told too
}

// teller tells a period's facts, to the person or, as a report, for them.
type teller struct {
	text.Printer
	facts
	today  when.Date
	names  map[string]string // of providers, by id
	goals  map[string]string // words of goals, by id
	report bool
	lines  []told
}

// tell is the facts in words, each a line, what matters most first.
func (w *teller) tell() []told {
	w.mood()
	w.extremes()
	for _, v := range w.Visits {
		w.visit(v)
	}
	for _, n := range w.Notes {
		w.add(told{Key: n.ID, Section: ofNotes, Text: w.kept(inBrief(n.Words)), Whole: w.kept(n.Words), Later: n.Private})
	}
	for _, h := range w.Tries {
		w.try(h)
	}
	for _, g := range w.Reached {
		w.add(told{Key: "reached." + g.ID, Section: ofGoals, Text: w.T(`Reached: "%s".`, g.Words)})
	}
	for _, g := range w.Rated {
		w.rated(g)
	}
	for _, m := range w.Measures {
		w.measure(m)
	}
	for _, o := range w.Missed {
		w.missed(o)
	}
	w.each()
	return w.lines
}

func (w *teller) add(l told) {
	if l.Whole.Empty() {
		l.Whole = l.Text
	}
	w.lines = append(w.lines, l)
}

// day is a day's shortest clear name: in a week that of the weekday.
func (w *teller) day(d when.Date) text.Text {
	if n := w.days(); 1 < n && n <= 7 {
		return w.ShortWeekday(d.Weekday())
	}
	return w.Day(d, w.today)
}

func (w *teller) mood() {
	m := w.Mood
	var said text.Text
	switch {
	case m.Days == 0:
		return
	case m.Days == 1:
		only := w.facts.Days[0]
		w.add(told{Key: "day." + only.ID, Section: ofDays, Text: w.alone(only)})
		return
	case m.Low == m.High:
		said = w.T("Each day was a %d of 5.", m.Low)
	case m.Mostly < 0:
		said = w.T("From %d to %d of 5.", m.Low, m.High)
	default:
		said = w.T("Mostly %d of 5, from %d to %d.", m.Mostly, m.Low, m.High)
	}
	w.add(told{Key: "mood", Section: ofDays, Text: text.Sentences(said, w.trend())})
}

// alone is the one day that was kept.
func (w *teller) alone(c *Checkin) text.Text {
	if c.Line == "" {
		return w.T("%s: %d of 5.", w.day(c.Day), c.Mood)
	}
	return w.T(`%s: %d of 5, "%s".`, w.day(c.Day), c.Mood, c.Line)
}

func (w *teller) trend() text.Text {
	before := periodBefore(w.Printer, w.Period)
	switch w.Trend {
	case better:
		return w.T("That is better than %s.", before)
	case littleBetter:
		return w.T("That is a little better than %s.", before)
	case level:
		return w.T("That is about the same as %s.", before)
	case littleWorse:
		return w.T("That is a little worse than %s.", before)
	case worse:
		return w.T("That is worse than %s.", before)
	}
	return nil
}

// extremes are left out with the days they are, wherever those are told.
func (w *teller) extremes() {
	hardest, best := w.hardest(w.Hardest), w.best(w.Best)
	if !hardest.Empty() {
		w.add(told{Key: "day." + w.Hardest.ID, Section: ofLines, Text: hardest})
	}
	if !best.Empty() {
		w.add(told{Key: "day." + w.Best.ID, Section: ofLines, Text: best, Beside: !hardest.Empty()})
	}
}

// hardest is nothing where several days were, and none of them has a line.
func (w *teller) hardest(e extreme) text.Text {
	switch {
	case e.Checkin == nil, e.Line == "" && e.Alike > 1:
		return nil
	case e.Line == "":
		return w.T("Hardest: %s.", w.day(e.Day))
	case e.Alike > 1:
		return w.T(`One of the hardest, %s: "%s".`, w.day(e.Day), inBrief(e.Line))
	default:
		return w.T(`Hardest, %s: "%s".`, w.day(e.Day), inBrief(e.Line))
	}
}

func (w *teller) best(e extreme) text.Text {
	switch {
	case e.Checkin == nil, e.Line == "" && e.Alike > 1:
		return nil
	case e.Line == "":
		return w.T("Best: %s.", w.day(e.Day))
	case e.Alike > 1:
		return w.T(`One of the best, %s: "%s".`, w.day(e.Day), inBrief(e.Line))
	default:
		return w.T(`Best, %s: "%s".`, w.day(e.Day), inBrief(e.Line))
	}
}

func (w *teller) kept(words string) text.Text {
	if w.report {
		return w.T(`I kept: "%s".`, words)
	}
	return w.T(`You kept: "%s".`, words)
}

func (w *teller) try(h *Homework) {
	w.add(told{Key: h.ID, Section: ofTries, Text: w.T(`To try: "%s".`, inBrief(h.Words)), Whole: w.T(`To try: "%s".`, h.Words)})
	if h.Went != "" {
		w.add(told{Key: h.ID + ".w", Section: ofTries, Text: w.T(`How it went: "%s".`, h.Went)})
	}
}

func (w *teller) rated(g ratedGoal) {
	first, last := g.Ratings[0].Value, g.Ratings[len(g.Ratings)-1].Value
	said := w.T(`"%s": %d of 10.`, g.Words, last)
	if len(g.Ratings) > 1 {
		said = w.T(`"%s": %d of 10, then %d.`, g.Words, first, last)
	}
	w.add(told{Key: "rated." + g.ID, Section: ofGoals, Text: said})
}

func (w *teller) measure(m measureFacts) {
	name := measureName(w.Printer, m.Measure)
	_, high := bounds(m.Scale)
	var said text.Text
	switch {
	case m.Scale == YesNo:
		said = w.N(m.spread.Days, "%s: yes on %d of %d day.", "%s: yes on %d of %d days.", name, m.yes(), m.spread.Days)
	case m.Low == m.High:
		said = w.T("%s: %d of %d.", name, m.Low, high)
	case m.Mostly < 0:
		said = w.T("%s: from %d to %d, of %d.", name, m.Low, m.High, high)
	default:
		said = w.T("%s: mostly %d, from %d to %d, of %d.", name, m.Mostly, m.Low, m.High, high)
	}
	w.add(told{Key: "m." + m.Measure.ID, Section: ofMeasures, Text: said})
}

// yes is how many days were a yes.
func (m measureFacts) yes() int { return int(m.Mean*float64(m.spread.Days) + 0.5) }

// each is every day that was kept, where there is more than one.
func (w *teller) each() {
	if len(w.facts.Days) < 2 {
		return
	}
	for _, c := range w.facts.Days {
		w.add(told{Key: "day." + c.ID, Section: ofEach, Text: w.alone(c), Later: true})
	}
}

// layout sets facts under each other, those that belong together on one line.
func layout(heading text.Text, lines []told, of func(told) text.Text) text.Text {
	var out []text.Text
	for i, l := range lines {
		if l.Beside && i > 0 && lines[i-1].Section == l.Section {
			out[len(out)-1] = text.Sentences(out[len(out)-1], of(l))
		} else {
			out = append(out, of(l))
		}
	}
	return text.Lines(append([]text.Text{heading}, out...)...)
}

func inShort(l told) text.Text { return l.Text }
func inFull(l told) text.Text  { return l.Whole }

// tooLong is from how many characters on a quote is cut in a summary, and shortened how
// many stay: a few more are no reason to cut.
const (
	tooLong   = 150
	shortened = 100
)

// inBrief is words cut to their first sentence, or between two words, where they are
// long. What is cut shows.
func inBrief(words string) string {
	if len([]rune(words)) <= tooLong {
		return words
	}
	words = strings.Join(strings.Fields(words), " ")
	head := string([]rune(words)[:shortened])
	for _, end := range []string{". ", "? ", "! "} {
		if i := strings.Index(head, end); i > 0 {
			return head[:i+1] + " ..."
		}
	}
	if i := strings.LastIndex(head, " "); i > 0 {
		head = head[:i]
	}
	return head + " ..."
}

func sectionName(p text.Printer, s section) dialog.Option {
	names := map[section]text.Text{
		ofDays: p.T("How the days were"), ofLines: p.T("Hardest and best"), ofVisits: p.T("What was said"), ofNotes: p.T("What I kept"),
		ofTries: p.T("Things to try"), ofGoals: p.T("Goals"), ofMeasures: p.T("What I measured"), ofEach: p.T("Day by day"),
	}
	return dialog.Option{Key: string(s), Label: names[s]}
}
