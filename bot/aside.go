package bot

import (
	"regexp"
	"slices"
	"strings"

	"samepage/bot/dialog"
)

// Asides are what people say to whoever is asking them things: stop, I told you, what do
// you mean, wrong button. They are whole messages, answered in a line, and not kept.

// stop leaves every open question alone, and says what else would be quiet.
func (t *Turn) stop() {
	for _, d := range all[Dialog](t, Open) {
		d.State = Closed
		t.save(d)
	}
	t.say(t.T("All right, I stop here. What you told me is kept. What I send by myself still comes, unless you pause it. I can also forget everything."),
		t.button(t.T("Pause"), "pause", ""), t.button(t.T("Forget me"), "forget", ""))
}

// told is for somebody who has said it before: the question is not put again.
func (t *Turn) told() {
	t.say(t.T("Sorry. What you told me is kept. Say \"skip\" to pass over a question."))
	t.asked = true
}

// puzzled is for somebody who does not see what is asked.
func (t *Turn) puzzled() {
	d := t.current()
	if d == nil || d.left(t.Now) || t.run(d).Done {
		t.help()
		return
	}
	t.say(t.T("Any words will do, or a button. \"skip\" passes over it, \"stop\" ends it."),
		t.button(t.T("Help now"), "crisis", ""))
}

// slipped is for somebody who pressed or sent what they did not mean. Only what stands
// last on the screen is taken back: the save before it may be days old, and right.
func (t *Turn) slipped() {
	d := t.current()
	if d != nil && !d.left(t.Now) && !t.run(d).Done && len(d.Answers) > 0 {
		t.back()
		return
	}
	if b := t.onLatest("undo"); b != nil {
		t.takeBack(b.Press.On)
		return
	}
	t.say(t.T("Nothing was kept of that. \"undo\" takes back the last thing that was."))
}

// onLatest is the button with an action on the newest message that has buttons.
func (t *Turn) onLatest(action string) *Button {
	for _, b := range t.latestButtons() {
		if b.Press.Key == action {
			return &b
		}
	}
	return nil
}

// refused hears a bare no that no question was waiting for. To what was understood of an
// appointment it means: not so.
func (t *Turn) refused() {
	switch b := t.onLatest("appointment.change"); {
	case slices.ContainsFunc(t.latestButtons(), destroys):
		forgetNot(t, Press{})
	case b != nil:
		changeBooking(t, b.Press)
	case t.cardStands():
		t.alone()
	case !t.unsure():
		t.nodded()
	}
}

// putOff is "not now" and "later" where nothing waits that could come again.
func (t *Turn) putOff(words string) bool {
	if !refuses(words) {
		return false
	}
	if !t.unsure() {
		t.nodded()
	}
	return true
}

// refusals are whole messages that pass over whatever is asked, and name nothing.
var refusals = []string{"no", "nope", "no thanks", "not now", "not today", "later", "maybe later", "leave it", "never mind", "nevermind", "never"}

func refuses(words string) bool { return slices.Contains(refusals, dialog.Fold(words)) }

// amend is "change" or "edit" where nothing on the screen is called so.
func (t *Turn) amend() {
	t.say(t.T("Write it once more as it should be. \"undo\" takes back what was kept last."))
}

// spare are words for buttons, and numbers, that nothing on the screen takes. They say
// nothing to anybody else, so they are not kept.
var spare = regexp.MustCompile(`^(done|nothing more|thats all|thats it|use|add|more|next|show|not this time|not at all|tonight|keep it|drop it|\d{1,2}( \d{1,2})*)$`)

// nods are signs that somebody has read what was said, and no more.
var nods = []string{"k", "kk", "lol", "haha", "mhm", "hm", "hmm", "...", "…", "👍", "👌", "🙏", "❤️", "❤", "🙂", "😊", ":)"}

// idly hears such words, and nods.
func (t *Turn) idly(words string) bool {
	if slices.Contains(nods, strings.ToLower(words)) {
		t.nodded()
		return true
	}
	if slices.Contains(nobody, dialog.Fold(words)) && t.cardStands() {
		t.alone()
		return true
	}
	if !spare.MatchString(dialog.Fold(words)) {
		return false
	}
	t.say(t.T("That fits nothing I asked, so I have not kept it."))
	return true
}

// nobody are whole messages of somebody whom a card tells to go to someone.
var nobody = []string{"nobody", "no one", "noone", "there is no one", "there is nobody", "theres no one", "theres nobody", "i have no one", "i have nobody",
	"i dont have anyone", "i dont have anybody", "i dont know anyone", "i cant", "i cant call", "i cant tell anyone"}

var amending = []string{"change", "edit", "change it", "change that", "edit it", "edit that", "correct it", "correct that"}

// clearing are whole messages of somebody whose phone is seen.
var clearing = []string{
	"clear", "clear this", "clear it", "clear chat", "clear the chat", "clear this chat", "clear screen", "clear the screen", "clear everything",
	"hide", "hide this", "hide it", "hide the chat", "hide everything", "delete the chat", "delete this chat", "delete our chat", "delete chat",
	"delete the messages", "delete these messages", "delete messages", "delete all messages", "clean up",
}

var homeworkAsked = []string{"homework", "my homework", "what did i want to try", "what do i want to try", "what was i going to try", "what did i say id try",
	"what is my homework", "whats my homework", "things to try", "what am i supposed to try", "what was i supposed to try", "what am i trying"}

var stopAsked = []string{
	"stop", "stop it", "stop this", "please stop", "quit", "unsubscribe", "go away", "shut up", "leave me alone", "just leave me alone",
	"please leave me alone", "dont write to me", "dont message me", "no more messages", "no more questions", "too many questions",
	"how do i stop this", "how do i stop", "how do i stop it", "how can i stop this", "how do i quit", "how do i turn this off",
	"how do i turn you off", "how do i get rid of this", "how do i get rid of you", "how do i unsubscribe", "how do i end this", "enough",
}

var toldBefore = []string{
	"i already told you", "i told you already", "i already told you that", "i already said that", "i said that already", "i already said",
	"i already answered", "i already answered that", "i just told you", "i just said that", "i told you", "you asked that already",
	"you already asked", "you already asked that", "you already asked me that", "you asked me that already", "again", "not again",
}

var whatMeant = []string{
	"what", "what do you mean", "what does that mean", "what does this mean", "i dont understand", "i dont get it", "huh", "how do you mean",
	"which question", "what question", "what now", "so what now", "now what", "what next", "what happens now", "what happens next", "what do i do", "what do i do now", "what am i supposed to do", "what should i write", "confused", "im confused",
}

var slips = []string{
	"wrong button", "wrong one", "oops", "oops wrong button", "sorry wrong button", "that was the wrong button", "i pressed the wrong button",
	"i hit the wrong button", "i tapped the wrong button", "i pressed the wrong one", "misclick", "mistake", "my mistake", "that was a mistake",
	"i didnt mean that", "i didnt mean to", "that was wrong",
}

// notSo are whole messages that say so of what was just understood.
var notSo = []string{"wrong", "thats wrong", "no thats wrong", "not right", "thats not right", "no thats not right", "incorrect", "not correct"}

// misread is that: changed where it can be, taken back otherwise.
func (t *Turn) misread() {
	if b := t.onLatest("appointment.change"); b != nil {
		changeBooking(t, b.Press)
		return
	}
	t.slipped()
}

// privately are whole messages that ask who could read along.
var privately = slices.Concat([]string{"privacy"}, asksOf(
	[]string{"who can ", "can anyone ", "can anybody ", "can someone ", "can somebody ", "can anyone else ", "can other people ", "can you ", "does anyone ", "does anybody ", "who could "},
	[]string{"read this", "see this", "read it", "read that", "see it", "read my messages", "see my messages", "read what i write", "see what i write"}),
	[]string{"who reads this", "who reads that", "who sees this", "who sees that", "is this private", "is it private", "is this safe", "is it safe here", "is this confidential", "is this anonymous",
		"is this secret", "who has access", "who has access to this", "what do you keep", "what do you know about me", "where is this kept", "where is this stored",
		"what happens to my data", "what happens with my data", "do you tell anyone", "do you share this", "will you tell anyone", "who do you tell"})

func asksOf(begins, ends []string) []string {
	var out []string
	for _, begin := range begins {
		for _, end := range ends {
			out = append(out, dialog.Fold(begin+end))
		}
	}
	return out
}

// seenBy answers "can Tom read this?".
func (t *Turn) seenBy(name, _ string) bool {
	p := t.providerCalled(name)
	if p == nil {
		t.privacy()
		return true
	}
	t.say(t.T("%s sees nothing of this. I pass nothing on. What you show or say is up to you.", p.Name))
	return true
}
