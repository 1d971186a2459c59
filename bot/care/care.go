// Package care tells words that sound like danger from words that do not. It is a
// floor under a door that is always open, not a watchman: what it says picks a reply
// and is forgotten.
package care

import (
	"strings"

	"samepage/bot/dialog"
)

// Asks says whether words are nothing but a call for help.
func Asks(words string) bool {
	switch dialog.Fold(words) {
	case "sos", "help me", "crisis", "help now":
		return true
	}
	return false
}

// Danger says whether words sound like danger to the person who wrote them.
func Danger(words string) bool {
	said := " " + dialog.Fold(words) + " "
	for _, denial := range []string{" not suicidal ", " never hurt myself ", " wouldnt kill myself "} {
		if strings.Contains(said, denial) {
			return false
		}
	}
	for _, sign := range signs {
		if strings.Contains(said, " "+sign+" ") {
			return true
		}
	}
	return false
}

var signs = []string{
	"kill myself", "end my life", "take my own life", "want to die", "wanna die", "suicidal",
	"hurt myself", "cut myself", "dont want to live", "overdosed", "better off dead",
}
