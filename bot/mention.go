package bot

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// quoted is words a person wrote, the day they are about, and what they are kept in.
type quoted struct {
	Day    when.Date
	Words  string
	record record
}

// mostMentions is how many are told; the newest ones.
const mostMentions = 8

// tellMentions answers "what did I write about Anna?": what was kept that has the topic's
// words in it, as it was written, newest last. A topic that is a time asks for those days.
func (t *Turn) tellMentions(topic, words string) bool {
	if len(t.periods(topic, words)) > 0 {
		return t.summary(topic, words)
	}
	found, heard := t.lookUp(topic)
	if len(found) == 0 {
		return heard
	}
	var lines []text.Text
	if more := len(found) - mostMentions; more > 0 {
		lines = append(lines, t.N(more, "%d older one.", "%d older ones.", more))
		found = found[more:]
	}
	for _, q := range found {
		lines = append(lines, t.T(`%s: "%s"`, t.Day(q.Day, t.Today()), inBrief(q.Words)))
	}
	t.say(text.Lines(lines...))
	return true
}

// lookUp is what was written about a topic; where that is nothing it says so. It is false
// where words name none.
func (t *Turn) lookUp(topic string) (found []quoted, heard bool) {
	wanted := strings.Fields(leaving(topic, topicless))
	if len(wanted) == 0 {
		return nil, false
	}
	if found = mentioning(t.written(), wanted); len(found) == 0 {
		t.say(t.T(`Nothing that is kept has "%s" in it.`, strings.Join(wanted, " ")))
	}
	return found, true
}

// topicless are words beside a topic.
var topicless = setOf(`my the a an his her their our your about of on with it that this all being feeling`)

// mentioning is what of all that was written has the most of the wanted words in it.
func mentioning(written []quoted, wanted []string) (found []quoted) {
	most := 1
	for _, q := range written {
		n := q.mentions(wanted)
		if n > most {
			most, found = n, nil
		}
		if n == most {
			found = append(found, q)
		}
	}
	return found
}

// mentions is how many of the wanted words stand in what was written, whatever their endings.
func (q quoted) mentions(wanted []string) (n int) {
	said := strings.Fields(dialog.Fold(q.Words))
	for _, w := range wanted {
		if slices.ContainsFunc(said, func(s string) bool { return sameWord(s, w) }) {
			n++
		}
	}
	return n
}

// sameWord says whether said begins as wanted does, so that "crying" finds "cried" and "Anna"
// "Anna's", or is a form of it that begins otherwise.
func sameWord(said, wanted string) bool {
	if said == wanted || forms[wanted] != "" && slices.Contains(strings.Fields(forms[wanted]), said) {
		return true
	}
	stem := wanted
	for _, end := range []string{"ing", "s", "y", "e"} {
		if len(wanted)-len(end) >= 3 {
			stem = strings.TrimSuffix(stem, end)
		}
	}
	return len(stem) > 2 && strings.HasPrefix(said, stem)
}

// forms are words that begin otherwise, by what is asked for.
var forms = map[string]string{
	"sleep": "slept", "sleeping": "slept", "feel": "felt", "feeling": "felt", "eat": "ate", "eating": "ate", "cry": "cried crying cries",
	"crying": "cried cry cries", "fight": "fought", "fighting": "fought", "drink": "drank drunk", "drinking": "drank drunk", "run": "ran", "running": "ran", "lose": "lost",
	"mum": "mother mom", "mom": "mother mum", "mother": "mum mom", "dad": "father", "father": "dad",
}

// written is all that the person wrote in their own words, by day.
func (t *Turn) written() []quoted {
	var out []quoted
	for _, r := range t.saved() {
		for _, words := range wordsOf(r) {
			again := slices.ContainsFunc(out, func(q quoted) bool { return q.Day == r.meta().Day && q.Words == words })
			if !again {
				out = append(out, quoted{r.meta().Day, words, r})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b quoted) int { return a.Day.Compare(b.Day) })
	return out
}
