package bot

import (
	"hash/fnv"
	"slices"
	"strconv"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// Agenda is what to bring to one appointment. Its ID is the occurrence's key.
type Agenda struct {
	Meta
	Provider string
	Items    []Item   // ranked, what comes first is first
	LeftOut  []string // ids of notes and sentences left out of this one
	Wants    []string // what the person wants from it, and what worries them
	Done     bool     // the person has been through it
	Brought  []string // ids of the notes that were on the page, once it happened
}

// Item is one thing to bring.
type Item struct {
	Words string
	Note  string // the note it came from, if any
	Goal  string // the goal it names, if any
}

func (*Agenda) kind() string { return "agenda" }

// The states of an agenda.
const (
	Ahead = ""     // for an appointment that has not been heard of yet
	Over  = "over" // what was on it was brought, or carried over
)

// agenda is how the person gets ready for one appointment: what they kept, what they
// want from it, and what must not be left out.
type agenda struct{}

// Final is since the page can be changed by going through the agenda again.
func (agenda) Final() {}

func (agenda) Script(s *dialog.Script) {
	s.Form(s.T("For %s", s.Given("when")))
	bring := askItems(s)
	if s.Given("first") != "" {
		askGoals(s)
	}
	if s.Given("again") == "" {
		bring = append(wanted(s), bring...)
	}
	if len(bring) > shownItems {
		s.Choice("first", s.T("Which one must not be left out?"), bring, dialog.Numbered)
	}
	askFit(s)
}

// wanted asks what the person wants from this one. It is always asked, once.
func wanted(s *dialog.Script) []dialog.Option {
	ask := s.T("What do you want from %s? Anything that worries you? One line each.", s.Given("when"))
	short := s.T("What you want, what worries you")
	if s.Given("medical") != "" {
		ask = s.T("What changed? What worries you? What to ask? One line each.")
		short = s.T("What changed, what worries you, what to ask")
	}
	return written(s.Lines("want", ask, dialog.Way(s.T("Nothing more")), dialog.OnForm(short, s.T("One line each."))))
}

// askItems shows what was kept, all of it chosen, and returns what is to come along.
func askItems(s *dialog.Script) []dialog.Option {
	kept := s.Options("kept")
	if len(kept) == 0 {
		return nil
	}
	chosen := s.Many("items", s.T("For %s you kept", s.Given("name")), kept,
		dialog.Numbered, dialog.Own, dialog.Preset(keysOf(s.Options("preset"))), dialog.Foot(allGo(s, kept)),
		dialog.More(s.T("Add"), s.T("What do you want to add? One line.")),
		dialog.OnForm(s.T("What goes on the page"), s.T("The page takes three.")))
	return comingAlong(kept, chosen)
}

// allGo says how many of those kept go on the page.
func allGo(s *dialog.Script, kept []dialog.Option) dialog.Footing {
	return func(chosen []string) text.Text {
		n := len(kept) + len(addedTo(kept, chosen))
		switch {
		case len(comingAlong(kept, chosen)) > shownItems:
			return s.T("The page takes three. Tap to leave one out.")
		case len(chosen) < n:
			return s.T("%d of %d go on the page.", len(chosen), n)
		case n == 1:
			return s.T("It goes on the page. Tap 1 to leave it out.")
		case n == 2:
			return s.T("Both go on the page. Tap to leave one out.")
		case n == 3:
			return s.T("All three go on the page. Tap to leave one out.")
		default:
			return s.T("All go on the page. Tap to leave one out.")
		}
	}
}

// comingAlong is the options that were chosen and the lines that were added. The
// sentence is none of them: it is first anyway.
func comingAlong(kept []dialog.Option, chosen []string) []dialog.Option {
	var out []dialog.Option
	for _, o := range kept {
		if slices.Contains(chosen, o.Key) && !unsaidKey(o.Key) {
			out = append(out, o)
		}
	}
	return append(out, written(addedTo(kept, chosen))...)
}

// addedTo is what the person put beside what was kept.
func addedTo(kept []dialog.Option, chosen []string) []string {
	return slices.DeleteFunc(slices.Clone(chosen), func(v string) bool { return slices.Contains(keysOf(kept), v) })
}

// written are options for lines the person wrote.
func written(lines []string) []dialog.Option {
	var out []dialog.Option
	for _, words := range lines {
		out = append(out, dialog.Option{Key: lineKey(words), Label: text.Lit(words)})
	}
	return out
}

// lineKey is a short name for a line, as a button can carry it.
func lineKey(words string) string {
	sum := fnv.New64a()
	sum.Write([]byte(words))
	return "w" + strconv.FormatUint(sum.Sum64(), 36)
}

func keysOf(options []dialog.Option) []string {
	var out []string
	for _, o := range options {
		out = append(out, o.Key)
	}
	return out
}

// askFit asks at most one thing more: about words that were begun and left, or about a
// goal that has not come up for a while.
func askFit(s *dialog.Script) {
	switch {
	case s.Given("begun") != "":
		s.Choice("fit", s.T(`You began this: "%s" Go on with it?`, s.Given("begun")), []dialog.Option{
			s.Option("words", s.T("Find words")), s.Option("page", s.T("Just the page"))}, dialog.Means("words", "page"))
	case s.Given("drift") != "":
		s.Choice("fit", s.T(`"%s" did not come up in the last %d. Want to ask %s how it fits?`,
			s.Given("drift"), s.Count("over"), s.Given("name")), []dialog.Option{
			s.Option("words", s.T("Find words")), s.Option("page", s.T("Just the page")),
			s.Option("rest", s.T("Not for a while"))}, dialog.Means("words", "page"))
	}
}

// Keep writes the agenda and the goals as far as they got.
func (agenda) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	o, known := t.occurrence(d.About)
	if !known {
		return
	}
	kept := d.Given.Lists["kept"]
	chosen := a.List("items")
	if _, asked := a["items"]; !asked {
		chosen = keysOf(d.Given.Lists["preset"])
	}
	ag := t.agendaOf(o)
	ag.LeftOut = slices.DeleteFunc(keysOf(kept), func(key string) bool { return slices.Contains(chosen, key) })
	if d.Given.Words["again"] == "" {
		ag.Wants = a.List("want")
	}
	ag.Items = ranked(append(written(a.List("want")), comingAlong(kept, chosen)...), a.Word("first"))
	t.save(ag)
	if d.Given.Words["first"] != "" {
		t.keepGoals(d, a.List("goals"), o.Provider)
	}
	if a.Word("fit") == "rest" {
		t.restDrift(d.Given.Words["goalid"], o.Provider)
	}
}

// ranked is options as items, the one named first leading.
func ranked(options []dialog.Option, first string) []Item {
	var out []Item
	for _, o := range options {
		item := Item{Words: o.Label.String()}
		if !lineOf(o) {
			item.Note = o.Key
		}
		if o.Key == first {
			out = slices.Insert(out, 0, item)
		} else {
			out = append(out, item)
		}
	}
	return out
}

// lineOf says whether an option is a line of the agenda's own, and no note.
func lineOf(o dialog.Option) bool { return o.Key == lineKey(o.Label.String()) }

// Close says what the page says, or begins to find words.
func (agenda) Close(t *Turn, d *Dialog, a dialog.Answers) {
	o, known := t.occurrence(d.About)
	if !known {
		t.stale()
		return
	}
	ag := t.agendaOf(o)
	ag.Done = true
	t.save(ag)
	if a.Word("fit") == "words" {
		t.findWords(d, o)
		return
	}
	var here text.Text
	if unsaid, items := t.page(o); len(unsaid)+len(items) > 0 {
		here = t.T("This is your page:")
	}
	t.kept(text.Lines(here, t.pageText(o), t.whenPage(o)))
}

// findWords goes on to the sentence, on the message that was pressed.
func (t *Turn) findWords(d *Dialog, o Occurrence) {
	next := &Dialog{Kind: "disconnect", Given: t.disconnectGiven(o.Provider, get[Goal](t, d.Given.Words["goalid"]))}
	if d.Given.Words["begun"] != "" {
		next = t.standing(next)
	}
	next.Asked = t.run(next).Ask.Key
	t.open(next)
}

// agendaOf is the agenda of an occurrence; a new one where there is none.
func (t *Turn) agendaOf(o Occurrence) *Agenda {
	if ag := get[Agenda](t, o.Key); ag != nil {
		return ag
	}
	return &Agenda{Meta: Meta{ID: o.Key, Day: o.Start.Date}, Provider: o.Provider}
}

// wall is when o begins by the person's own calendar and clock.
func (t *Turn) wall(o Occurrence) when.DateTime { return when.Civil(o.At(), t.Zone()) }

// dayIn is "tomorrow", as it stands in the middle of a sentence.
func (t *Turn) dayIn(o Occurrence) text.Text {
	switch day := t.wall(o).Date; day {
	case t.Today():
		return t.T("today")
	case t.Today().AddDays(1):
		return t.T("tomorrow")
	default:
		return t.Day(day, t.Today())
	}
}
