// Package request hears what a message asks the bot to do. Free text is the normal
// input here, and a command heard in a personal sentence is the worst error, so nothing
// is guessed: a request has one of the shapes in shapes.go, whole, or it is a note.
//
// It knows no person and no clock. Whether "cancel Thursday" names anything is for
// the caller to find out, and to refuse.
package request

import "samepage/bot/dialog"

// Intent is what a message asks for. Its text is for programs.
type Intent string

// The intents there are.
const (
	Note    Intent = "note" // nothing: to be kept
	Summary Intent = "summary"
	Recall  Intent = "recall"
	Report  Intent = "report"
	Query   Intent = "appointment.query"
	Add     Intent = "appointment.add"
	Move    Intent = "appointment.move"
	Cancel  Intent = "appointment.cancel"
	SkipOne Intent = "appointment.skip"
	Away    Intent = "provider.away"
	Stopped Intent = "provider.end"
	Leaving Intent = "provider.leave"
	Changed Intent = "provider.change"
	Place   Intent = "place"
	Quiet   Intent = "quiet"
	Weekly  Intent = "weekly"
	Pause   Intent = "pause"
	Resume  Intent = "resume"
	Snooze  Intent = "snooze"
	Checkin Intent = "checkin.time"
	PastDay Intent = "checkin.past"
	Goal    Intent = "goal.add"
	Goals   Intent = "goal.query"
	BringUp Intent = "bringup"
	Page    Intent = "page"
	Off     Intent = "disconnect"
	Undo    Intent = "undo"
	Export  Intent = "export"
	Forget  Intent = "forget"
	Help    Intent = "help"
	Thanks  Intent = "thanks"
	Hello   Intent = "hello"
	Return  Intent = "hello.again"
	Bye     Intent = "bye"
	Yes     Intent = "yes"
	No      Intent = "no"
	Back    Intent = "back"
	Skip    Intent = "skip"
	Unsure  Intent = "unsure"
	SeenBy  Intent = "privacy.of"
	Answer  Intent = "answer.query"
	Notes   Intent = "note.query"
	Erase   Intent = "forget.last"
)

// Reads says whether a request only wants something told or shown, or moves about in
// a dialog: those are heard even while a question is open.
func (i Intent) Reads() bool {
	switch i {
	case Summary, Recall, Query, Goals, SeenBy, Answer, Notes, Page, Undo, Back, Skip, Help, Pause:
		return true
	}
	return false
}

// longest is how many words a message may have and still be a request. Longer ones are
// somebody telling something.
const longest = 25

// Request is what was heard.
type Request struct {
	Intent Intent
	Rest   string // the words that are the request's object, folded: "next thursday to 5"
}

// Hear is what words ask for.
func Hear(words string) Request {
	if r, ok := verbatim(words); ok {
		return r
	}
	if story(words) {
		return Request{Intent: Note}
	}
	said := polite(split(dialog.Fold(words)))
	if len(said) == 0 || len(said) > longest {
		return Request{Intent: Note}
	}
	for _, i := range likely(said) {
		if rest, ok := shapes[i].match(said); ok {
			return Request{Intent: shapes[i].intent, Rest: rest}
		}
	}
	return Request{Intent: Note}
}
