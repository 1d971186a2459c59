package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/request"
)

// longest is how many bytes of one message are heard. Telegram splits at 4096
// characters, so only a paste into a terminal comes near it.
const longest = 64 << 10

// hear is what a person did, in the order of hearing: buttons, commands and labels;
// then requests that only read; then the open question; then phrases with a verb of
// ours; and whatever is left is kept as a note. Words are never lost, and never run
// as a command by guess.
func (t *Turn) hear(ev Event) {
	if t.records.Seen(ev.From, ev.ID) {
		return
	}
	t.event, t.to = ev, ev.From
	if t.records.Returned() {
		t.unshown(ev.From, t.Now)
	}
	t.pressed = ev.Press != (Press{}) && ev.Message != ""
	switch {
	case ev.Deleted:
		t.deleted(ev)
	case t.Person().Young:
		t.hearYoung(ev)
	case ev.Filled != nil:
		t.filled(ev)
	case ev.Press != (Press{}):
		t.press(ev.Press)
	case ev.Passed && ev.File == nil:
		t.passedOn(ev)
	case ev.Location != nil:
		t.located(ev.zone)
	case ev.File != nil:
		t.hearFile(ev.feed)
	case ev.Media != "":
		t.unreadable(ev)
	case ev.Edited:
		t.warn(care.Hear(ev.Text))
		t.edited(ev)
	default:
		t.words(readable(ev.Text))
	}
}

// readable is text without what no database and no screen can show.
func readable(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.TrimSpace(strings.ReplaceAll(s, "\x00", ""))
}

func (t *Turn) words(words string) {
	danger := care.Hear(words)
	switch {
	case words == "":
		t.say(t.T("That was empty, so I kept nothing."))
	case len(words) > longest:
		t.warn(danger)
		t.say(t.T("That is %d characters, more than I can keep in one message. I kept none of it. Can you send it in parts?",
			utf8.RuneCountInString(words)))
	case danger != care.None:
		t.danger(danger, words)
	case t.bot.tooYoung(words):
		t.young()
	default:
		t.helper(words)
		t.plain(words)
	}
}

// forWhom is a button that says whom a note is for, in a sentence: "that is for Anna".
var forWhom = regexp.MustCompile(`(?i)^(?:that is|that's|thats|this is|it is|it's|its) (for .+?)[.!]?$`)

// plain hears words that sound like no danger.
func (t *Turn) plain(words string) {
	d, r := t.current(), request.Hear(words)
	if t.byName(d, r, words) {
		return
	}
	if r.Intent.Reads() && t.carryOut(r, words) {
		t.askAgain()
		return
	}
	if t.asAnswer(d, r, words) {
		return
	}
	if !t.namesCountry(words) && !t.mend(words) && !t.idly(words) && !t.lookedBack(words) {
		t.keepNote(words)
	}
	t.nudge()
}

// byName hears a command, or the label of a button.
func (t *Turn) byName(d *Dialog, r request.Request, words string) bool {
	slash := strings.HasPrefix(words, "/")
	command, rest, known := t.command(words)
	if slash && !known && !strings.ContainsAny(words, " \n") {
		t.say(t.T("I don't know %s. Type help to see what I can do.", words))
		return true
	}
	taken := d != nil && t.claims(d, words)
	p, labelled := t.labelled(forWhom.ReplaceAllString(words, "$1"), taken)
	switch {
	case known && (slash || !labelled || t.passed(p)): // a label is heard before words for a command
		t.perform(command, rest)
	case labelled && p.Key == "undo" && t.notMeant(p.On): // of what stands further up
		t.undoLast()
		t.askAgain()
	case labelled && !(t.passed(p) && r.Intent != request.Note):
		t.press(p)
	default:
		return false
	}
	return true
}

// asAnswer hears words as the answer to the open question or to one that waits, and as a
// phrase with a verb of ours. Where the open question needs no answer, the phrase goes
// before it.
func (t *Turn) asAnswer(d *Dialog, r request.Request, words string) bool {
	door := d != nil && t.run(d).Done
	if t.outOfTurn(d, door, r, words) {
		return true
	}
	if d != nil && !door && t.read(d, words) {
		return true
	}
	if o := t.offered(); o != nil && t.read(o, words) {
		return true
	}
	if !r.Intent.Reads() && t.carryOut(r, words) {
		return true
	}
	return door && t.read(d, words)
}

// outOfTurn hears what the open question would take, and is not meant for it: a slip put
// right, the daily question where whom one sees is asked, an appointment that changes while
// a list takes any words.
func (t *Turn) outOfTurn(d *Dialog, door bool, r request.Request, words string) bool {
	switch {
	case t.corrects(d, words):
		return true
	case d == nil || door:
		return false
	case r.Intent == request.Checkin && t.asksWhom(d) && t.carryOut(r, words):
		t.askAgain()
		return true
	}
	return rebooks[r.Intent] && t.run(d).Ask.Kind == dialog.Many && t.carryOut(r, words)
}

var rebooks = map[request.Intent]bool{request.Cancel: true, request.Move: true, request.SkipOne: true}

func (t *Turn) perform(c command, rest string) {
	c.run(t, rest)
	t.askAgain()
}

// passed says whether a button stands on a question that is over. Words that only happen
// to be its label then ask for what they say: "something feels off".
func (t *Turn) passed(p Press) bool {
	if p.Key == "consent" { // of the greeting
		return true
	}
	if p.On == "" || strings.HasPrefix(p.Key, "change.") { // which is about a question that is over
		return false
	}
	d := get[Dialog](t, p.On)
	return d != nil && d.State == Closed
}

// unreadable is a voice message, a photo, a sticker. The words below a photo are heard as
// any; of an album one is answered.
func (t *Turn) unreadable(ev Event) {
	seen := t.latest()
	again := ev.Album != "" && ev.Album == seen.Album
	seen.Album = ev.Album
	if words := readable(ev.Text); words != "" {
		t.words(words)
		t.say(t.T("What came with these words I can't hear or see, so it is not kept."))
		return
	}
	if !again {
		t.say(t.T("I can't hear or see this, and I haven't kept it. One line in words?"),
			t.button(t.T("Help now"), "crisis", ""))
	}
}

// passedOn is what came from somebody else. It is theirs, and no answer to anything; a
// calendar is read all the same, since it asks before it keeps.
func (t *Turn) passedOn(ev Event) {
	t.warn(care.Hear(ev.Text))
	t.say(t.T("This came from someone else, so I haven't kept it. What about it, in your own words?"),
		t.button(t.T("Help now"), "crisis", ""))
}

// resume is a terminal that was opened again: what stood on it is gone, so the open
// question is put once more, however long ago it was asked.
func (t *Turn) resume(address Address) {
	t.to = address
	for _, d := range slices.Backward(all[Dialog](t, Open, Offered)) {
		if out := t.run(d); !d.over(t.Now) && !out.Done {
			d.Touched = t.Now
			t.ask(d, out, t.send)
			return
		}
	}
	t.say(t.T("Hello again. Send me anything to keep, or type help."))
}
