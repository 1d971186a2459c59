package when

// A value of the grammar does not yet say which year, which half of the day or which
// end it means. It asks the world as it is worked out, and the world answers along
// the forks chosen for this reading. readAll tries the other branches of the forks
// that were met, so that every doubt becomes another reading.
type world struct {
	Context
	now    DateTime
	chosen [forks]uint8
	met    [forks]uint8 // how many branches the fork had, 0 if it was not met
	doubts uint16       // one bit for each Doubt
	anchor Anchor
}

// fork is a question that words leave open.
type fork uint8

const (
	halfFork  fork = iota // am or pm
	partFork              // when the evening begins
	sideFork              // ahead or behind: which Tuesday, which year
	endFork               // whether the end said is included; where "the last 2 weeks" end
	orderFork             // day and month, or month and day
	forks
)

// branch is the way taken at f, one of n.
func (w *world) branch(f fork, n int) int {
	w.met[f] = max(w.met[f], uint8(n))
	return min(int(w.chosen[f]), n-1)
}

func (w *world) doubt(d Doubt) { w.doubts |= 1 << d }

// readable is a value that can stand alone as a reading.
type readable interface {
	value
	read(*world) (Reading, bool)
}

// maxReadings is how many readings one expression may have.
const maxReadings = 5

// readAll is the readings of v: the likeliest, then those that differ from it in one
// fork, then in two.
func readAll(v readable, c Context, now DateTime) []Reading {
	first, met, ok := readOne(v, c, now, [forks]uint8{})
	if !ok {
		return nil
	}
	out := []Reading{first}
	for _, chosen := range detours(met) {
		if r, _, ok := readOne(v, c, now, chosen); ok && len(out) < maxReadings && isNew(out, r) {
			out = append(out, r)
		}
	}
	markDoubts(out, met)
	return out
}

func readOne(v readable, c Context, now DateTime, chosen [forks]uint8) (Reading, [forks]uint8, bool) {
	w := world{Context: c, now: now, chosen: chosen}
	r, ok := v.read(&w)
	for d := Doubt(1); d < doubtCount; d++ {
		if w.doubts&(1<<d) != 0 {
			r.Doubts = append(r.Doubts, d)
		}
	}
	r.Anchor = w.anchor
	if (chosen[endFork] > 0 && w.met[endFork] > 0) || (chosen[partFork] > 0 && w.met[partFork] > 0) {
		r.Doubts = append(r.Doubts, OtherCustom)
	}
	return r, w.met, ok
}

// detours lists the ways that leave the likeliest one at one fork, then at two.
func detours(met [forks]uint8) [][forks]uint8 {
	var out [][forks]uint8
	for f := range met {
		for b := uint8(1); b < met[f]; b++ {
			var way [forks]uint8
			way[f] = b
			out = append(out, way)
		}
	}
	for i, n := 0, len(out); i < n; i++ {
		for j := i + 1; j < n; j++ {
			if way, ok := both(out[i], out[j]); ok {
				out = append(out, way)
			}
		}
	}
	return out
}

func both(a, b [forks]uint8) ([forks]uint8, bool) {
	for f := range a {
		if a[f] > 0 && b[f] > 0 {
			return a, false
		}
		a[f] += b[f]
	}
	return a, true
}

func isNew(have []Reading, r Reading) bool {
	for _, h := range have {
		if h.Kind == r.Kind && h.Start == r.Start && h.End == r.End && h.OpenStart == r.OpenStart && h.OpenEnd == r.OpenEnd && h.Rule == r.Rule {
			return false
		}
	}
	return true
}

// markDoubts tells the first reading what was guessed where another branch exists.
func markDoubts(rs []Reading, met [forks]uint8) {
	if len(rs) < 2 {
		return
	}
	for i := range rs {
		if met[halfFork] > 1 {
			rs[i].Doubts = append(rs[i].Doubts, GuessedHalf)
		}
		if met[orderFork] > 1 {
			rs[i].Doubts = append(rs[i].Doubts, EitherOrder)
		}
	}
}

// today is the day at the person's place.
func (w *world) today() Date { return w.now.Date }

// weekStart is the first day of d's week.
func (w *world) weekStart(d Date) Date {
	if w.Policy.SundayFirst {
		return d.AddDays(-int(d.Weekday()))
	}
	return d.Monday()
}

// sided chooses between the next and the last of something, by the mode.
func (w *world) sided(ahead, behind Date) Date {
	b := w.branch(sideFork, 2)
	if w.Mode == Past {
		b = 1 - b
	}
	if b == 0 {
		return ahead
	}
	return behind
}
