package bot

import (
	"cmp"
	"slices"
	"strings"
)

// recorded is the records that a period's facts are drawn from.
type recorded struct {
	checkins    []*Checkin // by day
	debriefs    []*Debrief
	disconnects []*Disconnect
	notes       []*Note
	homework    []*Homework
	goals       []*Goal
	measures    []*Measure
	missed      []Occurrence // cancelled and missed ones
}

// facts is what is known of a period: what was kept, counted and compared, and
// nothing else.
type facts struct {
	Period
	Days     []*Checkin // of which something was kept
	Mood     spread
	Trend    trend
	Hardest  extreme
	Best     extreme
	Measures []measureFacts
	Visits   []visit
	Missed   []Occurrence
	Notes    []*Note
	Tries    []*Homework
	Reached  []*Goal
	Rated    []ratedGoal
}

// spread is how values lie: the one there is most of, -1 for none, and the
// lowest and the highest.
type spread struct {
	Days, Mostly, Low, High int
	Mean                    float64
}

// trend is how a period lies beside the one before.
type trend int

// The trends. With too few days to say there is none.
const (
	noTrend trend = iota
	better
	littleBetter
	level
	littleWorse
	worse
)

// extreme is the hardest day or the best one, and how many were like it.
type extreme struct {
	*Checkin
	Alike int
}

// measureFacts is a measure over a period.
type measureFacts struct {
	*Measure
	spread
}

// visit is an appointment that was told of.
type visit struct {
	*Debrief
	Said *Disconnect // what was said there, nil for nothing
}

// ratedGoal is a goal with its ratings of a period.
type ratedGoal struct {
	*Goal
	Ratings []Rating
}

func (f facts) empty() bool {
	return len(f.Days) == 0 && len(f.Visits) == 0 && len(f.Notes) == 0 && len(f.Tries) == 0 &&
		len(f.Reached) == 0 && len(f.Rated) == 0 && len(f.Missed) == 0
}

// in is the facts of a period.
func (r recorded) in(per Period) facts {
	f := facts{Period: per, Days: within(r.checkins, per)}
	f.Mood = spreadOf(moods(f.Days))
	f.Trend = trendOf(f.Mood, spreadOf(moods(within(r.checkins, per.before()))))
	f.Hardest, f.Best = extremes(f.Days)
	for _, m := range r.measures {
		if s := spreadOf(valuesOf(f.Days, m.ID)); s.Days > 0 {
			f.Measures = append(f.Measures, measureFacts{m, s})
		}
	}
	for _, d := range within(r.debriefs, per) {
		f.Visits = append(f.Visits, visit{d, r.saidAt(d)})
	}
	f.Notes = slices.DeleteFunc(within(r.notes, per), func(n *Note) bool { return strings.HasPrefix(n.ID, "line ") })
	f.Tries = within(r.homework, per)
	for _, o := range r.missed {
		if per.holds(o.Start.Date) {
			f.Missed = append(f.Missed, o)
		}
	}
	f.Reached, f.Rated = r.goalsIn(per)
	return f
}

// within is the records whose day lies in a period, by day.
func within[R record](records []R, per Period) []R {
	var out []R
	for _, r := range records {
		if per.holds(r.meta().Day) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b R) int { return a.meta().Day.Compare(b.meta().Day) })
	return out
}

func moods(days []*Checkin) []int {
	var out []int
	for _, c := range days {
		out = append(out, c.Mood)
	}
	return out
}

func valuesOf(days []*Checkin, measure string) []int {
	var out []int
	for _, c := range days {
		if v, kept := c.Measures[measure]; kept {
			out = append(out, v)
		}
	}
	return out
}

// spreadOf counts. Mostly is -1 where no value comes twice; of two that come
// equally often it is the one nearer to the mean.
func spreadOf(values []int) spread {
	if len(values) == 0 {
		return spread{}
	}
	s := spread{Days: len(values), Low: slices.Min(values), High: slices.Max(values), Mostly: -1}
	times := map[int]int{}
	for _, v := range values {
		times[v]++
		s.Mean += float64(v) / float64(len(values))
	}
	far := func(v int) float64 { return max(float64(v)-s.Mean, s.Mean-float64(v)) }
	for v := s.Low; v <= s.High; v++ {
		often := cmp.Compare(times[v], times[s.Mostly])
		if times[v] > 1 && (often > 0 || often == 0 && far(v) < far(s.Mostly)) {
			s.Mostly = v
		}
	}
	return s
}

// enough is how many days a period needs to be compared.
const enough = 3

// trendOf compares means: under a quarter of a step is the same, under three quarters
// a little.
func trendOf(now, before spread) trend {
	if now.Days < enough || before.Days < enough {
		return noTrend
	}
	switch by := now.Mean - before.Mean; {
	case by >= 0.75:
		return better
	case by >= 0.25:
		return littleBetter
	case by > -0.25:
		return level
	case by > -0.75:
		return littleWorse
	default:
		return worse
	}
}

// extremes are the hardest and the best day; none where all were alike. Of several
// one with a line is taken, since it has something to say.
func extremes(days []*Checkin) (hardest, best extreme) {
	mood := spreadOf(moods(days))
	if mood.Low == mood.High {
		return extreme{}, extreme{}
	}
	return extremeOf(days, mood.Low), extremeOf(days, mood.High)
}

func extremeOf(days []*Checkin, mood int) extreme {
	var e extreme
	for _, c := range days {
		if c.Mood != mood {
			continue
		}
		e.Alike++
		if e.Checkin == nil || e.Line == "" && c.Line != "" {
			e.Checkin = c
		}
	}
	return e
}

// saidAt is the disconnect that was said at an appointment.
func (r recorded) saidAt(d *Debrief) *Disconnect {
	for _, x := range r.disconnects {
		if x.ID == d.Said || x.Voiced != "" && x.Voiced == d.ID {
			return x
		}
	}
	return nil
}

func (r recorded) goalsIn(per Period) (reached []*Goal, rated []ratedGoal) {
	for _, g := range r.goals {
		if g.State == Reached && per.holds(g.Day) {
			reached = append(reached, g)
		}
		var ratings []Rating
		for _, x := range g.Ratings {
			if per.holds(x.Day) {
				ratings = append(ratings, x)
			}
		}
		if len(ratings) > 0 {
			rated = append(rated, ratedGoal{g, ratings})
		}
	}
	return reached, rated
}
