package request

import (
	"slices"
	"strings"

	"samepage/bot/dialog"
)

// mended are the words that begin a request and are put right where a finger slipped:
// long enough not to be something else by chance.
var mended = []string{"cancel", "snooze", "remind", "pause", "postpone", "reschedule", "summary", "every"}

// meant are words, and a name, that look like a slip of one of those and are none.
var meant = []string{
	"cancer", "cancers", "cancels", "chancel", "snoozed", "snoozes", "snoozer", "reminds", "rewind", "remand", "cause", "pauses", "paused",
	"paul", "postpones", "postponed", "reschedules", "rescheduled", "summery", "very", "ever", "avery", "emery",
}

// asksOrReads are the intents a mended request may have: those that ask before they do
// anything, only read, or are undone by a tap.
var asksOrReads = []Intent{Cancel, Move, Snooze, Pause, Checkin, Summary}

// Mend hears a request whose first word is one letter off: "cancle thursday". It returns
// the words as they must have been meant. Whether the rest makes sense is for the caller
// to find out.
func Mend(words string) (r Request, as string, ok bool) {
	said := polite(split(dialog.Fold(words)))
	if len(said) == 0 {
		return r, "", false
	}
	slip, typed := said[0], strings.Fields(words)
	i := slices.IndexFunc(mended, func(w string) bool { return oneSlip(slip, w) })
	at := slices.IndexFunc(typed, func(w string) bool { return dialog.Fold(w) == slip })
	if i < 0 || at < 0 || slices.Contains(meant, slip) {
		return r, "", false
	}
	typed[at] = mended[i]
	as = strings.Join(typed, " ")
	r = Hear(as)
	return r, as, slices.Contains(asksOrReads, r.Intent)
}

// oneSlip says whether a word is another with one letter missing, one too many, another
// one, or two the wrong way round.
func oneSlip(got, want string) bool {
	if len(got) > len(want) {
		got, want = want, got
	}
	if got == want || len(want)-len(got) > 1 {
		return false
	}
	i := 0
	for i < len(got) && got[i] == want[i] {
		i++
	}
	if len(got) < len(want) {
		return got[i:] == want[i+1:]
	}
	swapped := i+1 < len(got) && got[i] == want[i+1] && got[i+1] == want[i] && got[i+2:] == want[i+2:]
	return swapped || got[i+1:] == want[i+1:]
}
