package bot

import (
	"time"

	"samepage/bot/dialog"
	"samepage/bot/request"
	"samepage/bot/text"
)

// disconnect helps the person to put it into their own words: they end sentences, and
// what they wrote comes back exactly as it was.
type disconnect struct{}

func (disconnect) Script(s *dialog.Script) {
	if s.Given("sentence") != "" && askStanding(s) != "new" {
		return
	}
	about := s.Choice("about", s.T("What is it about?"), []dialog.Option{
		s.Option("topics", s.T("What we talk about")),
		s.Option("how", s.T("How we work")),
		s.Option("unheard", s.T("Not feeling heard")),
		s.Option("unsafe", s.T("Something felt wrong or unsafe")),
		s.Option("other", s.T("Other")),
	})
	if about == "" || about == "unsafe" && !askPrivate(s) {
		return
	}
	if s.Given("provider") == "" && len(s.Options("providers")) > 1 {
		s.Choice("with", s.T("Who is it with?"), s.Options("providers"))
	}
	askWords(s, about)
}

// askStanding offers what is there already: one worded and not said, or one begun.
func askStanding(s *dialog.Script) string {
	ask, keep := s.T(`This is still first on your page: "%s"`, s.Given("sentence")), s.T("Keep it")
	if s.Given("begun") != "" {
		ask, keep = s.T(`You began this: "%s"`, s.Given("sentence")), s.T("Use")
	}
	have := s.Choice("have", ask, []dialog.Option{
		s.Option("keep", keep),
		s.Option("change", s.T("Change")),
		s.Option("go", s.T("Let it go")),
		s.Option("new", s.T("Something else")),
	}, dialog.Means("keep", ""))
	if have == "change" {
		askOwn(s)
	}
	return have
}

func askOwn(s *dialog.Script) {
	s.Line("own", s.T("Write it the way you would say it."))
}

// askWords asks for the ends of a few sentences and shows what they make.
func askWords(s *dialog.Script, about string) {
	w := wording{About: about, Goal: s.Given("goal")}
	s.Form(s.T("In your own words"))
	for i, key := range endings[:w.length()] {
		traits := []dialog.Trait{dialog.OnForm(w.blank(s.Printer, i), nil)}
		ask := s.T(`Finish this: "%s"`, w.blank(s.Printer, i))
		if i > 0 {
			ask = s.T(`And this, if it is true: "%s"`, w.blank(s.Printer, i))
			traits = append(traits, dialog.Optional)
		}
		w.Ends[i] = s.Line(key, ask, traits...)
	}
	if w.Ends[0] != "" {
		askUse(s, w.strengths(s.Printer))
	}
}

// The keys of the ends of sentences, and of what is done with each strength.
var (
	endings = []string{"first", "second", "third"}
	uses    = []string{"use", "use.short", "use.small"}
)

func (disconnect) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if have := a.Word("have"); have != "" && have != "new" {
		t.keepStanding(d, a)
		return
	}
	about := a.Word("about")
	if about == "" {
		return
	}
	rec := t.disconnectOf(d, a)
	rec.About, rec.Goal = about, d.Given.Words["goalid"]
	rec.Provider = a.Word("with")
	if given := d.Given.Words["provider"]; given != "" {
		rec.Provider = given
	}
	rec.State, rec.Line = Noticed, a.Word("private")
	if about == "unsafe" && a.Word("care") != "anyway" {
		rec.State = Private
		t.hideSince(d.Given.Words["opened"])
	}
	t.word(rec, wordingOf(d, a), a)
	t.save(rec)
}

// word sets the sentence as far as it got, and says whether the person took it.
func (t *Turn) word(rec *Disconnect, w wording, a dialog.Answers) {
	if w.Ends[0] == "" {
		return
	}
	strengths := w.strengths(t.Printer)
	at, how := chosenStrength(a)
	rec.Sentence, rec.Form, rec.Wording = strengths[min(at, len(strengths)-1)].String(), "", t.Now
	switch {
	case how == "change" && a.Word("own") != "":
		rec.Sentence = a.Word("own")
	case how == "note":
		rec.Form = Handed
	case how != "use":
		return
	}
	rec.State = Worded
}

// chosenStrength is which of the sentences was shown last, and what was done with it.
func chosenStrength(a dialog.Answers) (at int, how string) {
	for i, key := range uses {
		if how = a.Word(key); how != "shorter" {
			return i, how
		}
	}
	return len(uses) - 1, ""
}

// disconnectOf is the record a dialog writes: the one it was opened with, or its own.
func (t *Turn) disconnectOf(d *Dialog, a dialog.Answers) *Disconnect {
	id := d.ID
	if d.About != "" && a.Word("have") != "new" {
		id = d.About
	}
	if rec := get[Disconnect](t, id); rec != nil {
		return rec
	}
	return &Disconnect{Meta: Meta{ID: id, Day: t.Today()}}
}

// keepStanding keeps what was done with the one that was there.
func (t *Turn) keepStanding(d *Dialog, a dialog.Answers) {
	rec := get[Disconnect](t, d.About)
	if rec == nil {
		return
	}
	rec.State, rec.Sentence = Worded, d.Given.Words["sentence"]
	if d.Given.Words["begun"] != "" && a.Word("have") == "change" && a.Word("own") == "" {
		rec.State = Noticed
	}
	if own := a.Word("own"); own != "" && a.Word("have") == "change" {
		rec.Sentence, rec.Form, rec.Wording = own, "", t.Now
	}
	if a.Word("have") == "go" {
		rec.State = LetGo
	}
	t.save(rec)
}

// Close says where the sentence is now.
func (disconnect) Close(t *Turn, d *Dialog, a dialog.Answers) {
	rec := t.disconnectOf(d, a)
	switch rec.State {
	case LetGo:
		t.kept(t.T("Let go. It is on no page any more."))
	case Private:
		t.closePrivate(rec, a.Word("care"))
	case Worded:
		t.closeWorded(rec)
	}
}

func (t *Turn) closeWorded(rec *Disconnect) {
	how := t.T("Reading it out is fine.")
	if rec.Form == Handed {
		how = t.T("You can show it, hand it over or paste it.")
	}
	t.kept(text.Lines(t.quote(rec.Sentence), text.Sentences(t.firstOn(rec.Provider), how)))
	if len(t.providers()) == 0 {
		t.askAppointment()
	}
}

// firstOn says on which page a sentence comes first.
func (t *Turn) firstOn(provider string) text.Text {
	if len(t.providers()) == 0 {
		return t.T("It waits for whoever you see next.")
	}
	o, planned := t.next(provider)
	if !planned {
		return t.T("It is first on your next page.")
	}
	switch day := t.wall(o).Date; day {
	case t.Today():
		return t.T("It is first on today's page.")
	case t.Today().AddDays(1):
		return t.T("It is first on tomorrow's page.")
	default:
		return t.T("It is first on the page for %s.", t.Day(day, t.Today()))
	}
}

// askDisconnect begins to word something that is off, or offers what is there already.
func (t *Turn) askDisconnect() { t.somethingOff("") }

// somethingOff is the same in words, which may name with whom.
func (t *Turn) somethingOff(words string) {
	t.open(t.standing(&Dialog{Kind: "disconnect", Given: t.disconnectGiven(t.named(words), nil)}))
}

// askDisconnectWith begins to word something new with a provider, with the goal it
// came from if there is one.
func (t *Turn) askDisconnectWith(provider string, goal *Goal) {
	t.open(&Dialog{Kind: "disconnect", Given: t.disconnectGiven(provider, goal)})
}

func (t *Turn) disconnectGiven(provider string, goal *Goal) dialog.Given {
	given := dialog.Given{Words: map[string]string{"provider": provider, "opened": t.Now.Format(time.RFC3339Nano)}, Lists: map[string][]dialog.Option{}}
	if goal != nil {
		given.Words["goalid"], given.Words["goal"] = goal.ID, goal.Words
	}
	if t.night() {
		given.Words["night"] = "night"
	}
	for _, kept := range all[Disconnect](t, Private) {
		if kept.Line != "" {
			given.Words["private"] = kept.Line
		}
	}
	for _, p := range t.providers() {
		given.Lists["providers"] = append(given.Lists["providers"], dialog.Option{Key: p.ID, Label: text.Lit(p.Name)})
	}
	if len(t.providers()) == 1 && provider == "" {
		given.Words["provider"] = t.providers()[0].ID
	}
	return given
}

// standing sets d to offer what is worded and unsaid, or begun: what was touched last.
func (t *Turn) standing(d *Dialog) *Dialog {
	var last *Disconnect
	for _, rec := range all[Disconnect](t, Worded, Noticed) {
		p := t.provider(rec.Provider)
		past := p != nil && p.State == Ended
		whose := d.Given.Words["provider"]
		others := whose != "" && rec.Provider != "" && rec.Provider != whose
		if rec.Sentence != "" && !past && !others && (last == nil || !rec.Wording.Before(last.Wording)) {
			last = rec
		}
	}
	if last == nil {
		return d
	}
	d.About, d.Given.Words["sentence"] = last.ID, last.Sentence
	if last.State == Noticed {
		d.Given.Words["begun"] = "begun"
	}
	return d
}

// Several hears whom it is with before that is asked, what felt unsafe before a line is
// asked for, and "no" or "not sure" as no part of the sentence.
func (disconnect) Several(t *Turn, d *Dialog, open, words string) bool {
	out := t.run(d)
	q := out.Ask
	if open == "care" {
		return t.keepPrivate(d, out, words)
	}
	if p := t.providerCalled(words); open == "about" && p != nil && d.Given.Words["provider"] == "" {
		t.answer(d, "with", dialog.Answer{Values: []string{p.ID}, Done: true})
		return true
	}
	if open == "own" && (refuses(words) || staysAsIs(words)) {
		t.back()
		return true
	}
	if gaveUp(words) {
		t.leave(d)
		return true
	}
	if q.Kind != dialog.Line || !refuses(words) && request.Hear(words).Intent != request.Unsure {
		return false
	}
	t.skip()
	return true
}
