package bot

import "samepage/bot/when"

// Goal is what the person wants from a provider, in their own words.
type Goal struct {
	Meta
	Provider string
	Words    string
	Ratings  []Rating // by day, latest last
	Rests    int      // debriefed appointments for which drift leaves it alone
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

// goals are those still wanted from a provider, or from anybody where id is "".
func (t *Turn) goals(provider string) []*Goal {
	var out []*Goal
	for _, g := range all[Goal](t, Wanted) {
		if provider == "" || g.Provider == "" || g.Provider == provider {
			out = append(out, g)
		}
	}
	return out
}
