package bot

import (
	"regexp"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// forSomebody is "for Tom: ask about the tablets".
var forSomebody = regexp.MustCompile(`(?is)^(?:(?:a )?note )?(?:for|to) ([^:\n]{1,40}):\s*(\S.*)$`)

// toSomebody is "tell Tom that I sleep badly": all of it is what was written.
var toSomebody = regexp.MustCompile(`(?i)^(?:please )?(?:tell|ask) (\S+)\s+\S`)

// addressed finds whom words are for, where they begin with saying so, and what for.
func (t *Turn) addressed(words string) (*Provider, string) {
	if m := forSomebody.FindStringSubmatch(words); m != nil {
		if p := t.providerCalled(m[1]); p != nil {
			return p, m[2]
		}
	}
	if m := toSomebody.FindStringSubmatch(words); m != nil {
		return t.providerCalled(m[1]), words
	}
	return nil, words
}

// wanting are beginnings that want something of the bot that it does not do, by what
// they want.
var (
	advice    = []string{"should i", "what should i", "do you think", "what do you think", "what would you do", "tell me what to do", "am i wrong", "is it normal"}
	reminding = []string{"remind me", "please remind me", "can you remind me", "could you remind me", "can you please remind me"}
)

// cannot says of words that are kept what is not done with them; empty mostly.
func (t *Turn) cannot(words string) text.Text {
	switch said := dialog.Fold(words); {
	case begins(said, advice) && len(words) < 200:
		return t.T("I give no advice, but you can bring it up.")
	case begins(said, reminding):
		return t.T("I remind you of appointments only. This waits for the page.")
	}
	return nil
}

func begins(said string, with []string) bool {
	for _, w := range with {
		if said == w || strings.HasPrefix(said, w+" ") {
			return true
		}
	}
	return false
}
