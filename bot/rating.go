package bot

import (
	"slices"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// rating is the question how far along the person finds a goal.
type rating struct{}

func (rating) InPlace() {}

func (rating) Script(s *dialog.Script) {
	s.Scale("rate", s.T(`"%s": how far along are you?`, s.Given("goal")), 0, 10,
		dialog.Ends(s.T("far off"), s.T("there")), dialog.Optional, dialog.Way(s.T("Not now")))
}

// Keep keeps one rating a day: the last.
func (rating) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	g := get[Goal](t, d.About)
	n, rated := a.Number("rate")
	if g == nil || !rated {
		return
	}
	day := when.Civil(d.Said, t.Zone()).Date
	g.Ratings = slices.DeleteFunc(g.Ratings, func(r Rating) bool { return r.Day == day })
	g.Ratings = append(g.Ratings, Rating{Day: day, Value: n})
	slices.SortStableFunc(g.Ratings, func(a, b Rating) int { return a.Day.Compare(b.Day) })
	t.save(g)
}

func (rating) Close(t *Turn, d *Dialog, a dialog.Answers) {
	g := get[Goal](t, d.About)
	n, rated := a.Number("rate")
	switch {
	case g == nil || !rated:
		t.instead(t.T("Fine, nothing was kept."))
	case len(g.Ratings) > 1:
		before := g.Ratings[len(g.Ratings)-2]
		t.kept(t.T("Kept: %d of 10. On %s it was %d.", n, t.Day(before.Day, t.Today()), before.Value))
	default:
		t.kept(t.T("Kept: %d of 10.", n))
	}
}

// rated is the latest rating, if there is one.
func (g *Goal) rated() (Rating, bool) {
	if len(g.Ratings) == 0 {
		return Rating{}, false
	}
	return g.Ratings[len(g.Ratings)-1], true
}
