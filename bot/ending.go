package bot

import (
	"regexp"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// departure is about leaving somebody: thinking of it, having done it, or having somebody
// new. It never says which would be right.
type departure struct{}

func (departure) Final() {}

func (departure) Script(s *dialog.Script) {
	how := s.Given("how")
	if how == "" {
		how = s.Choice("how", s.T("Leaving %s: which is it?", s.Given("name")), []dialog.Option{
			s.Option("thinking", s.T("Thinking of stopping")), s.Option("stopped", s.T("I stopped")),
			s.Option("new", s.T("Somebody new instead")), s.Option("leave", s.T("Leave it")),
		}, dialog.Means("yes", "leave"))
	}
	switch how {
	case "thinking":
		askThinking(s)
	case "stopped":
		s.Choice("sure", comesOff(s, s.T("You no longer see %s?", s.Given("name"))), []dialog.Option{
			s.Option("yes", s.T("Yes, I stopped")), s.Option("leave", s.T("Leave it")),
		})
	case "new":
		askNew(s)
	}
}

// askThinking offers what may help, and a way to only keep the thought.
func askThinking(s *dialog.Script) {
	what := s.Choice("thinking", s.T("Thinking of stopping? %s hears nothing of this from me.", s.Given("name")), []dialog.Option{
		s.Option("words", s.T("Words to say it")),
		s.Option("questions", s.T("Questions for a last time")),
		s.Option("keep", s.T("Just keep it")),
	})
	switch what {
	case "questions":
		s.Many("questions", s.T("Which would you like to ask? Your own too."), lastQuestions(s), dialog.Own, dialog.Numbered)
	case "keep":
		if s.Given("words") == "" {
			s.Line("line", s.T("One line about it, for you alone?"), dialog.Optional)
		}
	}
}

// lastQuestions are plain ones for a last appointment.
func lastQuestions(s *dialog.Script) []dialog.Option {
	return []dialog.Option{
		s.Option("changed", s.T("What has changed since I came?")),
		s.Option("hard", s.T("What can I do when it gets hard again?")),
		s.Option("watch", s.T("What would be a sign to come back?")),
		s.Option("back", s.T("Could I come back, and how?")),
	}
}

// askNew asks who is there now, and what of the old goes along.
func askNew(s *dialog.Script) {
	name := s.Given("new")
	if name == "" {
		name = s.Line("new", s.T("What do you call the new one?"), dialog.Optional, dialog.Way(s.T("Leave it")),
			dialog.Reads(nameReader(s.Printer)))
	}
	if name == "" {
		return
	}
	options := []dialog.Option{s.Option("fresh", s.T("Start fresh"))}
	if s.Count("goals") > 0 {
		options = append([]dialog.Option{s.Option("take", s.T("Take goals along"))}, options...)
	}
	s.Choice("goals", comesOff(s, s.T("%s in place of %s?", name, s.Given("name"))),
		append(options, s.Option("leave", s.T("Leave it"))), dialog.Means("", "leave"))
}

// comesOff is a question and what a yes takes off.
func comesOff(s *dialog.Script, ask text.Text) text.Text {
	lines := []text.Text{ask}
	for _, o := range s.Options("off") {
		lines = append(lines, s.T("Off then: %s", o.Label))
	}
	return text.Lines(append(lines, s.T("What you kept stays."))...)
}

// Keep does what was confirmed.
func (departure) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	p := t.provider(d.About)
	if p == nil {
		return
	}
	t.keepLastQuestions(d, p, a)
	if line := a.Word("line"); line != "" {
		t.keepPrivately(d, p, line)
	}
	if a.Word("thinking") == "keep" && d.Given.Words["words"] != "" {
		t.keepPrivately(d, p, d.Given.Words["words"])
	}
	switch goals := a.Word("goals"); {
	case a.Word("sure") == "yes":
		t.endProvider(p)
	case goals == "take" || goals == "fresh":
		t.replace(p, newName(d, a), d.ID, goals == "take")
	}
}

func newName(d *Dialog, a dialog.Answers) string {
	if name := a.Word("new"); name != "" {
		return name
	}
	return d.Given.Words["new"]
}

// keepLastQuestions keeps the chosen ones as notes for the next page.
func (t *Turn) keepLastQuestions(d *Dialog, p *Provider, a dialog.Answers) {
	if !a["questions"].Done {
		return
	}
	q := t.run(d).Question("questions")
	for _, chosen := range a.List("questions") {
		words := chosen
		if q != nil {
			words = q.Label(chosen).String()
		}
		t.save(&Note{Meta: Meta{ID: d.ID + chosen, Day: t.Today(), Run: d.ID}, Words: words, Provider: p.ID})
	}
}

func (t *Turn) keepPrivately(d *Dialog, p *Provider, words string) {
	t.save(&Note{Meta: Meta{ID: d.ID, Day: t.Today(), Run: d.ID}, Words: words, Provider: p.ID, Private: true})
}

// endProvider is the end of seeing somebody: no appointment ahead, and all that was stays.
func (t *Turn) endProvider(p *Provider) {
	p.State = Ended
	t.save(p)
	for _, o := range t.occurrences(t.Today().AddDays(-1), t.Today().AddDays(horizon)) {
		if o.Provider == p.ID && o.At().After(t.Now) {
			t.callOff(o)
		}
	}
}

// callOff takes one off, and all that its series has after it.
func (t *Turn) callOff(o Occurrence) {
	a := get[Appointment](t, o.ID)
	_, id, _ := strings.Cut(o.Key, ".")
	day, _ := when.ParseDate(id)
	switch {
	case a.Rule == "" || a.Single[id].Moves > 0:
		t.setOccurrence(o.Key, Cancelled)
	case a.Until.IsZero() || day.Before(a.Until):
		a.Until = day
		t.save(a)
	}
}

// replace ends one and begins another. What was to be said to the old one never crosses.
func (t *Turn) replace(old *Provider, name, run string, takeGoals bool) {
	next := t.providerNamed(name, run)
	next.Medical, next.Video = old.Medical, old.Video
	t.save(next)
	for _, d := range all[Disconnect](t) {
		if d.Provider == "" {
			d.Provider = old.ID
			t.save(d)
		}
	}
	for _, n := range all[Note](t, Waiting) {
		if n.Provider == "" { // it was written while the old one was seen
			n.Provider = old.ID
			t.save(n)
		}
	}
	if takeGoals {
		for _, g := range t.goals(old.ID) {
			g.Provider = next.ID
			t.save(g)
		}
	}
	t.endProvider(old)
}

// Close says what became of it.
func (departure) Close(t *Turn, d *Dialog, a dialog.Answers) {
	name := d.Given.Words["name"]
	switch {
	case a.Word("sure") == "yes":
		t.kept(t.T("You no longer see %s. What you kept stays, in summaries too.", name))
	case a.Word("goals") == "take" || a.Word("goals") == "fresh":
		t.sayReplaced(newName(d, a), name, a.Word("goals") == "take")
		t.askNewTimes(newName(d, a))
	case a.Word("thinking") == "words":
		t.askDisconnectWith(d.About, nil)
	case a.Word("thinking") == "questions" && len(a.List("questions")) > 0:
		n := len(a.List("questions"))
		t.kept(t.N(n, "Kept for %[2]s: %[1]d question. It goes on the next page.",
			"Kept for %[2]s: %[1]d questions. They go on the next page.", n, name))
	case a.Word("thinking") == "keep" && get[Note](t, d.ID) != nil:
		t.kept(t.T(`Kept, on no page: "%s".`, get[Note](t, d.ID).Words))
	default:
		t.instead(t.T("Left as it was."))
	}
}

func (t *Turn) sayReplaced(next, old string, goals bool) {
	if goals {
		t.kept(t.T("You now see %s. Your goals go along. What else you had for %s stays there.", next, old))
		return
	}
	t.kept(t.T("You now see %s. What you had for %s stays there.", next, old))
}

// askNewTimes goes on to when the new one is seen.
func (t *Turn) askNewTimes(name string) {
	d := t.bookingDialog()
	d.Answers = dialog.Answers{}.With("said", dialog.Answer{Values: []string{slot{Who: name}.String()}, Done: true})
	t.open(d)
}

// leaveProvider opens the talk about leaving a provider, how is known or asked.
func (t *Turn) leaveProvider(p *Provider, how, words, name string) {
	d := t.providerDialog("ending", p)
	d.Given.Words["how"], d.Given.Words["words"], d.Given.Words["new"] = how, words, name
	d.Given.Lists = map[string][]dialog.Option{"off": t.habits(p.ID)}
	if len(t.goals(p.ID)) > 0 {
		d.Given.Words["goals"] = "1"
	}
	t.open(d)
}

// stopped is said in words: "I stopped seeing Tom".
func (t *Turn) stopped(object string) bool {
	p, ok := t.providerSaid(object)
	if ok && p != nil {
		t.leaveProvider(p, "stopped", "", "")
	}
	return ok && p != nil
}

// thinkingOfStopping is said in words: "I'm thinking of stopping". Whoever is meant may
// have to be asked.
func (t *Turn) thinkingOfStopping(object, words string) bool {
	p, ok := t.providerSaid(object)
	if seen := t.providers(); len(seen) == 1 && !ok && object == "" {
		p, ok = seen[0], true
	}
	if ok && p != nil {
		t.leaveProvider(p, "thinking", words, "")
	}
	return ok && p != nil
}

// somebodyNew is said in words: "I see Anna now instead of Tom".
func (t *Turn) somebodyNew(words string) bool {
	for _, way := range replaced {
		m := way.FindStringSubmatch(words)
		if m == nil {
			continue
		}
		old, ok := t.providerSaid(m[way.SubexpIndex("old")])
		name, _, _ := readName(m[way.SubexpIndex("new")])
		if ok && old != nil && isName(name) && t.providerCalled(name) == nil {
			t.leaveProvider(old, "new", "", name)
			return true
		}
	}
	return false
}

// replaced are the ways to say that there is somebody new.
var replaced = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^i (?:now )?(?:see|have|am seeing) (?P<new>.+?) (?:now )?instead of (?P<old>.+?)(?: now)?[.!]*$`),
	regexp.MustCompile(`(?i)^my new (?P<old>[a-z]+) is (?P<new>.+?)[.!]*$`),
	regexp.MustCompile(`(?i)^i(?:'ve| have) (?:got )?a new (?P<old>[a-z]+)[,:]? (?:called |named )?(?P<new>.+?)[.!]*$`),
}
