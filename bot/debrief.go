package bot

import (
	"time"

	"samepage/bot/when"
)

// Debrief is what became of one appointment. Its ID is the occurrence's key, its Day
// the day it was.
type Debrief struct {
	Meta
	Provider string
	Topics   []string // what came up: goals' ids, or the person's own words
	Said     string   // the disconnect that was said, if one was
	InPart   bool     // it was said in part
	Answer   string   // what came back, as they remember it
	Helped   []string
	Lines    []string
	Decided  []string // of a medical visit: what was decided, in their words
}

func (*Debrief) kind() string { return "debrief" }

// folded says whether a day's check-in is part of a debrief on that day.
func (t *Turn) folded(day when.Date) bool {
	for _, o := range t.occurrences(day.AddDays(-1), day.AddDays(2)) {
		asked := t.awake(when.Civil(o.End().Add(30*time.Minute), t.Zone()))
		if (o.State == Planned || o.State == Happened) && asked.Date == day {
			return true
		}
	}
	return false
}
