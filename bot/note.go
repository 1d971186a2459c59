package bot

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"samepage/bot/text"
)

// Note is something kept for the next agenda, exactly as written.
type Note struct {
	Meta               // Day is the day it was written
	Words    string    // as written
	Provider string    // whom it is for; "" is for whoever is next
	Private  bool      // on no page by itself
	Line     string    // of a long one: what of it goes on the page
	Latest   time.Time // when its latest part came
	Part     int       // characters of that part
}

func (*Note) kind() string { return "note" }

// The states of a note.
const (
	Waiting = ""     // for the next agenda
	Brought = "done" // it was on a page of an appointment that happened
)

// keepNote keeps words that are nothing else, at once, and says so.
func (t *Turn) keepNote(words string) {
	p, words := t.addressed(words)
	n := t.goesOn()
	if n == nil || p != nil {
		n = t.newNote(p, words)
	} else {
		n.Words += "\n" + words
	}
	n.Latest, n.Part = t.Now, utf8.RuneCountInString(words)
	n.Private = n.Private || p == nil && feltUnsafe.MatchString(words)
	t.save(n)
	t.keepSource(Source{Kind: n.kind(), ID: n.ID, Was: words})
	t.sayNote(n)
}

// feltUnsafe are words of what felt wrong or unsafe, which goes on no page by itself.
var feltUnsafe = regexp.MustCompile(`(?i)\b(unsafe|(?:not|n'?t|never) (?:feel )?safe|felt wrong|crossed a line|inappropriate(?:ly)?|not to tell|dont tell anyone|` +
	`(?:touched|touches|touching|kissed|kisses|groped|hit on|came on to|harassed|harasses) (?:me|my)|(?:did|does|doing|do) something wrong to me|wants me to keep (?:it|this) secret)\b`)

func (t *Turn) newNote(p *Provider, words string) *Note {
	n := &Note{Meta: Meta{Day: t.Today()}, Words: words}
	if p != nil {
		n.Provider = p.ID
	}
	return n
}

// sayNote says that n is kept, and asks what of it goes on the page where it is long.
func (t *Turn) sayNote(n *Note) {
	if long(n.Words) {
		t.askLine(n)
		return
	}
	t.noteKept(n)
}

func (t *Turn) noteKept(n *Note) {
	if n.Private {
		find := t.button(t.T("Find words"), "debrief.off", "")
		t.kept(t.T(`Kept, on no page: "%s".`, n.line()), append([]Button{find}, t.forButtons("note.for", n.ID)...)...)
		return
	}
	if p := t.provider(n.Provider); p != nil {
		t.kept(t.T(`For %s: "%s".`, p.Name, n.line()), t.button(t.T("Private"), "note.private", n.ID))
		return
	}
	t.kept(text.Sentences(t.T(`Kept: "%s".`, n.line()), t.cannot(n.Words)), t.noteButtons(n)...)
}

func (t *Turn) noteButtons(n *Note) []Button {
	var out []Button
	if t.soundsBooked(n.Words) {
		out = append(out, t.button(t.T("An appointment"), "note.book", n.ID))
	}
	if t.hardToSay(n.Words) {
		out = append(out, t.button(t.T("Find words"), "debrief.off", ""))
	}
	if zone, ok := t.arrived(n.Words); ok {
		out = append(out, Button{Label: t.T("%s time", zone.Place), Press: Press{Key: "place", Option: zone.Name}})
	}
	return append(append(out, t.forButtons("note.for", n.ID)...), t.button(t.T("Private"), "note.private", n.ID))
}

// forButtons offer the people that something may be for; action is what they do with it.
func (t *Turn) forButtons(action, id string) []Button {
	var out []Button
	for _, p := range t.providers() {
		out = append(out, Button{Label: t.T("For %s", p.Name), Press: Press{On: id, Key: action, Option: p.ID}})
	}
	return out
}

// noteFor is the button [For Tom].
func noteFor(t *Turn, p Press) {
	n, provider := get[Note](t, p.On), get[Provider](t, p.Option)
	if n == nil || provider == nil {
		t.stale()
		return
	}
	n.Provider, n.Private = provider.ID, false
	t.save(n)
	t.kept(t.T(`For %s: "%s".`, provider.Name, n.line()))
}

// notePrivate is the button [Private].
func notePrivate(t *Turn, p Press) {
	n := get[Note](t, p.On)
	if n == nil {
		t.stale()
		return
	}
	n.Private = true
	t.save(n)
	t.kept(t.T(`Private, on no page: "%s".`, n.line()))
}

// editNote is an edit of a message that was kept, or of a part of it.
func (t *Turn) editNote(s Source, words string) {
	n := get[Note](t, s.ID)
	if n == nil {
		t.stale()
		return
	}
	_, words = t.addressed(words)
	n.Words, n.Line = strings.Replace(n.Words, s.Was, words, 1), ""
	t.save(n)
	s.Was = words
	t.keepSource(s)
	t.sayNote(n)
}

// quote is a person's words in quotes.
func (t *Turn) quote(words string) text.Text { return t.T(`"%s"`, words) }
