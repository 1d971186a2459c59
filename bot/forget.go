package bot

import (
	"bytes"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/text"
)

// forgetIn is how long the button that forgets everything works: one found weeks
// later, by whoever holds the phone, asks again.
const forgetIn = time.Hour

// askForget says what forgetting does, and asks.
func (t *Turn) askForget() {
	t.say(text.Paragraphs(
		t.T("This makes everything I keep about you unreadable, at once and for good: words, days, appointments, goals, settings. Nobody can bring it back."),
		t.elsewhere()),
		Button{Label: t.T("Forget everything about me"), Press: Press{Key: "forget.all", Option: strconv.FormatInt(t.Now.Unix(), 36)}},
		t.button(t.T("Hand me my data"), "export", ""),
		t.button(t.T("Keep it"), "forget.not", ""))
}

// elsewhere is what the bot cannot reach.
func (t *Turn) elsewhere() text.Text {
	if carrier := t.bot.limits(t.chat()).Carrier; carrier != "" {
		return t.T("%s keeps its own copy of this chat. That one you delete there.", text.Text{{Text: carrier}})
	}
	return t.T("What this screen still shows goes when you close it.")
}

func forgetAll(t *Turn, p Press) {
	asked, err := strconv.ParseInt(p.Option, 36, 64)
	if err != nil || t.Now.Sub(time.Unix(asked, 0)) > forgetIn {
		t.askForget()
		return
	}
	farewell := t.replying(Outgoing{To: t.chat(), Message: Message{Text: text.Paragraphs(
		t.T("Done. What I kept about you can no longer be read."), t.elsewhere(),
		t.T("If you write again, I will not know you."))}})
	t.records.Forget(append(t.takingAway(), farewell)...)
}

// takingAway is what removes the messages of ours that a network still lets go of, in
// each of the person's chats.
func (t *Turn) takingAway() (out []Outgoing) {
	for _, chat := range t.chats() {
		var gone []MessageID
		for _, p := range t.posted(chat, "") {
			if t.removable(p) {
				gone = append(gone, p.As)
			}
		}
		if len(gone) > 0 {
			out = append(out, Outgoing{To: chat, Deletes: gone})
		}
	}
	return out
}

func forgetNot(t *Turn, _ Press) {
	t.instead(t.T("Fine. All is as it was."))
	t.askAgain()
}

// forgets hears "forget me" in plain words. It asks first.
func forgets(t *Turn, _, _ string) bool {
	t.askForget()
	return true
}

// saved are the kinds that one saves by saying something.
func (t *Turn) saved() []record {
	var out []record
	out = gather[Note](t, out)
	out = gather[Goal](t, out)
	out = gather[Checkin](t, out)
	out = gather[Disconnect](t, out)
	out = gather[Debrief](t, out)
	return gather[Homework](t, out)
}

func gather[T any, P interface {
	*T
	record
}](t *Turn, out []record) []record {
	for _, r := range all[T, P](t) {
		out = append(out, r)
	}
	return out
}

// wordsOf are the person's words that a record holds.
func wordsOf(r record) []string {
	var out []string
	switch r := r.(type) {
	case *Note:
		out = []string{r.Words}
	case *Goal:
		out = []string{r.Words}
	case *Checkin:
		out = []string{r.Line}
	case *Disconnect:
		out = []string{r.Sentence, r.Line, r.Answer}
	case *Debrief:
		out = slices.Concat([]string{r.Answer}, r.Topics, r.Helped, r.Lines, r.Decided)
	case *Homework:
		out = []string{r.Words, r.Went}
	}
	return slices.DeleteFunc(out, func(words string) bool { return words == "" })
}

// forgetOne removes one record, and its words wherever else they stand.
func forgetOne(t *Turn, p Press) {
	r := t.savedAs(p)
	if r == nil {
		t.stale()
		return
	}
	t.remove(r)
	t.forgetTalk(r)
	t.forgetItem(r)
	t.instead(text.Paragraphs(t.T("Forgotten here."), t.elsewhere()))
	t.askAgain()
}

// forgetTalk removes the dialogs that hold a record's words or led to it, the words as
// they came in, and what could bring it back.
func (t *Turn) forgetTalk(r record) {
	t.records.DropSources(r.kind(), r.meta().ID)
	for _, row := range t.records.All("dialog") {
		if row.ID == r.meta().Run || slices.ContainsFunc(wordsOf(r), func(words string) bool { return holds(row.Body, words) }) {
			t.records.Remove("dialog", row.ID)
			t.records.DropSources("dialog", row.ID)
		}
	}
	for _, u := range all[Undo](t) {
		t.remove(u)
	}
	t.nothingStands()
}

// holds says whether words stand in JSON.
func holds(body []byte, words string) bool {
	quoted, _ := json.Marshal(words)
	return bytes.Contains(body, bytes.Trim(quoted, `"`))
}

// forgetItem takes a record's words off every agenda, and out of what an answer to a
// sentence was copied to.
func (t *Turn) forgetItem(r record) {
	for _, a := range all[Agenda](t) {
		items := slices.DeleteFunc(slices.Clone(a.Items), func(i Item) bool {
			return i.Note != "" && i.Note == r.meta().ID || slices.Contains(wordsOf(r), i.Words)
		})
		if len(items) != len(a.Items) {
			a.Items = items
			t.save(a)
		}
	}
	for _, d := range all[Disconnect](t) {
		if d.Answer != "" && slices.Contains(wordsOf(r), d.Answer) {
			d.Answer = ""
			t.save(d)
		}
	}
}
