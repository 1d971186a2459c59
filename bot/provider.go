package bot

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// Provider is somebody the person sees.
type Provider struct {
	Meta
	Name    string // as the person calls them
	Medical bool   // a medication or check-up visit, not a talking one
	Video   bool
	Away    []Absence `json:",omitempty"`
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

// providerNamed is the one the person calls so: one they see, one they saw, or a new
// one, made by a run of a dialog, which may still change its name.
func (t *Turn) providerNamed(name, run string) *Provider {
	everyone := append(t.providers(), all[Provider](t, Ended)...)
	for _, p := range everyone {
		if dialog.Fold(p.Name) == dialog.Fold(name) {
			if p.State = Seen; name != strings.ToLower(name) {
				p.Name = name // in a hurry everybody is written small
			}
			return p
		}
	}
	for _, p := range everyone {
		if p.Run == run {
			p.Name = name
			return p
		}
	}
	return &Provider{Meta: Meta{Run: run}, Name: name}
}

// nameOf is what the person calls a provider; "" where there is none.
func (t *Turn) nameOf(id string) string {
	if p := t.provider(id); p != nil {
		return p.Name
	}
	return ""
}

// back is the day p is there again, where they are away on a day or later.
func (p *Provider) back(today when.Date) (when.Date, bool) {
	for _, a := range p.Away {
		if a.To.After(today) {
			return a.To, true
		}
	}
	return when.Date{}, false
}
