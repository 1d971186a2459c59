package bot

import (
	"regexp"
	"strings"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/when"
)

// namesVisit are words for an appointment that names nobody: "I have therapy at 3".
var namesVisit = regexp.MustCompile(`(?i)\b(appointment|appt|session|visit|therapy|counsell?ing)\b`)

// meeting is of somebody who was spoken of before: "I see him Thursdays at 4".
var meeting = regexp.MustCompile(`(?i)\b(see|seeing|meet|meeting) (him|her|them)\b`)

// telling is how people begin who tell of their days, and mean no request by it.
var telling = []string{"i", "im", "ive"}

// addInWords is a phrase that asks for one. "I see Anna on Friday" is one only where it
// says the time as well: people tell of their days like that.
func (t *Turn) addInWords(words string) bool {
	if begins(dialog.Fold(words), telling) {
		s := t.here().readSlot(words)
		if isKin(s.Who) || !s.dated() || !isName(s.Who) && (s.Who != "" || !namesVisit.MatchString(words)) {
			return false
		}
	}
	return t.addAppointment(words)
}

// bookable is how many words a message has at most that may tell of an appointment.
const bookable = 16

// soundsBooked says whether words may be an appointment, so that it is offered and not
// guessed: somebody and a time, and little else ("Anna, Friday at 11"), or a time and a
// visit or a doctor ("got the dentist tomorrow at half past 3").
func (t *Turn) soundsBooked(words string) bool {
	if len(strings.Fields(words)) > bookable || care.Hear(words) != care.None {
		return false
	}
	h := t.here()
	s := h.readSlot(words)
	if !s.dated() || !h.ahead(s.Times[0]) {
		return false
	}
	if reported.MatchString(words) {
		return false
	}
	visit := namesVisit.MatchString(words) || isRole(words) || meeting.MatchString(words)
	return visit || isName(s.Who) && !happened.MatchString(words) && h.only(words, s.Who)
}

// ahead says whether a time is still to come.
func (h here) ahead(at timed) bool {
	return at.Rule != "" || when.Resolve(at.Start, h.zone).After(h.now)
}

// only says whether words are nothing but a short name and a time.
func (h here) only(words, name string) bool {
	_, rest := h.cut(words, isTime)
	beside := leaving(leaving(leaving(rest, nameless), videoWords), medicalWords)
	return len(strings.Fields(name)) <= 3 && dialog.Fold(beside) == dialog.Fold(name)
}

// happened is in words about what has been, and so about no appointment: "Anna left me
// last night". Reported is what it is even where a visit is named.
var (
	happened = regexp.MustCompile(`(?i)\b(died|passed|relapsed|left|went|came|lost|broke|fell|took|got|gave|had|has|have|haven'?t|hasn'?t|did|didn'?t)\b`)
	reported = regexp.MustCompile(`(?i)\b(last|yesterday|ago|since|said|says|told|asked|cancel|cancell?ed|moved|missed)\b`)
)

// bookNote is the button [An appointment]: the note becomes one, once all of it is known.
func bookNote(t *Turn, p Press) {
	n := get[Note](t, p.On)
	if n == nil {
		t.stale()
		return
	}
	d := t.bookingDialog()
	d.give("note", n.ID)
	t.addTo(d, n.Words)
}
