package bot

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

const (
	mostSuggestions = 25
	longestChoice   = 100 // characters of a label, and of a value
)

// suggesters are what the Desk suggests, by command: each has one option. A suggester
// returns all that fits what is typed so far; its values are read like any other words.
var suggesters = map[string]func(t *Turn, typed string) []Suggestion{
	"agenda":  (*Turn).suggestPeople,
	"cancel":  (*Turn).suggestVisits,
	"checkin": (*Turn).suggestDays,
	"goals":   (*Turn).suggestGoals,
	"move":    (*Turn).suggestVisits,
	"page":    (*Turn).suggestPeople,
	"pause":   (*Turn).suggestEnds,
	"place":   (*Turn).suggestPlaces,
	"summary": (*Turn).suggestPeriods,
}

// Suggest is values for an option of a command, as things stand now.
func (b *Bot) Suggest(ctx context.Context, from Address, command, option, typed string) ([]Suggestion, error) {
	suggest, has := suggesters[command]
	if !has || !suggests(command, option) {
		return nil, nil
	}
	var out []Suggestion
	err := b.read(ctx, from, func(t *Turn) {
		if !t.Person().Young {
			out = offering(suggest(t, readable(typed)))
		}
	})
	return out, err
}

// suggests says whether an option of a command has suggestions.
func suggests(command, option string) bool {
	for _, c := range ProfileIn(text.Printer{}).Commands {
		if c.Name == command {
			return slices.ContainsFunc(c.Options, func(o CommandOption) bool { return o.Name == option && o.Suggests })
		}
	}
	return false
}

// offering is as much of all as a network shows.
func offering(all []Suggestion) []Suggestion {
	var out []Suggestion
	for _, s := range all {
		if n := utf8.RuneCountInString(s.Value); n > 0 && n <= longestChoice && len(out) < mostSuggestions {
			out = append(out, Suggestion{cutTo(longestChoice, s.Label), s.Value})
		}
	}
	return out
}

// begun says whether words are what somebody begins to type: a word of theirs begins
// with it.
func begun(words, typed string) bool {
	return strings.Contains(" "+dialog.Fold(words), " "+dialog.Fold(typed))
}

// suggestPeople is whom the person sees next, for what is about one appointment.
func (t *Turn) suggestPeople(typed string) []Suggestion {
	var out []Suggestion
	for _, p := range t.providers() {
		if o, ahead := t.next(p.ID); ahead && begun(p.Name, typed) {
			out = append(out, Suggestion{t.T("%s, %s", p.Name, t.when(o)), p.Name})
		}
	}
	return out
}

// suggestVisits is the appointments ahead, the next of each series first.
func (t *Turn) suggestVisits(typed string) []Suggestion {
	var out []Suggestion
	ahead := t.ahead("")
	for _, o := range append(nextOfEach(ahead), ahead...) {
		s := Suggestion{Label: t.T("%s, %s", t.nameOf(o.Provider), t.when(o))}
		s.Value = s.Label.String()
		known := slices.ContainsFunc(out, func(have Suggestion) bool { return have.Value == s.Value })
		if begun(s.Value, typed) && !known {
			out = append(out, s)
		}
	}
	return out
}

// suggestDays is the days that can be filled in.
func (t *Turn) suggestDays(typed string) []Suggestion {
	var out []Suggestion
	for back := range 14 {
		day := t.Today().AddDays(-back)
		s := Suggestion{t.Day(day, t.Today()), day.String()}
		if begun(s.Label.String(), typed) {
			out = append(out, s)
		}
	}
	return out
}

// suggestGoals is the goals there are.
func (t *Turn) suggestGoals(typed string) []Suggestion {
	var out []Suggestion
	for _, g := range t.goals("") {
		if begun(g.Words, typed) {
			out = append(out, Suggestion{t.goalLine(g), g.Words})
		}
	}
	return out
}

// suggestEnds is until when to pause. Values are in the words that are read.
func (t *Turn) suggestEnds(typed string) []Suggestion {
	var out []Suggestion
	for _, s := range []Suggestion{
		{t.T("Tomorrow"), "tomorrow"}, {t.T("A week"), "a week"}, {t.T("Two weeks"), "two weeks"}, {t.T("Till I say so"), "till I say so"},
	} {
		if begun(s.Value, typed) {
			out = append(out, s)
		}
	}
	if day, _, ok := readPause(typed, t.looking(when.Future)); ok && len(out) == 0 {
		out = append(out, Suggestion{t.Day(day, t.Today()), typed})
	}
	return out
}

// suggestPlaces is where a clock may hang, with what it shows; the operator's zones
// before anything is typed.
func (t *Turn) suggestPlaces(typed string) []Suggestion {
	var out []Suggestion
	if typed == "" {
		for _, o := range t.zoneOptions() {
			out = append(out, Suggestion{o.Label, o.Key})
		}
		return out
	}
	for _, z := range when.Places(typed, t.Now, mostSuggestions) {
		if zone, err := time.LoadLocation(z.Name); err == nil {
			out = append(out, Suggestion{t.T("%s %s", t.Clock(when.Civil(t.Now, zone).Clock), z.Place), z.Name})
		}
	}
	return out
}

// suggestPeriods is days to look back on: the usual ones, and those that are typed, as
// they are understood. Values are in the words that are read.
func (t *Turn) suggestPeriods(typed string) []Suggestion {
	var out []Suggestion
	for _, words := range append(slices.Clip(usualPeriods), typed) {
		known := slices.ContainsFunc(out, func(have Suggestion) bool { return have.Value == words })
		if per := t.periods(words, words); words != "" && len(per) == 1 && begun(words, typed) && !known {
			out = append(out, Suggestion{t.T("%s: %s", words, periodName(t.Printer, per[0], t.Today())), words})
		}
	}
	return out
}

var usualPeriods = []string{"last week", "this week", "since my last session", "last month", "this month"}
