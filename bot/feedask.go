package bot

import (
	"slices"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// incoming asks about a calendar file: whose the appointments in it are, and whether to
// add and change what it says. Nothing is written before that.
type incoming struct{}

func (incoming) Final() {}

func (incoming) Script(s *dialog.Script) { takeIn(s) }

// taken is what the person said of a file.
type taken struct {
	home, floats string
	mine         []feedGroup // with a Provider, or a Guess that is the name of somebody new
	told         bool        // of all names whose they are
	yes          bool
	off          bool // what is no longer in the file is to go
}

func takeIn(s *dialog.Script) (k taken) {
	var f feed
	_ = json.Unmarshal([]byte(s.Given("feed")), &f) // a dialog that is over has none
	if k.home = s.Given("zone"); k.home == "" {
		k.home = askZone(s)
	}
	if k.home == "" || !askFloats(s, &k) || !askMine(s, &f) {
		return k
	}
	for _, g := range f.New {
		mine, answered := askWhose(s, k, f, g)
		if !answered {
			return k
		}
		if mine.Provider != "" || mine.Guess != "" {
			k.mine = append(k.mine, mine)
		}
	}
	k.told = true
	var answered bool
	if k.yes, answered = confirmed(s, k, f); !answered {
		return k
	}
	if gone := s.Options("gone"); len(gone) > 0 {
		k.off = s.Choice("gone", between(s, s.T("This is no longer in the file:"), gone, s.T("Keep it?")), []dialog.Option{
			s.Option("keep", s.T("Keep it")), s.Option("off", s.T("Take it off")),
		}, dialog.Means("keep", "")) == "off"
	}
	return k
}

// askFloats asks where the times of a file are that names no place.
func askFloats(s *dialog.Script, k *taken) bool {
	k.floats = k.home
	if s.Given("floats") == "" || s.Given("zone") == "" {
		return true
	}
	now, _ := time.Parse(time.RFC3339, s.Given("now"))
	switch s.Choice("floats", s.T("The times in that file name no place. Are they %s time?", cityOf(k.home)), []dialog.Option{
		s.Option("here", s.T("Yes")), s.Option("other", s.T("Another place")),
	}, dialog.Means("here", "other")) {
	case "here":
		return true
	case "other":
		k.floats = s.Line("zone.typed", s.T("Which city is it? A big one near it will do."), dialog.Reads(zoneReader(s.Printer, now)))
		return k.floats != ""
	}
	return false
}

// manyNames is from how many names on one first picks those that matter.
const manyNames = 3

// askMine asks which of many names are appointments to get ready for, and leaves those.
func askMine(s *dialog.Script, f *feed) bool {
	var options []dialog.Option
	for _, g := range f.New {
		if g.Provider == "" {
			options = append(options, s.Option(g.Key, s.T(`"%s"`, g.Summary)))
		}
	}
	if len(options) < manyNames {
		return true
	}
	picked := s.Many("mine", s.T("Which of these do you want to get ready for? Tap all that fit."), options, dialog.Numbered)
	f.New = slices.DeleteFunc(f.New, func(g feedGroup) bool { return g.Provider == "" && !slices.Contains(picked, g.Key) })
	return s.Answered("mine")
}

// askWhose asks with whom the appointments of one name are.
func askWhose(s *dialog.Script, k taken, f feed, g feedGroup) (feedGroup, bool) {
	if g.Provider != "" {
		return g, true
	}
	options := slices.Clone(s.Options("providers"))
	if g.Guess != "" {
		options = append(options, s.Option("guess", text.Lit(g.Guess)))
	}
	options = append(options, s.Option("new", s.T("Somebody new")), s.Option("none", s.T("None of these")))
	lines := append(intro(s), groupLines(s, `"`+g.Summary+`"`, k, g)...)
	switch who := s.Choice("who."+g.Key, text.Lines(append(lines, s.T("Who is it with?"))...), options); who {
	case "":
		return g, false
	case "none":
		g.Guess = ""
	case "new":
		g.Guess = s.Line("name."+g.Key, s.T(`What do you call them? "Tom" or "Dr. Lee" is enough.`), dialog.Reads(nameReader(s.Printer)))
		return g, g.Guess != ""
	case "guess":
	default:
		g.Provider, g.Guess = who, ""
	}
	return g, true
}

// intro says what is to be known of the file as a whole.
func intro(s *dialog.Script) []text.Text {
	var out []text.Text
	if s.Given("cut") != "" {
		out = append(out, s.T("That file ends in the middle. This is what I could read:"))
	}
	if s.Given("more") != "" {
		out = append(out, s.T("There is more in that file than I take in at once."))
	}
	return out
}

// confirmed reads everything back and asks for the yes. Where all there was has just been
// read back to ask whose it is, that was the yes.
func confirmed(s *dialog.Script, k taken, f feed) (yes, answered bool) {
	changes := s.Options("changes")
	if len(k.mine) == 0 && len(changes) == 0 {
		return false, true
	}
	if len(f.New) == 1 && f.New[0].Provider == "" && len(changes) == 0 {
		return true, true
	}
	lines := intro(s)
	if len(k.mine) > 0 {
		lines = append(lines, counted(s, k)...)
	}
	for _, g := range k.mine {
		name := g.Guess
		if g.Provider != "" {
			name = s.Given("provider." + g.Provider)
		}
		lines = append(lines, groupLines(s, name, k, g)...)
	}
	ask := s.T("Add this?")
	if len(changes) > 0 {
		lines = append(lines, s.T("This is different now:"))
		for _, c := range changes {
			lines = append(lines, c.Label)
		}
		ask = s.T("Change it?")
		if len(k.mine) > 0 {
			ask = s.T("Add and change all this?")
		}
	}
	sure := s.Choice("sure", text.Lines(append(lines, ask)...), []dialog.Option{
		s.Option("yes", s.T("Yes")), s.Option("no", s.T("Leave it")),
	}, dialog.Means("yes", "no"))
	return sure == "yes", sure != ""
}

// counted says how many series and dates were found.
func counted(s *dialog.Script, k taken) []text.Text {
	series, dates := 0, 0
	for _, g := range k.mine {
		for _, a := range g.appointments(k) {
			if a.Rule != "" {
				series++
			} else {
				dates++
			}
		}
	}
	if series+dates < 2 {
		return nil
	}
	var out []text.Text
	if series > 0 {
		out = append(out, s.N(series, "Found %d series.", "Found %d series.", series))
	}
	if dates > 0 {
		out = append(out, s.N(dates, "Found %d single date.", "Found %d single dates.", dates))
	}
	return out
}

func (g feedGroup) appointments(k taken) []Appointment {
	var out []Appointment
	for _, e := range g.Events {
		out = append(out, appointmentsOf(settled(e, k.home, k.floats))...)
	}
	return out
}

// groupLines read the appointments of one name back.
func groupLines(s *dialog.Script, name string, k taken, g feedGroup) []text.Text {
	h := hereOf(s, k.home)
	var out []text.Text
	left := 0
	for _, a := range g.appointments(k) {
		if len(a.upcoming(h.now)) == 0 {
			continue
		}
		if len(out) >= 2*mostLines {
			left++
			continue
		}
		out = append(out, aheadLines(s.Printer, name, &a, h.now, h.civil().Date)...)
	}
	if left > 0 {
		out = append(out, s.N(left, "And %d more.", "And %d more.", left))
	}
	return out
}

// aheadLines say when an appointment is from now on, and what is special.
func aheadLines(p text.Printer, name string, a *Appointment, now time.Time, today when.Date) []text.Text {
	ahead := a.upcoming(now)
	if len(ahead) == 0 {
		return nil
	}
	from := *a
	if day, err := when.ParseDate(ahead[0].id()); err == nil && a.Rule != "" {
		from.Start.Date = day
	}
	if a.Rule == "" {
		from.Start = ahead[0].Start
	}
	out := []text.Text{described(p, name, &from, today)}
	if last := lastLine(p, a, today); !last.Empty() {
		out = append(out, last)
	}
	return append(out, specialLines(p, a, today)...)
}

// specialLines say which of a series are off or moved, the next few.
func specialLines(p text.Printer, a *Appointment, today when.Date) []text.Text {
	if a.Rule == "" {
		return nil
	}
	var out []text.Text
	for _, o := range a.occurrences(today, today.AddDays(horizon)) {
		day, _ := when.ParseDate(o.id())
		switch {
		case len(out) >= mostLines:
		case o.State == Cancelled:
			out = append(out, p.T("Not on %s.", p.Day(day, today)))
		case !a.Single[o.id()].Start.IsZero():
			out = append(out, p.T("On %s instead of %s.", p.At(o.Start, today), p.Day(day, today)))
		}
	}
	return out
}

// between is lines of options between a first and a last line.
func between(s *dialog.Script, first text.Text, which []dialog.Option, last text.Text) text.Text {
	return text.Lines(cancelled(s, first, which), last)
}
