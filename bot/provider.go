package bot

import "samepage/bot/when"

// Provider is somebody the person sees.
type Provider struct {
	Meta
	Name    string // as the person calls them
	Medical bool   // a medication or check-up visit, not a talking one
	Video   bool
	Away    when.Date // not there before this day; zero is there
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
