package bot

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// slotReader reads whom and when. Words with neither a time nor a name were meant for
// something else.
func (h here) slotReader(p text.Printer) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		if refuses(words) {
			return "", nil, false
		}
		s := h.readSlot(words)
		if !isName(s.Who) {
			if len(strings.Fields(s.Who)) > longestName || len(s.Times) == 0 && s.Clock == nil {
				return "", nil, false
			}
			s.Who = ""
		}
		return s.String(), h.problem(p, s), true
	}
}

// timeReader reads when, whoever it is with.
func (h here) timeReader(p text.Printer) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		s := h.readSlot(words)
		if len(s.Times) == 0 && s.Clock == nil {
			return "", p.T(`I can't find a day in that. "Thursday at 4" or "12 March, 10:30" will do.`), meantTime(words)
		}
		if len(strings.Fields(s.Who)) > 2 {
			return "", nil, false
		}
		s.Who = ""
		return s.String(), h.problem(p, s), true
	}
}

// clockReader reads a time of day.
func (h here) clockReader(p text.Printer) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		s := h.readSlot(bareHour(words))
		if s.Clock == nil {
			return "", p.T(`I can't find a time in that. "4 pm" or "16:00" will do.`), meantTime(words)
		}
		return s.String(), nil, true
	}
}

// meantTime says whether words without a time in them were meant as one.
func meantTime(words string) bool {
	return len(words) < 20 && strings.ContainsAny(words, "0123456789") || vague[dialog.Fold(words)]
}

// vague are whole answers that name no time.
var vague = setOf(`whenever sometime sometimes anytime someday soon early late often seldom rarely always`)

// bareHour lets "4" alone be a time where one was asked for.
func bareHour(words string) string {
	if n := strings.TrimSpace(words); len(n) < 3 && strings.Trim(n, "0123456789") == "" {
		return "at " + n
	}
	return words
}

func (h here) problem(p text.Printer, s slot) text.Text {
	if len(s.Times) != 1 {
		return nil
	}
	return h.passed(p, s.Times[0])
}

// nameReader reads what somebody is called.
func nameReader(p text.Printer) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		return strings.TrimSpace(words), nil, isName(words) && !refuses(words)
	}
}

// phaseReader reads "this week" and "next week" among the days offered.
func phaseReader(options []dialog.Option) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		switch said := dialog.Fold(words); {
		case slices.Contains([]string{"this week", "this one", "this", "1", "first", "the first", "the first one"}, said):
			return options[0].Key, nil, true
		case slices.Contains([]string{"next week", "next", "2", "second", "the second", "the second one"}, said) && len(options) > 1:
			return options[1].Key, nil, true
		}
		for _, o := range options {
			if strings.Contains(" "+dialog.Fold(o.Label.String())+" ", " "+dialog.Fold(words)+" ") {
				return o.Key, nil, true
			}
		}
		return "", nil, false
	}
}

// passed says that a time is over.
func (h here) passed(p text.Printer, s timed) text.Text {
	if !s.whole() || !when.Resolve(s.Start, h.zone).Before(h.now) {
		return nil
	}
	return p.T("%s has passed. Which day do you mean?", p.At(s.Start, h.civil().Date))
}
