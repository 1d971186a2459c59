package bot

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/calendar"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// reading is a file read as a calendar, before anybody's turn: it may be large.
type reading struct {
	events []calendar.Event
	err    error
}

func readFile(f *File) reading {
	events, err := calendar.Read(f.Data, time.UTC)
	return reading{events, err}
}

// feed is what a calendar file has for a person, frozen while they are asked about it.
type feed struct {
	New     []feedGroup      `json:"n,omitempty"`
	Changed []calendar.Event `json:"c,omitempty"` // of appointments that are known
}

// feedGroup is the events of one name, which are with one person.
type feedGroup struct {
	Key      string           `json:"k"`
	Summary  string           `json:"s"`
	Provider string           `json:"p,omitempty"` // whom the name names
	Guess    string           `json:"g,omitempty"` // a name in it of nobody known
	Events   []calendar.Event `json:"e"`
}

// most is how much of a file is taken in at once.
const (
	mostGroups = 8
	mostEvents = 200
	longestOne = 8 * 60 // minutes; what takes longer is no appointment of theirs
)

// hearFile takes a calendar file in: what is new is asked about, what changed is said.
func (t *Turn) hearFile(r reading) {
	cut := errors.Is(r.err, calendar.ErrCutShort)
	if r.err != nil && !(cut && len(r.events) > 0) {
		t.unreadFile(r.err)
		t.askAgain()
		return
	}
	s := t.sortFile(r.events)
	if s.nothing() || cut && s.onlyGone() {
		t.nothingIn(s, cut)
		t.askAgain()
		return
	}
	for _, old := range all[Dialog](t) {
		if old.Kind == "feed" { // an earlier file that was left
			t.remove(old)
		}
	}
	t.open(t.feedDialog(s, cut))
	t.moved = true // it is to be forgotten if it is left
}

func (t *Turn) unreadFile(err error) {
	switch {
	case errors.Is(err, calendar.ErrTooLarge):
		t.say(t.T("That calendar is too large for me. Can you save a smaller part of it, from today on?"))
	case errors.Is(err, calendar.ErrCutShort):
		t.say(t.T("That file ends in the middle, and I could read nothing in it. Can you save it anew and send it again?"))
	default:
		t.say(t.T("I can't read that file, and I haven't kept it. Calendar files, which end in .ics, I can."))
	}
}

// sorted is the events of a file by what they are to the person.
type sorted struct {
	feed
	floats  bool
	changes []text.Text
	gone    []*Appointment
	known   int // there already
	older   int // than what is there
	past    int
	left    int               // left out of an earlier file
	more    int               // over the limit
	titles  map[string]string // whose the events of a title were, by its folded words
}

func (s sorted) onlyGone() bool { return len(s.New)+len(s.Changed) == 0 }

func (s sorted) nothing() bool { return s.onlyGone() && len(s.gone) == 0 }

func (t *Turn) sortFile(events []calendar.Event) sorted {
	s := sorted{titles: map[string]string{}}
	left := t.leftOutBefore()
	known, home := t.byUID(), t.Person().Zone
	files, seen := map[string]bool{}, map[string]bool{}
	for _, e := range events {
		for _, a := range known[e.UID] {
			seen[a.ID] = true
			s.titles[dialog.Fold(e.Summary)] = a.Provider
			if a.From != nil {
				files[a.From.File] = true
			}
		}
	}
	for _, e := range events {
		switch placed := settled(e, home, home); {
		case len(known[e.UID]) > 0:
			t.compare(&s, known[e.UID], placed)
		case left.has(e.UID):
			s.left++
		default:
			t.sortNew(&s, e, placed)
		}
	}
	for _, a := range all[Appointment](t) {
		if a.From != nil && files[a.From.File] && !seen[a.ID] && len(a.upcoming(t.Now)) > 0 {
			s.gone = append(s.gone, a)
		}
	}
	return s
}

// compare sorts an event that is known.
func (t *Turn) compare(s *sorted, own []*Appointment, e calendar.Event) {
	switch from := own[0].From; {
	case from != nil && from.Sequence > e.Sequence:
		s.older++
	case t.differs(own, e):
		s.Changed = append(s.Changed, e)
		s.changes = append(s.changes, t.changeLines(own, e)...)
	default:
		s.known++
	}
}

// sortNew sorts an event that is not. What lasts a day is no appointment of theirs.
func (t *Turn) sortNew(s *sorted, e, placed calendar.Event) {
	ahead := func(a Appointment) bool { return len(a.upcoming(t.Now)) > 0 }
	switch {
	case e.Off || e.AllDay || e.Minutes > longestOne:
	case slices.ContainsFunc(appointmentsOf(placed), ahead):
		t.group(s, e)
	default:
		s.past++
	}
}

// group puts an event to the others of its name.
func (t *Turn) group(s *sorted, e calendar.Event) {
	i := slices.IndexFunc(s.New, func(g feedGroup) bool { return dialog.Fold(g.Summary) == dialog.Fold(e.Summary) })
	if i < 0 && len(s.New) < mostGroups {
		g := feedGroup{Key: t.records.NewID()[:5], Summary: e.Summary, Provider: s.titles[dialog.Fold(e.Summary)]}
		if g.Provider == "" {
			g.Provider, g.Guess = t.namedIn(e.Summary)
		}
		s.New, i = append(s.New, g), len(s.New)
	}
	if i < 0 || s.count() >= mostEvents {
		s.more++
		return
	}
	s.floats = s.floats || e.Zone == ""
	s.New[i].Events = append(s.New[i].Events, e)
}

func (s sorted) count() int {
	n := 0
	for _, g := range s.New {
		n += len(g.Events)
	}
	return n
}

// namedIn is the one a title names: somebody the person sees, or a name that may be new.
func (t *Turn) namedIn(title string) (provider, guess string) {
	said := " " + dialog.Fold(title) + " "
	for _, p := range t.providers() {
		if strings.Contains(said, " "+dialog.Fold(p.Name)+" ") {
			if provider != "" {
				return "", ""
			}
			provider = p.ID
		}
	}
	if name, _, _ := readName(title); provider == "" && isName(name) && !isRole(name) && len(strings.Fields(name)) <= 3 && capital(name) {
		guess = name
	}
	return provider, guess
}

// capital says whether words look like a name: in capitals, and no mere initials.
func capital(words string) bool {
	fields := strings.Fields(words)
	return !slices.ContainsFunc(fields, func(w string) bool { return strings.ToLower(w[:1]) == w[:1] }) &&
		slices.ContainsFunc(fields, func(w string) bool { return len(w) > 2 && !strings.Contains(w, ".") })
}

// nothingIn says why a file changes nothing.
func (t *Turn) nothingIn(s sorted, cut bool) {
	var lines []text.Text
	var buttons []Button
	if s.left > 0 {
		buttons = append(buttons, t.button(t.T("Ask again"), "feed.again", ""))
	}
	if cut {
		lines = append(lines, t.T("That file ends in the middle."))
	}
	switch {
	case s.older > 0:
		lines = append(lines, t.T("That file is older than what I have. Nothing was changed."))
	case s.known > 0:
		lines = append(lines, t.T("I have all of this already. Nothing was changed."))
	case s.left > 0:
		lines = append(lines, t.T("You left out what is in that file before. Nothing was changed."))
	case s.past > 0:
		lines = append(lines, t.T("All in that file is over. Nothing was added."))
	default:
		lines = append(lines, t.T("I found no appointment with a time in that file. Nothing was added."))
	}
	t.say(text.Lines(lines...), buttons...)
}

func (t *Turn) feedDialog(s sorted, cut bool) *Dialog {
	d := &Dialog{Kind: "feed"}
	frozen, err := json.Marshal(s.feed)
	if err != nil {
		t.fail(err)
	}
	d.Given.Words = map[string]string{"feed": string(frozen), "now": t.Now.Format(time.RFC3339), "zone": t.Person().Zone}
	d.Given.Lists = map[string][]dialog.Option{"zones": t.zoneOptions()}
	for _, p := range t.providers() {
		d.list("providers", dialog.Option{Key: p.ID, Label: text.Lit(p.Name)})
		d.give("provider."+p.ID, p.Name)
	}
	for _, line := range s.changes {
		d.list("changes", dialog.Option{Label: line})
	}
	if !cut {
		for _, a := range s.gone {
			o := a.upcoming(t.Now)[0]
			o.Appointment = a
			d.list("gone", dialog.Option{Key: a.ID, Label: t.habit(o)})
		}
	}
	for name, is := range map[string]bool{"floats": s.floats, "cut": cut, "more": s.more > 0} {
		if is {
			d.give(name, "yes")
		}
	}
	return d
}
