package bot

import (
	"slices"
	"strconv"

	"samepage/bot/text"
	"samepage/bot/when"
)

// Goal is what the person wants from a provider, in their own words.
type Goal struct {
	Meta
	Provider string // "" is for whoever they see
	Words    string
	Ratings  []Rating // by day, latest last
	Rests    int      // drift leaves it alone until more appointments than this were told about
}

// Rating is how far along the person finds a goal, 0 to 10, on a day.
type Rating struct {
	Day   when.Date
	Value int
}

func (*Goal) kind() string { return "goal" }

// The states of a goal.
const (
	Wanted  = ""
	Reached = "reached"
	Dropped = "dropped"
)

// goals are those still wanted from a provider, or from anybody the person sees where
// it is "".
func (t *Turn) goals(provider string) []*Goal {
	return slices.DeleteFunc(all[Goal](t, Wanted), func(g *Goal) bool {
		if provider == "" {
			return t.past(g)
		}
		return g.Provider != "" && g.Provider != provider
	})
}

// past says whether a goal is for somebody the person no longer sees.
func (t *Turn) past(g *Goal) bool {
	p := t.provider(g.Provider)
	return p != nil && p.State == Ended
}

// goalsCommand is "/goals"; with words it shows the goal they are, or adds it.
func (t *Turn) goalsCommand(words string) {
	if words == "" {
		t.showGoals()
		return
	}
	t.addGoal(words)
}

// showGoals lists the goals, by whom they are for. A single one is shown at once.
func (t *Turn) showGoals() {
	goals := t.goals("")
	switch buttons := t.goalDoors(); {
	case len(goals) == 0:
		t.instead(t.T("No goals yet. They are what you want from the people you see."), buttons...)
	case len(goals) == 1:
		t.showGoal(goals[0])
	default:
		t.instead(text.Lines(t.goalLines(goals)...), slices.Concat(numbered(goals), buttons)...)
	}
}

func (t *Turn) goalLines(goals []*Goal) []text.Text {
	lines := []text.Text{t.T("Your goals:")}
	for i, g := range goals {
		lines = append(lines, t.T("%d %s", i+1, t.goalLine(g)))
	}
	return lines
}

// goalLine is a goal in one line: whom it is for where there are several, and how far
// along they found it.
func (t *Turn) goalLine(g *Goal) text.Text {
	p := t.provider(g.Provider)
	named := p != nil && (len(t.providers()) > 1 || p.State == Ended)
	last, rated := g.rated()
	switch {
	case named && rated:
		return t.T(`"%s", for %s, %d of 10`, g.Words, p.Name, last.Value)
	case named:
		return t.T(`"%s", for %s`, g.Words, p.Name)
	case rated:
		return t.T(`"%s", %d of 10`, g.Words, last.Value)
	}
	return t.quote(g.Words)
}

// numbered are buttons with the numbers the goals have in the list.
func numbered(goals []*Goal) []Button {
	var out []Button
	for i, g := range goals {
		out = append(out, Button{Label: text.Text{{Text: strconv.Itoa(i + 1)}}, Press: Press{On: g.ID, Key: "goal"}})
	}
	return out
}

func (t *Turn) goalDoors() []Button {
	out := []Button{t.button(t.T("Add"), "goal.add", "")}
	if len(t.earlierGoals()) > 0 {
		out = append(out, t.button(t.T("Earlier ones"), "goal.earlier", ""))
	}
	return out
}

// showGoal is one goal and what may be done with it.
func (t *Turn) showGoal(g *Goal) {
	if g.State != Wanted || t.past(g) {
		t.instead(t.T(`Not a goal just now: "%s".`, g.Words), t.button(t.T("Take it up again"), "goal.again", g.ID))
		return
	}
	t.instead(t.goalCard(g), slices.Concat([]Button{
		t.button(t.T("Rate it"), "goal.rate", g.ID),
		t.button(t.T("Reached"), "goal.reach", g.ID),
		t.button(t.T("Change words"), "goal.words", g.ID),
	}, t.goalFor(g), []Button{t.button(t.T("Drop"), "goal.drop", g.ID)}, t.goalDoors())...)
}

// goalCard is a goal and its latest ratings.
func (t *Turn) goalCard(g *Goal) text.Text {
	lines := []text.Text{t.goalLine(g)}
	for _, r := range g.Ratings[max(0, len(g.Ratings)-recentRatings):] {
		lines = append(lines, t.T("%s: %d of 10", t.Day(r.Day, t.Today()), r.Value))
	}
	if len(lines) < 3 {
		return lines[0]
	}
	return text.Lines(lines...)
}

// recentRatings is how many a goal's card shows.
const recentRatings = 5

// goalFor offers whom else a goal is for, where there are several.
func (t *Turn) goalFor(g *Goal) []Button {
	var out []Button
	for _, p := range t.providers() {
		if p.ID != g.Provider {
			out = append(out, Button{Label: t.T("For %s", p.Name), Press: Press{On: g.ID, Key: "goal.for", Option: p.ID}})
		}
	}
	return out
}

// earlierGoals are those reached or dropped, and those of people no longer seen.
func (t *Turn) earlierGoals() []*Goal {
	return slices.DeleteFunc(all[Goal](t), func(g *Goal) bool { return g.State == Wanted && !t.past(g) })
}

func (t *Turn) showEarlierGoals() {
	goals := t.earlierGoals()
	lines := []text.Text{t.T("Earlier goals:")}
	for i, g := range goals {
		lines = append(lines, t.earlierLine(i+1, g))
	}
	t.instead(text.Lines(lines...), numbered(goals)...)
}

func (t *Turn) earlierLine(n int, g *Goal) text.Text {
	switch g.State {
	case Reached:
		return t.T("%d %s, reached", n, t.goalLine(g))
	case Dropped:
		return t.T("%d %s, dropped", n, t.goalLine(g))
	}
	return t.T("%d %s", n, t.goalLine(g))
}

// onGoal is an action on a goal that is still there.
func onGoal(do func(*Turn, *Goal, Press)) func(*Turn, Press) {
	return func(t *Turn, p Press) {
		if g := get[Goal](t, p.On); g != nil {
			do(t, g, p)
			return
		}
		t.stale()
	}
}

func goalReached(t *Turn, g *Goal, _ Press) {
	g.State = Reached
	t.save(g)
	t.kept(t.T(`Reached: "%s". It stays in your summaries.`, g.Words))
}

func goalDropped(t *Turn, g *Goal, _ Press) {
	g.State = Dropped
	t.save(g)
	t.kept(t.T(`Dropped: "%s". What you kept about it stays, and so does the way back.`, g.Words))
}

// goalAgain takes a goal up; one of somebody no longer seen is then for whoever is.
func goalAgain(t *Turn, g *Goal, _ Press) {
	if t.past(g) {
		g.Provider = ""
	}
	g.State = Wanted
	t.save(g)
	t.kept(t.T(`A goal again: "%s".`, g.Words), t.goalFor(g)...)
}

func goalFor(t *Turn, g *Goal, p Press) {
	provider := t.provider(p.Option)
	if provider == nil {
		t.stale()
		return
	}
	g.Provider = provider.ID
	t.save(g)
	t.kept(t.T(`A goal for %s: "%s".`, provider.Name, g.Words))
}
