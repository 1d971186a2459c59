package bot

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/v1"
)

// What one message kept can be taken out of the records again, and no more than that: a
// record goes only where nothing is left of it.

// holding is the records that hold what a message kept, as they are now.
func (t *Turn) holding(s Source) []record {
	all := gather[Agenda](t, gather[Appointment](t, t.saved()))
	if s.Kind != (*Dialog)(nil).kind() {
		return slices.DeleteFunc(all, func(r record) bool { return r.kind() != s.Kind || r.meta().ID != s.ID })
	}
	d := get[Dialog](t, s.ID)
	return slices.DeleteFunc(all, func(r record) bool { return d == nil || !d.made(r) || !s.isIn(r, d) })
}

// made says whether r came of d, or d is about it.
func (d *Dialog) made(r record) bool {
	id := r.meta().ID
	if r.meta().Run == d.ID || strings.HasPrefix(id, d.ID) || id == d.About {
		return true
	}
	for _, given := range d.Given.Words {
		if given == id {
			return true
		}
	}
	return false
}

// isIn says whether an answer stands in r, which came of d.
func (s Source) isIn(r record, d *Dialog) bool {
	switch r := r.(type) {
	case *Appointment:
		return d.Kind == "appointment"
	case *Checkin:
		_, rated := r.Measures[strings.TrimPrefix(s.Key, "m.")]
		return rated || s.Key == "mood" || s.said(r.Line)
	case *Agenda:
		return slices.ContainsFunc(r.Wants, s.said) || slices.ContainsFunc(r.Items, s.saidItem)
	case *Disconnect:
		return s.said(r.Answer) || s.said(r.Line) || s.said(r.Sentence) || s.ends(r.Sentence)
	}
	return slices.ContainsFunc(wordsOf(r), s.said)
}

// said says whether words are what the message said, or a line of it.
func (s Source) said(words string) bool {
	return words != "" && (words == s.Was || slices.Contains(s.lines(), words))
}

func (s Source) saidItem(i Item) bool { return s.said(i.Words) }

func (s Source) lines() []string {
	var out []string
	for line := range strings.Lines(s.Was) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// ends says whether a sentence has the message as one of its ends.
func (s Source) ends(sentence string) bool {
	return slices.Contains(endings, s.Key) && strings.Contains(sentence, s.Was)
}

// strikeOut takes what a message kept out of everything.
func (t *Turn) strikeOut(s Source) {
	d := get[Dialog](t, s.ID)
	words := append(s.lines(), s.Was)
	for _, r := range t.holding(s) {
		if rec, is := r.(*Disconnect); is {
			words = append(words, rec.Sentence)
		}
		if t.strike(r, d, s) {
			t.save(r)
		} else {
			words = append(words, wordsOf(r)...)
			t.remove(r)
			t.forgetItem(r)
		}
	}
	if d != nil {
		t.unanswer(d, s)
		t.unmeet(d)
	}
	if s.Key != "mood" && !strings.HasPrefix(s.Key, "m.") { // which are numbers, not words
		t.forgetCopies(words)
	}
}

// strike takes what a message kept out of r, and says whether r stays.
func (t *Turn) strike(r record, d *Dialog, s Source) bool {
	switch r := r.(type) {
	case *Note:
		r.Words, r.Line = strings.TrimSpace(strings.Replace(r.Words, s.Was, "", 1)), ""
		return r.Words != ""
	case *Goal:
		return d != nil && d.Kind == "words" && t.reworded(r, d)
	case *Homework:
		went := s.said(r.Went)
		if went {
			r.Went = ""
		}
		return went
	case *Checkin:
		return t.strikeDay(r, s)
	case *Debrief:
		for _, list := range []*[]string{&r.Topics, &r.Helped, &r.Lines, &r.Decided} {
			*list = slices.DeleteFunc(*list, s.said)
		}
		if s.said(r.Answer) {
			r.Answer = ""
		}
		return true
	case *Agenda:
		r.Wants, r.Items = slices.DeleteFunc(r.Wants, s.said), slices.DeleteFunc(r.Items, s.saidItem)
		return true
	case *Disconnect:
		return t.strikeSentence(r, d, s)
	}
	return false
}

// reworded gives a goal the words back that it had before d.
func (t *Turn) reworded(g *Goal, d *Dialog) bool {
	g.Words = d.Given.Words["goal"]
	return g.Words != ""
}

// strikeDay takes a line or a number out of a day. A day without its first number is
// none, but a line that was written beside it is not lost.
func (t *Turn) strikeDay(c *Checkin, s Source) bool {
	switch id, measure := strings.CutPrefix(s.Key, "m."); {
	case measure:
		delete(c.Measures, id)
	case s.Key == "line":
		c.Line = ""
		t.followLine(c)
	default:
		if s.Key == "mood" && c.Line != "" && get[Note](t, lineNote(c)) == nil {
			t.save(&Note{Meta: Meta{ID: lineNote(c), Day: c.Day}, Words: c.Line})
		}
		return false
	}
	return true
}

// strikeSentence takes an answer out of what was unsaid, or an end out of its sentence,
// which is then made of the others.
func (t *Turn) strikeSentence(rec *Disconnect, d *Dialog, s Source) bool {
	for _, line := range []*string{&rec.Answer, &rec.Line} {
		if s.said(*line) {
			*line = ""
			return true
		}
	}
	if d == nil || !s.ends(rec.Sentence) || s.Key == endings[0] {
		return false
	}
	answers := t.run(d).Answers
	delete(answers, s.Key)
	strengths := wordingOf(d, answers).strengths(t.Printer)
	at, _ := chosenStrength(answers)
	rec.Sentence = strengths[min(at, len(strengths)-1)].String()
	return true
}

// unanswer takes an answer out of a talk.
func (t *Turn) unanswer(d *Dialog, s Source) {
	q := t.run(d).Question(s.Key)
	switch {
	case q == nil:
		return
	case len(without(q, d.Answers[s.Key], s.Was).Values) > 0:
		a := d.Answers[s.Key]
		a.Values = without(q, a, s.Was).Values
		d.Answers[s.Key] = a
	default:
		delete(d.Answers, s.Key)
	}
	t.save(d)
}

// unmeet removes whoever d made known, where nothing else is kept about them.
func (t *Turn) unmeet(d *Dialog) {
	for _, p := range all[Provider](t) {
		if p.Run == d.ID && !t.mentioned(p.ID) {
			t.remove(p)
		}
	}
}

// mentioned says whether any record has to do with somebody.
func (t *Turn) mentioned(provider string) bool {
	for kind := range exported {
		for _, row := range t.records.All(kind) {
			if kind != (*Provider)(nil).kind() && quotes(row.Body, provider) {
				return true
			}
		}
	}
	return false
}

// forgetCopies removes the talks in which words still stand, and what could bring them
// back.
func (t *Turn) forgetCopies(words []string) {
	for _, row := range t.records.All("dialog") {
		if slices.ContainsFunc(words, func(w string) bool { return quotes(row.Body, w) }) {
			t.records.Remove("dialog", row.ID)
			t.records.DropSources("dialog", row.ID)
		}
	}
	for _, u := range all[Undo](t) {
		t.remove(u)
	}
	t.nothingStands()
}

// quotes says whether words are a value in JSON.
func quotes(body []byte, words string) bool {
	quoted, _ := json.Marshal(words)
	return words != "" && bytes.Contains(body, quoted)
}
