package bot

import "time"

// Disconnect is something unsaid between the person and a provider.
type Disconnect struct {
	Meta
	Provider string
	About    string // an option's key: what it is about
	Sentence string // as the person will say it; "" until worded
	Form     string // how it is to be said: "" aloud, "note" handed over
	NotYet   int    // times it was not said when it could have been
	Answer   string // what came back, as they remember it
	Voiced   string // the occurrence it was said at
	Sits     string // how the answer sat the next day: an option's key
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

// unsaid is what is worded for a provider and not said yet, oldest first.
func (t *Turn) unsaid(provider string) []*Disconnect {
	var out []*Disconnect
	for _, d := range all[Disconnect](t, Worded) {
		if d.Provider == "" || d.Provider == provider {
			out = append(out, d)
		}
	}
	return out
}

// askDisconnect begins to word something that is off.
func (t *Turn) askDisconnect() {}
