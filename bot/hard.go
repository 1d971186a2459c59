package bot

import (
	"regexp"
	"slices"

	"samepage/bot/care"
	"samepage/bot/dialog"
)

// unworded is in words of somebody who does not know how to say something; what comes
// after may say to whom.
var unworded = regexp.MustCompile(`(?i)\b(?:help me(?: to)?|how (?:do|can|should|could|would) i|(?:don'?t|dunno|no idea|not sure) (?:know )?how to|` +
	`i (?:just |really )?(?:can'?t|cannot|couldn'?t)|(?:afraid|scared|ashamed) to) (?:say|tell|ask|bring|word|phrase|talk|admit)\b(.*)`)

// itself ends words that name nothing but what is to be said: "how to say it".
var itself = regexp.MustCompile(`(?i)^(?: up)?(?: it| this| that| these things)(?: up| out loud)?\W*$`)

// hardToSay says whether words are about something that is hard to say to somebody the
// person sees. They may want no more than that it is kept, so words for it are offered.
func (t *Turn) hardToSay(words string) bool {
	m := unworded.FindStringSubmatch(words)
	if m == nil || long(words) || care.Hear(words) != care.None {
		return false
	}
	return t.named(m[1]) != "" || isRole(m[1]) || itself.MatchString(m[1])
}

// staysAsIs says whether somebody who was to write their sentence anew would rather not.
func staysAsIs(words string) bool {
	return slices.Contains([]string{"actually no", "no wait", "wait no", "leave it", "no leave it", "leave it as it is", "keep it", "keep it as it is", "no its fine",
		"its fine", "its ok", "its good", "no its good", "dont change it", "never mind", "actually its fine", "actually its good", "its fine as it is"}, dialog.Fold(words))
}

// gaveUp says whether somebody would rather not find words after all.
func gaveUp(words string) bool {
	return slices.Contains([]string{"cancel", "cancel it", "cancel this", "nevermind", "forget it", "let it go", "stop it", "i changed my mind",
		"changed my mind", "i dont want to", "i dont want to say it", "i changed my mind i dont want to say it", "not this"}, dialog.Fold(words))
}
