package bot

import (
	"strings"
	"unicode"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// longestName is how many words a name has at most; more are somebody telling something.
const longestName = 5

// readName is the name in words that also say other things of an appointment: "my
// therapist Tom, by video". It is as written; "" where there is none.
func readName(words string) (name string, medical, video bool) {
	var run []string
	done := false
	for _, word := range strings.Fields(words) {
		said := dialog.Fold(word)
		medical = medical || isMedical(said)
		video = video || videoWords[said]
		switch filler := nameless[said] || said == "" || isMedical(said) || videoWords[said]; {
		case filler && len(run) > 0:
			done = true
		case !filler && !done:
			run = append(run, word)
		}
		done = done || len(run) > 0 && strings.HasSuffix(word, ",")
	}
	return strings.Trim(strings.Join(run, " "), " ,;:-–\"()"), medical, video
}

// nameless are words beside a name.
var nameless = setOf(`i i'm im ive me my our we him his her them their can could the a an is it its with see seeing saw meet meeting have has having got get at on in for
	and or to from by of appointment appointments appt session sessions visit visits therapy therapist counsellor counselor psychologist
	psychotherapist psychotherapy counselling counseling analyst shrink coach name called who next new usually always please
	add book schedule make create another ok okay so well um uh hey going go gotta
	there then also hi hello yes starting every o'clock uhr minutes week weekly one once twice two three times`)

// videoWords say that one meets on a screen.
var videoWords = setOf(`video online zoom teams skype facetime remote remotely telehealth`)

// medicalWords say that it is a medication or check-up visit. Names of fields that end
// in -ologist and -ology are known by that.
var medicalWords = setOf(`doctor doctors gp physician surgeon nurse dentist psychiatrist psychiatry paediatrician pediatrician
	checkup check-up checkups medication medications meds infusion bloods surgery specialist hospital physio physiotherapist midwife
	optician orthodontist chiropractor dietitian dietician`)

// practitioners are those of them that are somebody.
var practitioners = setOf(`doctor gp physician surgeon nurse dentist psychiatrist paediatrician pediatrician specialist physio physiotherapist
	midwife optician orthodontist chiropractor dietitian dietician`)

// practitioner is a doctor whom words name by what they are: "the dentist"; "" where they
// name none.
func practitioner(words string) string {
	for _, word := range strings.Fields(words) {
		said := strings.TrimSuffix(dialog.Fold(word), "s")
		if practitioners[said] || isMedical(said) && strings.HasSuffix(said, "ologist") {
			return "the " + said
		}
	}
	return ""
}

func isMedical(said string) bool {
	if said == "psychologist" || said == "psychology" {
		return false
	}
	return medicalWords[said] || len(said) > 7 && (strings.HasSuffix(said, "ologist") || strings.HasSuffix(said, "ology"))
}

// isRole says whether words name somebody by what they are: "my therapist".
func isRole(words string) bool {
	for _, word := range strings.Fields(words) {
		said := dialog.Fold(word)
		if roles[said] || practitioners[said] || strings.HasSuffix(said, "ologist") {
			return true
		}
	}
	return false
}

var roles = setOf(`therapist therapy counsellor counselor counselling counseling psychologist psychotherapist analyst shrink coach
	sessions session`)

// isKin says whether words are of somebody one sees as well, and not for an appointment.
func isKin(words string) bool { return leaving(words, kin) != words }

var kin = setOf(`mum mom mummy mommy mother dad daddy father parents kid kids child children son sons daughter daughters sister sisters
	brother brothers wife husband boyfriend girlfriend bf gf partner friend friends mate mates family cousin cousins aunt uncle grandma
	grandpa granny nan ex boss landlord roommate flatmate`)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[dialog.Fold(w)] = true
	}
	return out
}

// noName are answers that name nobody.
var noName = setOf(`right correct sure fine exactly done thanks undo change y n no none nobody idk nothing later skip yes ok okay dunno unsure maybe what why how help stop wait hm hmm`)

// isName says whether words can be what somebody is called.
func isName(words string) bool {
	n := len(strings.Fields(words))
	return 0 < n && n <= longestName && len(words) <= 60 && strings.ContainsFunc(words, unicode.IsLetter) && !noName[dialog.Fold(words)] && leaving(words, plainWords) == words
}

// plainWords are in sentences, and in no name.
var plainWords = setOf(`i he she they you we him them feel feels feeling been being was were am so too very not no never about this that these
	those what how why because but if do does did later actually dont can't cant won't want think know just really much more again today tired sad bad done`)

// onlyTime says whether words, besides a time, say nothing that matters to an appointment:
// then the time is an answer, and no part of a story.
func (h here) onlyTime(words string) bool {
	_, rest := h.cut(words, func(r when.Reading) bool { return isTarget(r) || r.Kind == when.Duration })
	name, _, _ := readName(leaving(rest, besideTime))
	return name == ""
}

var besideTime = setOf(`it that this one them is be make to now instead would could can about maybe around say until till for back again away
	gone on holiday off later earlier`)
