package care

import (
	"iter"
	"regexp"
	"strings"
)

// sentence is words up to a full stop. Its text begins and ends with a space, so that
// every word in it has one on both sides.
type sentence struct{ text string }

// sentences are words up to each full stop.
func sentences(words []string) iter.Seq[string] {
	return strings.SplitSeq(" "+strings.Join(words, " ")+" ", " . ")
}

func sentenceOf(said string) sentence {
	text := " " + strings.TrimSpace(said) + " "
	return sentence{asides.ReplaceAllString(text, " ")}
}

// asides look like denials and deny nothing: "can't stop thinking of", "not joking".
var asides = phrases(
	`(cant|cannot|can not|couldnt|dont know how to|not able to) (stop|help|shake|escape|quit|keep (from|myself from)|resist)`,
	`(cant|cannot|can not|wont|dont) (promise|guarantee|swear|say|trust myself)( that)?( i)?( wont| will not| to not| not to)?`,
	`no ?(one|body) (knows|cares|believes|notices|would care|would notice|would miss me)( that| if)?`,
	`nothing (stops|keeps|holds|helps|is stopping|can stop)( me)?( from)?( against)?`,
	`(im |i am )?not (even )?(joking|kidding|lying|exaggerating|gonna lie|going to lie|ok|okay|alright|fine|sure|safe)`,
	`not (only|just)`, `no (joke|kidding)`, `(dont|do not) know (if|why|whether|how|what)`, `why (dont|not)`,
)

// phrases is one pattern for any of them, as whole words.
func phrases(any ...string) *regexp.Regexp {
	return regexp.MustCompile(` (?:` + strings.Join(any, "|") + `) `)
}

// parts are where one clause ends and the next begins.
var parts = phrases(`,`, `but`, `however`, `although`, `though`, `because`, `cause`, `and then`, `and (?:i|im|ive|id)`, `so`, `then`, `when`)

// subject says whether a sign without a word for who is about whom one listens for, by
// what stands before it in its sentence.
type subject func(before string) bool

// danger is the worst a sentence sounds like by signs.
func (s sentence) danger(signs []sign, about subject) Danger {
	worst := None
	for _, sign := range signs {
		if sign.danger <= worst {
			continue
		}
		for _, at := range sign.words.FindAllStringIndex(s.text, -1) {
			if !s.takesBack(sign, about, at[0], at[1]) {
				worst = sign.danger
			}
		}
	}
	return worst
}

// takesBack says whether what stands around a sign makes it none.
func (s sentence) takesBack(sign sign, about subject, from, to int) bool {
	before, after := clauseBefore(s.text[:from+1]), s.text[to-1:]
	whole := s.text
	switch {
	case sign.not != nil && sign.not.MatchString(whole),
		denied.MatchString(before), nothing.MatchString(after),
		told.MatchString(before):
		return true
	case sign.self && !about(s.text[:from+1]):
		return true
	}
	return past.MatchString(whole) && !still.MatchString(whole)
}

// clauseBefore is what stands before a sign in its own clause.
func clauseBefore(s string) string {
	for at := parts.FindStringIndex(s); at != nil; at = parts.FindStringIndex(s) {
		s = s[at[1]-1:]
	}
	return s
}

// denied is a denial close before a sign.
var denied = regexp.MustCompile(` (not|never|dont|doesnt|didnt|no|none|without|havent|hasnt|hadnt|wasnt|werent|isnt|arent|wouldnt|wont|nor|neither|no longer|stopped|denies|denied|deny|free (of|from)|clean (of|from)|instead of|rather than|far from)( [^ ]+){0,5} $`)

// nothing is a form that was filled in: "suicidal thoughts: none".
var nothing = regexp.MustCompile(`^( ideation| thoughts| attempts?)? : (no|none|nil|zero|0|denie[sd]|negative|never|absent) `)

// told is something shown, asked or read rather than felt.
var told = regexp.MustCompile(` (asked|asks|asking|screened|question|questions|questionnaire|leaflet|warning|worksheet|worksheets|song|songs|lyrics|singer|band|album|movie|film|films|series|documentary|episode|novel|character|characters|level|game|boss|watched|watching|listening|quote|joke|joked|joking|article|lecture|course|training|awareness|prevention)( [^ ]+){0,6} $`)

// past is long ago, still is that it is not over.
var (
	past = phrases(`used to`, `as a (teen|teenager|kid|child|student|young \w+)`, `in (19|20)[0-9][0-9]`, `years ago`, `back (in|then|when)`,
		`[a-z0-9]+ years? (clean|free|since|sober)`, `(been|its been|for) [a-z0-9]+ years`, `when i was (a |an )?(\w+ )?(kid|child|teen|teenager|young|younger|little|student|[0-9]+)`,
		`in (high school|school|college|university|my (teens|twenties|youth))`, `long ago`, `in the past`, `at (age )?[0-9]+ i`)
	still = phrases(`again`, `(?:right |even |and |is |am |im |i |it )now`, `tonight`, `today`, `still`, `lately`, `this (week|morning|evening|month|time)`, `came back`, `coming back`, `is back`, `are back`)
)

// Who a clause speaks of: the last one named before a sign is its subject.
var (
	who = regexp.MustCompile(`\b(i|im|ive|id|ill|me|my mind|my head|my brain|he|hes|she|shes|they|theyre|theyve|you|youre|your|his|her|their|him|them|someone|somebody|anyone|people|person|patient|client|kid|child|who|we|it|` + kin + `)\b`)
	one = map[string]bool{"i": true, "im": true, "ive": true, "id": true, "ill": true, "me": true, "my mind": true, "my head": true, "my brain": true}
)

const kin = `my (?:best |old |little |big |older |younger |ex |late |own )?(?:friend|mother|mom|mum|father|dad|parents|sister|brother|son|daughter|kid|child|husband|wife|partner|girlfriend|boyfriend|ex|aunt|uncle|cousin|grandmother|grandfather|grandma|grandpa|neighbour|neighbor|colleague|coworker|boss|roommate|flatmate|stepfather|stepmother|stepdad|stepmom|carer|teacher|student|therapist|client|patient)`

// selfLast is about the one who writes: nobody was named before a sign, or they
// themselves were last.
func selfLast(before string) bool {
	named := who.FindAllString(before, -1)
	return len(named) == 0 || one[named[len(named)-1]]
}

// closeLast is about somebody close to them, who was named last: "my sister", and
// whoever "she" is after that.
func closeLast(before string) bool {
	named := who.FindAllString(before, -1)
	if len(named) == 0 || !theirs.MatchString(before) {
		return false
	}
	last := named[len(named)-1]
	return third[last] || theirs.MatchString(last)
}

var (
	theirs = regexp.MustCompile(kin)
	third  = map[string]bool{"he": true, "hes": true, "she": true, "shes": true, "they": true, "theyre": true, "theyve": true, "him": true, "them": true, "his": true, "her": true, "their": true}
)

// ofSelf is words about another as the signs have them, which are written for "I".
func ofSelf(words []string) []string {
	for i, w := range words {
		switch w {
		case "himself", "herself", "themself", "themselves":
			words[i] = "myself"
		case "his", "her", "their":
			words[i] = "my"
		case "doesnt":
			words[i] = "dont"
		}
	}
	return words
}
