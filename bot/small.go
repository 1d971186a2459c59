package bot

import (
	"slices"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Small talk: short, kind, and true. None of it is kept.

// politely hears a pleasantry only where it is nothing else: "thanks" and "thanks a
// lot", but not "thanks to Tom I slept".
func politely(say func(*Turn)) asked {
	return func(t *Turn, rest, _ string) bool {
		if !slices.Contains(pleasant, rest) {
			return false
		}
		say(t)
		return true
	}
}

var pleasant = []string{
	"", "a lot", "so much", "very much", "a million", "again", "you", "for that", "for this", "for asking", "for your help", "for the help",
	"for everything", "for listening", "samepage", "then", "there", "later", "soon", "tomorrow", "next time", "for now", "now",
}

func (t *Turn) hello() { t.say(t.T("Hello. Send me whatever is on your mind, and I keep it.")) }

func (t *Turn) thanked() { t.say(t.T("You're welcome.")) }

func (t *Turn) bye() { t.say(t.T("Take care. What you kept is here when you come back.")) }

// agreed hears a bare yes that no question was waiting for: it takes what was offered last.
func (t *Turn) agreed() {
	if b := t.onLatest("page.show"); b != nil {
		pageShow(t, b.Press)
		return
	}
	if b := t.onLatest("note.book"); b != nil {
		bookNote(t, b.Press)
		return
	}
	t.nodded()
}

// nodded hears what says no more than that somebody has read. It stands for no button,
// least of all for one that destroys something.
func (t *Turn) nodded() {
	if slices.ContainsFunc(t.latestButtons(), destroys) {
		t.say(t.T("For that I need the button itself, or its exact words. Nothing was changed."))
		return
	}
	if !t.chooses() {
		t.say(t.T("All right."))
	}
}

// chooses asks again where one of several is to be chosen: a yes to that says nothing yet,
// and must not look as if it had.
func (t *Turn) chooses() bool {
	d := t.current()
	if d == nil || d.left(t.Now) {
		return false
	}
	out := t.run(d)
	if out.Ask == nil || out.Ask.Quiet || out.Ask.Kind != dialog.Choice {
		return false
	}
	t.ask(d, out, t.send)
	return true
}

func destroys(b Button) bool { return b.Press.Key == "forget.all" || b.Press.Key == "forget.one" }

// start is for somebody who is known already.
func (t *Turn) start() {
	t.say(t.T("Hello again. All is kept as you left it. Send me anything, or type help."))
	t.askAgain()
}

func (t *Turn) who() {
	t.say(whoText(t.Printer), t.button(t.T("Help now"), "crisis", ""))
	t.askAgain()
}

func whoText(p text.Printer) text.Text {
	return p.T("I'm Samepage, a bot. I keep what you want to bring to an appointment and hand it back in time. I'm not a therapist, and nobody reads along.")
}

// noCompany is for somebody who wants to be talked to.
func (t *Turn) noCompany() {
	t.say(noCompanyText(t.Printer), t.button(t.T("Help now"), "crisis", ""))
	t.askAgain()
}

func noCompanyText(p text.Printer) text.Text {
	return p.T("I'm a bot, so I can't talk with you as a person would. Help now shows who you can talk to.")
}

// talkAsked are whole messages that ask for somebody to talk to.
var talkAsked = []string{
	"talk to me", "please talk to me", "can you talk to me", "can you talk", "can we talk", "can i talk to you", "could you talk to me", "i need to talk",
	"i need to talk to someone", "i need someone to talk to", "i need somebody to talk to", "i want to talk to someone", "i want to talk",
	"can i talk to someone", "can i talk to somebody", "can i talk to a person", "can i talk to a human", "can i talk to a real person",
	"can i speak to someone", "can i speak to a person", "can i speak to a human", "i want to talk to a human", "i want to talk to a person", "someone talk to me",
}

func (t *Turn) languages() {
	t.say(t.T("I speak English so far. Write in any; I keep it as it is."))
	t.askAgain()
}

// whoAsked are whole messages that ask who is there.
var whoAsked = []string{
	"who are you", "what are you", "who is this", "whos this", "are you real", "are you a bot", "are you human", "are you a human", "are you a person",
	"are you a real person", "are you a robot", "are you an ai", "are you ai", "are you a therapist", "is this a bot", "is anyone there", "is anybody there",
	"is someone there", "is somebody there", "anyone there", "anybody there", "are you there", "you there", "whats your name", "what is your name",
}

// languageAsked are whole messages that ask for a language.
var languageAsked = askedInLanguages(
	"German", "Spanish", "French", "Italian", "Portuguese", "Dutch", "Polish", "Russian", "Ukrainian", "Turkish", "Arabic", "Hebrew", "Greek",
	"Swedish", "Norwegian", "Danish", "Finnish", "Czech", "Hungarian", "Romanian", "Chinese", "Japanese", "Korean", "Hindi", "English", "another language")

func askedInLanguages(names ...string) []string {
	out := []string{
		"sprichst du deutsch", "sprechen sie deutsch", "kannst du deutsch", "auf deutsch", "hablas español", "hablas espanol", "habla español", "en español",
		"parles tu français", "parlez vous français", "tu parles français", "en français", "parli italiano", "falas português", "fala português",
		"spreek je nederlands", "mówisz po polsku", "ты говоришь по русски", "говоришь по русски", "türkçe biliyor musun", "languages", "language",
		"what languages do you speak", "which languages do you speak", "change language",
	}
	for _, name := range names {
		for _, ask := range []string{"do you speak ", "can you speak ", "do you understand ", "can i write in ", "can we talk in ", "speak ", "in "} {
			out = append(out, dialog.Fold(ask+name))
		}
	}
	return out
}
