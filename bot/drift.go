package bot

import "slices"

// Drift is a goal that has not come up for some appointments in a row. It is counted
// over those the person told about, stated, and never judged: the detour may be the
// road.

const (
	silent  = 3 // fewer than so many say nothing
	resting = 4 // so many appointments a goal is left alone for, when asked to
)

// drift is the goal that has not come up for longest, and in how many of the last
// appointments with a provider; nil where there is nothing to say.
func (t *Turn) drift(provider string) (*Goal, int) {
	told := t.toldOf(provider)
	var out *Goal
	most := silent - 1
	for _, g := range t.goals(provider) {
		if n := unmentioned(g, told); n > most && len(told) > g.Rests {
			out, most = g, n
		}
	}
	if out == nil {
		return nil, 0
	}
	return out, most
}

// toldOf is the appointments of which the person told what came up, oldest first.
func (t *Turn) toldOf(provider string) []*Debrief {
	out := slices.DeleteFunc(all[Debrief](t), func(d *Debrief) bool {
		return d.Provider != provider || len(d.Topics) == 0
	})
	slices.SortStableFunc(out, func(a, b *Debrief) int { return a.Day.Compare(b.Day) })
	return out
}

// unmentioned is in how many of the last appointments g did not come up, since it is one.
func unmentioned(g *Goal, told []*Debrief) int {
	n := 0
	for _, d := range slices.Backward(told) {
		if d.Day.Before(g.Day) || cameUp(g, d) {
			break
		}
		n++
	}
	return n
}

func cameUp(g *Goal, d *Debrief) bool {
	return slices.ContainsFunc(d.Topics, func(topic string) bool { return topic == g.ID || same(topic, g.Words) })
}

// restDrift leaves a goal alone for the next few appointments.
func (t *Turn) restDrift(goal, provider string) {
	if g := get[Goal](t, goal); g != nil {
		g.Rests = len(t.toldOf(provider)) + resting - 1
		t.save(g)
	}
}
