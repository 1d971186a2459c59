package bot

import (
	"slices"

	"samepage/bot/when"
)

// Provider is somebody the person sees.
type Provider struct {
	Meta
	Name    string // as the person calls them
	Medical bool   // a medication or check-up visit, not a talking one
	Video   bool
	Away    []Absence
}

// Absence is a time a provider is not there: from a day up to, not including, another.
type Absence struct {
	From, To when.Date
}

func (*Provider) kind() string { return "provider" }

// The states of a provider.
const (
	Seen  = ""      // the person sees them
	Ended = "ended" // no longer; what was kept stays
)

// providers are those the person sees, in the order they came up.
func (t *Turn) providers() []*Provider { return all[Provider](t, Seen) }

// provider is one of any state, nil where there is none.
func (t *Turn) provider(id string) *Provider { return get[Provider](t, id) }

// awayOn says whether p is not there on a day.
func (p *Provider) awayOn(d when.Date) bool {
	return slices.ContainsFunc(p.Away, func(a Absence) bool { return !d.Before(a.From) && d.Before(a.To) })
}
