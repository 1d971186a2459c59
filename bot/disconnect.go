package bot

import (
	"slices"
	"time"
)

// Disconnect is something unsaid between the person and a provider. They are never
// counted over time: one is there to be said, not to be measured.
type Disconnect struct {
	Meta
	Provider string
	About    string    // an option's key: what it is about
	Goal     string    // the goal it came from, where drift showed it
	Sentence string    // as the person will say it; while Noticed, as far as it got
	Line     string    // of a private one: what they wrote for themselves
	Form     string    // how it is to be said: "" aloud, Handed over in writing
	NotYet   int       // times it was not said when it could have been
	Smaller  bool      // something smaller was offered, which happens once
	Answer   string    // what came back, as they remember it
	Voiced   string    // the occurrence it was said at
	InPart   bool      // it was said in part
	Sits     string    // how the answer sat the next day: an option's key
	Wording  time.Time // when it was last worked on
	Answered time.Time
}

func (*Disconnect) kind() string { return "disconnect" }

// The states of a disconnect. Private ones felt wrong or unsafe and are never on a
// page by themselves.
const (
	Noticed  = "noticed"
	Worded   = "worded"
	Voiced   = "voiced"
	Answered = "answered"
	LetGo    = "let go"
	Private  = "private"
)

// Handed is the Form of a sentence that is handed over, or pasted, rather than said.
const Handed = "note"

// unsaid is what is worded for a provider and not said yet. The first one is first on
// the page: the one worded last.
func (t *Turn) unsaid(provider string) []*Disconnect {
	return t.between(provider, Worded)
}

// between is what is in a state with a provider, or waits for whoever comes next; what
// was touched last is first.
func (t *Turn) between(provider, state string) []*Disconnect {
	out := slices.DeleteFunc(all[Disconnect](t, state), func(d *Disconnect) bool {
		return d.Provider != "" && d.Provider != provider
	})
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b *Disconnect) int { return b.Wording.Compare(a.Wording) })
	return out
}

// voice keeps that d was said at an occurrence, wholly or in part.
func (t *Turn) voice(d *Disconnect, o Occurrence, inPart bool) {
	d.State, d.Voiced, d.Provider, d.InPart = Voiced, o.Key, o.Provider, inPart
	t.save(d)
}

// answered keeps what came back.
func (t *Turn) answered(d *Disconnect, words string) {
	d.State, d.Answer, d.Answered = Answered, words, t.Now
	t.save(d)
}

// letGo takes d off every page.
func (t *Turn) letGo(d *Disconnect) {
	d.State = LetGo
	t.save(d)
}

// notYet keeps that d was not said this time.
func (t *Turn) notYet(d *Disconnect) {
	d.NotYet++
	t.save(d)
}
