package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// shownItems is how many things stand on a page beside the sentence. More would not be
// read in a waiting room.
const shownItems = 3

// Page is where a page stands in the chat, so that it can be put away. Its ID is the
// occurrence's key. What is on it is worked out whenever it is shown.
type Page struct {
	Meta
	Messages []string // ids of the messages that show it
}

func (*Page) kind() string { return "page" }

// page is what to read before o: what is unsaid, and the first items. One sentence is
// beside the items; further ones take the place of some.
func (t *Turn) page(o Occurrence) ([]*Disconnect, []Item) {
	left := t.agendaOf(o).LeftOut
	unsaid := slices.DeleteFunc(t.unsaid(o.Provider), func(d *Disconnect) bool {
		return slices.Contains(left, unsaidMark+d.ID)
	})
	items := t.bring(o)
	room := max(0, shownItems-max(0, len(unsaid)-1))
	return unsaid, items[:min(len(items), room)]
}

// pageText is the page as it is read.
func (t *Turn) pageText(o Occurrence) text.Text {
	unsaid, items := t.page(o)
	var lines []text.Text
	for _, d := range unsaid {
		lines = append(lines, t.T(`%d  "%s"`, len(lines)+1, d.Sentence))
	}
	for _, item := range items {
		lines = append(lines, t.T("%d  %s", len(lines)+1, item.Words))
	}
	if len(lines) == 0 {
		lines = append(lines, t.emptyPage(o))
	}
	if p := t.provider(o.Provider); p != nil && len(t.providers()) > 1 {
		lines = slices.Insert(lines, 0, t.T("For %s", p.Name))
	}
	return text.Lines(lines...)
}

// emptyPage is a way to begin, for when nothing was kept.
func (t *Turn) emptyPage(o Occurrence) text.Text {
	if p := t.provider(o.Provider); p != nil && p.Medical {
		return t.T(`Nothing is on your page, and that is fine. One way to begin: "What I want to know today is ..."`)
	}
	return t.T(`Nothing is on your page, and that is fine. One way to begin: "Since last time, what stayed with me is ..."`)
}

// whenPage says when the page comes.
func (t *Turn) whenPage(o Occurrence) text.Text {
	switch minutes := t.lead(o); {
	case !t.Now.Before(t.pageDue(o)):
		return t.T("Ask for it any time: /page.")
	case minutes == 60:
		return t.T("It comes an hour before.")
	default:
		return t.T("It comes %d minutes before.", minutes)
	}
}

// showPage puts the page where the button was, or below everything.
func (t *Turn) showPage(o Occurrence) {
	m := Message{Text: t.pageText(o)}
	if unsaid, _ := t.page(o); len(unsaid) > 0 && (t.video(o) || unsaid[0].Form == Handed) {
		m.Buttons = append(m.Buttons, t.button(t.T("Just the note"), "page.note", o.Key))
	}
	m.Buttons = append(m.Buttons, t.button(t.T("Done"), "page.fold", o.Key))
	shown := get[Page](t, o.Key)
	if shown == nil {
		shown = &Page{Meta: Meta{ID: o.Key, Day: o.Start.Date}}
	}
	shown.Messages = append(shown.Messages, t.sendInstead(m))
	t.save(shown)
}

// askPage shows the page of the next appointment.
func (t *Turn) askPage(name string) {
	o, planned := t.nextNamed(name)
	if !planned {
		t.showWaiting(name)
		return
	}
	t.showPage(o)
}

// showWaiting is what stands in for a page while no appointment is planned: what would be on it.
func (t *Turn) showWaiting(name string) {
	provider := t.named(name)
	lines := []text.Text{t.T("No appointment is planned. This waits for the next one:")}
	for _, d := range t.unsaid(provider) {
		lines = append(lines, t.quote(d.Sentence))
	}
	for _, n := range all[Note](t, Waiting) {
		if !n.Private && (provider == "" || n.Provider == "" || n.Provider == provider) {
			lines = append(lines, t.quote(inBrief(n.line())))
		}
	}
	add := t.button(t.T("An appointment"), "appointment.add", "")
	if len(lines) == 1 {
		t.say(t.T("No appointment is planned. What you keep waits for the next one."), add)
		return
	}
	t.say(text.Lines(lines[:min(len(lines), 1+mostNotes)]...), add)
}

// pageOf is the page asked for in words. "Tom's page" is one of somebody the person sees.
func (t *Turn) pageOf(name, words string) bool {
	p := t.providerCalled(leaving(name, pageWords))
	switch {
	case p != nil:
		t.askPage(p.Name)
	case name != "" && strings.Contains(dialog.Fold(words), "page"), !t.pointsAtVisit(name):
		return false
	default:
		t.askPage(name)
	}
	return true
}

// pointsAtVisit says whether what is left of "what do I bring ..." is about an appointment
// ("to my session", "on Thursday"), if about anything.
func (t *Turn) pointsAtVisit(words string) bool {
	words = leaving(words, pageWords)
	return words == "" || namesVisit.MatchString(words) || t.namesTime(words)
}

var pageWords = setOf(`for to with now please bring up say tell ask him her them again today on next my the this`)

// pageShow is the button [Show my page].
func pageShow(t *Turn, p Press) {
	o, known := t.occurrence(p.On)
	if !known || o.State == Cancelled {
		t.stale()
		return
	}
	t.showPage(o)
}

// pageNote is the button [Just the note]: the sentence alone, to be copied.
func pageNote(t *Turn, p Press) {
	o, known := t.occurrence(p.On)
	if !known {
		t.stale()
		return
	}
	unsaid, _ := t.page(o)
	switch {
	case len(unsaid) == 0:
		t.stale()
	case unsaid[0].Form == Handed:
		t.say(text.Sentences(t.T("I find this hard to say, so I wrote it down."), text.Lit(unsaid[0].Sentence)))
	default:
		t.say(text.Lit(unsaid[0].Sentence))
	}
}

// pageFold is the button [Done] of a page.
func pageFold(t *Turn, p Press) {
	if !t.bot.limits(t.chat()).Edits {
		t.say(t.T("All right. It stays on the screen, since I can't take it away here."))
		return
	}
	if shown := get[Page](t, p.On); shown != nil && len(shown.Messages) > 0 {
		t.fold(shown, t.button(t.T("Show my page"), "page.show", p.On))
		return
	}
	t.instead(t.T("Put away."), t.button(t.T("Show my page"), "page.show", p.On))
}

func (t *Turn) fold(shown *Page, again ...Button) {
	for _, id := range shown.Messages {
		t.revise(id, Message{Text: t.T("Put away."), Buttons: again, Fold: true})
	}
	shown.Messages = nil
	t.save(shown)
}

// lead is how many minutes before o the page comes.
func (t *Turn) lead(o Occurrence) int {
	if t.video(o) {
		return 10
	}
	return 60
}

func (t *Turn) video(o Occurrence) bool {
	p := t.provider(o.Provider)
	return o.Video || p != nil && p.Video
}

// pageDue is exempt from quiet hours: who is up for an appointment is up.
func (t *Turn) pageDue(o Occurrence) time.Time {
	return o.At().Add(-time.Duration(t.lead(o)) * time.Minute)
}

// soon are the next appointments that prompts are planned for: two with each provider,
// so that one always waits however long nobody writes.
func (t *Turn) soon() []Occurrence {
	if t.planning != nil && t.planning.soon != nil {
		return slices.Clone(t.planning.soon)
	}
	var next []Occurrence
	for _, a := range all[Appointment](t) {
		next = append(next, t.nextTwo(a)...)
	}
	count := map[string]int{}
	return slices.DeleteFunc(inOrder(next), func(o Occurrence) bool {
		count[o.Provider]++
		return count[o.Provider] > 2
	})
}

// occasion is what a prompt of an appointment is keyed by: moved to another day, a new
// one may come.
func occasion(o Occurrence) string { return o.Key + "." + strconv.Itoa(o.Moves) }

// stands says whether o is still to be on the day a prompt was planned for: one that was put
// off may have been cancelled or moved meanwhile.
func stands(o Occurrence, p Prompt) bool { return o.State == Planned && occasion(o) == p.Occurrence }

// pagePrompt says, before an appointment, that the page is ready.
type pagePrompt struct{}

// Timely: it is tied to an appointment.
func (pagePrompt) Timely() {}

// Unwaiting: an hour later it is of no use.
func (pagePrompt) Unwaiting() {}

func (pagePrompt) Plan(t *Turn) []Prompt {
	var out []Prompt
	for _, o := range t.soon() {
		if due := t.pageDue(o); !t.paused(when.Civil(due, t.Zone()).Date) {
			out = append(out, Prompt{PromptKey: PromptKey{Occurrence: occasion(o)}, Due: due, Stale: o.At(), About: o.Key})
		}
	}
	return out
}

func (pagePrompt) Say(t *Turn, p Prompt) {
	o, known := t.occurrence(p.About)
	if !known || !stands(o, p) {
		return
	}
	left := int(o.At().Sub(t.Now).Round(time.Minute).Minutes())
	in := t.N(left, "In %d minute.", "In %d minutes.", left)
	if left > 55 {
		in = t.T("In an hour.")
	}
	t.say(in, t.button(t.T("Show my page"), "page.show", o.Key))
}

// foldPrompt puts a page away at the end of the hour, without a word. Where nothing
// that was sent can be changed, it stays.
type foldPrompt struct{}

func (foldPrompt) Wordless() {}

func (foldPrompt) Plan(t *Turn) []Prompt {
	var out []Prompt
	for _, shown := range all[Page](t) {
		o, known := t.occurrence(shown.ID)
		if known && len(shown.Messages) > 0 {
			out = append(out, Prompt{PromptKey: PromptKey{Occurrence: occasion(o)}, Due: o.End(), Stale: o.End().AddDate(0, 0, 2), About: o.Key})
		}
	}
	return out
}

func (foldPrompt) Say(t *Turn, p Prompt) {
	if shown := get[Page](t, p.About); shown != nil && t.bot.limits(t.chat()).Edits {
		t.fold(shown)
	}
}
