package bot

import (
	"regexp"
	"strconv"
	"strings"
)

// ages are the ways people say how old they are, whole or at the start of a message. A
// bare number may mean other things ("I'm 9" of 10), so below ten it needs its unit.
var ages = []*regexp.Regexp{
	regexp.MustCompile(`^(?:(?:hi|hey|hello|but|well|ok|okay|actually|sorry|btw|no)[, ]+)*(?:i ?am|i'?m|im) (?:only |just |still )*(1[0-5])(?: actually| tho| though| lol| btw)?(?:$|[.,]| (?:and|but|so|though|btw)\b)`),
	regexp.MustCompile(`^(?:.{0,40}\b)?(?:i ?am|i'?m|im) (?:only |just |still )*([5-9]|1[0-9])[ -]?(?:years?[ -]old|y/?o\b|yrs? old)`),
}

// notYet says that somebody is too young without saying how old.
var notYet = regexp.MustCompile(`^(?:(?:hi|hey|hello|but|well|sorry|no)[, ]+)*(?:i ?am|i'?m|im) (?:under|below|not|younger than) (1[0-9])(?: yet| years old)?[.]?$`)

// tooYoung says whether words tell that their writer is younger than age.
func tooYoung(words string, age int) bool {
	words = strings.TrimSpace(strings.ToLower(strings.ReplaceAll(words, "’", "'")))
	for _, way := range ages {
		if m := way.FindStringSubmatch(words); m != nil {
			said, _ := strconv.Atoi(m[1])
			return said < age
		}
	}
	m := notYet.FindStringSubmatch(words)
	return m != nil && m[1] == strconv.Itoa(age)
}
