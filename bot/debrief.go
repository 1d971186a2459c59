package bot

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
