package bot

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Debrief is what became of one appointment. Its ID is the occurrence's key, its Day
// the day it was.
type Debrief struct {
	Meta
	Provider string
	Topics   []string // what came up: goals' ids, or the person's own words
	About    string   // the disconnect whose sentence was on the page, if one was
	How      string   // what became of that sentence, as below
	Said     string   // the disconnect that was said, if one was
	InPart   bool     // it was said in part
	Answer   string   // what came back, as they remember it
	Helped   []string
	Lines    []string
	Decided  []string // of a medical visit: what was decided, in their words
}

func (*Debrief) kind() string { return "debrief" }

// What may become of a sentence.
const (
	saidIt   = "said"
	saidPart = "part"
	notSaid  = "not"
	saidGone = "go"
)

// debrief asks what came of an appointment: did it happen, the sentence, what came up.
// What else there may be stands behind doors, so that nobody has to go through it.
type debrief struct{}

func (debrief) Script(s *dialog.Script) {
	ask := s.T("%s: did it happen?", s.Given("when"))
	if s.Given("last") != "" {
		ask = text.Lines(ask, s.T("I won't ask after the next ones. One answer, and I ask again."))
	}
	if s.Choice("happened", ask, happenings(s), dialog.Means("yes", ""), dialog.Reads(happenedReader(s))) != "yes" {
		return
	}
	if s.Given("sentence") != "" {
		askSaid(s)
	}
	if s.Given("medical") != "" {
		s.Line("decided", s.T("What was decided, in your words?"), dialog.Optional)
	} else {
		s.Many("topics", s.T("What came up?"), s.Options("topics"), dialog.Own,
			dialog.More(s.T("+"), s.T("In your words, one line each.")))
	}
	askDoors(s)
}

func happenings(s *dialog.Script) []dialog.Option {
	out := []dialog.Option{
		s.Option("yes", s.T("Yes")), s.Option("cancelled", s.T("Cancelled")), s.Option("missed", s.T("Missed")),
	}
	if s.Given("tonight") != "" {
		out = append(out, s.Option("tonight", s.T("Ask me tonight")))
	}
	return out
}

// The words that say what became of an appointment, where it is asked; %s is whose it was.
var (
	wasOff    = []string{"cancelled", "canceled", "it was cancelled", "it got cancelled", "%s cancelled", "%s canceled", "%s has cancelled", "%s cancelled on me", "%s cancelled it", "i cancelled", "i cancelled it", "we cancelled"}
	wasMissed = []string{"i missed it", "missed it", "i didnt go", "didnt go", "i did not go", "i couldnt go", "i wasnt there", "i forgot", "i forgot it", "i overslept"}
	wasNot    = []string{"no", "nope", "it didnt", "it did not", "didnt happen", "it didnt happen", "it did not happen"}
	wasHeld   = []string{"it did", "yes it did", "it happened", "i went", "yes i went", "we met",
		"it went ok", "it went okay", "it went well", "it went fine", "it was ok", "it was okay", "it was good", "it was fine", "it was great", "it was nice", "it was hard", "went ok", "went well", "was ok", "was good"}
)

// happenedReader reads them. A bare no leaves open which it was.
func happenedReader(s *dialog.Script) dialog.Reader {
	return func(words string) (string, text.Text, bool) {
		said := strings.TrimPrefix(dialog.Fold(words), "no ")
		for _, who := range []string{"he", "she", "they", dialog.Fold(s.Given("who"))} {
			if rest, ok := strings.CutPrefix(said, who+" "); ok && who != "" {
				said = "%s " + rest
			}
		}
		switch {
		case slices.Contains(wasOff, said):
			return Cancelled, nil, true
		case slices.Contains(wasMissed, said):
			return Missed, nil, true
		case slices.Contains(wasHeld, said):
			return "yes", nil, true
		case slices.Contains(wasNot, said):
			return "", s.T("Cancelled, or missed?"), true
		}
		return "", nil, false
	}
}

// askSaid asks what became of the sentence, and what came back if it was said.
func askSaid(s *dialog.Script) {
	ask := s.T("Your sentence?")
	if s.Given("several") != "" {
		ask = s.T(`Your sentence, "%s"?`, s.Given("words"))
	}
	how := s.Choice("said", ask, []dialog.Option{
		s.Option(saidIt, s.T("I said it")),
		s.Option(saidPart, s.T("In part")),
		s.Option(notSaid, s.T("Not this time")),
		s.Option(saidGone, s.T("I let it go")),
	}, dialog.Means(saidIt, notSaid), dialog.Phrases(saidInWords))
	if how == saidIt || how == saidPart {
		s.Line("answer", s.T("What was the answer? A line, as you remember it."), dialog.Optional)
	}
}

// saidInWords is what people type for what became of their sentence.
var saidInWords = map[string][]string{
	saidIt:   {"said it", "yes i said it", "yes said it", "i told him", "i told her", "i told them", "told him", "told her", "yes i told him", "yes i told her", "i read it out", "read it out", "i did say it"},
	saidPart: {"kind of", "sort of", "kinda", "a bit", "a little", "partly", "half", "half of it", "some of it", "not all of it", "in parts", "more or less"},
	notSaid:  {"not really", "forgot", "i forgot", "i couldnt", "couldnt", "i could not", "i chickened out", "chickened out", "no i didnt", "i didnt", "i didnt say it", "didnt say it", "no time", "there was no time", "not yet", "next time"},
}

// Keep writes what is known so far: the occurrence's state, the debrief, the sentence.
func (debrief) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	o, known := t.occurrence(d.Given.Words["key"])
	if !known {
		return
	}
	if a.Word("happened") != "" {
		t.toldAfter()
	}
	switch happened := a.Word("happened"); happened {
	case "yes":
		t.setOccurrence(o.Key, Happened)
		t.keepDebrief(d, o, a)
		t.brought(o.Key)
	case Cancelled, Missed:
		t.setOccurrence(o.Key, happened)
		t.unkeepDebrief(o)
	}
}

func (t *Turn) keepDebrief(d *Dialog, o Occurrence, a dialog.Answers) {
	b := t.debriefOf(o)
	t.keepSaid(b, o, d.Given.Words["sentence"], a)
	b.Run, b.Topics = d.ID, topicsOf(a.List("topics"), d.Given.Lists["topics"])
	b.Helped, b.Lines, b.Decided = a.List("helped"), a.List("keep"), linesOf(a.Word("decided"))
	t.save(b)
	t.keepTry(d, o.Provider, a)
}

// debriefOf is the debrief of an occurrence; a new one where there is none.
func (t *Turn) debriefOf(o Occurrence) *Debrief {
	if b := get[Debrief](t, o.Key); b != nil {
		return b
	}
	return &Debrief{Meta: Meta{ID: o.Key, Day: t.wall(o).Date}, Provider: o.Provider}
}

// unkeepDebrief takes back what was kept of one that did not happen after all.
func (t *Turn) unkeepDebrief(o Occurrence) {
	b := get[Debrief](t, o.Key)
	if b == nil {
		return
	}
	t.keepSaid(b, o, b.About, nil)
	t.remove(b)
	t.notBrought(o.Key)
}

// keepSaid moves the sentence to where the answers say it is. What an earlier answer
// did to it is taken back first, so that it counts once.
func (t *Turn) keepSaid(b *Debrief, o Occurrence, id string, a dialog.Answers) {
	rec := get[Disconnect](t, id)
	if rec == nil {
		return
	}
	if how := a.Word("said"); how != b.How {
		t.unsay(rec, b.How)
		b.About, b.How = id, how
		t.nowSaid(rec, o, how)
	}
	b.Said, b.InPart, b.Answer = "", b.How == saidPart, a.Word("answer")
	if b.How == saidIt || b.How == saidPart {
		b.Said = id
	}
	if b.Said != "" && b.Answer != rec.Answer {
		t.answered(rec, b.Answer)
	}
}

func (t *Turn) nowSaid(rec *Disconnect, o Occurrence, how string) {
	switch how {
	case saidIt, saidPart:
		t.voice(rec, o, how == saidPart)
	case notSaid:
		t.notYet(rec)
	case saidGone:
		t.letGo(rec)
	}
}

func (t *Turn) unsay(rec *Disconnect, how string) {
	switch how {
	case "":
		return
	case notSaid:
		rec.NotYet--
	default:
		rec.State, rec.Voiced, rec.InPart, rec.Answer = Worded, "", false, ""
	}
	t.save(rec)
}

// mostTopics is how many topics are offered; more are no longer quick to read.
const mostTopics = 6

// topicOptions are what may have come up at o: the goals, then the topics named last.
func (t *Turn) topicOptions(o Occurrence) []dialog.Option {
	var out []dialog.Option
	for _, g := range t.goals(o.Provider) {
		out = append(out, dialog.Option{Key: g.ID, Label: text.Lit(g.Words)})
	}
	before := slices.DeleteFunc(all[Debrief](t), func(b *Debrief) bool { return b.Provider != o.Provider || b.ID == o.Key })
	slices.SortStableFunc(before, func(a, b *Debrief) int { return b.Day.Compare(a.Day) })
	for _, b := range before {
		for _, words := range b.Topics {
			if get[Goal](t, words) == nil && !named(out, words) {
				out = append(out, dialog.Option{Key: topicKey(words), Label: text.Lit(words)})
			}
		}
	}
	return out[:min(len(out), mostTopics)]
}

func named(options []dialog.Option, words string) bool {
	return slices.ContainsFunc(options, func(o dialog.Option) bool { return dialog.Fold(o.Label.String()) == dialog.Fold(words) })
}

// topicKey is a short name for a topic, as a button can carry it.
func topicKey(words string) string {
	sum := fnv.New64a()
	sum.Write([]byte(words))
	return "t" + strconv.FormatUint(sum.Sum64(), 36)
}

// topicsOf are chosen topics as they are kept: a goal by its id, all else in words.
func topicsOf(chosen []string, options []dialog.Option) []string {
	var out []string
	for _, value := range chosen {
		i := slices.IndexFunc(options, func(o dialog.Option) bool { return o.Key == value })
		switch {
		case i < 0:
			out = append(out, topicsIn(value)...)
		case value == topicKey(options[i].Label.String()):
			out = append(out, options[i].Label.String())
		default:
			out = append(out, value)
		}
	}
	return out
}

// topicsIn is "my boyfriend, sleep" as two topics. A part of more than three words is a
// sentence with a comma in it, which stays whole.
func topicsIn(words string) []string {
	parts := strings.Split(words, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
		if n := len(strings.Fields(parts[i])); n == 0 || n > 3 {
			return []string{words}
		}
	}
	return parts
}

// linesOf cuts words at line ends.
func linesOf(words string) []string {
	if words == "" {
		return nil
	}
	return strings.Split(words, "\n")
}
