package bot

import (
	"fmt"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// wants is the talk in which goals are named. It asks whom they are for where there are
// several.
type wants struct{}

func (wants) Final() {}

func (wants) Script(s *dialog.Script) {
	s.Form(s.T("Your goals"))
	lines := askGoals(s)
	if (len(lines) > 0 || s.AtOnce()) && len(s.Options("providers")) > 1 {
		whom := s.T("Who is this for?")
		s.Choice("for", whom, append(s.Options("providers"), s.Option("all", s.T("All of them"))), dialog.OnForm(whom, nil))
	}
}

// askGoals asks for goals, in any script; keepGoals keeps them.
func askGoals(s *dialog.Script) []string {
	want := s.T("I want to ...")
	return s.Lines("goals", s.T("Finish this: %s", want.Strong()), dialog.Way(s.T("Nothing more")),
		dialog.OnForm(want, s.T("One goal a line.")))
}

func (wants) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	provider := a.Word("for")
	switch all := d.Given.Lists["providers"]; {
	case provider == "all":
		provider = ""
	case len(all) == 1:
		provider = all[0].Key
	}
	t.keepGoals(d, a.List("goals"), provider)
}

// keepGoals makes the goals named in a dialog those in lines.
func (t *Turn) keepGoals(d *Dialog, lines []string, provider string) {
	for i, words := range lines {
		g := t.goalOf(d, i)
		g.Words, g.Provider = words, provider
		t.save(g)
	}
	for i := len(lines); ; i++ {
		g := get[Goal](t, goalID(d, i))
		if g == nil {
			return
		}
		t.remove(g)
	}
}

func (t *Turn) goalOf(d *Dialog, i int) *Goal {
	if g := get[Goal](t, goalID(d, i)); g != nil {
		return g
	}
	return &Goal{Meta: Meta{ID: goalID(d, i), Day: t.Today(), Run: d.ID}}
}

func goalID(d *Dialog, i int) string { return fmt.Sprintf("%s.%d", d.ID, i) }

func (wants) Close(t *Turn, d *Dialog, a dialog.Answers) {
	lines := []text.Text{t.T("Kept:")}
	for _, words := range a.List("goals") {
		lines = append(lines, t.quote(words))
	}
	if len(lines) == 1 {
		t.instead(t.T("Nothing yet, then. /goal is there whenever you like."))
		return
	}
	change := t.button(t.T("Change"), "goals", "")
	if t.event.Filled != nil { // all at once, so all is taken back at once
		t.kept(text.Lines(lines...), change)
		return
	}
	t.instead(text.Lines(lines...), change)
}

// askGoals opens that talk.
func (t *Turn) askGoals() {
	d := &Dialog{Kind: "goal", Given: dialog.Given{Lists: map[string][]dialog.Option{}}}
	for _, p := range t.providers() {
		d.Given.Lists["providers"] = append(d.Given.Lists["providers"], dialog.Option{Key: p.ID, Label: text.Lit(p.Name)})
	}
	t.open(d)
}

// addGoal is "add goal ...", and "/goal ..."; without words it asks for them. One that is
// there already is shown.
func (t *Turn) addGoal(words string) {
	if words == "" {
		t.askGoals()
		return
	}
	for _, g := range t.goals("") {
		if same(g.Words, words) {
			t.showGoal(g)
			return
		}
	}
	g := &Goal{Meta: Meta{Day: t.Today()}, Words: words}
	if seen := t.providers(); len(seen) == 1 {
		g.Provider = seen[0].ID
	}
	t.save(g)
	t.keepSource(Source{Kind: g.kind(), ID: g.ID, Was: words})
	t.kept(t.T(`Kept as a goal: "%s".`, g.Words), t.goalFor(g)...)
}

// addGoal is the same in plain words.
func addGoal(t *Turn, object, _ string) bool {
	t.addGoal(object)
	return true
}

// rewording is the question for a goal's new words.
type rewording struct{}

func (rewording) Script(s *dialog.Script) {
	s.Line("words", s.T("How would you put it now? It was: %s", s.Quote("goal")), dialog.Optional, dialog.Way(s.T("Leave it")))
}

func (rewording) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if g, words := get[Goal](t, d.About), a.Word("words"); g != nil && words != "" {
		g.Words = words
		t.save(g)
	}
}

func (rewording) Close(t *Turn, _ *Dialog, a dialog.Answers) {
	if words := a.Word("words"); words != "" {
		t.kept(t.T(`Kept: "%s".`, words))
		return
	}
	t.instead(t.T("Left as it was."))
}

// askOfGoal opens a dialog about a goal.
func askOfGoal(kind string) func(*Turn, Press) {
	return onGoal(func(t *Turn, g *Goal, _ Press) {
		t.open(&Dialog{Kind: kind, About: g.ID, Given: dialog.Given{Words: map[string]string{"goal": g.Words}}})
	})
}
